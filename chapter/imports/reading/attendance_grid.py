"""The PALMS Attendance Report: a member a row, a meeting a column, a letter a cell."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise

from chapter.imports.reading import dates
from chapter.imports.reading.container import Cell, Sheet
from chapter.imports.reading.contents import AttendanceFile, AttendanceRow
from chapter.imports.reading.labels import NOT_READ, Header, find_header
from chapter.imports.reading.parameters import chapter_of, period
from chapter.imports.reading.shapes import Issue
from chapter.imports.reading.tables import Entry, Table
from chapter.imports.reading.titles import titled
from chapter.imports.reading.vocabulary import MARKS, PSEUDO_ROWS, summary_column
from chapter.imports.rules import Trouble, Unreadable, label_key
from chapter.people.rules import collapse

_BEFORE_ALL = -date.max.toordinal()


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet has names and, beside them, days."""
    header = find_header(sheet, _label, {"first", "last"})
    if header is None:
        return None
    is_grid = any(_is_day(cell) for cell in sheet.rows[header.line].values())
    return header if is_grid or titled(sheet, "PALMS Attendance Report") else None


def _label(label: str) -> str:
    """Return first or last; every other column is looked at by itself."""
    name = summary_column(label)
    return name if name in ("first", "last") else NOT_READ


def _is_day(cell: Cell) -> bool:
    text = collapse(cell.text)
    return isinstance(cell.value, datetime) or bool(dates.named_day(text) or dates.day(text))


def read(header: Header, day_order: str = "") -> AttendanceFile:
    """Return the marks below a header, their years told by the period above it."""
    first, until, issues = period(header, day_order)
    taken = (header.columns["first"], header.columns["last"])
    cells = [
        pair for pair in sorted(header.sheet.rows[header.line].items()) if pair[0] not in taken
    ]
    known = _certain({number: _days(cell, first, until, day_order) for number, cell in cells})
    if not known:
        # Without a period the years are missing; with one, none of its days is here.
        raise Unreadable(Trouble.NO_MEETINGS if first else Trouble.NO_YEAR)
    for number, cell in cells:
        if number not in known:
            label = collapse(cell.text)[:60]
            issues.append(Issue(header.line, label, Trouble.UNCERTAIN_COLUMN, label))
    table = Table(header)
    rows = tuple(row for entry in table.entries() if (row := _row(entry, known)))
    return AttendanceFile(
        rows=rows,
        issues=header.stamped(table.issues + issues),
        days=tuple(sorted(known.values())),
        first=first,
        until=until,
        chapter=chapter_of(header),
        sheet=header.sheet.name,
    )


def _days(cell: Cell, first: date | None, until: date | None, day_order: str) -> list[date]:
    """Return the days a label may mean: one of each year of the period that has it."""
    text = collapse(cell.text)
    named = dates.named_day(text)
    if named and not named[0]:
        return dates.in_years(*named[1:], first, until) if first and until else []
    day = cell.value.date() if isinstance(cell.value, datetime) else dates.day(text, day_order)
    is_outside = day and first and until and not first <= day <= until
    return [day] if day and not is_outside else []


def _certain(columns: Mapping[int, list[date]]) -> dict[int, date]:
    """Return the columns with one day only, as days go forward from left to right.

    The earliest way to read them all and the latest must agree.
    """
    options = [[day.toordinal() for day in days] for days in columns.values()]
    earliest = _in_sequence(options)
    backward = _in_sequence([-day for day in days] for days in reversed(options))
    latest = [None if day is None else -day for day in reversed(backward)]
    pairs = zip(columns, earliest, latest, strict=True)
    known = {number: date.fromordinal(day) for number, day, late in pairs if day and day == late}
    if len(set(known.values())) < len(known):
        raise Unreadable(Trouble.DOUBLE_COLUMN, _twice(known.values()))
    return known


def _in_sequence(options: Iterable[list[int]]) -> list[int | None]:
    """Return the first of each place's options that comes after the place before.

    A place with one option only has that one, wherever it comes.
    """
    last, found = _BEFORE_ALL, []
    for days in options:
        later = min((day for day in days if day >= last), default=None)
        found.append(days[0] if later is None and len(days) == 1 else later)
        last = last if later is None else later
    return found


def _twice(days: Iterable[date]) -> str:
    ordered = sorted(days)
    return str(next(day for day, other in pairwise(ordered) if day == other))


def _row(entry: Entry, columns: Mapping[int, date]) -> AttendanceRow | None:
    """Return a member's marks, or nothing for visitors, others and the total."""
    first, last, name = entry.names()
    if not last and label_key(name) in PSEUDO_ROWS:
        return None
    letters, unclear = {}, {}
    for number, day in columns.items():
        if cell := entry.cells.get(number):
            text = collapse(unicodedata.normalize("NFKC", cell.text)).upper()
            if text in MARKS:
                letters[day] = text
            else:
                unclear[day] = (_blame(entry, number, text[:60]), text[:60])
    if not (entry.is_out or last or letters):
        entry.blame("first", Trouble.LONE_NAME, name)
    row = AttendanceRow(entry.line, first, last or name, letters, unclear)
    return None if entry.is_out else row


def _blame(entry: Entry, number: int, text: str) -> str:
    """Note a letter nobody knows; return its column."""
    label = collapse(entry.table.header.sheet.rows[entry.table.header.line][number].text)
    entry.table.issues.append(Issue(entry.line, label, Trouble.UNKNOWN_LETTER, text))
    return label
