"""What each member of a chapter did, on one sheet: marks and measures."""

from collections.abc import Mapping
from dataclasses import replace

from reports import activity, columns, frames
from reports.books.book import Book
from reports.books.layout import CENTRED, TEXT, Column, Sheet, head, heading, line
from reports.books.sheets import framed
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import Words


def sheet(book: Book, words: Mapping[str, str], title: str) -> Sheet:
    """Lay out a line per member of the period, on a sheet of that title."""
    _ = Words(words)
    names = ("weeks", *columns.LETTERS, *MEASURES)
    heads = (
        Column(_("Member"), TEXT, 22, 30),
        Column(_("Trade"), TEXT, 18, 26),
        Column(_("Weeks"), CENTRED, 7, turned=True),
        *(Column(letter, CENTRED, 5) for letter in columns.LETTERS),
        *(_measure(book, measure, _) for measure in MEASURES),
    )
    table = activity.table(book.members, book.marks, book.credits, book.period)
    lines = [head(heads)]
    for first, last, trade, *figures in frames.records(
        table, "first_name", "last_name", "trade", *names
    ):
        shown = [book.figure(name, figure) for name, figure in zip(names, figures, strict=True)]
        lines.append(line(heads, (f"{first} {last}".strip(), trade, *shown)))
    if len(lines) == 1:
        nobody = _("Nobody was on the roster in this period.")
        lines.append(heading(nobody, len(heads), "muted"))
    made = Sheet(_("Members"), heads, tuple(lines), frozen="B2")
    return replace(framed(made, book, _), title=title)


def _measure(book: Book, measure: str, _: Words) -> Column:
    look = book.plain_look(measure)
    width = 12.0 if MEASURES[measure] == "money" else 6.0
    return Column(_(NAMES[measure]), look, width, width + 6, turned=True)
