"""The attendance grid: one letter per member and meeting."""

from collections.abc import Sequence

from reports import frames
from reports.books.book import Book
from reports.books.layout import CENTRED, TEXT, Column, Look, Sheet, head, line, relooked
from reports.words import Words

MARK = Look(align="center")
# Beyond so many weeks the grid needs the paper's long side.
WEEKS_UPRIGHT = 8
# Beyond so many the days stand upright in narrow columns.
WEEKS_LEVEL = 14


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the members by the days of the period."""
    days = [day for _meeting, day in book.weeks]
    is_long = len(days) > WEEKS_LEVEL
    width = 4.0 if is_long else 9.0
    columns = (
        Column(_("First Name"), TEXT, 13, 24),
        Column(_("Last Name"), TEXT, 13, 24),
        Column(_("Trade"), TEXT, 18, 32),
        *(Column(day, MARK, width, turned=is_long) for day in days),
        Column(_("Weeks"), CENTRED, 9),
    )
    lines = [head(columns)]
    for _person, *values in frames.records(book.grid):
        marked = {n: MARK.toned(f"mark_{v}") for n, v in enumerate(values) if _is_told(n, v, days)}
        lines.append(relooked(line(columns, values), marked))
    is_wide = len(days) > WEEKS_UPRIGHT
    return Sheet(_("Attendance"), columns, tuple(lines), frozen="C2", landscape=is_wide)


def _is_told(place: int, value: object, days: Sequence[object]) -> bool:
    return 3 <= place < 3 + len(days) and value in ("A", "L", "M", "S")
