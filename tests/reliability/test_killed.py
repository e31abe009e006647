"""kill -9 of the whole server group during writes: nothing acknowledged is lost or doubled."""

from pathlib import Path
from random import Random

import pytest

from tests import engines
from tests.reliability.serving import served

pytestmark = pytest.mark.database


def rounds(folder: Path, number: int, seed: int) -> tuple[list[str], int]:
    """Kill, start and send again so many times; return what went wrong, and what was saved."""
    random, found = Random(seed), list[str]()
    with served(folder, engines.own_url(folder, "killed"), seed) as house:
        for _ in range(number):
            house.storm(random.uniform(0.02, 0.4), house.server.kill)
            house.server.start()
            house.insist()
            found += house.faults()
        saved = sum(len(phone.keys) + phone.marks for phone in house.phones)
        refused = {status for phone in house.phones for status in phone.refusals}
    assert refused <= {503}
    return found, saved


def test_nothing_acknowledged_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    """Seen red with the commit left until after the answer, and with known keys not looked up.

    A killed process cannot show `synchronous=FULL`: the system still writes what it was handed.
    """
    found, saved = rounds(tmp_path, 10, seed=9)

    assert found == []
    assert saved >= 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_lost_over_a_thousand_kills(tmp_path: Path, seed: int) -> None:
    """Ten seeds of a hundred kills each."""
    found, saved = rounds(tmp_path, 100, seed)

    assert found == []
    assert saved >= 200
