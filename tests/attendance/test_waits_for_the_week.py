"""Marks that wait on a phone while the meeting moves, or while the week is closed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chapter import clock
from chapter.attendance import queries
from chapter.attendance.models import AttendanceMark
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from tests.journeys.hall import LAPTOP, PHONE, Hall
from tests.journeys.hands import is_saved, segment

pytestmark = [pytest.mark.browser]

SOON = 20_000
ASK = "This week is closed. Ask Vic President, vice president, to reopen it."


@pytest.fixture
def context(browser: Browser, hall: Hall) -> Iterator[BrowserContext]:
    """The secretary's phone; she cannot reopen a week."""
    hall.begin()
    with hall.enter(browser, 1, **PHONE) as context:
        yield context


@pytest.fixture
def sue(context: BrowserContext, hall: Hall) -> Page:
    """The sheet as the phone kept it in the morning, and no network any more."""
    return hall.kept_sheet(context)


@pytest.fixture
def tomorrow(hall: Hall) -> Iterator[date]:
    """The day to which the meeting moves; afterwards nothing stands there, nor a trace of it."""
    day = hall.day + timedelta(days=1)
    yield day
    with hall.app.app_context():
        meeting = meetings.on(db.session.scalars(db.select(Chapter)).one(), day)
        db.session.execute(db.delete(AttendanceMark))
        db.session.execute(db.delete(AuditEntry).where(AuditEntry.action == "meeting.move"))
        db.session.delete(meeting)
        db.session.commit()


def move(hall: Hall, to: date) -> None:
    """Move the meeting, as the vice president does meanwhile."""
    with hall.app.app_context():
        chapter = db.session.scalars(db.select(Chapter)).one()
        meeting_service.move(chapter, hall.day, to=to, has_marks=False, actor_id=1, now=clock.now())
        db.session.commit()


def set_state(hall: Hall, state: str) -> None:
    """Close the week or open it again, and leave its marks."""
    with hall.app.app_context():
        chapter = db.session.scalars(db.select(Chapter)).one()
        meeting = meetings.on(chapter, hall.day)
        assert meeting is not None
        meeting.state = state
        db.session.commit()


def letters(hall: Hall, day: date) -> str:
    """Return the first letters of a day, in the sheet's order."""
    with hall.app.app_context():
        chapter = db.session.scalars(db.select(Chapter)).one()
        rows = queries.sheet(chapter, day, meetings.on(chapter, day))
        return "".join(row.letter or "-" for row in rows[:6])


def mark(page: Page, *marks: tuple[int, str]) -> None:
    """Tap letters."""
    for at, letter in marks:
        segment(page, at, letter).click()


def has_nothing_to_mend(page: Page) -> None:
    """Expect that all was taken, and that the page says nothing else."""
    expect(page.locator(".sheet-state")).to_have_text("All saved", timeout=SOON)
    expect(page.locator("#waiting")).to_be_hidden(timeout=SOON)
    expect(page.locator("[data-note]:visible")).to_have_count(0)
    expect(page.locator("#messages")).not_to_contain_text("This waits on this phone")


@pytest.mark.parametrize("starts", [True, False])
def test_what_waits_goes_with_a_meeting_that_moved(
    sue: Page, context: BrowserContext, hall: Hall, tomorrow: date, starts: bool
) -> None:
    """Seen red with the old day gone, and with “this waits” said for good."""
    if starts:
        sue.get_by_role("button", name="Start the roll call").click()
        expect(sue.locator("#messages")).to_contain_text("This waits on this phone")
    mark(sue, (1, "A"), (3, "L"), (4, "M"))
    move(hall, tomorrow)
    context.set_offline(False)
    has_nothing_to_mend(sue)

    assert letters(hall, tomorrow) == ("PAPLMP" if starts else "-A-LM-")
    sue.get_by_role("link", name="Show the sheet as it stands").click()
    sue.wait_for_url(f"**/{tomorrow}/attendance")


@pytest.mark.long
def test_question_of_a_meeting_that_moved_is_answered_at_its_new_day(
    sue: Page, context: BrowserContext, browser: Browser, hall: Hall, tomorrow: date
) -> None:
    """Seen red with the refused mark left at the old day's address."""
    mark(sue, (1, "A"))
    move(hall, tomorrow)
    with hall.enter(browser, 0, **LAPTOP) as other:
        vic = other.new_page()
        vic.goto(hall.sheet)
        vic.get_by_role("button", name="Mark people as they walk in").click()
        mark(vic, (1, "L"))
        is_saved(vic)
    context.set_offline(False)
    expect(sue.locator("[data-note]:visible")).to_contain_text("marked L", timeout=SOON)
    sue.goto(hall.sheet)
    sue.get_by_role("button", name="Set A").click()
    has_nothing_to_mend(sue)

    assert (sue.url.endswith(f"{tomorrow}/attendance"), letters(hall, tomorrow)[1]) == (True, "A")


def test_marks_of_a_closed_week_are_sent_once_it_is_open_again(
    sue: Page, context: BrowserContext, hall: Hall
) -> None:
    """From the open sheet; seen red with each entry waiting for “Try again”."""
    set_state(hall, "open")
    mark(sue, (1, "A"), (3, "L"))
    set_state(hall, "closed")
    context.set_offline(False)
    expect(sue.locator("[data-note]:visible")).to_have_text(
        [f"{ASK}Leave it as it was"] * 2, timeout=SOON
    )
    set_state(hall, "open")
    has_nothing_to_mend(sue)

    assert letters(hall, hall.day) == "-A-L--"


@pytest.mark.long
def test_mending_for_a_closed_week_leads_to_what_waits_for_it(
    sue: Page, context: BrowserContext, hall: Hall
) -> None:
    """Seen red with a sheet that did not tell of it, and with marks shown as they were."""
    set_state(hall, "open")
    mark(sue, (1, "A"), (3, "L"))
    set_state(hall, "closed")
    context.set_offline(False)
    expect(sue.locator("#waiting")).to_have_text("2 to mend", timeout=SOON)
    sue.locator("#waiting").click()
    sue.get_by_role("button", name="Mend it").first.click()
    expect(sue.get_by_text(ASK)).to_be_visible()
    expect(sue.locator("[data-held] li")).to_have_count(2)
    set_state(hall, "open")
    expect(sue.locator("input[value=A]:checked")).to_have_count(1, timeout=SOON)
    has_nothing_to_mend(sue)

    assert letters(hall, hall.day) == "-A-L--"
