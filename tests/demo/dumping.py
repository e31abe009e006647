"""The database as values: what two ways of writing the same history must have in common."""

from collections import Counter
from typing import Any

from sqlalchemy import Table, select

from chapter.db import db

# Ids follow the order of writing, and keys and digests are made so that nobody can guess them.
LEFT_OUT = {"id", "key", "digest"}

Dump = dict[str, Counter[Any]]


def dump() -> Dump:
    """Return the rows of every table, each row that is pointed to in place of the pointer."""
    reader = _Reader()
    return {
        table.name: Counter(reader.value(table, row_id) for row_id in reader.rows[table.name])
        for table in db.metadata.sorted_tables
    }


class _Reader:
    def __init__(self) -> None:
        self.rows = {table.name: _by_id(table) for table in db.metadata.sorted_tables}
        self.values: dict[tuple[str, int], Any] = {}

    def value(self, table: Table, row_id: int) -> Any:
        """Return a row as nested tuples."""
        if (table.name, row_id) not in self.values:
            row = self.rows[table.name][row_id]
            told = [self._told(column, row[column.name]) for column in table.columns]
            self.values[table.name, row_id] = tuple(part for part in told if part is not None)
        return self.values[table.name, row_id]

    def _told(self, column: Any, value: Any) -> Any:
        if column.foreign_keys and value is not None:
            (pointer,) = column.foreign_keys
            return column.name, self.value(pointer.column.table, value)
        if column.name in LEFT_OUT:
            return None
        if column.name == "subject":
            name, _, row_id = value.partition(":")
            return column.name, self.value(db.metadata.tables[name], int(row_id))
        if column.name == "details":
            # Which slips a close posted is told by ids, for its Undo alone.
            value = {name: said for name, said in value.items() if name != "slips"}
        return column.name, str(value)


def _by_id(table: Table) -> dict[int, dict[str, Any]]:
    rows = db.session.execute(select(table)).mappings()
    return {row["id"]: dict(row) for row in rows}
