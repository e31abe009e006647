"""How each row stood before an import first wrote it: heard from the session, not told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from chapter.imports.undoing import snapshots
from chapter.imports.undoing.snapshots import Row

# Traces stay whatever is taken back, and the journal does not write of itself.
_UNNOTED = {"audit_entries", "import_batches", "import_changes"}
_UNNOTED |= {"import_drafts", "import_draft_files"}


class Recorder:
    """Remembers how each row stood before it was first written."""

    def __init__(self) -> None:
        #: How many rows were written, known once the recording is over.
        self.rows = 0
        self.before: dict[tuple[str, int], Row | None] = {}

    def before_flush(self, session: Session, _context: Any, _objects: Any) -> None:
        """Read what is about to change."""
        changed = [o for o in session.dirty if session.is_modified(o, include_collections=False)]
        ids: dict[Table, set[int]] = defaultdict(set)
        for written in (*changed, *session.deleted):
            for table in _tables(written):
                ids[table].add(written.id)
        for table, wanted in ids.items():
            self.keep(table, wanted)

    def after_flush(self, session: Session, _context: Any) -> None:
        """Note what is new."""
        for written in session.new:
            for table in _tables(written):
                self.before.setdefault((table.name, written.id), None)

    def beside(self, _chapter: Any, table: Table, ids: Iterable[int]) -> None:
        """Note what was added beside the session."""
        for row_id in ids:
            self.before.setdefault((table.name, row_id), None)

    def before_statement(self, state: ORMExecuteState) -> None:
        """Read what a statement is about to change; one that adds rows would go unnoted."""
        statement: Any = state.statement
        if not (state.is_update or state.is_delete or state.is_insert):
            return
        # The statement's own table may stand for objects; rows are wanted.
        table = snapshots.table_named(statement.table.name)
        if table.name in _UNNOTED:
            return
        if state.is_insert:
            raise TypeError(f"add rows of {table.name} through the session")
        found = select(table.c.id).where(*statement._where_criteria)
        self.keep(table, state.session.scalars(found).all())

    def keep(self, table: Table, ids: Iterable[int]) -> None:
        """Remember rows as they stand, unless they are remembered already."""
        unread = {i for i in ids if (table.name, i) not in self.before}
        for row_id, row in snapshots.read(table, unread).items():
            self.before[table.name, row_id] = row

    def changes(self) -> Iterator[dict[str, Any]]:
        """Compare what was with what is."""
        ids: dict[str, set[int]] = defaultdict(set)
        for name, row_id in self.before:
            ids[name].add(row_id)
        for name, wanted in ids.items():
            for some in snapshots.chunks(sorted(wanted)):
                now = snapshots.read(snapshots.table_named(name), some)
                for row_id in some:
                    change = _difference(self.before[name, row_id], now.get(row_id))
                    if change:
                        yield {"table_name": name, "row_id": row_id, **change}


def _tables(written: Any) -> list[Table]:
    return [table for table in inspect(written).mapper.tables if table.name not in _UNNOTED]


def _difference(before: Row | None, after: Row | None) -> dict[str, Any]:
    """Return what to keep of a row's change; nothing where it stands as before."""
    if before is None or after is None:
        gone = before is None and after is None
        digest = snapshots.digest(after) if after else None
        return {} if gone else {"before": before, "after": digest}
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return {}
    digest = snapshots.digest({name: after[name] for name in changed})
    return {"before": {name: before[name] for name in changed}, "after": digest}
