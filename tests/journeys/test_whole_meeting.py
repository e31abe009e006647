"""One whole meeting in a café with three outages: nothing is lost and nothing is doubled."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.crowd import Crowd
from tests.journeys.evening import Evening
from tests.journeys.place import Place
from tests.offline.house import House
from tests.offline.network import Cafe

pytestmark = [pytest.mark.browser]

AUTHORS = 4


@pytest.fixture
def crowd(place: Place, browser: Browser) -> Iterator[Crowd]:
    """Everybody's phones, at home the evening before."""
    hall, names = place.porch.hall, place.floor.others()
    place.porch.clear()
    hall.begin()
    hall.let_in(*names[:AUTHORS])
    house = House(hall.app, hall.server, Cafe(hall.server.address), hall.day, {}, {})
    evening = Evening(["Sue Secretary", *names[:AUTHORS]], names[AUTHORS:])
    crowd = Crowd(house, hall, browser, evening)
    yield crowd
    crowd.leave()
    house.cafe.close()


def hold(crowd: Crowd) -> None:
    """Hold the meeting: five slips a round, marks and visitors in between."""
    evening = crowd.evening
    rounds = iter([evening.slips[at : at + 5] for at in range(0, len(evening.slips), 5)])
    marks, visits = iter(evening.letters.items()), iter(evening.visits)
    first, second = crowd.host.page, crowd.tab

    def meanwhile() -> None:
        for page in (first, second):
            crowd.mark(page, *next(marks))
        name, _state, inviter = next(visits)
        crowd.host.welcome(name, inviter)
        crowd.record(next(rounds))
        crowd.record(next(rounds))

    crowd.enter_the_cafe()
    crowd.call_the_roll()
    crowd.record(next(rounds))
    crowd.be(is_offline=True)
    meanwhile()
    crowd.be(is_offline=False)
    crowd.record(next(rounds))
    # What is sent arrives and is kept; no answer comes back.
    crowd.house.cafe.become("lost", only="/c/")
    meanwhile()
    crowd.house.cafe.become("up")
    crowd.record(next(rounds))
    crowd.house.server.kill()
    meanwhile()
    crowd.house.server.start()
    crowd.wait()


def close(crowd: Crowd) -> str:
    """Close the week, and return the text for everybody."""
    page = crowd.host.page
    page.goto(f"{crowd.house.home}meetings/{crowd.house.today}")
    page.get_by_role("button", name="Close the week", exact=True).click()
    expect(page.get_by_role("button", name="Reopen the week")).to_be_visible(timeout=20_000)
    return page.locator("#share-text").input_value()


def summary(crowd: Crowd) -> Counter[tuple[str, str]]:
    """Return each figure of the week's PALMS summary that is not nought."""
    sheet = f"{crowd.house.home}reports/sheets/palms/csv?period={crowd.house.today}"
    answer = crowd.host.context.request.get(sheet)
    found: Counter[tuple[str, str]] = Counter()
    for row in csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))):
        name = f"{row.pop('First Name')} {row.pop('Last Name')}"
        for column, figure in row.items():
            joined = {"RGI": "RG", "RGO": "RG", "RRI": "RR", "RRO": "RR"}.get(column, column)
            found[name, joined] += int(float(figure or 0))
    return +found


@pytest.mark.long
def test_whole_meeting_in_a_cafe_loses_nothing(place: Place, crowd: Crowd) -> None:
    """Hold it offline, with answers lost, and with the server killed.

    Seen red with a new key for each try to send a slip: some referrals stood twice.
    """
    hall, evening = place.porch.hall, crowd.evening
    place.floor.begin()
    hold(crowd)
    said = close(crowd)

    assert Counter(place.floor.counted()) == evening.credits
    assert {n: s for n, s in hall.letters().items() if s != "P"} == evening.letters
    assert sorted(place.porch.visits()) == sorted(evening.visits)
    everybody = summary(crowd)
    assert {key: everybody[key] for key in evening.summary} == evening.summary
    assert said.splitlines()[0].endswith(evening.sentence)
    # The café was as bad as it is said to be: some answers did not come back.
    assert ("POST", "lost") in {(method, state) for method, _path, state in crowd.house.cafe.seen}
