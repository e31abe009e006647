"""Writes: making a calendar day a meeting, holidays, moved days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries, rules
from chapter.meetings.models import Meeting
from chapter.meetings.rules import MeetingRefused, Refusal, State


def touch(chapter: Chapter, day: date) -> Meeting:
    """Return the meeting of a calendar day as a row, adding it the first time."""
    slot = queries.slot_on(chapter, day)
    if slot is None:
        raise MeetingRefused(Refusal.NO_MEETING)
    return slot.meeting or make(chapter, day)


def make(chapter: Chapter, day: date) -> Meeting:
    """Return the meeting of any day, adding it outside the regular calendar if need be."""
    meeting = queries.on(chapter, day)
    if meeting is not None:
        return meeting
    meeting = Meeting(
        chapter_id=chapter.id,
        held_on=day,
        starts_at=chapter.meets_at,
        place=chapter.place,
        state=State.SCHEDULED,
    )
    try:
        # Two people touching the same day first meet at the unique constraint.
        with db.session.begin_nested():
            db.session.add(meeting)
    except IntegrityError:
        return _made_meanwhile(chapter, day)
    return meeting


def _made_meanwhile(chapter: Chapter, day: date) -> Meeting:
    meeting = queries.on(chapter, day)
    if meeting is None:
        raise MeetingRefused(Refusal.DAY_TAKEN)
    return meeting


def lock(chapter: Chapter, meeting: Meeting, *, shared: bool = False) -> Meeting:
    """Hold a meeting's row until the end of the transaction, freshly read."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, Meeting.id == meeting.id)
        .with_for_update(read=shared)
        .execution_options(populate_existing=True)
    ).one()


def open_meeting(
    chapter: Chapter, day: date, *, today: date, actor_id: int | None, now: datetime
) -> Meeting:
    """Open a meeting for marks and slips; one that is open stays so."""
    meeting = lock(chapter, touch(chapter, day))
    if refusal := rules.refusal_to_open(meeting.state, day, today):
        raise MeetingRefused(refusal)
    if meeting.state != State.OPEN:
        trace(meeting, "week.open", actor_id, now, before=meeting.state)
        meeting.state = State.OPEN
        db.session.flush()
    return meeting


def set_holiday(
    chapter: Chapter, day: date, *, note: str, has_marks: bool, actor_id: int, now: datetime
) -> Meeting:
    """Make a week a holiday: it is blank and posts nothing."""
    meeting = lock(chapter, touch(chapter, day))
    if refusal := rules.refusal_to_clear(meeting.state, has_marks):
        raise MeetingRefused(refusal)
    trace(meeting, "meeting.holiday", actor_id, now, before=meeting.state, note=note)
    meeting.state, meeting.note = State.HOLIDAY, note
    db.session.flush()
    return meeting


def put_back(chapter: Chapter, day: date, *, actor_id: int, now: datetime) -> Meeting:
    """Schedule a holiday's or discarded meeting again."""
    meeting = lock(chapter, touch(chapter, day))
    if meeting.state not in (State.HOLIDAY, State.DISCARDED):
        raise MeetingRefused(Refusal.STANDS)
    trace(meeting, "meeting.put-back", actor_id, now, before=meeting.state)
    meeting.state, meeting.note = State.SCHEDULED, ""
    db.session.flush()
    return meeting


def move(
    chapter: Chapter, day: date, *, to: date, has_marks: bool, actor_id: int, now: datetime
) -> Meeting:
    """Hold a meeting on another day."""
    meeting = lock(chapter, touch(chapter, day))
    is_taken = queries.slot_on(chapter, to) is not None
    last = queries.last_closed(chapter)
    if last is not None and to < last.held_on and meeting.state != State.CLOSED:
        raise MeetingRefused(Refusal.LATER_CLOSED, "to")
    refusal = rules.refusal_to_clear(meeting.state, has_marks) or rules.refusal_to_move(
        meeting.state, day, to, is_taken
    )
    if refusal:
        raise MeetingRefused(refusal, "to")
    trace(meeting, "meeting.move", actor_id, now, before=str(day), after=str(to))
    regular = meeting.moved_from or day
    meeting.moved_from = None if to == regular else regular
    meeting.held_on = to
    db.session.flush()
    return meeting


def arrange(meeting: Meeting, **details: Any) -> None:
    """Change a meeting's hour, place, form and note."""
    if refusal := rules.refusal_to_clear(meeting.state, has_marks=False):
        raise MeetingRefused(refusal)
    for name in ("starts_at", "place", "form", "note"):
        if name in details:
            setattr(meeting, name, details[name])
    db.session.flush()


def trace(
    meeting: Meeting, action: str, actor_id: int | None, now: datetime, **details: object
) -> None:
    """Leave a trace at a meeting."""
    audit.trace(
        meeting.chapter_id,
        action,
        f"meetings:{meeting.id}",
        user_id=actor_id,
        now=now,
        **details,
    )
