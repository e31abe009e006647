"""The main job in a real Chromium, on a phone and on a laptop."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.acceptance.conftest import Demo
from tests.acceptance.test_main_job import HOME, this_week, week

pytestmark = [pytest.mark.browser]

WIDTHS = {"phone": (360, 740), "laptop": (1366, 768)}
PAGES = (
    *("", "members", "members/1", "meetings", "slips", "slips/new", "slips/referral/new"),
    *("slips/closed-business/new", "leaderboard", "reports", "reports/palms"),
    *("reports/attendance", "settings", "settings/rules", "help"),
)


@pytest.fixture(params=list(WIDTHS), ids=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, demo: Demo) -> Iterator[Page]:
    """A page of one of the widths; what the console complains of fails the test."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=demo.server.address,
        has_touch=request.param == "phone",
        locale="en-GB",
    )
    page = context.new_page()
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def sign_in(page: Page, demo: Demo, who: str) -> None:
    """Sign in as people do."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(demo.sign_ins[who])
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def is_too_wide(page: Page) -> bool:
    """Tell whether the page scrolls sideways."""
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide


def every_page() -> tuple[str, ...]:
    """Return the addresses of the pages, those of this week's meeting included."""
    meeting = f"meetings/{this_week()}"
    return (*PAGES, meeting, f"{meeting}/attendance", f"{meeting}/arrange")


def test_member_records_a_referral_in_few_taps(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "member")
    page.goto(f"{HOME}slips/referral/new")
    page.get_by_role("searchbox").fill("fa")
    page.locator(".choice:not([hidden]) input").first.check()
    page.get_by_role("radio", name=re.compile("outside", re.IGNORECASE)).check()
    page.get_by_label("Who should they contact?").fill("Pia Prospect")
    page.get_by_role("button", name="Record", exact=True).click()

    expect(page).to_have_url(re.compile(r"/slips/\d+$"))
    expect(page.get_by_role("main")).to_contain_text("Counts")


def test_member_thanks_for_closed_business_and_undoes_it(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "member")
    page.goto(f"{HOME}slips/closed-business/new")
    page.locator(".choice input").first.check()
    page.get_by_label(re.compile("Amount")).fill("1,250.50")
    page.get_by_role("button", name="Record", exact=True).click()

    expect(page.get_by_role("main")).to_contain_text("€1,250.50")
    page.get_by_role("button", name="Undo").first.click()

    expect(page.get_by_role("main")).to_contain_text(re.compile("withdrawn", re.IGNORECASE))


def test_closer_takes_the_roll_names_a_substitute_and_closes(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "vice president")
    page.goto(week(this_week()))
    reopen = page.get_by_role("button", name="Reopen the week")
    if reopen.count():
        reopen.click()
        expect(reopen).to_have_count(0)
    start = page.get_by_role("button", name="Start the roll call")
    if start.count():
        start.click()
        expect(start).to_have_count(0)
    page.goto(f"{week(this_week())}/attendance")
    rows = page.locator("[data-row]")
    for at, mark in enumerate("ALM"):
        rows.nth(at).locator(f"label[data-mark={mark}]").click()
    rows.nth(3).locator("label[data-mark=S]").click()
    rows.nth(3).locator("[data-substitute]").fill("Sam Stand-in")
    rows.nth(3).locator("[data-substitute]").blur()
    expect(page.locator(".sheet-state")).to_contain_text("All saved")

    page.reload()
    expect(rows.nth(3).locator("[data-substitute]")).to_have_value("Sam Stand-in")
    expect(rows.nth(0).locator("input[value=A]")).to_be_checked()
    page.goto(week(this_week()))
    page.get_by_role("button", name="Close the week").click()

    expect(page.get_by_role("main")).to_contain_text("closed")


def test_figure_opens_its_rows(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "member")
    page.goto(f"{HOME}leaderboard?measure=one_to_ones&period=6m")
    page.locator("table a[href*=rows]").first.click()

    expect(page.locator("table")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("One-to-one")


def test_month_downloads_in_two_taps(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "member")
    page.goto(f"{HOME}reports")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").nth(1).click()

    assert re.fullmatch(r"harbour-\d{4}-\d{2}\.xlsx", download.value.suggested_filename)


def test_every_page_fits_and_has_no_barrier(page: Page, demo: Demo) -> None:
    """Hold every page to axe-core and to its width; seen red with a label taken away."""
    sign_in(page, demo, "vice president")
    axe, found = Axe(), {}
    for address in every_page():
        page.goto(f"{HOME}{address}")
        results = axe.run(page)
        faults = [violation["id"] for violation in results.response["violations"]]
        if is_too_wide(page):
            faults.append("scrolls sideways")
        if faults:
            found[address] = faults

    assert found == {}


def test_smallest_phone_does_not_scroll_sideways(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "vice president")
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for address in every_page():
        page.goto(f"{HOME}{address}")
        if is_too_wide(page):
            wide.append(address)

    assert wide == []
