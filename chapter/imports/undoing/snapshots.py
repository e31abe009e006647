"""Rows of any table as JSON: read, compared by digest, and put back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Column, Table, select

from chapter.db import db

Row = dict[str, Any]
T = TypeVar("T")

# SQLite takes so many values in one statement without complaint.
_AT_ONCE = 500
_ALREADY_PLAIN = {str, int, bool}


def table_named(name: str) -> Table:
    """Return a table of the database by its name."""
    return db.metadata.tables[name]


def read(table: Table, ids: Iterable[int]) -> dict[int, Row]:
    """Return rows by id as they stand in this transaction, ready for JSON."""
    found: dict[int, Row] = {}
    for some in chunks(sorted(ids)):
        with db.session.no_autoflush:
            rows = db.session.execute(select(table).where(table.c.id.in_(some)))
        names = list(rows.keys())
        for values in rows:
            row = dict(zip(names, map(_plain, values), strict=True))
            found[row["id"]] = row
    return found


def chunks(ids: list[T]) -> Iterable[list[T]]:
    """Return ids in portions one statement can name."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def digest(row: Mapping[str, Any]) -> str:
    """Return a digest of what a row says; a column added later, still empty, changes nothing."""
    said = {name: value for name, value in row.items() if value is not None}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def restored(table: Table, row: Mapping[str, Any]) -> Row:
    """Return a row as the database takes it again."""
    return {name: _typed(table.c[name], value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if value is None or type(value) in _ALREADY_PLAIN:
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    # A decorated type, such as a moment, says what it is only of what it decorates.
    kind = getattr(column.type, "impl", column.type).python_type
    if kind in (date, datetime, time):
        return kind.fromisoformat(value)
    return kind(value) if kind is Decimal else value
