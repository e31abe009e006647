"""Reads: marks of a meeting, of a member."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, func, select

from chapter.accounts import queries as accounts
from chapter.accounts.models import OfficeTerm, User
from chapter.accounts.rules import OFFICE_RIGHTS, Office
from chapter.attendance.models import AttendanceMark
from chapter.attendance.rules import Mark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.web.permissions import Permission


class Lettered(Protocol):
    """What can be counted."""

    @property
    def letter(self) -> str:
        """Return the mark, or nothing while not marked."""


class Line(NamedTuple):
    """One line of the sheet as a phone keeps it."""

    person_id: int
    letter: str
    substitute: str
    version: int


@dataclass(frozen=True)
class Row:
    """One line of the attendance sheet."""

    membership: Membership
    mark: AttendanceMark | None

    @property
    def person_id(self) -> int:
        """Return whose line it is."""
        return self.membership.person_id

    @property
    def letter(self) -> str:
        """Return the mark, or nothing while not marked."""
        return self.mark.mark if self.mark else ""

    @property
    def substitute(self) -> str:
        """Return who came instead."""
        return self.mark.substitute if self.mark else ""

    @property
    def version(self) -> int:
        """Return the version the page shows; 0 while not marked."""
        return self.mark.version if self.mark else 0

    def is_of(self, day: date) -> bool:
        """Tell whether they were on the roster that day."""
        has_begun = self.membership.joined_on is None or self.membership.joined_on <= day
        return has_begun and not self.has_left_by(day)

    def has_left_by(self, day: date) -> bool:
        """Tell whether they had left by a day."""
        return self.membership.left_on is not None and self.membership.left_on <= day


def of_meeting(chapter: Chapter, meeting: Meeting) -> Mapping[int, AttendanceMark]:
    """Return the marks of a meeting by person."""
    marks = db.session.scalars(
        select(AttendanceMark).where(
            AttendanceMark.chapter_id == chapter.id, AttendanceMark.meeting_id == meeting.id
        )
    )
    return {mark.person_id: mark for mark in marks}


def sheet(chapter: Chapter, held_on: date, meeting: Meeting | None) -> list[Row]:
    """Return a line for everybody on the roster that day, in one read.

    Whoever has a mark stays on the sheet, also when the roster was corrected since.
    """
    if meeting is None:
        return [Row(membership, None) for membership in members.current(chapter, held_on)]
    rows = db.session.execute(
        select(Membership, AttendanceMark)
        .join(Membership.person)
        .outerjoin(AttendanceMark, _mark_at(meeting))
        .where(Membership.chapter_id == chapter.id, _belongs(held_on))
        .order_by(*members.BY_NAME, Membership.id)
    )
    return _one_each([Row(membership, mark) for membership, mark in rows], held_on)


def lines(chapter: Chapter, meeting: Meeting) -> list[Line]:
    """Return everybody's letter and version, without the rest of the sheet."""
    rows = db.session.execute(
        select(
            Membership.person_id,
            AttendanceMark.mark,
            AttendanceMark.substitute,
            AttendanceMark.version,
        )
        .outerjoin(AttendanceMark, _mark_at(meeting))
        .where(Membership.chapter_id == chapter.id, _belongs(meeting.held_on))
        .order_by(Membership.person_id)
        .distinct()
    )
    return [
        Line(person_id, mark or "", substitute or "", version or 0)
        for person_id, mark, substitute, version in rows
    ]


def lines_of(chapter: Chapter, slot: Slot) -> list[Line]:
    """Return everybody's letter and version, also before anybody touched the meeting."""
    if slot.meeting is not None:
        return lines(chapter, slot.meeting)
    return [Line(row.person_id, "", "", 0) for row in sheet(chapter, slot.held_on, None)]


def counts(rows: Sequence[Lettered]) -> dict[str, int]:
    """Return how many stand at each letter, and as `none` how many are not marked."""
    letters = Counter(row.letter for row in rows)
    return {**{mark.value: letters[mark.value] for mark in Mark}, "none": letters[""]}


