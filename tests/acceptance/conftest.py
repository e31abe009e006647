"""One server with the demo for all the journeys of a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import engines
from tests.acceptance.server import Server, Visitor


@dataclass(frozen=True)
class Demo:
    """The demo as `make run` serves it, with its sign-ins."""

    server: Server
    sign_ins: dict[str, str]
    password: str

    def sign_in(self, who: str) -> Visitor:
        """Sign one of the demo's people in, over plain HTTP."""
        visitor = Visitor(self.server.address)
        visitor.open("/sign-in")
        visitor.fill(email=self.sign_ins[who], password=self.password)
        assert visitor.status == 200, visitor.text
        return visitor


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Set the demo up by the commands `make run` uses, and serve it."""
    folder = tmp_path_factory.mktemp("served")
    url = engines.own_url(folder, "served")
    server = Server(Path(folder), url)
    server.command("db", "upgrade")
    lines = server.command("demo").splitlines()
    server.start()
    sign_ins = {" ".join(words[:-1]): words[-1] for words in (line.split() for line in lines[1:-1])}
    yield Demo(server, sign_ins, lines[-1].split()[-1])
    server.stop()
