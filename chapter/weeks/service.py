"""Writes: closing, reopening, discarding, moving a week; receiving visitors."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from chapter.attendance import queries as attendance
from chapter.attendance import service as roll
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import rules
from chapter.meetings import service as meeting_service
from chapter.meetings.models import Meeting
from chapter.meetings.rules import MeetingRefused, Refusal, State
from chapter.members import queries as members
from chapter.people.models import Person
from chapter.slips import posting
from chapter.slips import service as slips
from chapter.slips.drafts import Draft
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import is_mirrored
from chapter.slips.service import Kind
from chapter.visitors import service as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal as VisitRefusal
from chapter.visitors.rules import VisitRefused, VisitState
from chapter.weeks import queries


@dataclass(frozen=True)
class Closed:
    """What a close did."""

    meeting: Meeting
    posted: int
    unmarked: int
    was_closed: bool


def close(
    chapter: Chapter, day: date, *, today: date, actor_id: int | None, now: datetime
) -> Closed:
    """Close a week: every pending slip up to its day is posted to it. Twice is once."""
    meeting = meeting_service.lock(chapter, meeting_service.touch(chapter, day))
    unmarked = attendance.counts(attendance.sheet(chapter, day, meeting))["none"]
    if meeting.state == State.CLOSED:
        posted = posting.number_in(chapter, meeting)
        return Closed(meeting, posted, unmarked, was_closed=True)
    earlier = meetings.has_open_before(chapter, day)
    if refusal := rules.refusal_to_close(meeting.state, day, today, earlier):
        raise MeetingRefused(refusal)
    posting.post(chapter, meeting)
    # A week closed again still holds what it held before it was reopened.
    posted = posting.number_in(chapter, meeting)
    meeting.state, meeting.closed_at = State.CLOSED, now
    meeting_service.trace(meeting, "week.close", actor_id, now, posted=posted, unmarked=unmarked)
    return Closed(meeting, posted, unmarked, was_closed=False)


def reopen(chapter: Chapter, day: date, *, actor_id: int | None, now: datetime) -> Meeting:
    """Open a closed week again; its slips stay with it."""
    meeting = _existing(chapter, day)
    if meeting.state != State.CLOSED:
        raise MeetingRefused(Refusal.NOT_CLOSED)
    meeting_service.trace(meeting, "week.reopen", actor_id, now, closed_at=str(meeting.closed_at))
    meeting.state, meeting.closed_at = State.OPEN, None
    db.session.flush()
    return meeting


def discard(chapter: Chapter, day: date, *, actor_id: int | None, now: datetime) -> Meeting:
    """Empty a week that was not held: marks and imported slips go, others wait for the next."""
    meeting = meeting_service.lock(chapter, meeting_service.touch(chapter, day))
    if meeting.state == State.CLOSED:
        raise MeetingRefused(Refusal.IS_CLOSED)
    if meeting.state == State.HOLIDAY:
        raise MeetingRefused(Refusal.IS_HOLIDAY)
    marks, imported = roll.clear(chapter, meeting), posting.take_back_imported(chapter, meeting)
    slips = posting.let_go(chapter, meeting)
    meeting_service.trace(
        meeting, "week.discard", actor_id, now, marks=marks, imported=imported, slips=slips
    )
    meeting.state = State.DISCARDED
    db.session.flush()
    return meeting


def welcome(
    chapter: Chapter,
    visit: Visit,
    *,
    is_present: bool,
    today: date,
    actor_id: int,
    now: datetime,
) -> Visit:
    """Note that a visitor came, or did not; the inviter's credit follows."""
    if is_present and visit.meeting.held_on > today:
        raise VisitRefused(VisitRefusal.NOT_YET)
    visitors.set_state(visit, VisitState.PRESENT if is_present else VisitState.REGISTERED)
    posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)
    return visit


def receive(
    chapter: Chapter,
    kind: Kind,
    day: date,
    *,
    name: str,
    company: str,
    inviter: Person | None,
    key: str,
    today: date,
    actor_id: int,
    now: datetime,
) -> Visit:
    """Register a visitor at the door, with the inviter's slip; on the day they are present.

    Where the official system keeps the slips, only who invited them is noted.
    """
    if inviter is None or is_mirrored(chapter.mode, is_official=kind.model.is_official):
        meeting = meeting_service.touch(chapter, day)
        visit = visitors.register(
            chapter, meeting, name=name, inviter=inviter, contact={"company": company}
        )
    else:
        draft = Draft(inviter, day, key, {"name": name, "company": company})
        slip = slips.record(chapter, kind, draft, recorder_id=actor_id, today=today, now=now)
        if not isinstance(slip, VisitorSlip):
            raise TypeError("only a visitor slip registers a visitor")
        visit = slip.visit
    if day <= today:
        welcome(chapter, visit, is_present=True, today=today, actor_id=actor_id, now=now)
    return visit


def name_inviter(
    chapter: Chapter, visit: Visit, inviter: Person, *, actor_id: int, now: datetime
) -> None:
    """Note who invited a visitor that came without one; their credit follows."""
    if visit.inviter_id is not None:
        raise VisitRefused(VisitRefusal.HAS_INVITER)
    day = visit.meeting.held_on
    if not members.members_among(chapter, [inviter.id], day):
        raise VisitRefused(VisitRefusal.NOT_INVITER)
    visit.inviter_id = inviter.id
    if is_mirrored(chapter.mode, is_official=VisitorSlip.is_official):
        db.session.flush()
        return
    slip = VisitorSlip(
        chapter_id=chapter.id,
        author_id=inviter.id,
        recorder_id=actor_id,
        dated=day,
        # The visit takes one inviter, so a second sending is refused above.
        key=uuid.uuid4().hex,
        digest="",
        recorded_at=now,
        version=1,
        inviter_id=inviter.id,
        visit_id=visit.id,
    )
    db.session.add(slip)
    db.session.flush()
    posting.credit_visit(chapter, visit, actor_id=actor_id, now=now)


def make_holiday(
    chapter: Chapter, day: date, *, note: str, actor_id: int, now: datetime
) -> Meeting:
    """Make a week a holiday, unless something stands in it already."""
    is_used = _is_used(chapter, day)
    return meeting_service.set_holiday(
        chapter, day, note=note, has_marks=is_used, actor_id=actor_id, now=now
    )


def move(chapter: Chapter, day: date, to: date, *, actor_id: int, now: datetime) -> Meeting:
    """Hold a meeting on another day, unless something stands in it already."""
    is_used = _is_used(chapter, day)
    meeting = meeting_service.move(
        chapter, day, to=to, has_marks=is_used, actor_id=actor_id, now=now
    )
    posting.follow(chapter, meeting)
    return meeting


def _is_used(chapter: Chapter, day: date) -> bool:
    meeting = meetings.on(chapter, day)
    if meeting is None:
        return False
    meeting = meeting_service.lock(chapter, meeting)
    return attendance.has_marks(chapter, meeting) or queries.has_posted(chapter, meeting)


def _existing(chapter: Chapter, day: date) -> Meeting:
    meeting = meetings.on(chapter, day)
    if meeting is None:
        raise MeetingRefused(Refusal.NO_MEETING)
    return meeting_service.lock(chapter, meeting)
