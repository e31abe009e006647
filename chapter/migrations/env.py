"""Alembic's environment: run the revisions on the app's own connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

# Every table must be known before Alembic compares.
from chapter.db import Moment, db


def plain_type(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column type as what it is in the database, so revisions stand alone."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite make tables anew that others point to."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Inside a transaction the switch does nothing, so the driver is asked around it.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_astray(connection: Connection) -> None:
    """Refuse what a revision did when rows point nowhere since."""
    if connection.dialect.name == "sqlite":
        astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if astray:
            raise RuntimeError(f"The revision leaves rows that point nowhere: {astray[:5]}")


def run() -> None:
    """Run the revisions in one transaction."""
    with db.engine.connect() as connection, foreign_keys_off(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plain_type,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_astray(connection)
        connection.commit()


run()
