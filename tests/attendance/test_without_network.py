"""The roll call begun where there is no network, from a sheet kept before anybody started it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chapter.audit.models import AuditEntry
from chapter.db import db
from tests.journeys.hall import LAPTOP, MEMBERS, PHONE, Hall
from tests.journeys.hands import is_saved, segment

pytestmark = [pytest.mark.browser]

EXCEPTIONS = ((3, "A"), (17, "A"), (22, "L"), (31, "M"), (38, "S"))


@pytest.fixture
def context(browser: Browser, hall: Hall) -> Iterator[BrowserContext]:
    """The vice president's phone."""
    hall.begin()
    with hall.enter(browser, 0, **PHONE) as context:
        yield context


@pytest.fixture
def vic(context: BrowserContext, hall: Hall) -> Page:
    """The sheet as the phone kept it in the morning, and no network any more."""
    return hall.kept_sheet(context)


def start(page: Page) -> None:
    """Put everybody present, and see it."""
    page.get_by_role("button", name="Start the roll call").click()
    expect(page.locator("input[value=P]:checked")).to_have_count(MEMBERS)


def standing(hall: Hall) -> list[str]:
    """Return what stands, in the sheet's order."""
    return list(hall.letters().values())


def openings(hall: Hall) -> int:
    """Return how often a meeting was opened."""
    with hall.app.app_context():
        return db.session.query(AuditEntry).filter_by(action="week.open").count()


def test_roll_call_of_forty_begins_without_a_network(
    vic: Page, context: BrowserContext, hall: Hall
) -> None:
    """Seen red with the start not queued."""
    before = openings(hall)
    start(vic)
    expect(vic.locator("#messages")).to_contain_text("This waits on this phone")
    expect(vic.get_by_role("button", name="Start the roll call")).to_be_hidden()
    for at, letter in EXCEPTIONS:
        segment(vic, at, letter).click()
    vic.keyboard.type("Otto")
    vic.keyboard.press("Enter")
    expect(vic.locator("[data-count=P]")).to_have_text(str(MEMBERS - len(EXCEPTIONS)))
    assert set(standing(hall)) == {""}
    context.set_offline(False)
    is_saved(vic)

    said = standing(hall)
    assert [said[at] for at, _ in EXCEPTIONS] == ["A", "A", "L", "M", "S Otto"]
    assert (said.count("P"), openings(hall) - before) == (MEMBERS - len(EXCEPTIONS), 1)
    expect(vic.locator("[data-note]:visible, [data-stale]:visible")).to_have_count(0)


def test_start_that_waits_is_shown_when_the_sheet_is_opened_again(
    vic: Page, context: BrowserContext, hall: Hall
) -> None:
    """Seen red with what waits not looked for, and with rows of the answer not kept."""
    start(vic)
    segment(vic, 3, "A").click()
    expect(vic.locator("#waiting")).to_contain_text("2 waiting")
    vic.reload()
    expect(vic.locator("input[value=P]:checked")).to_have_count(MEMBERS - 1)
    context.set_offline(False)
    is_saved(vic)
    context.set_offline(True)
    vic.goto(hall.sheet)
    expect(vic.locator("input[value=P]:checked")).to_have_count(MEMBERS - 1)
    segment(vic, 3, "M").click()
    segment(vic, 4, "L").click()
    context.set_offline(False)
    is_saved(vic)

    assert standing(hall)[3:6] == ["M", "L", "P"]


def test_start_of_another_host_is_neither_overwritten_nor_asked_about(
    vic: Page, context: BrowserContext, browser: Browser, hall: Hall
) -> None:
    """One question, for the one member both chose; seen red with a start that asks forty times."""
    start(vic)
    for at, letter in ((4, "A"), (5, "M"), (6, "L")):
        segment(vic, at, letter).click()
    with hall.enter(browser, 1, **LAPTOP) as other:
        sue = other.new_page()
        sue.goto(hall.sheet)
        start(sue)
        for at, letter in ((5, "L"), (7, "A")):
            segment(sue, at, letter).click()
        is_saved(sue)
    context.set_offline(False)

    note = vic.locator("[data-note]:visible")
    expect(note).to_contain_text("Sue Secretary marked L at ", timeout=15_000)
    expect(vic.locator("[data-row]").nth(7).locator("input:checked")).to_have_value("A")
    expect(vic.locator(".sheet-state")).to_have_text("1 to look at")
    assert standing(hall)[3:9] == ["P", "A", "L", "L", "A", "P"]


def test_who_walks_in_is_marked_on_a_sheet_nobody_started(
    vic: Page, context: BrowserContext, hall: Hall
) -> None:
    """Then everybody else; seen red with the first mark refused."""
    for at in range(3):
        vic.locator("[data-row] [data-name]").nth(at).click()
    segment(vic, 3, "A").click()
    start_again = vic.get_by_role("button", name="Start the roll call")
    expect(start_again).to_be_visible()
    context.set_offline(False)
    is_saved(vic)
    assert standing(hall)[:6] == ["P", "P", "P", "A", "", ""]
    start_again.click()
    is_saved(vic)

    expect(vic.locator("[data-count=P]")).to_have_text(str(MEMBERS - 1))
    with vic.expect_response("**/changes"):
        pass
    expect(vic.locator("[data-stale]:visible")).to_have_count(0)


def test_sheet_of_a_coming_day_shows_itself_on_that_day(
    context: BrowserContext, hall: Hall
) -> None:
    """The phone's own day counts; seen red with the sheet always kept away."""
    day = hall.day + timedelta(weeks=1)
    page = context.new_page()
    page.goto(f"/c/north/meetings/{day}/attendance")
    expect(page.locator("[data-row]")).to_have_count(MEMBERS)
    expect(page.locator("[data-row]:visible")).to_have_count(0)
    page.clock.set_fixed_time(f"{day}T07:00:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-row]:visible")).to_have_count(MEMBERS)

    assert page.locator("[data-row]:visible").count() == MEMBERS
