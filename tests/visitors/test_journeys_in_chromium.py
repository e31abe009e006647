"""Visitors at the door in a real Chromium; somebody new is a job of tests/journeys."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.test_in_chromium import is_too_wide
from tests.journeys.hall import LAPTOP, PHONE, served
from tests.journeys.hands import Hands
from tests.weeks.porch import Porch

pytestmark = [pytest.mark.browser, pytest.mark.long]

HOME = "/c/north/"


@pytest.fixture(scope="module")
def porch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Porch]:
    """A chapter of forty that meets today."""
    with served(tmp_path_factory.mktemp("door"), "door") as hall:
        yield Porch(hall)


@pytest.fixture
def phone(browser: Browser, porch: Porch) -> Iterator[Page]:
    """A host's phone, 360 pixels wide."""
    porch.clear()
    with porch.hall.enter(browser, 0, **PHONE) as context:
        yield context.new_page()


def door(porch: Porch) -> str:
    """Return the address of today's door."""
    return f"{HOME}meetings/{porch.today}/visitors"


def go_to_the_door(hands: Hands) -> None:
    """Go from home to the door, where somebody is looked for by name."""
    hands.tap(hands.page.get_by_role("link", name="Visitors at the door"))
    expect(hands.page.get_by_label("Visitor’s name")).to_be_focused()
    # A phone shows its keyboard only once the field is touched.
    hands.tap(hands.page.get_by_label("Visitor’s name"))


def test_who_is_registered_is_present_with_three_taps(phone: Page, porch: Porch) -> None:
    """Seen red with a bar of two taps."""
    porch.register("Nora Nowhere")
    porch.register("José Ñandú", porch.names()[2])
    hands = Hands(phone, HOME)
    go_to_the_door(hands)
    hands.write("na")
    expect(phone.get_by_text("Nora Nowhere")).to_be_hidden()
    hands.tap(phone.get_by_role("button", name="Present: José Ñandú"))
    expect(phone.locator(".message-text")).to_have_text("José Ñandú is present.")
    assert hands.over(taps=3, characters=2) == {}
    assert ("José Ñandú", "present", porch.names()[2]) in porch.visits()


def test_who_came_before_shows_once_somebody_types(phone: Page, porch: Porch) -> None:
    """Seen red with the style that hides them taken away."""
    porch.came_before("Vera Visitor")
    hands = Hands(phone, HOME)
    go_to_the_door(hands)
    expect(phone.get_by_text("Vera Visitor")).to_be_hidden()
    hands.write("vi")
    expect(phone.get_by_text("came once before")).to_be_visible()
    hands.tap(phone.get_by_role("button", name="Present: Vera Visitor"))
    expect(phone.locator(".message-text")).to_have_text("Vera Visitor is present.")
    assert hands.over(taps=3, characters=2) == {}
    assert porch.visits() == [("Vera Visitor", "present", "")]


def test_undo_takes_whom_one_registered_off_the_list(phone: Page, porch: Porch) -> None:
    hands = Hands(phone, door(porch))
    hands.write("Vera Visitor")
    hands.tap(phone.get_by_role("button", name="Register as present"))
    phone.wait_for_timeout(10_000)
    hands.tap(phone.get_by_role("button", name="Undo"))
    expect(phone.locator(".message-text")).to_have_text("Vera Visitor is off the list.")
    assert porch.visits() == [("Vera Visitor", "cancelled", "")]


def test_the_keyboard_alone_registers_and_welcomes(browser: Browser, porch: Porch) -> None:
    """Seen red with the search of the list finding no button."""
    porch.clear()
    porch.register("Nora Nowhere")
    with porch.hall.enter(browser, 0, **LAPTOP) as context:
        page = context.new_page()
        hands = Hands(page, door(porch))
        hands.write("no")
        hands.press("Enter")
        expect(page.get_by_role("button", name="Present: Nora Nowhere")).to_be_focused()
        hands.press("Enter")
        expect(page.locator(".message-text")).to_have_text("Nora Nowhere is present.")
    assert porch.visits() == [("Nora Nowhere", "present", "")]


def test_the_door_works_without_javascript(browser: Browser, porch: Porch) -> None:
    porch.clear()
    with porch.hall.enter(browser, 0, java_script_enabled=False, **PHONE) as context:
        page = context.new_page()
        page.goto(door(porch))
        page.get_by_label("Visitor’s name").fill("Vera Visitor")
        page.get_by_role("button", name="Register as present").click()
        expect(page.locator(".message-text")).to_have_text("Vera Visitor is present.")
    assert porch.visits() == [("Vera Visitor", "present", "")]


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_pages_of_visitors_fit_and_have_no_barrier(phone: Page, porch: Porch, width: int) -> None:
    porch.register("José Ñandú", porch.names()[2])
    porch.came_before("Vera Visitor")
    phone.set_viewport_size({"width": width, "height": 740})
    for address in (door(porch), f"{HOME}visitors"):
        phone.goto(address)
        faults = [one["id"] for one in Axe().run(phone).response["violations"]]
        assert (address, faults, is_too_wide(phone)) == (address, [], False)
