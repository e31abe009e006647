"""Lists of members: the Chapter Roster Report, a region's list, and a chapter's own."""

from dataclasses import replace
from itertools import islice

from chapter.imports.reading.container import Cell, Sheet
from chapter.imports.reading.contents import RosterFile, RosterRow
from chapter.imports.reading.labels import Header, find_header
from chapter.imports.reading.parameters import chapter_of
from chapter.imports.reading.people_words import STATUSES, roster_column
from chapter.imports.reading.tables import Entry, Table
from chapter.imports.rules import Trouble, label_key
from chapter.people.rules import collapse

_PERSON = ({"name"}, {"first"}, {"last"})
_TOLD = ("trade", "company", "phone", "mobile", "email", "joined", "renewal")
_SIGNS = tuple(person | {told} for person in _PERSON for told in _TOLD)
# The second header row of the roster report: given, received, visitors, one-to-ones, late, absent.
_FIGURES = {label_key(label) for label in ("G", "R", "V", "1-2-1", "L", "A")}
# Columns by the field of RosterRow they fill.
_FIELDS = {
    "trade": "trade",
    "specialty": "trade",
    "company": "company",
    "phone": "phone",
    "mobile": "phone",
    "email": "email",
    "status": "status",
    "joined": "joined_on",
    "left": "left_on",
    "renewal": "renewal_on",
    "sponsor": "sponsor",
    "office": "office",
    "chapter": "chapter",
}


def find(sheet: Sheet) -> Header | None:
    """Return the header row if the sheet has a column of names and one more that tells of them."""
    return find_header(sheet, roster_column, *_SIGNS)


def read(header: Header, day_order: str = "") -> RosterFile:
    """Return the rows below a header."""
    beneath = header.sheet.rows.get(header.line + 1, {})
    has_second = bool(beneath) and _is_second_header(beneath)
    if has_second:
        header = replace(header, widest=max(header.widest, *beneath))
    table = Table(header, ("joined", "left", "renewal"), day_order)
    is_regional = {"chapter", "joined"} <= set(header.columns)
    entries = islice(table.entries(), int(has_second), None)
    rows = tuple(row for entry in entries if (row := _row(entry, is_regional)))
    chapters = {row.chapter for row in rows}
    chapter = chapters.pop() if len(chapters) == 1 else ""
    return RosterFile(
        rows=rows,
        issues=header.stamped(table.issues),
        columns=frozenset(_FIELDS[name] for name in header.columns if name in _FIELDS),
        report=_report(header, is_regional),
        chapter=chapter or chapter_of(header),
        sheet=header.sheet.name,
    )


def _report(header: Header, is_regional: bool) -> str:
    if label_key("Classification") in map(label_key, header.labels.values()):
        return "Chapter Roster Report"
    return "regional members list" if is_regional else "members list"


def _row(entry: Entry, is_regional: bool) -> RosterRow | None:
    first, last, name = entry.names()
    path = entry.text("trade") or entry.text("specialty")
    row = RosterRow(
        line=entry.line,
        name=name,
        first_name=first,
        last_name=last,
        trade=entry.text("specialty", 120) or leaf(path, is_regional)[:120],
        trade_path=path,
        company=entry.text("company"),
        phone=entry.phone(),
        email=entry.email(),
        status=_status(entry),
        joined_on=entry.day("joined"),
        left_on=entry.day("left"),
        renewal_on=entry.day("renewal"),
        sponsor=entry.text("sponsor", 120),
        office=entry.text("office", 120),
        chapter=entry.text("chapter"),
    )
    return None if entry.is_out else row


def _is_second_header(cells: dict[int, Cell]) -> bool:
    return {label_key(collapse(cell.text)) for cell in cells.values()} <= _FIGURES


def leaf(path: str, is_regional: bool) -> str:
    """Return the last step of a trade; regional lists write "Group, Speciality"."""
    last = path.rpartition(">")[2].strip()
    return last.rpartition(", ")[2] if is_regional and ">" not in path else last


def _status(entry: Entry) -> str:
    word = entry.text("status")
    status = STATUSES.get(label_key(word), "")
    if word and not status:
        entry.blame("status", Trouble.UNKNOWN_STATUS, word)
    return status
