"""The Membership Dues Report: up to four tables on one sheet, each with its own columns."""

from dataclasses import replace

from chapter.imports.reading.container import Sheet
from chapter.imports.reading.contents import DuesFile, DuesRow
from chapter.imports.reading.dues_words import dues_column, section_of
from chapter.imports.reading.labels import Header, find_header, header_at
from chapter.imports.reading.parameters import chapter_of
from chapter.imports.reading.people_words import STATUSES
from chapter.imports.reading.tables import Entry, Table
from chapter.imports.reading.titles import titled
from chapter.imports.rules import Trouble, is_name, label_key
from chapter.people.rules import collapse

_SIGNS = ({"name", "due"}, {"name", "status"}, {"name", "started"})
_TITLE = "Membership Dues Report"


def find(sheet: Sheet) -> Header | None:
    """Return the first header if the sheet is a Membership Dues Report.

    A members' list of one's own has the same labels among others, so unless the title says what
    it is, a header may have no other.
    """
    header = find_header(sheet, dues_column, *_SIGNS)
    return header if header and (titled(sheet, _TITLE) or not header.unread) else None


def read(header: Header, day_order: str = "") -> DuesFile:
    """Return the rows of all tables on a header's sheet."""
    rows: list[DuesRow] = []
    issues = []
    for each in _headers(header.sheet):
        table = Table(each, ("due", "started"), day_order)
        section = _section_above(each)
        rows += [row for entry in table.entries() if (row := _row(entry, section))]
        issues += table.issues
    return DuesFile(tuple(rows), header.stamped(issues), chapter_of(header), header.sheet.name)


def _headers(sheet: Sheet) -> list[Header]:
    """Return every header row, each ending above the next."""
    found = [
        header
        for line in sorted(sheet.rows)
        if (header := header_at(sheet, line, dues_column, *_SIGNS))
    ]
    ends = [header.line - 1 for header in found[1:]]
    return [
        *(replace(header, last=end) for header, end in zip(found, ends, strict=False)),
        *found[-1:],
    ]


def _section_above(header: Header) -> str:
    """Return the part of the report a table is: the last section named above it."""
    for _, cells in reversed(header.above()):
        sections = [name for cell in cells.values() if (name := section_of(collapse(cell.text)))]
        if sections:
            return sections[0]
    return "current"


def _row(entry: Entry, section: str) -> DuesRow | None:
    """Return a member's dues, or nothing for a row that separates two tables."""
    texts = [collapse(cell.text) for cell in entry.cells.values()]
    filled = [name for name in ("trade", "status", "due", "started") if entry.cell(name)]
    if any(section_of(text) for text in texts) or not (filled or any(map(is_name, texts))):
        return None
    _, _, name = entry.names()
    if not entry.is_out and not filled:
        entry.blame("name", Trouble.LONE_NAME, name)
    word = entry.text("status")
    status = STATUSES.get(label_key(word), "")
    if word and not status:
        entry.blame("status", Trouble.UNKNOWN_STATUS, word)
    row = DuesRow(
        line=entry.line,
        name=name,
        section=section,
        trade=entry.text("trade", 120),
        type=entry.text("type"),
        status=status,
        due_on=entry.day("due"),
        started_on=entry.day("started"),
    )
    return None if entry.is_out else row
