"""Who may be noted to have invited a visitor."""

from datetime import date

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.visitors import service as visiting
from chapter.visitors.rules import Refusal, VisitRefused
from chapter.weeks import door
from tests.factories import make_meeting, make_member

TODAY, NEXT = date(2026, 11, 19), date(2026, 11, 26)


def test_name_inviter_who_was_no_member_that_day_is_refused(chapter: Chapter) -> None:
    """Seen red with the check of the roster off."""
    meeting = make_meeting(chapter, TODAY)
    visit = visiting.register(chapter, meeting, name="Vera", inviter=None, contact={})
    late = make_member(chapter, "Nina New", joined_on=NEXT).person

    with pytest.raises(VisitRefused) as refused:
        door.name_inviter(chapter, visit, late, actor_id=1, now=clock.now())

    assert refused.value.refusal is Refusal.NOT_INVITER
