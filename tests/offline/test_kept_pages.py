"""After one visit, today's pages open without a network, and what is done on them survives."""

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from tests import factories
from tests.browsers import launch_options
from tests.offline import processes
from tests.offline.conftest import PhoneMaker
from tests.offline.house import NAMES, House
from tests.offline.phone import SOON, Phone

pytestmark = [pytest.mark.browser]


# What the phone keeps of a page.
COPY = """async (address) => {
  for (const name of await caches.keys()) {
    const copy = name.startsWith("pages-") && await (await caches.open(name)).match(address);
    if (copy) return copy.text();
  }
  return "";
}"""


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


def keeps(phone: Phone, address: str, words: str) -> bool:
    """Tell whether the phone's copy of a page comes to say something."""
    for _ in range(SOON // 100):
        if words in phone.page.evaluate(COPY, address):
            return True
        phone.page.wait_for_timeout(100)
    return False


def later(phone: Phone, minutes: int) -> None:
    """Let time pass on the phone, for the pages it opens from now on."""
    script = f"const now = Date.now; Date.now = () => now() + {minutes * 60_000};"
    phone.context.add_init_script(script)


def test_kept_door_knows_who_was_announced_from_this_phone(house: House, phone: PhoneMaker) -> None:
    """Seen red with pages fetched anew after ten minutes only."""
    vic, door = phone("vic.president"), f"{house.home}meetings/{house.today}/visitors"
    vic.open(f"{house.home}slips/visitor/new")
    vic.page.get_by_label("Their name").fill("Announced Anna")
    vic.page.get_by_label("Which meeting").select_option(house.today.isoformat())
    vic.record()
    vic.page.wait_for_url("**/slips/*")
    vic.has_sent_all()
    vic.open(house.sheet)
    assert keeps(vic, door, "Announced Anna")
    vic.context.set_offline(True)
    vic.open(door)

    expect(vic.page.locator("#door-list")).to_contain_text("Announced Anna")


@pytest.mark.long
def test_kept_door_learns_of_others_while_the_app_is_used(house: House, phone: PhoneMaker) -> None:
    """A page after a minute brings it, one at once asks for nothing. Seen red with ten minutes."""
    vic, door = phone("vic.president"), f"{house.home}meetings/{house.today}/visitors"
    other = phone("vic.president")
    other.open(door)
    other.page.locator("#name").fill("Nadia Later")
    other.page.get_by_role("button", name="Register as present").click()
    other.has_sent_all()
    house.cafe.seen = []
    vic.open(house.sheet)
    vic.page.wait_for_timeout(4_000)
    asked = [path for _method, path, _state in house.cafe.seen if path.endswith("/visitors")]
    later(vic, minutes=2)
    vic.open(house.sheet)

    assert (asked, keeps(vic, door, "Nadia Later")) == ([], True)


@pytest.fixture
def earlier(house: House) -> Iterator[date]:
    """A week before, whose roll is called still."""
    day = house.today - timedelta(weeks=1)
    with house.app.app_context():
        factories.make_meeting(db.session.scalars(db.select(Chapter)).one(), day)
    yield day
    with house.app.app_context():
        number = db.select(Meeting.id).where(Meeting.held_on == day).scalar_subquery()
        db.session.execute(db.delete(AttendanceMark).where(AttendanceMark.meeting_id == number))
        db.session.execute(db.delete(Meeting).where(Meeting.held_on == day))
        db.session.commit()


def test_sheet_of_an_earlier_open_week_stays_on_the_phone(
    house: House, phone: PhoneMaker, earlier: date
) -> None:
    """Until its week is closed. Seen red with today's pages kept alone."""
    vic, sheet = phone("vic.president"), f"{house.home}meetings/{earlier}/attendance"
    vic.open(sheet)
    later(vic, minutes=11)
    vic.open(house.home)
    vic.page.wait_for_timeout(6_000)
    vic.context.set_offline(True)
    vic.open(sheet)
    vic.mark("Ada Abel", "A")
    vic.open(house.home)
    vic.open(sheet)

    row = vic.page.locator("[data-row]").filter(has_text="Ada Abel")
    expect(row.locator("input[value=A]")).to_be_checked()


def test_sheet_that_took_a_pages_place_is_kept_too(
    house: House, phone: PhoneMaker, earlier: date
) -> None:
    """Seen red with what the browser itself opened kept alone."""
    vic, sheet = phone("vic.president"), f"{house.home}meetings/{earlier}/attendance"
    with house.app.app_context():
        there = db.update(Meeting).where(Meeting.held_on == earlier)
        db.session.execute(there.values(state="scheduled"))
        db.session.commit()
    vic.open(f"{house.home}meetings/{earlier}")
    vic.page.get_by_role("button", name="Start the roll call").click()
    vic.page.wait_for_url(sheet)

    assert keeps(vic, sheet, "data-roll-call")


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
