"""Writes: closing, reopening, discarding, putting back and moving a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chapter.attendance import queries as attendance
from chapter.attendance import service as roll
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import rules
from chapter.meetings import service as meeting_service
from chapter.meetings.models import Meeting
from chapter.meetings.rules import EarlierOpen, MeetingRefused, Refusal, State
from chapter.slips import posting
from chapter.weeks import guests, open_queries, queries, undoing


@dataclass(frozen=True)
class Closed:
    """What a close did."""

    meeting: Meeting
    posted: int
    unmarked: int
    was_closed: bool
    #: The trace of the close, by which it is undone.
    trace_id: int | None = None


def close(
    chapter: Chapter,
    day: date,
    *,
    today: date,
    actor_id: int | None,
    now: datetime,
    passes_over: bool = False,
) -> Closed:
    """Close a week: every pending slip up to its day is posted to it. Twice is once.

    A file that tells of weeks long past may pass over days that nobody opened.
    """
    meeting = meeting_service.lock(chapter, meeting_service.touch(chapter, day))
    unmarked = attendance.counts(attendance.sheet(chapter, day, meeting))["none"]
    if meeting.state == State.CLOSED:
        posted = posting.number_in(chapter, meeting)
        return Closed(
            meeting, posted, unmarked, was_closed=True, trace_id=undoing.id_of_close(meeting)
        )
    _refuse_to_close(chapter, meeting, today, passes_over=passes_over)
    slot = meetings.slot_on(chapter, day)
    # What counts in a later week since this one was passed over goes on counting there.
    taken = posting.post(chapter, meeting) if slot and not slot.is_passed_over else []
    # A week closed again still holds what it held before it was reopened.
    posted = posting.number_in(chapter, meeting)
    said = {"posted": posted, "unmarked": unmarked, "before": meeting.state, undoing.TAKEN: taken}
    meeting.state, meeting.closed_at = State.CLOSED, now
    meeting_service.trace(meeting, "week.close", actor_id, now, **said)
    return Closed(
        meeting, posted, unmarked, was_closed=False, trace_id=undoing.id_of_close(meeting)
    )


def _refuse_to_close(chapter: Chapter, meeting: Meeting, today: date, *, passes_over: bool) -> None:
    """Raise when a week cannot be closed; an earlier one that stands in the way is named."""
    day = meeting.held_on
    if passes_over:
        before = open_queries.days_open(chapter, day - timedelta(days=1))
        earlier = before[0] if before else None
    else:
        earlier = open_queries.first_blocking(chapter, day)
    refusal = rules.refusal_to_close(meeting.state, day, today, earlier is not None)
    if earlier and refusal is Refusal.EARLIER_OPEN:
        raise EarlierOpen(earlier)
    if refusal:
        raise MeetingRefused(refusal)


def undo_close(
    chapter: Chapter, day: date, trace_id: int, *, actor_id: int | None, now: datetime
) -> Meeting:
    """Take a close back: what was pending before it is pending again, and the week as it was."""
    meeting = _existing(chapter, day)
    told = undoing.close_of(meeting) if meeting.state == State.CLOSED else None
    if told is None or told.id != trace_id:
        raise MeetingRefused(Refusal.NOT_THAT_CLOSE)
    # A week that nobody opened would be passed over, and its slips count in the next one.
    if told.details["before"] == State.SCHEDULED and undoing.was_passed(chapter, meeting):
        raise MeetingRefused(Refusal.CLOSED_SINCE)
    undoing.take_back(chapter, meeting, told)
    said = {"closed_at": str(meeting.closed_at), "undone": True}
    meeting_service.trace(meeting, "week.reopen", actor_id, now, **said)
    db.session.flush()
    return meeting


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
    """Set a week aside that was not held: imported slips go, others wait for the next one.

    Its marks count no longer; they are kept, so that putting the meeting back brings them back.
    """
    meeting = meeting_service.lock(chapter, meeting_service.touch(chapter, day))
    if meeting.state == State.CLOSED:
        raise MeetingRefused(Refusal.IS_CLOSED)
    if meeting.state == State.HOLIDAY:
        raise MeetingRefused(Refusal.IS_HOLIDAY)
    imported = posting.take_back_imported(chapter, meeting)
    freed = posting.let_go(chapter, meeting)
    said = {"imported": imported, "before": meeting.state, undoing.TAKEN: freed}
    meeting_service.trace(meeting, "week.discard", actor_id, now, **said)
    meeting.state = State.DISCARDED
    db.session.flush()
    guests.leave(chapter, meeting, actor_id=actor_id, now=now)
    return meeting


def put_back(chapter: Chapter, day: date, *, actor_id: int, now: datetime) -> Meeting:
    """Bring a holiday's or discarded meeting back as it was, with its marks and its slips."""
    meeting = meeting_service.put_back(chapter, day, actor_id=actor_id, now=now)
    if told := undoing.set_aside(meeting):
        undoing.bring_back(chapter, meeting, told)
    if attendance.has_marks(chapter, meeting):
        meeting.state = State.OPEN
        db.session.flush()
    guests.come_back(chapter, meeting, actor_id=actor_id, now=now)
    return meeting


def make_holiday(
    chapter: Chapter, day: date, *, note: str, actor_id: int, now: datetime
) -> Meeting:
    """Make a week a holiday, unless something stands in it already."""
    is_used = _is_used(chapter, day)
    discarded = meetings.on(chapter, day)
    if discarded is not None and discarded.state == State.DISCARDED:
        roll.clear(chapter, discarded)
    meeting = meeting_service.set_holiday(
        chapter, day, note=note, has_marks=is_used, actor_id=actor_id, now=now
    )
    guests.leave(chapter, meeting, actor_id=actor_id, now=now)
    return meeting


def move(chapter: Chapter, day: date, to: date, *, actor_id: int, now: datetime) -> Meeting:
    """Hold a meeting on another day, unless something stands in it already."""
    is_used = _is_used(chapter, day)
    meeting = meeting_service.move(
        chapter, day, to=to, has_marks=is_used, actor_id=actor_id, now=now
    )
    posting.follow(chapter, meeting)
    guests.follow(chapter, meeting, actor_id=actor_id, now=now)
    return meeting


def _is_used(chapter: Chapter, day: date) -> bool:
    meeting = meetings.on(chapter, day)
    if meeting is None:
        return False
    meeting = meeting_service.lock(chapter, meeting)
    if meeting.state == State.DISCARDED:
        return False
    return attendance.has_marks(chapter, meeting) or queries.has_posted(chapter, meeting)


def _existing(chapter: Chapter, day: date) -> Meeting:
    meeting = meetings.on(chapter, day)
    if meeting is None:
        raise MeetingRefused(Refusal.NO_MEETING)
    return meeting_service.lock(chapter, meeting)
