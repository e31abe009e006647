"""The Membership Length Report: when each member first and last joined."""

from chapter.imports.reading.container import Sheet
from chapter.imports.reading.contents import LengthFile, LengthRow
from chapter.imports.reading.dues_words import length_column
from chapter.imports.reading.labels import Header, find_header
from chapter.imports.reading.parameters import chapter_of
from chapter.imports.reading.tables import Entry, Table


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet is a Membership Length Report."""
    return find_header(sheet, length_column, {"first", "last", "cumulative"})


def read(header: Header, day_order: str = "") -> LengthFile:
    """Return the rows below a header."""
    table = Table(header, ("cumulative", "recent"), day_order)
    rows = tuple(row for entry in table.entries() if (row := _row(entry)))
    chapters = {row.chapter for row in rows}
    chapter = chapters.pop() if len(chapters) == 1 else ""
    issues = header.stamped(table.issues)
    return LengthFile(rows, issues, chapter or chapter_of(header), header.sheet.name)


def _row(entry: Entry) -> LengthRow | None:
    first, last, name = entry.names()
    row = LengthRow(
        line=entry.line,
        first_name=first,
        last_name=last or name,
        chapter=entry.text("chapter"),
        cumulative_start=entry.day("cumulative"),
        recent_start=entry.day("recent"),
    )
    return None if entry.is_out else row
