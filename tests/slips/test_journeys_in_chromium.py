"""Slips on a phone in a real Chromium: taps, characters and pages of the three daily jobs."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests import engines
from tests.acceptance.test_in_chromium import is_too_wide
from tests.attendance.hall import LAPTOP, PHONE, served
from tests.attendance.hands import Hands
from tests.slips.desk_floor import Floor

pytestmark = [pytest.mark.browser]

HOME = "/c/north/"
SLIPS = "/c/north/slips"


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Floor]:
    """A chapter of forty."""
    folder = tmp_path_factory.mktemp("slips")
    is_postgres = engines.chosen() == "postgresql"
    url = engines.new_postgres_database("slips") if is_postgres else engines.sqlite_url(folder)
    with served(folder, url) as hall:
        yield Floor(hall)


@pytest.fixture
def phone(browser: Browser, floor: Floor) -> Iterator[Page]:
    """A member's phone, 360 pixels wide."""
    floor.begin()
    with floor.hall.enter(browser, 0, **PHONE) as context:
        yield context.new_page()


def find(hands: Hands, letters: str) -> None:
    """Type where the focus is, which is where people are found."""
    expect(hands.page.get_by_role("searchbox")).to_be_focused()
    hands.write(letters)


def person(page: Page, name: str) -> Locator:
    """Return somebody to choose."""
    return page.locator(".picker-list .choice", has_text=name).locator("input")


def record(hands: Hands) -> None:
    """Send the slip and wait for its Undo; what it leads to is no page of the job."""
    hands.pages -= {path for path in hands.pages if path == HOME}
    assert hands.over(pages=1) == {}
    hands.tap(hands.page.get_by_role("button", name="Record", exact=True))
    expect(hands.page.get_by_role("button", name="Undo")).to_be_visible()


def test_referral_takes_seven_taps_and_thirty_characters(phone: Page, floor: Floor) -> None:
    """Seen red with bars of four taps and twenty-two characters."""
    name, hands = floor.others()[3], Hands(phone, HOME)
    hands.tap(phone.get_by_role("link", name="Referral", exact=True))
    find(hands, name[:2].lower())
    hands.tap(person(phone, name))
    hands.tap(phone.get_by_label("Who should they contact?"))
    hands.write("Pia Prospect")
    hands.tap(phone.get_by_label("Their phone"))
    hands.write("600100200")
    record(hands)
    assert hands.over(taps=7, characters=30) == {}
    assert floor.counted() == [
        ("Vic President", "referrals_given", 0),
        (name, "referrals_received", 0),
    ]


def test_one_to_one_takes_four_taps_and_three_characters(phone: Page, floor: Floor) -> None:
    """Seen red with a bar of two taps."""
    name, hands = floor.others()[5], Hands(phone, HOME)
    hands.tap(phone.get_by_role("link", name="One-to-one", exact=True))
    find(hands, name[:2].lower())
    hands.tap(person(phone, name))
    record(hands)
    assert hands.over(taps=4, characters=3) == {}
    said = [("Vic President", "one_to_ones", 0), (name, "one_to_ones", 0)]
    assert floor.counted() == said


def test_thanks_from_the_referral_take_three_taps(phone: Page, floor: Floor) -> None:
    """Seen red with the focus left on the search."""
    giver = floor.others()[7]
    number = floor.pass_referral(giver, "Vic President")
    hands = Hands(phone, f"{SLIPS}/{number}")
    hands.tap(phone.get_by_role("link", name="Thank for the business"))
    expect(phone.get_by_label("Amount invoiced")).to_be_focused()
    hands.write("1250")
    record(hands)
    assert hands.over(taps=2) == {}
    assert floor.counted()[-1] == (giver, "closed_business", 125_000)


def test_thanks_from_nothing_take_five_taps(phone: Page, floor: Floor) -> None:
    """Seen red with a bar of three taps."""
    name, hands = floor.others()[9], Hands(phone, HOME)
    hands.tap(phone.get_by_role("link", name="Closed business", exact=True))
    find(hands, name[:2].lower())
    hands.tap(person(phone, name))
    hands.tap(phone.get_by_label("Amount invoiced"))
    hands.write("90")
    record(hands)
    assert hands.over(taps=5) == {}
    assert floor.counted() == [(name, "closed_business", 9_000)]


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
