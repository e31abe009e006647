"""Bringing files in with a real Chromium: drop, preview, answer, bring in, undo."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.acceptance.conftest import Demo
from tests.acceptance.conftest import demo as demo
from tests.acceptance.test_in_chromium import is_too_wide, sign_in
from tests.acceptance.test_main_job import HOME
from tests.exports import Slip as Row
from tests.imports.steps import audit

pytestmark = [pytest.mark.browser]

WIDTHS = {"phone": (360, 740), "laptop": (1366, 768)}


@pytest.fixture(params=list(WIDTHS), ids=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, demo: Demo) -> Iterator[Page]:
    """A page of one of the widths; what the console complains of fails the test."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=demo.server.address, locale="en-GB"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, demo, "vice president")
    yield page
    context.close()
    assert said == []


def week(name: str = "slips.xls", rows: int = 1) -> FilePayload:
    """Return an audit in which somebody unknown talks to a member of the demo."""
    talks = [Row("One-to-One", "Nora Nobody", "Grace Barros")] * rows
    return {"name": name, "mimeType": "application/vnd.ms-excel", "buffer": audit(talks)}


def drop(page: Page, *files: FilePayload) -> None:
    """Choose files and ask what they would do."""
    page.goto(f"{HOME}imports")
    page.get_by_label("Files", exact=True).set_input_files(list(files))
    page.get_by_role("button", name="Show what they would do").click()


def is_accessible(page: Page) -> bool:
    """Tell whether axe-core and the width find nothing."""
    found = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found] == []
    return not is_too_wide(page)


def test_from_the_drop_to_the_undo(page: Page) -> None:
    """Seen red with the undo's address left out."""
    drop(page, week())
    expect(page).to_have_url(re.compile(r"/imports/\d+$"))
    assert is_accessible(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("radio", name="A member who has left since").check()
    page.get_by_role("button", name="Go on").click()
    word = page.get_by_role("button", name="Bring in", exact=True)
    expect(word).to_be_visible()
    assert is_accessible(page)
    word.click()
    expect(page.locator(".message-text")).to_contain_text("Brought in: 1 new")
    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(page.locator(".import").first).to_contain_text("Taken back")
    assert is_accessible(page)


def test_lines_and_what_cannot_be_read(page: Page) -> None:
    drop(page, week(rows=60), {"name": "a.pdf", "mimeType": "", "buffer": b"%PDF-1.4"})
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_role("heading", name="These cannot be read")).to_have_count(0)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Every line").click()
    expect(page.locator("caption")).to_have_text("Lines 1 to 50 of 60")
    assert is_accessible(page)
    page.get_by_role("link", name="Back to the preview").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".message-text")).to_contain_text("nothing was changed")


def test_upload_shows_how_far_it_is_and_can_be_stopped(page: Page) -> None:
    """Seen red with the button doing nothing."""
    page.goto(f"{HOME}imports")
    page.route("**/imports", lambda route: None)
    page.get_by_label("Files", exact=True).set_input_files([week()])
    page.get_by_role("button", name="Show what they would do").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-upload-said]")).to_have_text("Stopped. Nothing was taken in.")
