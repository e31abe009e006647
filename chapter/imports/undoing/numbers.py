"""Numbers that a database gave to other rows once the noted ones were gone, as SQLite does."""

from sqlalchemy import Table, func, insert, select

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.undoing import snapshots
from chapter.imports.undoing.snapshots import Row


class Numbers:
    """Puts removed rows back, under new numbers where theirs are taken."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.moved: dict[tuple[str, int], int] = {}

    def put_back(self, table: Table, removed: list[Row]) -> None:
        """Add rows again; those that refer to a row with a new number follow it."""
        rows = [self._follow(table, row) for row in removed]
        taken = snapshots.read(table, [row["id"] for row in rows])
        fresh = _fresh(table) if taken else 0
        for position, row in enumerate(rows):
            if row["id"] in taken:
                self.moved[table.name, row["id"]] = fresh
                rows[position] = {**row, "id": fresh}
                fresh += 1
        if rows:
            restored = [snapshots.restored(table, row) for row in rows]
            db.session.execute(insert(table), restored)
        for old, new in zip(removed, rows, strict=True):
            if old != new:
                self._rename(table, old, new)

    def _follow(self, table: Table, row: Row) -> Row:
        """Return a row as it refers to the new numbers."""
        followed = dict(row)
        for column in table.c:
            for key in column.foreign_keys:
                referred = (key.column.table.name, row[column.name])
                followed[column.name] = self.moved.get(referred, followed[column.name])
        return followed

    def _rename(self, table: Table, old: Row, new: Row) -> None:
        """Let what earlier files noted of a row find it under its new number."""
        notes = select(ImportChange).where(
            ImportChange.chapter_id == self.batch.chapter_id,
            ImportChange.table_name == table.name,
            ImportChange.row_id == old["id"],
            ImportChange.batch_id < self.batch.id,
        )
        changed = {name: new[name] for name in new if new[name] != old[name]}
        said = old
        for note in db.session.scalars(notes.order_by(ImportChange.batch_id.desc())).all():
            note.row_id = new["id"]
            if note.before is None and note.after == snapshots.digest(said):
                note.after = snapshots.digest({**said, **changed})
            said = {**said, **(note.before or {})}


def _fresh(table: Table) -> int:
    """Return a number that no row has, and that no file noted of one."""
    noted = select(func.max(ImportChange.row_id)).where(ImportChange.table_name == table.name)
    highest = db.session.scalar(select(func.max(table.c.id))) or 0
    return max(highest, db.session.scalar(noted) or 0) + 1
