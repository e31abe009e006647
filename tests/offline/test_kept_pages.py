"""After one visit, today's pages open without a network, and what is done on them survives."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browsers import launch_options
from tests.offline import processes
from tests.offline.conftest import PhoneMaker
from tests.offline.house import NAMES, House
from tests.offline.phone import Phone

pytestmark = [pytest.mark.browser]


def seconds(phone: Phone, address: str) -> float:
    """Return how long an address takes to open."""
    began = time.monotonic()
    phone.open(address)
    return time.monotonic() - began


def test_todays_pages_open_in_two_seconds_without_a_network(
    house: House, phone: PhoneMaker
) -> None:
    """Seen red with the worker's own copies left out."""
    vic = phone("vic.president")
    house.cafe.become("dead")
    took = {}
    for address in ("", "slips/new", "slips/referral/new", f"meetings/{house.today}/attendance"):
        took[address] = seconds(vic, f"{house.home}{address}")
        expect(vic.page.locator("html")).to_have_attribute("data-kept", re.compile("^20"))

    assert [address for address, seconds in took.items() if seconds > 2] == []


def test_sheet_opens_in_two_seconds_where_nothing_answers(house: House, phone: PhoneMaker) -> None:
    """Seen red with the worker waiting for the network without a limit."""
    vic = phone("vic.president")
    online = seconds(vic, house.sheet)
    house.cafe.become("silent")

    assert seconds(vic, house.sheet) < 2 + online
    expect(vic.page.locator("[data-row]").filter(has_text="Ada Abel")).to_have_count(1)


def test_roster_is_found_by_two_letters_offline(house: House, phone: PhoneMaker) -> None:
    vic = phone("vic.president")
    vic.context.set_offline(True)
    vic.open(f"{house.home}slips/referral/new")
    vic.page.get_by_role("searchbox").first.fill("cl")

    expect(vic.page.locator(".picker-list .choice:visible")).to_have_text(
        ["Cleo Cruz Trade of Cleo Cruz"]
    )


def test_page_that_was_not_kept_names_those_that_were(house: House, phone: PhoneMaker) -> None:
    vic = phone("vic.president")
    vic.context.set_offline(True)
    vic.open(f"{house.home}members")

    expect(vic.page.get_by_role("heading", level=1)).to_have_text("No connection")
    vic.page.get_by_role("link", name="Attendance").click()
    expect(vic.page.get_by_role("heading", level=1)).to_have_text("Attendance")


def test_marks_survive_a_killed_browser(
    house: House, playwright: Playwright, tmp_path: Path
) -> None:
    """Seen red with a store that each start gives another name."""
    folder = str(tmp_path / "profile")
    first = Phone(house, playwright.chromium.launch_persistent_context(folder, **launch_options()))
    first.sign_in("vic.president")
    house.cafe.become("dead")
    first.open(house.sheet)
    for name in NAMES:
        first.mark(name, "L")
    first.says(f"{len(NAMES)} waiting")
    processes.kill(folder)

    again = playwright.chromium.launch_persistent_context(folder, **launch_options())
    second = Phone(house, again)
    second.open(house.sheet)
    expect(second.page.locator("input[value=L]:checked")).to_have_count(len(NAMES))
    house.cafe.become("up")
    # A browser that is killed may lose its latest cookies; what waits is on the disk.
    if not again.cookies():
        second.sign_in("vic.president")
    second.has_sent_all()
    again.close()

    assert [house.letters()[name] for name in NAMES] == ["L"] * len(NAMES)
