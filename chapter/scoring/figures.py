"""Reads: what members did in a time, as a scoring table counts it.

Closed business is in minor units; letters and measures that are missing count nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.slips.ledger import Credit
from chapter.slips.rules import Measure
from reports.periods import Period

Figures = Mapping[str, int]
Letters = Sequence[tuple[date, str]]


def of_everyone(chapter: Chapter, period: Period) -> Mapping[int, Figures]:
    """Return the figures of whoever has any in a period, by person, in two statements."""
    marks, credited = marked(chapter, period), credits_of(chapter, period)
    return {
        person_id: together(marks.get(person_id, {}), credited.get(person_id, {}))
        for person_id in marks.keys() | credited.keys()
    }


def of_person(chapter: Chapter, person: Person, period: Period) -> tuple[Figures, Letters]:
    """Return one person's figures in a period, and the marks among them with their days."""
    letters = letters_of(chapter, person, period)
    credited = credits_of(chapter, period, person).get(person.id, {})
    return together(counted(letters, period), credited), letters


def marked(chapter: Chapter, period: Period) -> Mapping[int, Figures]:
    """Return how often each member has each mark in a period."""
    rows = db.session.execute(
        select(AttendanceMark.person_id, AttendanceMark.mark, func.count())
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(
            AttendanceMark.chapter_id == chapter.id,
            meetings.counting(chapter, period.first, period.until),
        )
        .group_by(AttendanceMark.person_id, AttendanceMark.mark)
    )
    found: dict[int, dict[str, int]] = {}
    for person_id, mark, number in rows:
        found.setdefault(person_id, {})[mark] = number
    return found


def credits_of(
    chapter: Chapter, period: Period, person: Person | None = None
) -> Mapping[int, Figures]:
    """Return what each member, or one, is credited with in a period, by measure."""
    query = (
        select(Credit.person_id, Credit.measure, func.sum(Credit.quantity), func.sum(Credit.amount))
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.standing == Standing.MEMBER,
            meetings.counting(chapter, period.first, period.until),
        )
        .group_by(Credit.person_id, Credit.measure)
    )
    if person is not None:
        query = query.where(Credit.person_id == person.id)
    found: dict[int, dict[str, int]] = {}
    for person_id, measure, quantity, amount in db.session.execute(query):
        is_money = measure == Measure.CLOSED_BUSINESS
        found.setdefault(person_id, {})[measure] = int(amount if is_money else quantity)
    return found


def letters_of(chapter: Chapter, person: Person, period: Period) -> Letters:
    """Return the days and marks of one person in a period, oldest first."""
    rows = db.session.execute(
        select(Meeting.held_on, AttendanceMark.mark)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(
            AttendanceMark.chapter_id == chapter.id,
            AttendanceMark.person_id == person.id,
            meetings.counting(chapter, period.first, period.until),
        )
        .order_by(Meeting.held_on)
    )
    return [(held_on, mark) for held_on, mark in rows]


def counted(letters: Iterable[tuple[date, str]], period: Period) -> Figures:
    """Count the marks of a period."""
    return Counter(mark for held_on, mark in letters if period.holds(held_on))


def together(marks: Figures, credited: Figures) -> Figures:
    """Put marks and credits into one mapping."""
    return {**marks, **credited}
