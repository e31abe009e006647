"""Browsers that lack something still send, each entry once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.acceptance.test_in_chromium import is_too_wide
from tests.offline.conftest import PhoneMaker
from tests.offline.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]

NO_LOCKS = "Object.defineProperty(navigator, 'locks', { value: undefined })"
NO_STORE = "Object.defineProperty(window, 'indexedDB', { value: { open() { throw Error('no') } } })"


def test_without_locks_two_tabs_send_each_entry_once(house: House, phone: PhoneMaker) -> None:
    """Seen red with nothing in the place of locks: both tabs sent."""
    vic = phone()
    vic.context.add_init_script(NO_LOCKS)
    vic.sign_in("vic.president")
    house.cafe.become("dead")
    vic.learn("One")
    vic.is_told("This waits on this phone")
    vic.new_tab()
    vic.learn("Two")
    vic.says("2 waiting")
    house.cafe.seen, house.cafe.delay = [], 1.0
    house.cafe.become("up")
    for tab in vic.context.pages:
        tab.evaluate("dispatchEvent(new Event('online'))")
    vic.has_sent_all()

    posts = [path for method, path, _state in house.cafe.seen if method == "POST"]
    assert (len(posts), house.slips()) == (
        2,
        [("One", "Vic President"), ("Two", "Vic President")],
    )


def test_without_a_store_marks_and_slips_are_sent_at_once(house: House, phone: PhoneMaker) -> None:
    """Seen red with a failure of the store left to itself."""
    vic = phone()
    vic.context.add_init_script(NO_STORE)
    vic.sign_in("vic.president")
    vic.open(house.sheet)
    vic.mark("Ben Brook", "L")
    expect(vic.page.locator("[data-state]")).to_contain_text("All saved")
    vic.learn("At once")
    vic.page.wait_for_url("**/slips/*")

    assert (house.letters()["Ben Brook"], house.slips()) == ("L", [("At once", "Vic President")])


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_what_waits_is_shown_without_a_barrier(house: House, phone: PhoneMaker, width: int) -> None:
    vic = phone("vic.president")
    vic.page.set_viewport_size({"width": width, "height": 700})
    vic.context.set_offline(True)
    vic.learn("A fairly long topic that somebody wrote about")
    vic.says("1 waiting")
    wide = is_too_wide(vic.page)
    vic.page.locator("#waiting").click()
    found = [fault["id"] for fault in Axe().run(vic.page).response["violations"]]

    assert (wide, is_too_wide(vic.page), found) == (False, False, [])
