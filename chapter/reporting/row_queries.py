"""Reads: what the figures of a page are made of, row by row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.reporting.queries import as_members
from chapter.slips.ledger import Credit
from chapter.slips.rules import Measure

# The two sides of one thing, of which a matrix shows the pair. Closed business is not among
# them, nor whatever else has one side only.
OTHER_SIDE = {
    Measure.REFERRALS_GIVEN: Measure.REFERRALS_RECEIVED,
    Measure.REFERRALS_RECEIVED: Measure.REFERRALS_GIVEN,
    Measure.ONE_TO_ONES: Measure.ONE_TO_ONES,
}


def behind(
    chapter: Chapter, person: Person, measure: Measure, first: date, until: date
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return what a member's figure is made of: held_on, slip_id, figure and tier of each credit.

    Closed business is given as the sum of each week, so that no single thanks can be told.
    """
    mine = (
        *as_members(chapter, measure),
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


def between(
    chapter: Chapter,
    from_id: int,
    to_id: int,
    measures: Sequence[Measure],
    first: date,
    until: date,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the slips that went from one member to another: two credits of one slip each."""
    theirs = aliased(Credit)
    pairs = [
        (Credit.measure == measure) & (theirs.measure == OTHER_SIDE[measure])
        for measure in measures
    ]
    return db.session.execute(
        select(
            Meeting.held_on,
            Credit.slip_id,
            Credit.measure,
            Credit.quantity.label("figure"),
            Credit.tier,
        )
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .join(theirs, theirs.slip_id == Credit.slip_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.person_id == from_id,
            Credit.standing == Standing.MEMBER,
            theirs.person_id == to_id,
            theirs.standing == Standing.MEMBER,
            theirs.id != Credit.id,
            or_(*pairs),
            meetings.counting(chapter, first, until),
        )
        .order_by(Meeting.held_on, Credit.slip_id, Credit.measure)
    ).all()


def shares(
    chapter: Chapter, measure: Measure, first: date, until: date
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return what each person added to a figure of the whole chapter, by name."""
    figure = Credit.amount if measure == Measure.CLOSED_BUSINESS else Credit.quantity
    whom = Credit.person_id.label("person"), Person.first_name, Person.last_name
    return db.session.execute(
        select(*whom, Credit.standing, func.sum(figure).label("figure"))
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .join(Person, Person.id == Credit.person_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.measure == measure,
            meetings.counting(chapter, first, until),
        )
        .group_by(Credit.person_id, Person.first_name, Person.last_name, Credit.standing)
        .order_by(Person.last_name, Person.first_name, Credit.person_id)
    ).all()
