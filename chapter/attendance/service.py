"""Writes: the roll call and single marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from chapter.attendance import queries, rules
from chapter.attendance.models import AttendanceMark, is_assumed, is_same
from chapter.attendance.rules import AttendanceRefused, Mark, Refusal
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members


@dataclass(frozen=True)
class Entry:
    """A mark somebody wants to set, on top of the version they saw."""

    person_id: int
    mark: str
    substitute: str = ""
    version: int = 0

    @property
    def substitute_name(self) -> str:
        """Return who came instead, which only one mark says."""
        return self.substitute if self.mark == Mark.SUBSTITUTE else ""

    def stands_on(self, mark: AttendanceMark, meeting: Meeting) -> bool:
        """Tell whether this was chosen in sight of the mark that stands.

        “Everybody else is present” means those whom nobody marks, also those whose mark comes
        later from a phone without a network: what it put is nobody's choice and gives way.
        """
        is_first = self.version == 0 and is_assumed(mark, meeting)
        return is_first or mark.version == self.version


class ChangedElsewhere(AttendanceRefused):
    """Marks are newer than the page that wants to change them."""

    def __init__(self, newer: Sequence[AttendanceMark]) -> None:
        super().__init__(Refusal.CHANGED_ELSEWHERE, newer[0].person_id)
        self.newer = newer


def begin(
    chapter: Chapter,
    day: date,
    *,
    today: date,
    actor_id: int | None,
    now: datetime,
    seen_on: date | None = None,
) -> Meeting:
    """Open the meeting for its first mark; before its day somebody has to say so."""
    if (seen_on or day) > today:
        raise AttendanceRefused(Refusal.NOT_OPEN)
    return meetings.open_meeting(chapter, day, today=today, actor_id=actor_id, now=now)


def call_roll(chapter: Chapter, meeting: Meeting, *, actor_id: int | None, now: datetime) -> int:
    """Mark everybody present who is not marked yet, once per meeting; return how many."""
    if not meeting.is_open:
        raise AttendanceRefused(Refusal.NOT_OPEN)
    if meeting.roll_called_at is not None:
        return 0
    marked = queries.of_meeting(chapter, meeting)
    roster = [m.person_id for m in members.current(chapter, meeting.held_on)]
    if not roster and not marked:
        # Called of nobody, it would count as done once there is somebody to call.
        raise AttendanceRefused(Refusal.NOBODY)
    missing = [person_id for person_id in roster if person_id not in marked]
    for person_id in missing:
        db.session.add(_new(meeting, person_id, Mark.PRESENT, "", actor_id, now))
    meeting.roll_called_at = now
    db.session.flush()
    return len(missing)


def set_marks(
    chapter: Chapter,
    meeting: Meeting,
    entries: Iterable[Entry],
    *,
    actor_id: int | None,
    now: datetime,
) -> list[AttendanceMark]:
    """Set several marks, all or none."""
    entries = list(entries)
    person_ids = [entry.person_id for entry in entries]
    # A close waits for marks under way, and marks for a close: none lands in a closed week.
    meeting = meetings.lock(chapter, meeting, shared=True)
    on_roster = members.members_among(chapter, person_ids, meeting.held_on)
    if not on_roster.issuperset(person_ids):
        # Somebody taken off the roster since keeps the line their mark gave them.
        on_roster |= queries.of_meeting(chapter, meeting).keys()
    for entry in entries:
        is_member = entry.person_id in on_roster
        if refusal := rules.refusal_of_mark(
            entry.mark, entry.substitute, state=meeting.state, is_member=is_member
        ):
            raise AttendanceRefused(refusal, entry.person_id)
    try:
        # Two hosts marking the same person first meet at the unique constraint.
        with db.session.begin_nested():
            return _set_all(chapter, meeting, entries, actor_id, now)
    except IntegrityError:
        return _set_all(chapter, meeting, entries, actor_id, now)


def set_official(
    chapter: Chapter,
    meeting: Meeting,
    entries: Iterable[Entry],
    gone: Iterable[int],
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Set marks as the official record has them and take those away it lacks.

    A closed week takes them too, with a trace; whether it may is the caller's to ask.
    """
    meeting = meetings.lock(chapter, meeting)
    entries, taken = list(entries), set(gone)
    present = _locked(chapter, meeting, [*(entry.person_id for entry in entries), *taken])
    # Whoever left since, or was said to have left before, may have a mark of that day all the same.
    on_roster = members.begun_among(chapter, [e.person_id for e in entries], meeting.held_on)
    for entry in entries:
        if refusal := rules.refusal_of_mark(
            entry.mark, entry.substitute, state="open", is_member=entry.person_id in on_roster
        ):
            raise AttendanceRefused(refusal, entry.person_id)
    for person_id in taken:
        db.session.delete(present.pop(person_id))
    marks = [_set(meeting, entry, present, actor_id, now) for entry in entries]
    db.session.flush()
    if meeting.state == State.CLOSED and (marks or taken):
        number = len(marks) + len(taken)
        meetings.trace(meeting, "week.official-marks", actor_id, now, marks=number)


def clear(chapter: Chapter, meeting: Meeting) -> int:
    """Take all marks of a discarded meeting away; return how many there were."""
    gone = db.session.execute(
        delete(AttendanceMark)
        .where(AttendanceMark.chapter_id == chapter.id, AttendanceMark.meeting_id == meeting.id)
        .returning(AttendanceMark.id)
    ).all()
    meeting.roll_called_at = None
    db.session.flush()
    return len(gone)


def _set_all(
    chapter: Chapter,
    meeting: Meeting,
    entries: list[Entry],
    actor_id: int | None,
    now: datetime,
) -> list[AttendanceMark]:
    present = _locked(chapter, meeting, [entry.person_id for entry in entries])
    newer = [
        mark
        for entry in entries
        if (mark := present.get(entry.person_id)) is not None
        and not entry.stands_on(mark, meeting)
        and not is_same(mark, entry.mark, entry.substitute_name)
    ]
    if newer:
        raise ChangedElsewhere(newer)
    marks = [_set(meeting, entry, present, actor_id, now) for entry in entries]
    db.session.flush()
    return marks


def _set(
    meeting: Meeting,
    entry: Entry,
    present: dict[int, AttendanceMark],
    actor_id: int | None,
    now: datetime,
) -> AttendanceMark:
    substitute = entry.substitute_name
    mark = present.get(entry.person_id)
    if mark is None:
        mark = _new(meeting, entry.person_id, entry.mark, substitute, actor_id, now)
        db.session.add(mark)
    elif not is_same(mark, entry.mark, substitute):
        mark.mark, mark.substitute = entry.mark, substitute
        mark.version += 1
        mark.changed_by, mark.changed_at = actor_id, now
    return mark


def _locked(chapter: Chapter, meeting: Meeting, person_ids: list[int]) -> dict[int, AttendanceMark]:
    marks = db.session.scalars(
        select(AttendanceMark)
        .where(
            AttendanceMark.chapter_id == chapter.id,
            AttendanceMark.meeting_id == meeting.id,
            AttendanceMark.person_id.in_(person_ids),
        )
        .order_by(AttendanceMark.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {mark.person_id: mark for mark in marks}


def _new(
    meeting: Meeting,
    person_id: int,
    letter: str,
    substitute: str,
    actor_id: int | None,
    now: datetime,
) -> AttendanceMark:
    return AttendanceMark(
        chapter_id=meeting.chapter_id,
        meeting_id=meeting.id,
        person_id=person_id,
        mark=letter,
        substitute=substitute,
        version=1,
        changed_by=actor_id,
        changed_at=now,
    )
