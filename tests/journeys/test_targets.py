"""The pages of a meeting under a thumb: targets of 44 pixels, and no scrolling sideways at 320."""

import pytest
from playwright.sync_api import Browser, Page

from tests.acceptance.test_in_chromium import is_too_wide
from tests.journeys.hall import PHONE
from tests.journeys.jobs import AUTHOR
from tests.journeys.place import Place

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGES = {
    **{
        name: f"slips/{name}/new"
        for name in ("referral", "one-to-one", "closed-business", "education", "testimonial")
    },
    "home": "",
    "slip kinds": "slips/new",
    "visitor slip": "slips/visitor/new",
    "attendance": "meetings/{day}/attendance",
    "door": "meetings/{day}/visitors",
    "close": "meetings/{day}",
    "open weeks": "meetings/open",
    "visitors": "visitors",
    "slips": "slips",
    "received": "slips/received",
    "grid": "slips/grid",
    "own requests": "slips/requests",
    "requests": "corrections",
}
# A radio and its label are one target; a link in a sentence is as high as its line.
SMALL = """() => {
  const own = ["main", "#places", "header.bar", "#outbox"];
  const all = ["a[href]", "button", "summary", "select", "textarea", "input:not([type=hidden])"];
  const line = "p, small, h2, .row-text, td, th, dd";
  const choice = "input[type=radio], input[type=checkbox]";
  const isInText = (one) => one.matches("a") && one.closest(line)
    && getComputedStyle(one).display === "inline";
  const parts = own.flatMap((part) => [...document.querySelectorAll(part)]);
  const found = parts.flatMap((part) => [...part.querySelectorAll(all.join())]);
  return found.filter((one) => !isInText(one))
    .map((one) => (one.matches(choice) && one.labels[0]) || one)
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 1 && Math.round(Math.min(width, height)) < 44)
    .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 90)} ${width}×${height}`);
}"""


@pytest.fixture
def furnished(place: Place) -> Place:
    """A meeting at which something of everything is there, and something is missing."""
    place.porch.clear()
    place.hold_weeks()
    place.porch.leave_open()
    place.porch.mark("", "S", "")
    place.porch.register("Nora Nowhere")
    place.porch.register("José Ñandú", place.porch.names()[2])
    place.floor.pass_referral(place.floor.others()[7], AUTHOR)
    return place


def open_page(page: Page, place: Place, name: str) -> None:
    """Open a page by its name."""
    answer = page.goto(f"/c/north/{PAGES[name].format(day=place.porch.today)}")
    assert answer is not None
    assert answer.status == 200, name


def test_targets_of_a_meeting_are_44_pixels(browser: Browser, furnished: Place) -> None:
    """Seen red with tabs of 40 pixels, “More” as wide as its word, and links as high as a line."""
    small = {}
    with furnished.porch.hall.enter(browser, 0, **PHONE) as context:
        page = context.new_page()
        for name in PAGES:
            open_page(page, furnished, name)
            if found := page.evaluate(SMALL):
                small[name] = found
    assert small == {}


def test_pages_of_a_meeting_fit_320_pixels(browser: Browser, furnished: Place) -> None:
    wide = []
    with furnished.porch.hall.enter(browser, 0, **PHONE) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 320, "height": 640})
        for name in PAGES:
            open_page(page, furnished, name)
            if is_too_wide(page):
                wide.append(name)
    assert wide == []
