"""Reads: the rows behind every report. No slip's author, recorder or payer is selected here."""

from collections.abc import Mapping, Sequence
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

# The two sides of one thing, of which a matrix shows the pair. Closed business is not among
# them, nor whatever else has one side only.
OTHER_SIDE = {
    Measure.REFERRALS_GIVEN: Measure.REFERRALS_RECEIVED,
    Measure.REFERRALS_RECEIVED: Measure.REFERRALS_GIVEN,
    Measure.ONE_TO_ONES: Measure.ONE_TO_ONES,
}


@dataclass(frozen=True)
class Rows:
    """What a report of a period is made of, as plain mappings."""

    members: Mappings
    meetings: Mappings
    marks: Mappings
    credits: Mappings


def rows_for_report(chapter: Chapter, first: date, until: date) -> Rows:
    """Return members, countable meetings, marks and credits of a half-open range of days.

    Closed business comes as one row per member and week, so no report can tell a single thanks.
    """
    counting = meetings.counting(chapter, first, until)
    held = select(Meeting.id.label("meeting"), Meeting.held_on).where(counting)
    whose = chapter, first, until
    return Rows(
        members=_mappings(_memberships(chapter, first, until, _credited(*whose), _marked(*whose))),
        meetings=_mappings(held.order_by(Meeting.held_on)),
        marks=_mappings(_marks(chapter, counting)),
        credits=_mappings(_business(chapter, counting)) + _mappings(_credits(chapter, counting)),
    )


def roster(chapter: Chapter, first: date, until: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the memberships that touch the range of days, and of whoever has a credit in it."""
    credited = _credited(chapter, first, until)
    return db.session.execute(_memberships(chapter, first, until, credited)).all()


def totals(chapter: Chapter, measure: Measure, first: date, until: date) -> Mapping[int, int]:
    """Return each member's figure of one measure in a half-open range of days."""
    figure = Credit.amount if measure == Measure.CLOSED_BUSINESS else Credit.quantity
    rows = db.session.execute(
        select(Credit.person_id, func.sum(figure))
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(*_as_members(chapter, measure), meetings.counting(chapter, first, until))
        .group_by(Credit.person_id)
    )
    return {person_id: int(total) for person_id, total in rows}


def behind(
    chapter: Chapter, person: Person, measure: Measure, first: date, until: date
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return what a member's figure is made of: held_on, slip_id, figure and tier of each credit.

    Closed business is given as the sum of each week, so that no single thanks can be told.
    """
    mine = (
        *_as_members(chapter, measure),
        Credit.person_id == person.id,
        meetings.counting(chapter, first, until),
    )
    if measure == Measure.CLOSED_BUSINESS:
        weekly = func.sum(Credit.amount).label("figure")
        query: Select[*tuple[Any, ...]] = select(Meeting.held_on, weekly).group_by(Meeting.held_on)
    else:
        figure = Credit.quantity.label("figure")
        query = select(Meeting.held_on, Credit.slip_id, figure, Credit.tier)
        query = query.order_by(Meeting.held_on, Credit.slip_id)
    query = query.join(Meeting, Meeting.id == Credit.meeting_id).where(*mine)
    return db.session.execute(query.order_by(Meeting.held_on)).all()


def counterparts(
    chapter: Chapter, slip_ids: Sequence[int], measure: Measure, own_id: int
) -> Mapping[int, str]:
    """Return by slip who holds the other credit of it: the pair a matrix would show."""
    if measure not in OTHER_SIDE:
        return {}
    rows = db.session.execute(
        select(Credit.slip_id, Person.first_name, Person.last_name)
        .join(Person, Person.id == Credit.person_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.slip_id.in_(slip_ids),
            Credit.measure == OTHER_SIDE[measure],
            Credit.person_id != own_id,
        )
    )
    return {slip_id: f"{first} {last}".strip() for slip_id, first, last in rows}


def _as_members(chapter: Chapter, measure: Measure) -> tuple[ColumnElement[bool], ...]:
    return (
        Credit.chapter_id == chapter.id,
        Credit.measure == measure,
        Credit.standing == Standing.MEMBER,
    )


def _credited(chapter: Chapter, first: date, until: date) -> ColumnElement[bool]:
    """Match the memberships of whoever has a credit as a member in the period."""
    return exists().where(
        Credit.chapter_id == chapter.id,
        Credit.person_id == Membership.person_id,
        Credit.standing == Standing.MEMBER,
        Credit.meeting_id.in_(_held(chapter, first, until)),
    )


def _marked(chapter: Chapter, first: date, until: date) -> ColumnElement[bool]:
    """Match the memberships of whoever has a mark in the period."""
    return exists().where(
        AttendanceMark.chapter_id == chapter.id,
        AttendanceMark.person_id == Membership.person_id,
        AttendanceMark.meeting_id.in_(_held(chapter, first, until)),
    )


def _held(chapter: Chapter, first: date, until: date) -> Select[int]:
    return select(Meeting.id).where(meetings.counting(chapter, first, until))


def _memberships(
    chapter: Chapter, first: date, until: date, *evidence: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Select the memberships that touch the period, and those the evidence calls for."""
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
            or_(members.touching(first, until), *evidence),
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
