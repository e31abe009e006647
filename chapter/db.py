"""The database object, the shared base of all tables, and how each engine is opened."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CheckConstraint, DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

# A reading request must not queue behind a writer, so it opens a deferred transaction.
_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)

    id: Mapped[int] = mapped_column(primary_key=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, also where the engine keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back an aware moment."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def one_of(column: str, vocabulary: type[enum.StrEnum]) -> CheckConstraint:
    """Make the named constraint that a column holds a word of a closed vocabulary."""
    words = ", ".join(f"'{word.value}'" for word in vocabulary)
    # Quoted, because PostgreSQL keeps some of our column names, such as window, for itself.
    return CheckConstraint(f'"{column}" IN ({words})', name=column)


def may_corrupt_its_log(version: tuple[int, ...]) -> bool:
    """Tell whether a SQLite has the rare fault of resetting its write-ahead log wrongly.

    The makers name 3.7.0 to 3.51.2, and 3.44.6 and 3.50.7 as mended.
    """
    is_backport = version[:2] in ((3, 44), (3, 50)) and version[2] >= {44: 6, 50: 7}[version[1]]
    return version < (3, 51, 3) and not is_backport


@contextmanager
def reading_only() -> Iterator[None]:
    """Open transactions as readers while this lasts."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    """Set what makes SQLite durable and patient, and take over its transactions."""
    if not type(connection).__module__.startswith("sqlite3"):
        return
    # Python's own implicit transactions lose updates without an error.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once unless the request only reads."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reads_only.get() else "BEGIN IMMEDIATE")
