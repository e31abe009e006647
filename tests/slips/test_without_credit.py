"""An invitation that counts nothing, nor will, says why and is not pending."""

from datetime import timedelta

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.slips import kinds, posting
from chapter.slips.models import VisitorSlip
from chapter.visitors.rules import VisitState, VisitType
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_slip
from tests.slips.steps import text

LAST_WEEK = TODAY - timedelta(weeks=1)
REGISTERED, PRESENT = VisitState.REGISTERED, VisitState.PRESENT
ONCE = "Counts once they came, if it is their first visit."


def invite(chapter: Chapter, inviter: Person, state: VisitState, type: str) -> VisitorSlip:
    """Record an invitation for today whose visitor stands so."""
    slip = make_slip(chapter, "visitor", inviter, TODAY)
    assert isinstance(slip, VisitorSlip)
    slip.visit.state, slip.visit.type = state, type
    return slip


@pytest.mark.parametrize(
    ("visit", "type", "meeting", "said"),
    [
        (REGISTERED, VisitType.VISITOR, State.OPEN, ""),
        (REGISTERED, VisitType.VISITOR, State.CLOSED, "They are not noted as having come, so"),
        (REGISTERED, VisitType.VISITOR, State.HOLIDAY, "The meeting of Thu 19 Nov was not held"),
        (PRESENT, VisitType.VISITOR, State.DISCARDED, "The meeting of Thu 19 Nov was not held"),
        (PRESENT, VisitType.OBSERVER, State.OPEN, "They came, but not as a visitor, so"),
        (PRESENT, VisitType.VISITOR, State.OPEN, "They came, but another visit was their first"),
    ],
)
def test_why_it_counts_nothing(
    chapter: Chapter, member: Reader, visit: VisitState, type: str, meeting: State, said: str
) -> None:
    """Seen red ("Counts once they came" of all) with each answer left out."""
    slip = invite(chapter, member.person, visit, type)
    slip.visit.meeting.state = meeting
    assert kinds.why_no_credit(slip)[: len(said) or None] == said


def test_second_visit_is_not_pending(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red among what is pending, waiting for somebody who came."""
    for day in (LAST_WEEK, TODAY):
        slip = make_slip(chapter, "visitor", member.person, day)
        assert isinstance(slip, VisitorSlip)
        slip.visit.state = PRESENT
        posting.credit_visit(chapter, slip.visit, actor_id=None, now=clock.now())
        close_week(chapter, day)
    db.session.commit()
    page = browse(member).get("slips.index")
    shown = text(browse(member).get("slips.show", slip_id=2))
    headings = [heading.get_text() for heading in page.select("section[aria-labelledby^=group] h2")]
    assert headings == ["Posted", "Without a credit"]
    assert "They came, but another visit was their first, so it does not count." in shown
    assert ("Pending" in shown, ONCE in text(page)) == (False, False)
