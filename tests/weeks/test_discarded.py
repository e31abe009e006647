"""A week set aside counts for nobody; put back, it stands as it was."""

from datetime import UTC, date, datetime

import pytest

from chapter import check
from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.weeks import service
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting
from tests.weeks.steps import state_of

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
