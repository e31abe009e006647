"""The project's own template workbook, sheet by sheet."""

from collections.abc import Sequence

from chapter.imports.reading.container import Sheet
from chapter.imports.reading.contents import MarkRow, MeetingRow, RosterRow, TemplateFile
from chapter.imports.reading.labels import ColumnOf, Header, find_header
from chapter.imports.reading.tables import Entry, Table
from chapter.imports.reading.template import DAY, TEMPLATE, Column, choices
from chapter.imports.reading.template_slips import slips
from chapter.imports.rules import LONGEST_NAME, Trouble, Unreadable, is_name, label_key

# Names are read as in every list of people.
_NAMES = {"first_name": "first", "last_name": "last"}


def is_template(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook is the template: it has another of its sheets than Members."""
    return any(sheet.name != "Members" and _header(sheet) for sheet in sheets)


def read(sheets: Sequence[Sheet], day_order: str = "") -> TemplateFile:
    """Return the rows of the template's sheets; other sheets explain and are not read."""
    tables = {sheet.name: _table(sheet, day_order) for sheet in sheets if sheet.name in TEMPLATE}
    entries = {name: list(table.entries()) for name, table in tables.items()}
    members = [row for row in map(_member, entries.get("Members", [])) if row]
    meetings = [row for row in map(_meeting, entries.get("Meetings", [])) if row]
    marks = [row for row in map(_mark, entries.get("Marks", [])) if row]
    made = slips(entries.get("Slips", []), {row.name for row in members})
    return TemplateFile(
        members=tuple(members),
        meetings=tuple(meetings),
        marks=tuple(marks),
        slips=tuple(made),
        issues=tuple(
            issue for table in tables.values() for issue in table.header.stamped(table.issues)
        ),
    )


def _table(sheet: Sheet, day_order: str) -> Table:
    header = _header(sheet)
    if header is None:
        raise Unreadable(Trouble.NO_HEADER, f"sheet {sheet.name}")
    days = [column.name for column in TEMPLATE[sheet.name] if column.kind == DAY]
    return Table(header, days, day_order)


def _header(sheet: Sheet) -> Header | None:
    columns = TEMPLATE.get(sheet.name)
    if columns is None:
        return None
    needed = {_NAMES.get(column.name, column.name) for column in columns if column.required}
    return find_header(sheet, _column_of(columns), needed)


def _column_of(columns: Sequence[Column]) -> ColumnOf:
    names = {label_key(column.heading): _NAMES.get(column.name, column.name) for column in columns}
    return lambda label: names.get(label_key(label))


def _member(entry: Entry) -> RosterRow | None:
    first, last, name = entry.names()
    row = RosterRow(
        line=entry.line,
        name=name,
        first_name=first,
        last_name=last,
        trade=entry.text("trade", 120),
        trade_path=entry.text("trade", 120),
        company=entry.text("company"),
        phone=entry.phone(),
        email=entry.email(),
        joined_on=entry.day("joined_on"),
        left_on=entry.day("left_on"),
        renewal_on=entry.day("renewal_on"),
        sponsor=entry.text("sponsor", LONGEST_NAME),
        office=entry.text("office", LONGEST_NAME),
    )
    return None if entry.is_out else row


def _meeting(entry: Entry) -> MeetingRow | None:
    held_on = entry.certain_day("held_on")
    state = entry.choice("state", choices("Meetings", "state"))
    note = entry.text("note", 300)
    if held_on is None or entry.is_out:
        return None
    return MeetingRow(entry.line, held_on, state, note)


def _mark(entry: Entry) -> MarkRow | None:
    held_on = entry.certain_day("held_on")
    letter = entry.choice("letter", choices("Marks", "letter"))
    name = entry.text("member", LONGEST_NAME)
    if not is_name(name):
        entry.blame("member", Trouble.NOT_A_NAME if name else Trouble.MISSING, name)
    substitute = entry.text("substitute", LONGEST_NAME)
    if held_on is None or entry.is_out:
        return None
    return MarkRow(entry.line, held_on, name, letter, substitute)
