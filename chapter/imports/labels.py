"""Where things stand on a sheet: the header row, its columns, and the values above it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chapter.imports import values
from chapter.imports.container import Cell, Sheet
from chapter.imports.rules import PARAMETERS, Trouble, Unreadable, ends_with_colon, label_key
from chapter.imports.shapes import Issue
from chapter.people.rules import collapse

# Titles and parameters are some ten rows; a header further down is none.
_DEEPEST_HEADER = 40


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names, and which column holds what."""

    sheet: Sheet
    line: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    unread: tuple[str, ...]

    def issues(self) -> list[Issue]:
        """Return one issue for each named column that is not known."""
        return [Issue(self.line, label, Trouble.UNREAD_COLUMN, label[:60]) for label in self.unread]

    def rows(self) -> list[tuple[int, dict[int, Cell]]]:
        """Return the rows below, by line."""
        return sorted((line, cells) for line, cells in self.sheet.rows.items() if line > self.line)

    def above(self) -> list[tuple[int, dict[int, Cell]]]:
        """Return the rows above, by line."""
        return sorted((line, cells) for line, cells in self.sheet.rows.items() if line < self.line)


def find_header(
    sheet: Sheet, column_of: Callable[[str], str | None], signs: set[str]
) -> Header | None:
    """Return the first row whose labels include the signs, its columns found by label only."""
    for line in sorted(sheet.rows):
        if line > _DEEPEST_HEADER:
            break
        labels = {column: collapse(cell.text) for column, cell in sheet.rows[line].items()}
        named = {column: column_of(label) for column, label in labels.items()}
        if signs <= set(named.values()):
            return _header(sheet, line, labels, named)
    return None


def _header(
    sheet: Sheet, line: int, labels: dict[int, str], named: dict[int, str | None]
) -> Header:
    columns: dict[str, int] = {}
    for column, name in sorted(named.items()):
        if name in columns:
            raise Unreadable(Trouble.DOUBLE_COLUMN, labels[column])
        if name:
            columns[name] = column
    found = {name: labels[column] for name, column in columns.items()}
    unread = tuple(labels[column] for column, name in sorted(named.items()) if name is None)
    return Header(sheet, line, columns, found, unread)


def require(header: Header, names: Mapping[str, str]) -> None:
    """Refuse a file that lacks a column: `names` maps what is needed to its usual label."""
    for name, label in names.items():
        if name not in header.columns:
            raise Unreadable(Trouble.MISSING_COLUMN, label)


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


def days(cells: Sequence[Cell], day_zero: date) -> list[date] | None:
    """Return the days some cells name, or None when that is not certain."""
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    if len(texts) == len(cells):
        return values.days(texts)
    found = [_day(cell, day_zero) for cell in cells]
    return [day for day in found if day] if all(found) else None


def _day(cell: Cell, day_zero: date) -> date | None:
    if isinstance(cell.value, str):
        known = values.days([cell.value])
        return known[0] if known else None
    return values.day_of(cell.value, day_zero)
