"""The close in a real Chromium: what is missing is mended without leaving the page."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.test_in_chromium import is_too_wide
from tests.journeys.hall import PHONE, served
from tests.journeys.hands import Hands
from tests.weeks.porch import Porch

pytestmark = [pytest.mark.browser, pytest.mark.long]

HOME = "/c/north/"


@pytest.fixture(scope="module")
def porch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Porch]:
    """A chapter of forty that meets today."""
    with served(tmp_path_factory.mktemp("close"), "close") as hall:
        yield Porch(hall)


@pytest.fixture
def phone(browser: Browser, porch: Porch) -> Iterator[Page]:
    """The vice president's phone, 360 pixels wide."""
    porch.clear()
    with porch.hall.enter(browser, 0, **PHONE) as context:
        yield context.new_page()


def week(porch: Porch) -> str:
    """Return the address of today's week."""
    return f"{HOME}meetings/{porch.today}"


def close(hands: Hands) -> None:
    """Close the week and wait for the sentence that says so."""
    hands.tap(hands.page.get_by_role("button", name="Close the week", exact=True))
    expect(hands.page.get_by_role("button", name="Reopen the week")).to_be_visible()


def day_on_home(porch: Porch) -> str:
    """Return how home names today's meeting."""
    return f"{porch.today:%A} {porch.today.day} {porch.today:%B} {porch.today.year}"


def test_closing_an_earlier_week_first_takes_three_taps(phone: Page, porch: Porch) -> None:
    """Seen red with the earlier week's buttons on its own page only."""
    porch.mark()
    porch.leave_open()
    hands = Hands(phone, HOME)
    hands.tap(phone.get_by_role("main").get_by_role("link", name=day_on_home(porch)))
    hands.tap(phone.get_by_role("button", name="Close the week of"))
    close(hands)
    assert hands.over(taps=3, pages=1) == {}
    assert [porch.state(day) for day in (porch.before, porch.today)] == ["closed", "closed"]


def test_everything_missing_is_mended_in_place(phone: Page, porch: Porch) -> None:
    """Seen red with a link to the sheet instead of the five letters."""
    porch.mark("", "S")
    porch.register("Nora Nowhere")
    unmarked, absent, inviter, *_ = porch.names()
    hands = Hands(phone, week(porch))
    hands.tap(phone.get_by_role("button", name=f"{unmarked}, late"))
    expect(phone.get_by_text("is not marked")).to_have_count(0)
    hands.tap(phone.get_by_label(f"Who came for {absent}", exact=True))
    hands.write("Sam Stand-in")
    hands.tap(phone.get_by_role("button", name=f"Note who came for {absent}"))
    expect(phone.get_by_text("Nobody is noted to have come")).to_have_count(0)
    phone.get_by_label("Who invited Nora Nowhere?").select_option(inviter)
    hands.tap(phone.get_by_role("button", name="Note who invited Nora Nowhere"))
    expect(phone.get_by_text("Nobody is noted to have invited")).to_have_count(0)
    hands.tap(phone.locator(".mending").get_by_role("button", name="Present: Nora Nowhere"))
    expect(phone.get_by_text("Nothing is missing.")).to_be_visible()
    assert hands.over(pages=1) == {}
    letters = porch.hall.letters()
    assert (letters[unmarked], letters[absent]) == ("L", "S Sam Stand-in")
    assert porch.visits() == [("Nora Nowhere", "present", inviter)]


def test_undo_of_a_discarded_week_brings_its_marks_back(phone: Page, porch: Porch) -> None:
    porch.mark("A")
    hands = Hands(phone, week(porch))
    hands.tap(phone.get_by_text("Was this meeting not held?"))
    hands.tap(phone.get_by_role("button", name="Discard the week"))
    hands.tap(phone.locator("[data-undo]").get_by_role("button", name="Undo"))
    expect(phone.locator(".message-text")).to_have_text("The meeting is back in the calendar.")
    assert (porch.state(porch.today), porch.hall.letters()[porch.names()[0]]) == ("open", "A")


def test_text_for_everybody_is_copied(phone: Page, porch: Porch) -> None:
    """Seen red with the button doing nothing."""
    porch.mark()
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hands = Hands(phone, week(porch))
    close(hands)
    hands.tap(phone.get_by_role("button", name="Copy"))
    expect(phone.get_by_role("button", name="Copied.")).to_be_visible()
    text = phone.evaluate("navigator.clipboard.readText()")
    assert text == phone.locator("#share-text").input_value()


def test_the_close_works_without_javascript(browser: Browser, porch: Porch) -> None:
    porch.clear()
    porch.mark("")
    unmarked = porch.names()[0]
    with porch.hall.enter(browser, 0, java_script_enabled=False, **PHONE) as context:
        page = context.new_page()
        page.goto(week(porch))
        page.get_by_role("button", name=f"{unmarked}, absent").click()
        expect(page.get_by_text("Nothing is missing.")).to_be_visible()
        page.get_by_role("button", name="Close the week", exact=True).click()
        expect(page.locator(".message-text")).to_contain_text("closed.")
    assert (porch.state(porch.today), porch.hall.letters()[unmarked]) == ("closed", "A")


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_the_close_fits_and_has_no_barrier(phone: Page, porch: Porch, width: int) -> None:
    porch.mark("", "S", "")
    porch.leave_open()
    porch.register("Nora Nowhere")
    phone.set_viewport_size({"width": width, "height": 740})
    for address in (week(porch), f"{HOME}meetings/open"):
        phone.goto(address)
        faults = [one["id"] for one in Axe().run(phone).response["violations"]]
        assert (address, faults, is_too_wide(phone)) == (address, [], False)
