"""A visitor's first visit counts once, for whoever invited them, in the week it happened."""

import uuid
from datetime import UTC, date, datetime

import pytest

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips.kinds import KINDS
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal, VisitRefused, VisitState, VisitType
from chapter.weeks import door, queries
from tests.conftest import Reader
from tests.factories import close_week, make_meeting

BEFORE, TODAY = date(2026, 11, 12), date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def receive(chapter: Chapter, inviter: Reader, day: date = TODAY, **said: object) -> Visit:
    """Receive Vera at a day's door."""
    asked = {"name": "Vera Visitor", "company": "", "key": uuid.uuid4().hex, **said}
    trace = {"today": TODAY, "actor_id": inviter.user.id, "now": NOW}
    return door.receive(chapter, KINDS["visitor"], day, inviter=inviter.person, **asked, **trace)


def welcome(chapter: Chapter, visit: Visit, is_present: bool, seen: int | None = None) -> Visit:
    """Note that somebody came, or did not."""
    said = {"is_present": is_present, "today": TODAY, "actor_id": None, "now": NOW, "seen": seen}
    return door.welcome(chapter, visit, **said)


def counted(chapter: Chapter) -> list[int]:
    """Return how many visitors count in each of the two weeks."""
    found = [meetings.on(chapter, day) for day in (BEFORE, TODAY)]
    sums = [queries.totals(chapter, meeting) if meeting else {} for meeting in found]
    return [one.get("visitors", (0, 0))[0] for one in sums]


def test_an_earlier_visit_noted_later_takes_the_credit_along(
    chapter: Chapter, member: Reader
) -> None:
    """Seen red with the other visits of that person left as they are."""
    receive(chapter, member, TODAY)
    first = counted(chapter)

    receive(chapter, member, BEFORE)

    assert (first, counted(chapter)) == ([0, 1], [1, 0])


def test_the_second_visit_counts_when_the_first_did_not_happen(
    chapter: Chapter, member: Reader
) -> None:
    visit = receive(chapter, member, BEFORE)
    receive(chapter, member, TODAY)

    welcome(chapter, visit, is_present=False)

    assert counted(chapter) == [0, 1]


def test_credit_reaches_a_closed_week_with_a_trace(chapter: Chapter, member: Reader) -> None:
    """Seen red with the trace left out."""
    make_meeting(chapter, BEFORE)
    close_week(chapter, BEFORE)

    receive(chapter, member, BEFORE)

    traced = db.session.scalars(db.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert counted(chapter) == [1, 0]
    assert traced[-1] == "week.visitor-credit"


@pytest.mark.parametrize("undo", [False, True])
def test_what_a_closed_week_counts_is_not_taken_away_by_anybody(
    chapter: Chapter, member: Reader, undo: bool
) -> None:
    """Only by whoever reopens weeks. Seen red with that not asked."""
    visit = receive(chapter, member, BEFORE)
    close_week(chapter, BEFORE)
    actor = {"actor_id": member.user.id, "now": NOW}
    takes = {"is_present": False, "today": TODAY} if not undo else {}
    change = door.take_off if undo else door.welcome

    with pytest.raises(VisitRefused) as refused:
        change(chapter, visit, **takes, **actor)

    before = counted(chapter)
    change(chapter, visit, **takes, **actor, reopens=True)
    assert (refused.value.refusal, before) == (Refusal.WEEK_CLOSED, [1, 0])
    assert counted(chapter) == [0, 0]


@pytest.mark.parametrize(
    "visit_type", [VisitType.OBSERVER, VisitType.SUBSTITUTE, VisitType.OFFICIAL]
)
def test_who_comes_as_something_else_counts_for_nobody(
    chapter: Chapter, member: Reader, visit_type: VisitType
) -> None:
    visit = receive(chapter, member, visit_type=visit_type)

    assert member.person is not None
    assert (visit.inviter_id, visit.state, counted(chapter)) == (
        member.person.id,
        VisitState.PRESENT,
        [0, 0],
    )


def test_the_same_key_is_the_same_visit(chapter: Chapter, member: Reader) -> None:
    """Seen red with the key not looked for, without an inviter."""
    nobody = Reader(member.user)

    visits = {receive(chapter, nobody, key="k" * 32).id for _ in "12"}

    assert len(visits) == 1


@pytest.mark.parametrize("said", [{"name": "Nora Other"}, {"company": "Ñandú"}, {"phone": "1"}])
def test_the_same_key_with_other_content_is_refused(
    chapter: Chapter, member: Reader, said: dict[str, str]
) -> None:
    """Seen red with the digest not compared."""
    receive(chapter, member, key="k" * 32)

    with pytest.raises(VisitRefused) as refused:
        receive(chapter, member, key="k" * 32, **said)

    assert refused.value.refusal is Refusal.KEY_REUSED


def test_a_retry_does_not_bring_back_who_was_noted_as_absent(
    chapter: Chapter, member: Reader
) -> None:
    """Seen red with a known key welcomed again."""
    visit = receive(chapter, member, key="k" * 32)
    welcome(chapter, visit, is_present=False)

    assert receive(chapter, member, key="k" * 32).state == VisitState.REGISTERED


def test_welcome_from_an_old_page_is_refused(chapter: Chapter, member: Reader) -> None:
    """Seen red with the version not compared."""
    visit = receive(chapter, member)
    seen = visit.version
    welcome(chapter, visit, is_present=False)
    welcome(chapter, visit, is_present=True)

    with pytest.raises(VisitRefused) as refused:
        welcome(chapter, visit, is_present=False, seen=seen)

    assert refused.value.refusal is Refusal.CHANGED_ELSEWHERE


def test_take_off_withdraws_the_slip_and_its_credit(chapter: Chapter, member: Reader) -> None:
    visit = receive(chapter, member)

    door.take_off(chapter, visit, actor_id=member.user.id, now=NOW)

    assert (visit.state, counted(chapter)) == (VisitState.CANCELLED, [0, 0])


def test_who_was_taken_off_is_received_again(chapter: Chapter, member: Reader) -> None:
    door.take_off(chapter, receive(chapter, member), actor_id=member.user.id, now=NOW)

    again = receive(chapter, member)

    assert (again.state, counted(chapter)) == (VisitState.PRESENT, [0, 1])