def has_marks(chapter: Chapter, meeting: Meeting) -> bool:
    """Tell whether attendance was taken."""
    return bool(
        db.session.scalar(
            select(func.count()).where(
                AttendanceMark.chapter_id == chapter.id, AttendanceMark.meeting_id == meeting.id
            )
        )
    )


def letters_between(
    chapter: Chapter, first: date, until: date
) -> Mapping[int, list[tuple[date, str]]]:
    """Return the marks that count in a half-open range of days, by person, in order."""
    rows = db.session.execute(
        select(AttendanceMark.person_id, Meeting.held_on, AttendanceMark.mark)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(
            AttendanceMark.chapter_id == chapter.id,
            Meeting.state == State.CLOSED,
            Meeting.held_on >= first,
            Meeting.held_on < until,
        )
        .order_by(Meeting.held_on)
    )
    letters: dict[int, list[tuple[date, str]]] = {}
    for person_id, held_on, mark in rows:
        letters.setdefault(person_id, []).append((held_on, mark))
    return letters


def between(chapter: Chapter, first: date, until: date) -> Mapping[date, list[AttendanceMark]]:
    """Return all marks in a half-open range of days, closed or not, by day."""
    rows = db.session.execute(
        select(Meeting.held_on, AttendanceMark)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(
            AttendanceMark.chapter_id == chapter.id,
            Meeting.held_on >= first,
            Meeting.held_on < until,
        )
    )
    marks: dict[date, list[AttendanceMark]] = {}
    for held_on, mark in rows:
        marks.setdefault(held_on, []).append(mark)
    return marks


def first_days(chapter: Chapter) -> Mapping[int, date]:
    """Return the first day on which each person has a mark."""
    rows = db.session.execute(
        select(AttendanceMark.person_id, func.min(Meeting.held_on))
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(AttendanceMark.chapter_id == chapter.id, Meeting.state != State.DISCARDED)
        .group_by(AttendanceMark.person_id)
    )
    return dict(rows.all())


def substitutes(chapter: Chapter, limit: int = 50) -> Sequence[str]:
    """Return the substitutes named lately, as suggestions."""
    return db.session.scalars(
        select(AttendanceMark.substitute)
        .where(AttendanceMark.chapter_id == chapter.id, AttendanceMark.substitute != "")
        .group_by(AttendanceMark.substitute)
        .order_by(func.max(AttendanceMark.changed_at).desc())
        .limit(limit)
    ).all()


def names_of_changers(chapter: Chapter, marks: Sequence[AttendanceMark]) -> Mapping[int, str]:
    """Return who set these marks last, by person; the chapter itself where nobody is noted."""
    changers = {mark.changed_by for mark in marks}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(changers)))
    names = {row.id: row.name for row in rows}
    return {mark.person_id: names.get(mark.changed_by or 0, chapter.name) for mark in marks}


def who_reopens(chapter: Chapter, day: date) -> OfficeTerm | None:
    """Return who is asked to reopen a closed week: the vice president before anybody else."""
    able = [
        term
        for term in accounts.terms_in(chapter, day)
        if term.starts_on <= day and Permission.WEEK_CLOSE in OFFICE_RIGHTS[Office(term.office)]
    ]
    first = (Office.DIRECTOR, Office.PRESIDENT, Office.VICE_PRESIDENT)
    return max(able, key=lambda term: first.index(Office(term.office)), default=None)


def _belongs(held_on: date) -> ColumnElement[bool]:
    return members.covering(held_on) | AttendanceMark.id.is_not(None)


def _one_each(rows: Sequence[Row], held_on: date) -> list[Row]:
    """Keep one line each: of several times on the roster the one of that day, or the last."""
    kept: dict[int, Row] = {}
    for row in rows:
        present = kept.get(row.person_id)
        if present is None or not present.is_of(held_on):
            kept[row.person_id] = row
    return list(kept.values())


def _mark_at(meeting: Meeting) -> ColumnElement[bool]:
    is_theirs = AttendanceMark.person_id == Membership.person_id
    return is_theirs & (AttendanceMark.meeting_id == meeting.id)
