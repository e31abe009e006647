"""A week set aside counts for nobody; put back, it stands as it was."""

from datetime import UTC, date, datetime

import pytest

from chapter import check
from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.slips.ledger import Slip
from chapter.weeks import service
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_slip
from tests.weeks.steps import rows, state_of

BEFORE, TODAY = date(2026, 11, 12), date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


@pytest.fixture
def discarded(chapter: Chapter, member: Reader) -> Meeting:
    """A week with one absence, discarded."""
    assert member.person is not None
    meeting = make_meeting(chapter, BEFORE)
    make_mark(meeting, member.person, "A")
    return service.discard(chapter, BEFORE, actor_id=None, now=NOW)


def letters(chapter: Chapter, meeting: Meeting) -> list[str]:
    """Return the marks of a meeting."""
    return [mark.mark for mark in attendance.of_meeting(chapter, meeting).values()]


def day_of(slip: Slip) -> date | None:
    """Return the day of the week a slip is attached to."""
    db.session.expire_all()
    return slip.posted_on.held_on if slip.posted_on else None


def test_put_back_brings_marks_and_state_back(
    chapter: Chapter, discarded: Meeting, member: Reader
) -> None:
    """Seen red with the marks cleared on discarding."""
    meeting = service.put_back(chapter, BEFORE, actor_id=member.user.id, now=NOW)

    assert (meeting.state, letters(chapter, meeting)) == (State.OPEN, ["A"])


def test_marks_of_a_discarded_week_count_for_nobody(chapter: Chapter, discarded: Meeting) -> None:
    close_week(chapter, TODAY)

    counted = attendance.letters_between(chapter, BEFORE, TODAY)

    assert (dict(counted), check.faults()) == ({}, [])


def test_a_holiday_made_of_a_discarded_week_keeps_no_marks(
    chapter: Chapter, discarded: Meeting, member: Reader
) -> None:
    """Seen red with the marks left in the holiday."""
    service.make_holiday(chapter, BEFORE, note="", actor_id=member.user.id, now=NOW)

    assert (letters(chapter, discarded), check.faults()) == ([], [])


def test_discard_offers_undo_on_the_page(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    make_mark(make_meeting(chapter, TODAY), member.person, "L")
    browser = browse(vice_president)
    browser.post("weeks.discard", held_on=TODAY)

    undo = browser.get("weeks.show", held_on=TODAY).select_one("[data-undo] form")

    assert undo is not None
    assert undo["action"] == f"/c/north/meetings/{TODAY}/put-back"
    browser.post("weeks.put_back", held_on=TODAY)
    assert state_of(chapter, TODAY) == "open"


@pytest.fixture
def reopened(chapter: Chapter, member: Reader) -> Meeting:
    """A week without a roll call, reopened after a later one was closed."""
    make_slip(chapter, "education", member.person, BEFORE, units=3)
    for day in (BEFORE, TODAY):
        close_week(chapter, day)
    return service.reopen(chapter, BEFORE, actor_id=None, now=NOW)


@pytest.mark.parametrize("aside", ["weeks.discard", "weeks.make_holiday"])
def test_put_back_gives_an_open_week_without_marks_its_state_and_its_slips(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, reopened: Meeting, aside: str
) -> None:
    """Seen red with the state told by the marks alone: the next week counted its slips."""
    browser = browse(vice_president)
    browser.post("weeks.discard", held_on=BEFORE)
    browser.post(aside, held_on=BEFORE)

    browser.post("weeks.put_back", held_on=BEFORE)

    page = browser.get("weeks.show", held_on=BEFORE)
    assert state_of(chapter, BEFORE) == "open"
    assert rows(page, "slips") == ["Education 3 units Mona Member, Thu 12 Nov"]


@pytest.fixture
def moved_on(chapter: Chapter, member: Reader) -> Slip:
    """A slip of a week that was opened and discarded, which counts in the later week then."""
    make_meeting(chapter, BEFORE)
    slip = make_slip(chapter, "education", member.person, BEFORE, units=3)
    close_week(chapter, BEFORE)
    for undo in (service.reopen, service.discard):
        undo(chapter, BEFORE, actor_id=member.user.id, now=NOW)
    close_week(chapter, TODAY)
    return slip


def test_put_back_leaves_slips_where_they_were_posted_meanwhile(
    chapter: Chapter, moved_on: Slip, vice_president: Reader
) -> None:
    """Seen red with every slip taken that the week had."""
    service.put_back(chapter, BEFORE, actor_id=vice_president.user.id, now=NOW)

    assert day_of(moved_on) == TODAY


def test_put_back_takes_its_slips_from_an_earlier_open_week(
    chapter: Chapter, moved_on: Slip, vice_president: Reader
) -> None:
    """Seen red with the slips left to wait by their day."""
    who = {"actor_id": vice_president.user.id, "now": NOW}
    service.put_back(chapter, BEFORE, **who)
    service.reopen(chapter, TODAY, **who)
    service.discard(chapter, TODAY, **who)
    freed = day_of(moved_on)

    service.put_back(chapter, TODAY, **who)

    assert (freed, day_of(moved_on)) == (None, TODAY)
