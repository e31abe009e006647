"""Rows gathered by table, with ids known before they are written, and written in one go each."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

from sqlalchemy import func, insert, select, text

from chapter.db import Base, db

# Ids asked of PostgreSQL at a time.
BLOCK = 5_000


class Rows:
    """Gathers rows, those of a table that name the same columns together."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, ...], list[dict[str, Any]]]] = defaultdict(dict)
        self._ids: dict[str, Iterator[int]] = {}

    def add(self, model: type[Base], **columns: Any) -> int:
        """Gather a row and return its id; a slip's kind comes with the id of its slip."""
        name = model.__tablename__
        if "id" not in columns:
            if name not in self._ids:
                self._ids[name] = _free_ids(name)
            columns["id"] = next(self._ids[name])
        self._rows[name].setdefault(tuple(columns), []).append(columns)
        return int(columns["id"])

    def write(self) -> None:
        """Write what was gathered, referred-to tables first."""
        for table in db.metadata.sorted_tables:
            for rows in self._rows.pop(table.name, {}).values():
                db.session.execute(insert(table), rows)
        # Others write to the tables before the next rows are gathered.
        self._ids.clear()


def _free_ids(name: str) -> Iterator[int]:
    """Give the ids a table has free."""
    if db.engine.dialect.name == "sqlite":
        # The transaction holds the write lock, so nobody else takes one meanwhile.
        last = db.session.scalar(select(func.max(db.metadata.tables[name].c.id)))
        return count((last or 0) + 1)
    return _from_sequence(name)


def _from_sequence(name: str) -> Iterator[int]:
    block = text(
        "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :number)"
    )
    while True:
        yield from db.session.scalars(block, {"name": name, "number": BLOCK}).all()
