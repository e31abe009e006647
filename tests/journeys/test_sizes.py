"""What comes through the network: all of a first visit, and each page after it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.bars import FIRST_VISIT, PAGE
from tests.journeys.hall import PHONE
from tests.journeys.place import Place
from tests.offline.house import House
from tests.offline.network import Cafe
from tests.offline.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGES = (
    *("", "meetings", "meetings/open", "members", "visitors", "slips", "slips/new"),
    *("slips/referral/new", "slips/one-to-one/new", "slips/closed-business/new", "slips/grid"),
    *("slips/received", "slips/news", "slips/requests", "corrections", "leaderboard", "reports"),
    *("reports/palms", "reports/attendance", "reports/policy", "reports/silent-referrals"),
    *("settings", "settings/rules", "help"),
)


@pytest.fixture
def house(place: Place) -> Iterator[House]:
    """The chapter behind a café that weighs what passes."""
    hall = place.porch.hall
    house = House(hall.app, hall.server, Cafe(hall.server.address), hall.day, {}, {})
    yield house
    house.cafe.close()


def test_first_visit_weighs_at_most_150_kilobytes(
    browser: Browser, place: Place, house: House
) -> None:
    """Home with all its files, the worker's own and the pages it keeps for later included."""
    with place.porch.hall.enter(browser, 0, **PHONE) as context:
        phone = Phone(house, context)
        phone.open(house.home)
        first = house.cafe.passed
        phone.wait_for_pages()
        assert (first <= FIRST_VISIT, house.cafe.passed <= 2 * FIRST_VISIT) == (True, True)


def test_later_pages_weigh_at_most_20_kilobytes(
    browser: Browser, place: Place, house: House
) -> None:
    place.hold_weeks()
    today = f"meetings/{house.today}"
    too_large = {}
    with place.porch.hall.enter(browser, 0, service_workers="block", **PHONE) as context:
        phone = Phone(house, context)
        phone.open(house.home)
        for page in (*PAGES, today, f"{today}/attendance", f"{today}/visitors"):
            phone.page.wait_for_load_state("networkidle")
            before = house.cafe.passed
            answer = phone.page.goto(f"{house.home}{page}")
            assert answer is not None
            assert answer.status == 200, page
            size = house.cafe.passed - before
            if size > PAGE:
                too_large[page] = size
    assert too_large == {}
