"""Writes: what is mended on the way to a close, and the close of several weeks in order."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import select

from chapter.attendance import service as roll
from chapter.attendance.service import Entry
from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.models import Meeting
from chapter.meetings.rules import MeetingRefused, Refusal, State
from chapter.slips import merging, posting
from chapter.slips.ledger import Slip
from chapter.slips.rules import Refusal as SlipRefusal
from chapter.slips.rules import SlipRefused, is_mirrored, refusal_to_change
from chapter.weeks import open_queries, service
from chapter.weeks.service import Closed

#: One transaction, as whoever asks opens them.
Whole = Callable[[], AbstractContextManager[None]]


def mark(chapter: Chapter, day: date, entry: Entry, *, actor_id: int, now: datetime) -> None:
    """Set one member's mark that is missing, or the name of who came instead."""
    roll.set_marks(chapter, _meeting(chapter, day), [entry], actor_id=actor_id, now=now)


def count_here(
    chapter: Chapter, day: date, slip: Slip, *, seen: int, actor_id: int, now: datetime
) -> None:
    """Date a slip that was handed in at a meeting to its day, so that it counts there."""
    meeting = meeting_service.lock(chapter, _meeting(chapter, day))
    if meeting.state not in (State.SCHEDULED, State.OPEN):
        raise MeetingRefused(Refusal.IS_CLOSED)
    slip = _hold(chapter, slip)
    if slip.dated == day:
        return
    _refuse(chapter, slip, seen)
    before = slip.dated
    # What a refusal leaves half done must not be flushed by the page that tells of it.
    with db.session.begin_nested():
        slip.dated = day
        slip.version += 1
        if refusal := merging.refusal_of_double(chapter, slip):
            raise SlipRefused(refusal)
    posting.write_credits(chapter, slip)
    audit.trace(
        chapter.id,
        "slip.change",
        f"slips:{slip.id}",
        user_id=actor_id,
        now=now,
        before=str(before),
        after=str(day),
    )


def close_in_order(
    chapter: Chapter, until: date, whole: Whole, *, today: date, actor_id: int | None, now: datetime
) -> tuple[list[Closed], MeetingRefused | None]:
    """Close the open weeks up to a day, each as one transaction, and stop at the first refusal."""
    done: list[Closed] = []
    for day in open_queries.days_open(chapter, until):
        try:
            with whole():
                done.append(service.close(chapter, day, today=today, actor_id=actor_id, now=now))
        except MeetingRefused as refused:
            return done, refused
    return done, None


def _meeting(chapter: Chapter, day: date) -> Meeting:
    meeting = meetings.on(chapter, day)
    if meeting is None:
        raise MeetingRefused(Refusal.NO_MEETING)
    return meeting


def _hold(chapter: Chapter, slip: Slip) -> Slip:
    return db.session.scalars(
        select(Slip)
        .where(Slip.chapter_id == chapter.id, Slip.id == slip.id)
        .with_for_update(of=Slip)
        .execution_options(populate_existing=True)
    ).one()


def _refuse(chapter: Chapter, slip: Slip, seen: int) -> None:
    """Raise when a slip may not be changed."""
    if is_mirrored(chapter.mode, is_official=slip.is_official):
        raise SlipRefused(SlipRefusal.MIRRORED)
    week = slip.posted_on
    refusal = refusal_to_change(
        is_withdrawn=slip.withdrawn_at is not None,
        week_is_closed=week is not None and week.state == State.CLOSED,
        version=slip.version,
        seen=seen,
    )
    if refusal:
        raise SlipRefused(refusal)
