"""Reads: who visited lately, one line a person, for those who welcome them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.people.rules import search_key
from chapter.visitors.models import Visit
from chapter.visitors.rules import NOT_HELD, SETTLED, VisitState, VisitType

# Contacts of visitors are kept a year, so nobody is looked for beyond it.
YEAR = timedelta(days=365)
# What is older than this is no longer waiting to be called.
LATELY = timedelta(weeks=6)
# As many as a door can look through; two letters find the rest among them.
MOST = 80


@dataclass(frozen=True)
class Visitor:
    """Somebody who visited, with their latest visit and how often they came to a meeting held."""

    visit: Visit
    times: int

    @property
    def person(self) -> Person:
        """Return who visited."""
        return self.visit.person

    @property
    def find(self) -> str:
        """Return what two letters find them by."""
        return search_key(f"{self.person.name} {self.person.company} {self.person.trade}")


def lately(chapter: Chapter, today: date, besides: Sequence[int] = ()) -> list[Visitor]:
    """Return who visited within a year and is no member, the latest first."""
    rows = db.session.execute(
        _latest(chapter, today).where(Visit.person_id.not_in(list(besides))).limit(MOST)
    )
    return [Visitor(visit, times) for visit, times in rows]


def to_follow(chapter: Chapter, today: date) -> list[Visitor]:
    """Return whom somebody should still speak with after a visit of the last weeks."""
    rows = db.session.execute(_latest(chapter, today).where(_waits(today)))
    return [Visitor(visit, times) for visit, times in rows]


def followed(chapter: Chapter, today: date) -> list[Visitor]:
    """Return the other visitors of a year: settled, or longer ago."""
    rows = db.session.execute(_latest(chapter, today).where(~_waits(today)).limit(MOST))
    return [Visitor(visit, times) for visit, times in rows]


def _waits(today: date) -> ColumnElement[bool]:
    return Visit.follow_up.not_in(SETTLED) & (Meeting.held_on > today - LATELY)


def _latest(chapter: Chapter, today: date) -> Select[Visit, int]:
    """Select each visitor's latest visit, with the number of those to a meeting that was held.

    Who only came to a week that was set aside afterwards still waits to be spoken with.
    """
    other = aliased(Visit)
    held = aliased(Meeting)
    theirs = (
        select(other.id)
        .join(held, held.id == other.meeting_id)
        .where(
            other.chapter_id == chapter.id,
            other.person_id == Visit.person_id,
            other.state == VisitState.PRESENT,
            other.type == VisitType.VISITOR,
        )
    )
    was_held = held.state.not_in(NOT_HELD)
    newest = theirs.order_by(was_held.desc(), held.held_on.desc(), other.id.desc()).limit(1)
    times = theirs.where(was_held).with_only_columns(func.count(other.id)).scalar_subquery()
    belongs = select(Membership.person_id).where(
        Membership.chapter_id == chapter.id, members.covering(today)
    )
    return (
        select(Visit, times)
        .join(Visit.meeting)
        .join(Visit.person)
        .options(
            contains_eager(Visit.meeting),
            contains_eager(Visit.person),
            joinedload(Visit.inviter),
            joinedload(Visit.owner),
        )
        .where(
            Visit.chapter_id == chapter.id,
            Visit.state == VisitState.PRESENT,
            Visit.type == VisitType.VISITOR,
            Visit.id == newest.scalar_subquery(),
            Visit.person_id.not_in(belongs),
            Meeting.held_on > today - YEAR,
        )
        .order_by(Meeting.held_on.desc(), Person.last_name, Person.first_name, Visit.id)
    )
