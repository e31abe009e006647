"""Visitors of a week that moves, is set aside or is put back: where they are expected."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.models import Meeting
from chapter.slips import posting
from chapter.slips.models import VisitorSlip
from chapter.visitors import queries as visitors
from chapter.visitors import service as visiting
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitState

#: The trace that keeps which visitors are expected at the next meeting instead.
SENT_ON = "week.visitors-on"


def leave(chapter: Chapter, meeting: Meeting, *, actor_id: int | None, now: datetime) -> None:
    """Expect the registered visitors of a week set aside at the next one; no visit to it counts."""
    following = _next(chapter, meeting.held_on)
    expected = visitors.in_state(chapter, meeting, VisitState.REGISTERED)
    if expected and following is not None:
        there = visitors.people_at(chapter, following)
        # Who is on the next meeting's list already is expected there as it is.
        sent = [visit for visit in expected if visit.person_id not in there]
        _expect(chapter, sent, following)
        said = {"visits": [visit.id for visit in sent], "day": str(following.held_on)}
        meeting_service.trace(meeting, SENT_ON, actor_id, now, **said)
    _count_again(chapter, meeting, actor_id, now)


def come_back(chapter: Chapter, meeting: Meeting, *, actor_id: int | None, now: datetime) -> None:
    """Expect those again who were sent on when a week was set aside; visits to it count again."""
    for trace in _sent_on(meeting):
        sent_to = meetings.on(chapter, date.fromisoformat(trace.details["day"]))
        there = visitors.in_state(chapter, sent_to, VisitState.REGISTERED) if sent_to else ()
        # Who came there meanwhile, or was asked for another day, stays so.
        _expect(chapter, [v for v in there if v.id in trace.details["visits"]], meeting)
    _count_again(chapter, meeting, actor_id, now)


def follow(chapter: Chapter, meeting: Meeting, *, actor_id: int | None, now: datetime) -> None:
    """Let nobody have come already to a meeting that moved to a day still ahead."""
    if meeting.held_on <= now.astimezone(ZoneInfo(chapter.zone)).date():
        return
    for visit in visitors.in_state(chapter, meeting, VisitState.PRESENT):
        visiting.set_state(visit, VisitState.REGISTERED)
        posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)


def _next(chapter: Chapter, day: date) -> Meeting | None:
    """Return the first meeting after a day that may still be closed."""
    waiting = (later for later in meetings.waiting(chapter, day, day) if later > day)
    following = next(waiting, None)
    if following is None:
        return None
    # Somebody registered there at the same time would be on its list twice.
    return meeting_service.lock(chapter, meeting_service.touch(chapter, following))


def _expect(chapter: Chapter, visits: Sequence[Visit], meeting: Meeting) -> None:
    """Move visits to a meeting, with the slips that say who invited."""
    ids = [visit.id for visit in visits]
    for visit in visits:
        visit.meeting = meeting
        visit.version += 1
    slips = select(VisitorSlip).where(VisitorSlip.chapter_id == chapter.id)
    for slip in db.session.scalars(slips.where(VisitorSlip.visit_id.in_(ids))):
        slip.dated = meeting.held_on
    db.session.flush()


def _count_again(chapter: Chapter, meeting: Meeting, actor_id: int | None, now: datetime) -> None:
    for visit in visitors.in_state(chapter, meeting, VisitState.PRESENT):
        posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)


def _sent_on(meeting: Meeting) -> list[AuditEntry]:
    """Return the traces of who was sent on since the meeting was last put back."""
    traces = db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.chapter_id == meeting.chapter_id,
            AuditEntry.subject == f"meetings:{meeting.id}",
            AuditEntry.action.in_((SENT_ON, "meeting.put-back")),
        )
        .order_by(AuditEntry.id.desc())
    ).all()
    # The newest one tells of being put back just now.
    since = takewhile(lambda trace: trace.action == SENT_ON, traces[1:])
    # The numbers of visits mean nothing where an archive brought the trace in, without its user.
    return [trace for trace in since if trace.user_id is not None]
