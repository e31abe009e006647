"""The tables of an archive as the database declares them: their fields, kinds and references."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Table, Time

from chapter.archive.holdings import HOLDINGS, NAMED
from chapter.db import Moment, db

# The first that fits; what is none of these is text.
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (Boolean, "truth"),
    (Integer, "whole"),
    (JSON, "json"),
    (Moment, "moment"),
    (Date, "day"),
    (Time, "hour"),
)


@dataclass(frozen=True)
class Field:
    """One column of a file; `refers` names the table whose number stands in it."""

    name: str
    kind: str
    may_lack: bool = False
    refers: str | None = None


def table(name: str) -> Table:
    """Return a table of the database."""
    return db.metadata.tables[name]


def referred(column: Column[object]) -> str | None:
    """Return the table a column points to."""
    return next((key.column.table.name for key in column.foreign_keys), None)


@cache
def fields(name: str) -> Sequence[Field]:
    """Return the fields of a table's file: its number first, then what goes in."""
    columns = table(name).columns
    return [
        Field("id", "whole", refers=referred(columns["id"])),
        *(_field(columns[column]) for column in HOLDINGS[name].written),
    ]


def _field(column: Column[object]) -> Field:
    target = referred(column)
    if target in NAMED:
        return Field(column.name, "name", may_lack=True)
    kind = next((kind for type_, kind in _KINDS if isinstance(column.type, type_)), "text")
    return Field(column.name, kind, may_lack=bool(column.nullable), refers=target)
