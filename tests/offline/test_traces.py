"""Meetings with a bad network, at random: nothing lost, nothing doubled, the last word stands.

In half of them the browser has no background sync; sending never relies on it.
"""

import pytest

from tests.offline.conftest import PhoneMaker
from tests.offline.house import House
from tests.offline.traces import WHO, Trace

pytestmark = [pytest.mark.browser]


def outcome(seed: int, house: House, phone: PhoneMaker, marks: int, slips: int) -> Trace:
    """Play a trace to its end."""
    carried = phone()
    if seed % 2:
        carried.context.add_init_script("delete window.SyncManager")
    carried.sign_in(WHO)
    trace = Trace(seed, house, carried)
    trace.run(marks, slips)
    return trace


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_lost_or_doubled(house: House, phone: PhoneMaker, seed: int) -> None:
    trace = outcome(seed, house, phone, marks=6, slips=2)

    stands = {name: house.letters()[name] for name in trace.letters}
    assert stands == trace.letters, trace.told
    assert sorted(topic for topic, _who in house.slips()) == sorted(trace.topics), trace.told


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_nothing_is_lost_or_doubled_long(house: House, phone: PhoneMaker, seed: int) -> None:
    trace = outcome(seed, house, phone, marks=25, slips=5)

    stands = {name: house.letters()[name] for name in trace.letters}
    assert stands == trace.letters, trace.told
    assert sorted(topic for topic, _who in house.slips()) == sorted(trace.topics), trace.told
