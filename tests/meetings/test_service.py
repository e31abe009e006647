"""Making calendar days meetings, and putting them back."""

from datetime import date

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.meetings import service
from chapter.meetings.rules import MeetingRefused, Refusal
from tests.factories import close_week

TODAY = date(2026, 11, 19)


def test_put_back_of_a_meeting_that_stands_is_refused(chapter: Chapter) -> None:
    """Seen red with the check of the state off."""
    with pytest.raises(MeetingRefused) as refused:
        service.put_back(chapter, TODAY, actor_id=1, now=clock.now())

    assert refused.value.refusal is Refusal.STANDS


def test_day_without_a_meeting_is_refused(chapter: Chapter) -> None:
    with pytest.raises(MeetingRefused) as refused:
        service.touch(chapter, date(2026, 11, 20))

    assert refused.value.refusal is Refusal.NO_MEETING


def test_day_touched_twice_is_one_meeting(chapter: Chapter) -> None:
    assert service.touch(chapter, TODAY).id == service.touch(chapter, TODAY).id


def test_meeting_does_not_move_before_a_closed_week(chapter: Chapter) -> None:
    """Seen red with the check of the last closed week off."""
    close_week(chapter, date(2026, 11, 12))

    with pytest.raises(MeetingRefused) as refused:
        service.move(
            chapter, TODAY, to=date(2026, 11, 10), has_marks=False, actor_id=1, now=clock.now()
        )

    assert refused.value.refusal is Refusal.LATER_CLOSED
