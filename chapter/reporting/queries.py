"""Reads: the rows behind every report. No slip's author, recorder or payer is selected here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.slips.ledger import Credit
from chapter.slips.rules import Measure

Mappings = list[dict[str, Any]]
#: Which meetings of a half-open range of days are meant.
Weeks = Callable[[Chapter, date, date], ColumnElement[bool]]

# To group by. Where the column alone stood, SQLite, which has no statistics here, would walk all
# the credits a chapter ever had, by person, to spare itself a sort: forty times the work.
PERSON = Credit.person_id + literal_column("0")


@dataclass(frozen=True)
class Rows:
    """What a report of a period is made of, as plain mappings."""

    members: Mappings
    meetings: Mappings
    marks: Mappings
    credits: Mappings


def rows_for_report(
    chapter: Chapter, first: date, until: date, weeks: Weeks = meetings.counting
) -> Rows:
    """Return members, countable meetings, marks and credits of a half-open range of days.

    Closed business comes as one row per member and week, so no report can tell a single thanks.
    Only a reconciliation asks for other weeks than those that count.
    """
    counting = weeks(chapter, first, until)
    held = select(Meeting.id.label("meeting"), Meeting.held_on).where(counting)
    whose = chapter, first, until, weeks
    return Rows(
        members=_mappings(_memberships(*whose[:3], _credited(*whose), _marked(*whose))),
        meetings=_mappings(held.order_by(Meeting.held_on)),
        marks=_mappings(_marks(chapter, counting)),
        credits=_mappings(_business(chapter, counting)) + _mappings(_credits(chapter, counting)),
    )


def roster(chapter: Chapter, first: date, until: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return all memberships of whoever belongs to the range of days or has a credit in it."""
    credited = _credited(chapter, first, until)
    return db.session.execute(_memberships(chapter, first, until, credited)).all()


def totals(chapter: Chapter, measure: Measure, first: date, until: date) -> Mapping[int, int]:
    """Return each member's figure of one measure in a half-open range of days."""
    figure = Credit.amount if measure == Measure.CLOSED_BUSINESS else Credit.quantity
    rows = db.session.execute(
        select(PERSON, func.sum(figure))
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(*as_members(chapter, measure), meetings.counting(chapter, first, until))
        .group_by(PERSON)
    )
    return {person_id: int(total) for person_id, total in rows}


def as_members(chapter: Chapter, measure: Measure) -> tuple[ColumnElement[bool], ...]:
    """Match what people did as members, by one measure."""
    return (
        Credit.chapter_id == chapter.id,
        Credit.measure == measure,
        Credit.standing == Standing.MEMBER,
    )


def _credited(
    chapter: Chapter, first: date, until: date, weeks: Weeks = meetings.counting
) -> ColumnElement[bool]:
    """Match the memberships of whoever has a credit as a member in the period."""
    return exists().where(
        Credit.chapter_id == chapter.id,
        Credit.person_id == Membership.person_id,
        Credit.standing == Standing.MEMBER,
        Credit.meeting_id.in_(select(Meeting.id).where(weeks(chapter, first, until))),
    )


def _marked(chapter: Chapter, first: date, until: date, weeks: Weeks) -> ColumnElement[bool]:
    """Match the memberships of whoever has a mark in the period."""
    return exists().where(
        AttendanceMark.chapter_id == chapter.id,
        AttendanceMark.person_id == Membership.person_id,
        AttendanceMark.meeting_id.in_(select(Meeting.id).where(weeks(chapter, first, until))),
    )


def _memberships(
    chapter: Chapter, first: date, until: date, *evidence: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Select all memberships of whoever belongs to the period, or whom the evidence calls for.

    Somebody's earlier ones come too: without them, who came back would look like a newcomer.
    """
    here = select(Membership.person_id).where(
        Membership.chapter_id == chapter.id, members.touching(first, until)
    )
    return (
        select(
            Membership.person_id.label("person"),
            Person.first_name,
            Person.last_name,
            Membership.trade,
            Membership.joined_on,
            Membership.left_on,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.chapter_id == chapter.id,
            or_(Membership.person_id.in_(here), *evidence),
        )
        .order_by(Person.last_name, Person.first_name, Person.id, Membership.id)
    )


def _marks(chapter: Chapter, counting: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            AttendanceMark.meeting_id.label("meeting"),
            Meeting.held_on,
            AttendanceMark.person_id.label("person"),
            AttendanceMark.mark,
        )
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(AttendanceMark.chapter_id == chapter.id, counting)
        .order_by(Meeting.held_on, AttendanceMark.person_id)
    )


def _credits(chapter: Chapter, counting: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Credit.slip_id.label("slip"),
            Credit.meeting_id.label("meeting"),
            Meeting.held_on,
            Credit.person_id.label("person"),
            Credit.standing,
            Credit.measure,
            Credit.quantity,
            Credit.amount,
            Credit.tier,
            Credit.is_repeat,
        )
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(Credit.chapter_id == chapter.id, Credit.measure != Measure.CLOSED_BUSINESS, counting)
        .order_by(Meeting.held_on, Credit.slip_id, Credit.id)
    )


def _business(chapter: Chapter, counting: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select the weekly sums of closed business, in the columns of a credit but of no slip."""
    whose = (Credit.meeting_id, Meeting.held_on, Credit.person_id, Credit.standing, Credit.measure)
    return (
        select(
            literal(0).label("slip"),
            Credit.meeting_id.label("meeting"),
            Meeting.held_on,
            Credit.person_id.label("person"),
            Credit.standing,
            Credit.measure,
            cast(func.sum(Credit.quantity), BigInteger).label("quantity"),
            cast(func.sum(Credit.amount), BigInteger).label("amount"),
            literal("").label("tier"),
            literal(False).label("is_repeat"),
        )
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(Credit.chapter_id == chapter.id, Credit.measure == Measure.CLOSED_BUSINESS, counting)
        .group_by(*whose)
        .order_by(Meeting.held_on, Credit.person_id, Credit.standing)
    )


def _mappings(query: Select[*tuple[Any, ...]]) -> Mappings:
    found = db.session.execute(query)
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found]
