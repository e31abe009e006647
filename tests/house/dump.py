"""Write down every row, to see what a request changed."""

from typing import Any

from chapter.db import db, reading_only

Dump = dict[str, list[tuple[Any, ...]]]

# Sign-ins, limits and the trace may grow while nothing else changes.
FRAME = {"audit_entries", "sign_in_failures", "sign_ins"}


def dump(*, whole: bool = False) -> Dump:
    """Return every row of every table, the frame's only if asked for, in order of their ids."""
    db.session.remove()
    with reading_only(), db.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            for name, table in db.metadata.tables.items()
            if whole or name not in FRAME
        }


def changed(before: Dump, after: Dump) -> list[str]:
    """Return the tables that differ."""
    return [name for name in before if before[name] != after.get(name)]
