"""What an import added, changed and removed, row by row; and taking it back as one unit.

Adapters write through the features' services and note nothing: while `recording` lasts, every
row the session writes is noted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import (
    Table,
    UniqueConstraint,
    delete,
    event,
    insert,
    select,
    update,
)

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import BROUGHT_ALONG, ImportBatch, ImportChange
from chapter.imports.plans import Who
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.imports.states import BatchState
from chapter.imports.undoing import allowances, dependents, leftovers, snapshots
from chapter.imports.undoing.leftovers import Undone
from chapter.imports.undoing.numbers import Numbers
from chapter.imports.undoing.recorder import Recorder
from chapter.imports.undoing.snapshots import Row
from chapter.slips import posting

# A large file writes a hundred thousand rows; they need not all be in memory.
_AT_ONCE = 1000
# More days than these are told by the first and the last.
_MOST_DAYS = 4


@contextmanager
def recording(chapter: Chapter, batch: ImportBatch) -> Iterator[Recorder]:
    """Note every row written meanwhile as the batch's."""
    session, recorder = db.session(), Recorder()
    session.flush()
    listeners: dict[str, Callable[..., Any]] = {
        "before_flush": recorder.before_flush,
        "after_flush": recorder.after_flush,
        "do_orm_execute": recorder.before_statement,
    }
    for name, listener in listeners.items():
        event.listen(session, name, listener)
    posting.written.connect(recorder.beside)
    try:
        yield recorder
        session.flush()
    finally:
        posting.written.disconnect(recorder.beside)
        for name, listener in listeners.items():
            event.remove(session, name, listener)
    own = {"chapter_id": chapter.id, "batch_id": batch.id}
    changes = recorder.changes()
    while some := [own | change for change in islice(changes, _AT_ONCE)]:
        recorder.rows += len(some)
        session.execute(insert(snapshots.table_named(ImportChange.__tablename__)), some)


def undo(
    chapter: Chapter, batches: Sequence[ImportBatch], who: Who, *, closed_too: bool = False
) -> Undone:
    """Take back what files brought in, whole or not at all; return what stays of it.

    A mirror's closed weeks lose something only where somebody said so (`closed_too`).
    """
    _refuse_unnoted(chapter, batches)
    with db.session.begin_nested():
        newest_first = sorted(batches, key=lambda batch: batch.id, reverse=True)
        closed: dict[int, date] = {}
        stay: dict[int, bool] = {}
        for batch in newest_first:
            for row_id, is_added in _undo(chapter, batch, who, closed).items():
                stay[row_id] = stay.get(row_id, False) or is_added
        if closed and not closed_too:
            raise _in_closed_weeks(sorted(closed.values()))
    db.session.expire_all()
    _trace(chapter, batches, closed, who)
    return leftovers.clear(chapter, batches, stay, who)


def _refuse_unnoted(chapter: Chapter, batches: Sequence[ImportBatch]) -> None:
    for batch in batches:
        if batch.chapter_id != chapter.id or batch.state == BatchState.UNDONE:
            raise UndoRefused(UndoRefusal.UNDONE, name=batch.file_name)
        noted = select(ImportChange.id).where(
            ImportChange.batch_id == batch.id, ImportChange.table_name != BROUGHT_ALONG
        )
        if db.session.scalar(noted.limit(1)) is None:
            raise UndoRefused(UndoRefusal.UNNOTED, name=batch.file_name)


def _in_closed_weeks(days: list[date]) -> UndoRefused:
    if len(days) > _MOST_DAYS:
        ends = {"first": days[0], "last": days[-1]}
        return UndoRefused(UndoRefusal.MANY_CLOSED_WEEKS, number=len(days), **ends)
    named = ", ".join(map(str, days))
    return UndoRefused(UndoRefusal.CLOSED_WEEKS, days=named, number=len(days))


def _trace(
    chapter: Chapter, batches: Sequence[ImportBatch], closed: Iterable[int], who: Who
) -> None:
    """Say on files that they were taken back, and on weeks that they lost what came in."""
    by: dict[str, Any] = {"user_id": who.user_id, "now": who.now}
    for batch in batches:
        batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, who.now, who.user_id
        audit.trace(
            chapter.id,
            "file.undo",
            f"import_batches:{batch.id}",
            **by,
            kind=batch.kind,
            added=batch.added,
            changed=batch.changed,
            removed=batch.removed,
        )
    files = [batch.id for batch in batches]
    for meeting_id in closed:
        audit.trace(chapter.id, "week.file-undo", f"meetings:{meeting_id}", **by, files=files)


def _undo(
    chapter: Chapter, batch: ImportBatch, who: Who, closed: dict[int, date]
) -> dict[int, bool]:
    noted = select(ImportChange).where(ImportChange.batch_id == batch.id)
    changes: dict[str, dict[int, ImportChange]] = defaultdict(dict)
    for change in db.session.scalars(noted):
        changes[change.table_name][change.row_id] = change
    found = dependents.standing(chapter, batch, changes)
    standing = found.tables
    closed |= found.closed
    weeks = allowances.MEETINGS
    stay = leftovers.touched(changes.get(weeks, {}), standing.get(weeks, {}))
    allowances.refuse_beyond(who, batch.file_name, standing)
    tables = [table for table in db.metadata.sorted_tables if table.name in standing]
    # As one flush wrote them, backwards: those who refer go before those they refer to.
    for table in reversed(tables):
        _take_away(table, standing[table.name])
    numbers = Numbers(batch)
    for table in tables:
        removed = [c.before for c in standing[table.name].values() if c.after is None]
        numbers.put_back(table, [row for row in removed if row is not None])
    db.session.execute(delete(ImportChange).where(ImportChange.batch_id == batch.id))
    return stay


def _take_away(table: Table, changes: dict[int, ImportChange]) -> None:
    """Delete the rows that were added and set back those that were changed."""
    added = [row_id for row_id, change in changes.items() if change.before is None]
    for some in snapshots.chunks(added):
        if table.name == "meetings":
            named = update(ImportBatch).where(ImportBatch.meeting_id.in_(some))
            db.session.execute(named.values(meeting_id=None))
        db.session.execute(delete(table).where(table.c.id.in_(some)))
    changed = {i: c.before for i, c in changes.items() if c.before is not None and c.after}
    _free(table, changed)
    for row_id, before in changed.items():
        values = snapshots.restored(table, before)
        db.session.execute(update(table).where(table.c.id == row_id).values(values))


def _free(table: Table, changed: dict[int, Row]) -> None:
    """Empty what only one row may have, so that two rows can get theirs back from each other."""
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    for column in {column for constraint in unique for column in constraint.columns}:
        ids = [row_id for row_id, before in changed.items() if column.name in before]
        if ids and column.nullable:
            taken = update(table).where(table.c.id.in_(ids))
            db.session.execute(taken.values({column.name: None}))
