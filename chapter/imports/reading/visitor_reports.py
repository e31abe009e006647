"""Lists of visits: the Chapter Visitor Report, the Visitor Registration Report, and one's own."""

from chapter.imports.reading.container import Sheet
from chapter.imports.reading.contents import VisitorRow, VisitorsFile
from chapter.imports.reading.labels import Header, find_header
from chapter.imports.reading.parameters import chapter_of
from chapter.imports.reading.people_words import REGISTRATION, REPEATS, VISITS, visit_column
from chapter.imports.reading.tables import Entry, Table
from chapter.imports.reading.titles import titled
from chapter.imports.rules import LONGEST_NAME, Trouble, label_key
from chapter.people.rules import collapse


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet lists visits."""
    return find_header(sheet, visit_column, {"name", "visited"}, {"first", "visited"})


def read(header: Header, day_order: str = "") -> VisitorsFile:
    """Return the visits below a header."""
    table = Table(header, ("visited",), day_order)
    rows = tuple(row for entry in table.entries() if (row := _row(entry)))
    is_registration = _is_registration(header)
    return VisitorsFile(
        rows=rows,
        issues=header.stamped(table.issues),
        report="Visitor Registration Report" if is_registration else "Chapter Visitor Report",
        has_come=not is_registration,
        chapter=chapter_of(header),
        sheet=header.sheet.name,
    )


def _is_registration(header: Header) -> bool:
    cells = header.sheet.rows[header.line].values()
    is_labelled = not REGISTRATION.isdisjoint(label_key(collapse(cell.text)) for cell in cells)
    return is_labelled or titled(header.sheet, "Visitor Registration Report")


def _row(entry: Entry) -> VisitorRow | None:
    first, last, name = entry.names()
    word = entry.text("type")
    type_ = VISITS.get(label_key(word), "")
    if word and not type_:
        entry.blame("type", Trouble.UNKNOWN_VISIT, word)
    row = VisitorRow(
        line=entry.line,
        name=name,
        first_name=first,
        last_name=last,
        company=entry.text("company"),
        trade=entry.text("specialty", 120) or entry.text("trade", 120),
        email=entry.email(),
        phone=entry.phone(),
        visited_on=entry.day("visited", needed=True),
        invited_by=entry.text("invited", LONGEST_NAME),
        type=type_ or "visitor",
        is_repeat=label_key(word) in REPEATS,
    )
    return None if entry.is_out else row
