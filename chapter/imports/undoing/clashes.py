"""What only one row may have and another has meanwhile, so that a row cannot get it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select, tuple_

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.imports.undoing import naming, snapshots
from chapter.imports.undoing.snapshots import Row


def refuse(batch: ImportBatch, name: str, noted: Mapping[int, ImportChange]) -> None:
    """Refuse where what a file removed or changed is there again, and say by which file."""
    table = snapshots.table_named(name)
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    for columns in ([column.name for column in each.columns] for each in unique):
        given = {i: c for i, c in noted.items() if c.before and _is_any(columns, c.before)}
        # What this file itself added or gave away goes in the same deed.
        own = given.keys() | {i for i, change in noted.items() if change.before is None}
        taken = set(_holders(table, columns, _as_before(table, given))) - own
        if taken:
            number = naming.newest(batch.chapter_id, name, taken, batch.id)
            if number:
                raise naming.refusal(UndoRefusal.LATER_BACK, number)
            raise UndoRefused(UndoRefusal.BACK)
        gone = [c.before for c in given.values() if c.before and c.after is None]
        removed = {tuple(row[column] for column in columns) for row in gone}
        _refuse_removed_again(batch, table, columns, removed)


def _refuse_removed_again(
    batch: ImportBatch, table: Table, columns: list[str], removed: set[tuple[Any, ...]]
) -> None:
    """Refuse where a later file removed once more what came in again: only one can come back."""
    query = select(ImportChange).where(
        ImportChange.chapter_id == batch.chapter_id,
        ImportChange.table_name == table.name,
        ImportChange.batch_id > batch.id,
        ImportChange.after.is_(None),
    )
    for note in db.session.scalars(query.order_by(ImportChange.batch_id.desc())) if removed else ():
        if note.before and tuple(note.before.get(column) for column in columns) in removed:
            raise naming.refusal(UndoRefusal.LATER_USED, note.batch_id)


def _is_any(columns: list[str], row: Row) -> bool:
    return not row.keys().isdisjoint(columns)


def _as_before(table: Table, given: Mapping[int, ImportChange]) -> list[Row]:
    """Return the removed and the changed rows as they would stand again."""
    now = snapshots.read(table, [i for i, change in given.items() if change.after is not None])
    return [
        snapshots.restored(table, now.get(i, {}) | (change.before or {}))
        for i, change in given.items()
        if change.after is None or i in now
    ]


def _holders(table: Table, columns: list[str], rows: list[Row]) -> Iterator[int]:
    """Return the rows that stand and say of these columns what others said."""
    values: list[tuple[Any, ...]] = [tuple(row[column] for column in columns) for row in rows]
    whole = [each for each in values if None not in each]
    for some in snapshots.chunks(whole):
        same = tuple_(*(table.c[column] for column in columns)).in_(some)
        yield from db.session.scalars(select(table.c.id).where(same))
