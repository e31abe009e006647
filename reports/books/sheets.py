"""Which sheets there are, which of them an edition has, and a workbook laid out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from reports.books import (
    notes,
    overview,
    sheet_activity,
    sheet_attendance,
    sheet_chapter,
    sheet_leaderboard,
    sheet_matrix,
    sheet_palms,
    sheet_policy,
    sheet_recognition,
    sheet_rows,
    sheet_scores,
    sheet_trends,
    sheet_visitors,
)
from reports.books.book import Book
from reports.books.editions import SHEETS, has
from reports.books.layout import Sheet
from reports.words import Words

Builder = Callable[[Book, Words], Sheet]

BUILDERS: Mapping[str, Builder] = {
    "summary": overview.sheet,
    "leaderboard": sheet_leaderboard.sheet,
    "palms": sheet_palms.sheet,
    "activity": sheet_activity.sheet,
    "attendance": sheet_attendance.sheet,
    "scores": sheet_scores.sheet,
    "referrals": partial(sheet_matrix.sheet, kind="referrals"),
    "one-to-ones": partial(sheet_matrix.sheet, kind="one_to_ones"),
    "combination": partial(sheet_matrix.sheet, kind="combination"),
    "visitors": sheet_visitors.sheet,
    "policy": sheet_policy.sheet,
    "trends": sheet_trends.sheet,
    "rows": sheet_rows.sheet,
    "notes": notes.sheet,
    "recognition": sheet_recognition.sheet,
    "chapter": sheet_chapter.sheet,
}
# By themselves rows are all of them.
ALONE: Mapping[str, Builder] = {"rows": partial(sheet_rows.sheet, most=sheet_rows.WHOLE)}
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
TITLE_LENGTH = 31


def every(book: Book, words: Mapping[str, str]) -> list[Sheet]:
    """Lay out the sheets of the book's edition.

    `words` maps each English text of the workbook to the reader's; what it lacks stays English.
    """
    _, lights = Words(words), book.settings.lights_shown
    wanted = [name for name in SHEETS if has(book.edition, name, lights_shown=lights)]
    return [framed(BUILDERS[name](book, _), book, _) for name in wanted]


def one(book: Book, words: Mapping[str, str], name: str) -> Sheet:
    """Lay out one sheet by itself."""
    _ = Words(words)
    return framed({**BUILDERS, **ALONE}[name](book, _), book, _)


def title_of(text: str) -> str:
    """Make a text fit to be a sheet's title."""
    return text.translate(FORBIDDEN).strip(" '")[:TITLE_LENGTH]


def framed(sheet: Sheet, book: Book, _: Words) -> Sheet:
    """Give a sheet its title as a tab takes it, and the head and foot of its pages."""
    title, period = book.chapter_name, _.period(book.period)
    # An ampersand begins a code in the head and foot of a page; two of them print one.
    header = f"{title} · {period} · {sheet.title}".replace("&", "&&")[:200]
    footer = _("Page {page} of {pages}", page="&P", pages="&N")
    return replace(sheet, title=title_of(sheet.title), header=header, footer=footer)
