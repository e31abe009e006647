"""Reads: the calendar, made of regular days and of what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, false, func, select

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import (
    FORM_LABELS,
    STATE_LABELS,
    Form,
    State,
    is_regular,
    is_waiting,
    occurrences,
)

HORIZON = timedelta(weeks=13)


@dataclass(frozen=True)
class Slot:
    """A day in the calendar, with its meeting once somebody touched it."""

    held_on: date
    starts_at: time
    place: str
    state: str
    form: str = Form.IN_PERSON
    note: str = ""
    moved_from: date | None = None
    meeting: Meeting | None = None
    #: Whether a later week was closed before anybody opened this one: it takes no slips any more.
    is_passed_over: bool = False

    @property
    def state_label(self) -> str:
        """Return the state in words, to be translated."""
        return STATE_LABELS[State(self.state)]

    @property
    def form_label(self) -> str:
        """Return how people meet in words, to be translated."""
        return FORM_LABELS[Form(self.form)]

    @property
    def is_waiting(self) -> bool:
        """Tell whether this week may still be closed."""
        return self.state in (State.SCHEDULED, State.OPEN)


def on(chapter: Chapter, day: date) -> Meeting | None:
    """Return the touched meeting of a day."""
    return db.session.scalar(
        select(Meeting).where(Meeting.chapter_id == chapter.id, Meeting.held_on == day)
    )


def slot_on(chapter: Chapter, day: date) -> Slot | None:
    """Return the meeting of a day, touched or regular."""
    return with_unclosed_before(chapter, day)[0]


def new_day_of(chapter: Chapter, day: date) -> date | None:
    """Return the day to which the meeting of a day went that has none any more."""
    if slot_on(chapter, day) is not None:
        return None
    here = select(Meeting.held_on).where(Meeting.chapter_id == chapter.id)
    if regular := db.session.scalar(here.where(Meeting.moved_from == day)):
        return regular
    # A meeting knows its regular day alone; where it was on the way, its traces know.
    subject = db.session.scalar(
        select(AuditEntry.subject)
        .where(
            AuditEntry.chapter_id == chapter.id,
            AuditEntry.action == "meeting.move",
            AuditEntry.details["before"].as_string() == day.isoformat(),
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    number = int(subject.partition(":")[2]) if subject else 0
    return db.session.scalar(here.where(Meeting.id == number))


def with_unclosed_before(chapter: Chapter, day: date) -> tuple[Slot | None, list[Slot]]:
    """Return a day's meeting and, in the same read, the earlier weeks that may still be closed.

    Those are the open ones, and the scheduled ones that nobody opened, in order.
    """
    closed = Meeting.state == State.CLOSED
    last_of = select(func.max(Meeting.held_on)).where(Meeting.chapter_id == chapter.id, closed)
    last = last_of.scalar_subquery()
    is_after = last.is_(None) | (Meeting.held_on >= last) | (Meeting.moved_from > last)
    is_here = (Meeting.held_on == day) | (Meeting.moved_from == day) | (Meeting.held_on == last)
    is_open = (Meeting.state == State.OPEN) & (Meeting.held_on < day)
    touched = db.session.scalars(
        select(Meeting).where(Meeting.chapter_id == chapter.id, is_here | is_open | is_after)
    ).all()
    last_closed = max((m.held_on for m in touched if m.state == State.CLOSED), default=None)
    first = max(chapter.started_on, last_closed + timedelta(days=1) if last_closed else date.min)
    earlier = [
        slot
        for slot in _with_regular(chapter, touched, first, day)
        if slot.held_on < day and is_waiting(slot.state, slot.held_on, last_closed)
    ]
    slot = _slot_among(chapter, touched, day)
    if slot and slot.is_waiting and not is_waiting(slot.state, day, last_closed):
        slot = replace(slot, is_passed_over=True)
    return slot, earlier


def _slot_among(chapter: Chapter, touched: Sequence[Meeting], day: date) -> Slot | None:
    here = next((m for m in touched if m.held_on == day), None)
    if here is not None:
        return slot_of(here)
    has_moved = any(m.moved_from == day for m in touched)
    return None if has_moved or not _is_regular(chapter, day) else _untouched(chapter, day)


def _with_regular(
    chapter: Chapter, touched: Sequence[Meeting], first: date, until: date
) -> list[Slot]:
    """Return touched meetings with the regular days in a half-open range, in order."""
    replaced = {m.held_on for m in touched} | {m.moved_from for m in touched}
    regular = occurrences(chapter.weekday, chapter.rhythm_weeks, chapter.started_on, first, until)
    slots = [_untouched(chapter, day) for day in regular if day not in replaced]
    return sorted([*slots, *map(slot_of, touched)], key=lambda slot: slot.held_on)


def calendar(chapter: Chapter, first: date, until: date, *, with_open: bool = False) -> list[Slot]:
    """Return all meetings in a half-open range of days, in order; perhaps earlier open ones too."""
    open_ones = (Meeting.state == State.OPEN) & (Meeting.held_on < first)
    touched = db.session.scalars(
        select(Meeting).where(
            Meeting.chapter_id == chapter.id,
            ((Meeting.held_on >= first) & (Meeting.held_on < until))
            | ((Meeting.moved_from >= first) & (Meeting.moved_from < until))
            | (open_ones if with_open else false()),
        )
    ).all()
    return [
        slot
        for slot in _with_regular(chapter, touched, first, until)
        if first <= slot.held_on < until
        or (with_open and slot.state == State.OPEN and slot.held_on < first)
    ]


def waiting(chapter: Chapter, first: date, today: date) -> list[date]:
    """Return the days, from one on, whose weeks may still be closed, in order."""
    last_closed = db.session.scalar(
        select(func.max(Meeting.held_on)).where(
            Meeting.chapter_id == chapter.id, Meeting.state == State.CLOSED
        )
    )
    return [
        slot.held_on
        for slot in calendar(chapter, first, max(first, today) + HORIZON)
        if is_waiting(slot.state, slot.held_on, last_closed)
    ]


def first_day(chapter: Chapter) -> date:
    """Return the day from which on there may be meetings."""
    earliest = db.session.scalar(
        select(func.min(Meeting.held_on)).where(Meeting.chapter_id == chapter.id)
    )
    return min(earliest or chapter.started_on, chapter.started_on)


def countable(chapter: Chapter, first: date, until: date) -> Sequence[Meeting]:
    """Return the meetings that count in a half-open range of days: the closed ones."""
    return db.session.scalars(
        select(Meeting).where(counting(chapter, first, until)).order_by(Meeting.held_on)
    ).all()


def days_counted(chapter: Chapter) -> Sequence[date]:
    """Return the days of all meetings that count, in order."""
    query = select(Meeting.held_on).where(counting(chapter, date.min, date.max))
    return db.session.scalars(query.order_by(Meeting.held_on)).all()


def closed_from(chapter: Chapter, first: date) -> dict[date, datetime | None]:
    """Return the days of the closed weeks from a day on, with when each was closed."""
    query = select(Meeting.held_on, Meeting.closed_at).where(counting(chapter, first, date.max))
    return {week.held_on: week.closed_at for week in db.session.execute(query)}


def counting(chapter: Chapter, first: date, until: date) -> ColumnElement[bool]:
    """Match the meetings that count in a half-open range of days; nothing else decides it."""
    return and_(
        Meeting.chapter_id == chapter.id,
        Meeting.state == State.CLOSED,
        Meeting.held_on >= first,
        Meeting.held_on < until,
    )


def held(chapter: Chapter, first: date, until: date) -> ColumnElement[bool]:
    """Match the meetings that took place in a half-open range of days, closed or still open."""
    return and_(
        Meeting.chapter_id == chapter.id,
        Meeting.state.in_((State.OPEN, State.CLOSED)),
        Meeting.held_on >= first,
        Meeting.held_on < until,
    )


def last_closed(chapter: Chapter) -> Meeting | None:
    """Return the newest closed meeting."""
    return db.session.scalar(
        select(Meeting)
        .where(Meeting.chapter_id == chapter.id, Meeting.state == State.CLOSED)
        .order_by(Meeting.held_on.desc())
        .limit(1)
    )


def slot_of(meeting: Meeting) -> Slot:
    """Return a touched meeting as it stands in the calendar."""
    return Slot(
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=meeting.state,
        form=meeting.form,
        note=meeting.note,
        moved_from=meeting.moved_from,
        meeting=meeting,
    )


def _untouched(chapter: Chapter, day: date) -> Slot:
    return Slot(day, chapter.meets_at, chapter.place, State.SCHEDULED)


def _is_regular(chapter: Chapter, day: date) -> bool:
    return is_regular(chapter.weekday, chapter.rhythm_weeks, chapter.started_on, day)
