"""Whether what an import left behind can go: it stands as it was left, and nothing leans on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Column, select

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.imports.undoing import clashes, later, naming, snapshots, strangers
from chapter.imports.undoing.snapshots import Row
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.people.models import Person

Changes = Mapping[str, Mapping[int, ImportChange]]

# Traces name rows by text, and what was brought in is told of also after it is taken back.
_LEANS_LIGHTLY = {"import_batches", "import_changes", "audit_entries"}

_CHANGED = {
    "people": UndoRefusal.PERSON_CHANGED,
    "memberships": UndoRefusal.PERSON_CHANGED,
    "slips": UndoRefusal.SLIP_CHANGED,
    "credits": UndoRefusal.SLIP_CHANGED,
    "attendance_marks": UndoRefusal.MARK_CHANGED,
    "visits": UndoRefusal.VISIT_CHANGED,
}
_USED = {
    "people": UndoRefusal.PERSON_USED,
    "memberships": UndoRefusal.PERSON_USED,
    "visits": UndoRefusal.VISIT_USED,
}


@dataclass
class Standing:
    """What of an import is left to take back, and the closed weeks it is taken out of."""

    tables: dict[str, dict[int, ImportChange]] = field(default_factory=dict)
    #: By the id of the meeting.
    closed: dict[int, date] = field(default_factory=dict)


def standing(chapter: Chapter, batch: ImportBatch, changes: Changes) -> Standing:
    """Return what is left to take back, or raise UndoRefused with the reason against it."""
    found, later_files = Standing(), later.of(batch)
    kept, own_weeks = found.tables, _as_left(changes)
    foreign = strangers.of(batch, changes)
    for name, every in changes.items():
        mine = {i: c for i, c in every.items() if i not in foreign.get(name, ())}
        noted = later_files.own(name, mine)
        rows = snapshots.read(snapshots.table_named(name), noted)
        removed = [c.before for c in noted.values() if c.after is None and c.before is not None]
        found.closed |= _closed(chapter, [*rows.values(), *removed], own_weeks)
        clashes.refuse(batch, name, noted)
        later_files.refuse(name, noted)
        _refuse_gone(name, noted, rows)
        # What went meanwhile, as slips do with a discarded week, needs no taking back.
        left = {i: c for i, c in noted.items() if i in rows or c.after is None}
        kept[name] = {i: c for i, c in left.items() if _is_as_left(name, c, rows.get(i))}
    for name, noted in kept.items():
        _refuse_leaning(batch, name, noted, kept)
    return found


def _as_left(changes: Changes) -> set[int]:
    """Return the meetings that still stand as the import itself left them, closed or not."""
    noted = changes.get(Meeting.__tablename__, {})
    rows = snapshots.read(snapshots.table_named(Meeting.__tablename__), noted)
    return {row_id for row_id, row in rows.items() if _says_the_same(noted[row_id], row)}


def _says_the_same(change: ImportChange, row: Row) -> bool:
    """Compare what the import wrote of a row with what stands there."""
    said = row if change.before is None else {column: row[column] for column in change.before}
    return snapshots.digest(said) == change.after


def _is_as_left(name: str, change: ImportChange, row: Row | None) -> bool:
    """Tell whether a row still says what the import left; a meeting that went on stays."""
    if row is None or change.after is None or _says_the_same(change, row):
        return True
    if name == Meeting.__tablename__:
        return False
    # What a kind of slip says stands in a table of its own, such as referral_slips.
    said_of = "slips" if name.endswith("_slips") else name
    raise UndoRefused(_CHANGED.get(said_of, UndoRefusal.CHANGED), name=_name_of(row))


def _refuse_gone(name: str, noted: Mapping[int, ImportChange], rows: Mapping[int, Row]) -> None:
    """Refuse when a changed row is no more."""
    for row_id, change in noted.items():
        is_change = change.before is not None and change.after is not None
        if is_change and row_id not in rows:
            raise UndoRefused(UndoRefusal.CHANGED)


def _closed(chapter: Chapter, rows: Iterable[Row], own_weeks: set[int]) -> dict[int, date]:
    """Return the closed weeks rows are taken out of; refuse where the chapter itself keeps them."""
    weeks = {row["meeting_id"] for row in rows if row.get("meeting_id")} - own_weeks
    closed = select(Meeting.id, Meeting.held_on).where(
        Meeting.chapter_id == chapter.id, Meeting.id.in_(weeks), Meeting.state == State.CLOSED
    )
    found = {row.id: row.held_on for row in db.session.execute(closed)}
    if found and chapter.mode == Mode.LEDGER:
        raise UndoRefused(UndoRefusal.CLOSED, day=min(found.values()), slug=chapter.slug)
    return found


def _refuse_leaning(
    batch: ImportBatch,
    name: str,
    noted: dict[int, ImportChange],
    kept: Mapping[str, Mapping[int, ImportChange]],
) -> None:
    """Refuse to delete what other rows refer to; a meeting they refer to stays as it is."""
    is_meeting = name == Meeting.__tablename__
    ids = [i for i, change in noted.items() if change.before is None or is_meeting]
    for column in _references(name):
        going = kept.get(column.table.name, {})
        leaning = [
            (row_id, target)
            for row_id, target in _leaning(column, ids)
            if row_id not in going or not _is_set_back(going[row_id], column.name)
        ]
        for _, target in leaning:
            if not is_meeting:
                naming.refuse_builder(batch, column.table.name, [row_id for row_id, _ in leaning])
                row = snapshots.read(snapshots.table_named(name), [target]).get(target, {})
                raise UndoRefused(_USED.get(name, UndoRefusal.USED), name=_name_of(row))
            noted.pop(target, None)


def used_meetings(meeting_ids: Iterable[int]) -> set[int]:
    """Return those of some meetings on which anything stands."""
    ids = list(meeting_ids)
    columns = _references(Meeting.__tablename__)
    return {target for column in columns for _, target in _leaning(column, ids)}


def _is_set_back(change: ImportChange, column: str) -> bool:
    """Tell whether a row that refers goes too, or referred to something else before."""
    return change.before is None or column in change.before


def _references(name: str) -> Iterator[Column[int]]:
    """Return the columns of all tables that refer to a table, but those of its own subtables."""
    for table in db.metadata.sorted_tables:
        if table.name in _LEANS_LIGHTLY:
            continue
        for column in table.c:
            named = {key.column.table.name for key in column.foreign_keys}
            if name in named:
                yield column


def _leaning(column: Column[int], ids: list[int]) -> Iterator[tuple[int, int]]:
    for some in snapshots.chunks(ids):
        found = select(column.table.c.id, column).where(column.in_(some))
        yield from ((row_id, target) for row_id, target in db.session.execute(found))


def _name_of(row: Row) -> str:
    """Return who a row is about, where it says so."""
    if "first_name" in row:
        return f"{row['first_name']} {row['last_name']}".strip()
    person = db.session.get(Person, row["person_id"]) if row.get("person_id") else None
    return person.name if person else ""
