"""What stands above a header: the chapter and the period, and how cells name days."""

from collections.abc import Sequence
from datetime import date

from chapter.imports.reading import dates
from chapter.imports.reading.container import Cell
from chapter.imports.reading.labels import Header
from chapter.imports.reading.shapes import Issue
from chapter.imports.reading.vocabulary import PARAMETERS
from chapter.imports.rules import Trouble, ends_with_colon, label_key
from chapter.people.rules import collapse


def parameters(header: Header) -> dict[str, Cell]:
    """Return what the rows above say of the chapter and the period, by parameter."""
    found: dict[str, Cell] = {}
    for line, cells in header.above():
        beneath = header.sheet.rows.get(line + 1, {}) if line + 1 < header.line else {}
        for column, cell in sorted(cells.items()):
            name = PARAMETERS.get(label_key(cell.text))
            # "Chapter:" has its value further right, "Chapter" beneath.
            beside = next((cells[other] for other in sorted(cells) if other > column), None)
            value = beside if ends_with_colon(cell.text) else beneath.get(column)
            if name and value:
                found.setdefault(name, value)
    return found


def chapter_of(header: Header) -> str:
    """Return the chapter the rows above name, or nothing."""
    cell = parameters(header).get("chapter")
    return collapse(cell.text) if cell else ""


def period(header: Header, order: str) -> tuple[date | None, date | None, list[Issue]]:
    """Return the days From and To above a header, or an issue when they are not certain."""
    found = parameters(header)
    ends = [found[name] for name in ("first", "until") if name in found]
    if len(ends) < 2:
        return None, None, []
    known = days(ends, header.sheet.day_zero, order)
    if known is None or known != sorted(known):
        text = " - ".join(collapse(cell.text) for cell in ends)
        return None, None, [Issue(header.line, "", Trouble.UNCERTAIN_PERIOD, text[:60])]
    return known[0], known[1], []


def days(cells: Sequence[Cell], day_zero: date, order: str = "") -> list[date] | None:
    """Return the days some cells name, or None when that is not certain."""
    texts = [collapse(cell.value) for cell in cells if isinstance(cell.value, str)]
    known = dates.days(texts) if len(texts) == len(cells) else None
    if known:
        return known
    found = [day_in(cell, day_zero, order) for cell in cells]
    return [day for day in found if day] if all(found) else None


def day_in(cell: Cell, day_zero: date, order: str = "") -> date | None:
    """Return the day of one cell, be it a date, a serial number or a text."""
    if isinstance(cell.value, str):
        return dates.day(collapse(cell.value), order)
    return dates.day_of(cell.value, day_zero)
