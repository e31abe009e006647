"""Slips in a real Chromium beside the jobs of tests/journeys: Undo, the grid, every page's fit."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.test_in_chromium import is_too_wide
from tests.journeys.hall import LAPTOP, PHONE, served
from tests.journeys.hands import Hands
from tests.slips.desk_floor import Floor

pytestmark = [pytest.mark.browser, pytest.mark.long]

SLIPS = "/c/north/slips"


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A chapter of forty."""
    with served(tmp_path_factory.mktemp("slips"), "slips") as hall:
        yield Floor(hall)


@pytest.fixture
def phone(browser: Browser, floor: Floor) -> Iterator[Page]:
    """A member's phone, 360 pixels wide."""
    floor.begin()
    with floor.hall.enter(browser, 0, **PHONE) as context:
        yield context.new_page()


def record(hands: Hands) -> None:
    """Send the slip and wait for its Undo."""
    hands.tap(hands.page.get_by_role("button", name="Record", exact=True))
    expect(hands.page.get_by_role("button", name="Undo")).to_be_visible()


def test_undo_takes_back_what_was_recorded(phone: Page, floor: Floor) -> None:
    hands = Hands(phone, f"{SLIPS}/education/new")
    record(hands)
    phone.wait_for_timeout(10_000)
    hands.tap(phone.get_by_role("button", name="Undo"))
    expect(phone.locator("#messages")).to_contain_text("The slip is withdrawn.")
    assert floor.counted() == []


def test_grid_is_filled_in_by_keys_alone(browser: Browser, floor: Floor) -> None:
    """Enter goes on from cell to cell, two letters name somebody; seen red without grid.js."""
    floor.begin()
    mona, ben = floor.others()[11], floor.others()[13]
    with floor.hall.enter(browser, 0, **LAPTOP) as context:
        hands = Hands(context.new_page(), f"{SLIPS}/grid")
        hands.page.locator("#kind-0").focus()
        hands.write("One")
        hands.press("Enter")
        hands.write(mona)
        hands.press("Enter")
        hands.write(ben)
        hands.press("Enter", "Enter", "Control+Enter")
        expect(hands.page.locator("#messages")).to_contain_text("1 slip recorded.")
    assert floor.counted() == [(mona, "one_to_ones", 0), (ben, "one_to_ones", 0)]


PAGES = ("", "/new", "/referral/new", "/closed-business/new", "/grid", "/requests")


@pytest.mark.parametrize("page", [*PAGES, "/../corrections"])
def test_pages_fit_a_small_phone_and_everybody(browser: Browser, floor: Floor, page: str) -> None:
    """Seen red with the labels of the grid's cells taken out."""
    small = {**PHONE, "viewport": {"width": 320, "height": 640}}
    with floor.hall.enter(browser, 0, **small) as context:
        shown = context.new_page()
        shown.goto(f"{SLIPS}{page}")
        assert not is_too_wide(shown)
        assert [one["id"] for one in Axe().run(shown).response["violations"]] == []
