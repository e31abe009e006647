"""The roll call in the ways tests/attendance does not count: all by keys, and without script."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hall import LAPTOP, MEMBERS, PHONE, Hall
from tests.journeys.hands import is_saved, segment
from tests.journeys.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def hall(place: Place) -> Hall:
    """The chapter on the morning of its meeting."""
    place.porch.clear()
    place.porch.hall.begin()
    return place.porch.hall


@pytest.fixture
def plain(browser: Browser, hall: Hall) -> Iterator[Page]:
    """The vice president's phone, without script."""
    with hall.enter(browser, 0, java_script_enabled=False, **PHONE) as context:
        page = context.new_page()
        page.goto("/c/north/")
        yield page


def counts(hall: Hall) -> Counter[str]:
    """Return how often each letter stands."""
    return Counter(said[:1] for said in hall.letters().values())


def test_forty_who_walk_in_are_marked_by_keys_alone(browser: Browser, hall: Hall) -> None:
    """A name and Enter; then the search has the focus again and is empty."""
    hall.begin("open")
    with hall.enter(browser, 0, **LAPTOP) as context:
        page = context.new_page()
        page.goto(hall.sheet)
        expect(page.locator("[data-row]")).to_have_count(MEMBERS)
        for name in hall.letters():
            expect(page.get_by_role("searchbox")).to_be_focused()
            page.keyboard.type(name.lower())
            expect(page.locator("[data-row]:visible")).to_have_count(1)
            page.keyboard.press("Enter")
        is_saved(page)

    assert counts(hall) == {"P": MEMBERS}


def test_five_exceptions_are_marked_without_script(plain: Page, hall: Hall) -> None:
    plain.get_by_role("link", name="Attendance", exact=True).click()
    plain.get_by_role("button", name="Start the roll call").click()
    for at, letter in ((3, "A"), (17, "A"), (22, "L"), (31, "M"), (38, "S")):
        segment(plain, at, letter).click()
    plain.locator("[data-row]").nth(38).locator("[data-substitute]").fill("Sam Stand-in")
    plain.get_by_role("button", name="Save the marks").click()

    expect(plain.locator("#messages")).to_contain_text("The marks are saved.")
    assert counts(hall) == {"P": 35, "A": 2, "L": 1, "M": 1, "S": 1}
    assert "S Sam Stand-in" in hall.letters().values()


def test_who_walks_in_is_marked_without_script(plain: Page, hall: Hall) -> None:
    plain.get_by_role("link", name="Attendance", exact=True).click()
    plain.get_by_role("button", name="Mark people as they walk in").click()
    if not plain.locator("[data-row]").count():
        plain.goto(hall.sheet)
    for name in plain.locator("[data-row] [data-name]").all()[:10]:
        name.click()
    plain.get_by_role("button", name="Save the marks").click()

    expect(plain.locator("#messages")).to_contain_text("The marks are saved.")
    assert counts(hall) == {"P": 10, "": 30}
