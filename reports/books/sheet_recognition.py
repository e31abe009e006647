"""Who is named before everybody."""

import textwrap

from reports import frames, recognition
from reports.books.book import Book
from reports.books.layout import (
    FIGURE,
    ROW_HEIGHT,
    TEXT,
    Column,
    Line,
    Sheet,
    Value,
    head,
    heading,
    line,
    relooked,
)
from reports.words import Words

# So many signs of names stand on a line.
SIGNS = 84


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the awards of the period by themselves."""
    columns = (
        Column(_("Award"), TEXT, 32, 44),
        Column(_("Figure"), FIGURE, 18, 26),
        Column(_("Members"), TEXT, 72),
    )
    return Sheet(_("Recognition"), columns, tuple(lines(book, _, len(columns))))


def lines(book: Book, _: Words, width: int) -> list[Line]:
    """Make a table of the awards, over at least three columns; who ties is named together."""
    columns = [Column(_("Award")), Column(_("Figure"), FIGURE), Column(_("Members"))]
    columns += [Column(None)] * (width - len(columns))
    found = [head(columns)]
    for award, measure, figure, names in _awards(book, _):
        looks = {0: TEXT.toned("first"), 1: book.look(measure)}
        first: tuple[Value, Value] = award, book.figure(measure, figure)
        for text in textwrap.wrap(", ".join(names), SIGNS):
            values = (*first, text)
            made = line(columns, (*values, *[None] * (width - len(values))))
            found.append(relooked(made, looks))
            first = None, None
    if len(found) == 1:
        nobody = _("Nobody is named for this period yet.")
        found.append(heading(nobody, width, "muted", ROW_HEIGHT))
    return found


def _awards(book: Book, _: Words) -> list[tuple[str, str, int, list[str]]]:
    """Give each award, its measure, a figure that was reached, and by whom, highest first."""
    frame = book.members, book.marks, book.credits, book.period, book.settings.awards
    table = recognition.table(*frame)
    standard = {award.name for award in recognition.STANDARD}
    found: dict[tuple[str, str, int], list[str]] = {}
    for award, measure, name, figure in frames.records(table, "award", "measure", "name", "figure"):
        told = _(award) if award in standard else award
        found.setdefault((told, measure, figure), []).append(name)
    return [(*key, names) for key, names in found.items()]
