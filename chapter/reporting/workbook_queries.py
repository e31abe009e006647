"""Reads: what a workbook tells beside the rows of every report: sums by month, and visits."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.reporting.queries import PERSON, as_members
from chapter.slips.ledger import Credit
from chapter.slips.rules import Measure
from chapter.visitors.models import Visit
from chapter.visitors.rules import NOT_HELD, VisitState, VisitType

Mappings = list[dict[str, Any]]


@dataclass(frozen=True)
class Months:
    """Closed business by month, and every measure's sums of the months before a day."""

    business: Mappings
    history: Mappings


def months(chapter: Chapter, since: date, until: date) -> Months:
    """Return what members did until a day, by month; `history` ends where the rows begin.

    Only whole months say how closed business divides: a week of one thanks would tell its tier.
    A month whose parts would tell a single thanks of a week of several is left out.
    """
    rows = [_month(*row) for row in db.session.execute(_monthly(chapter, until))]
    hidden = _telling(chapter, since, until)
    business = [
        row
        for row in rows
        if row["measure"] == Measure.CLOSED_BUSINESS
        and row["held_on"] >= since
        and (row["person"], row["held_on"]) not in hidden
    ]
    return Months(
        [{**row, "month": row["held_on"]} for row in business],
        [row for row in rows if row["held_on"] < since],
    )


def visits(chapter: Chapter, first: date, until: date) -> Mappings:
    """Return the visits to the weeks that count, without a way to reach anybody.

    `number` says which visit as a visitor it was of this person, and is 0 where it was none.
    """
    numbered = _numbered(chapter)
    visitor, inviter = aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(
            Meeting.held_on,
            visitor.first_name,
            visitor.last_name,
            visitor.company,
            visitor.trade,
            inviter.id,
            inviter.first_name,
            inviter.last_name,
            Visit.type,
            Visit.state,
            func.coalesce(numbered.c.number, 0),
        )
        .join(Visit.meeting)
        .join(Visit.person.of_type(visitor))
        .outerjoin(Visit.inviter.of_type(inviter))
        .outerjoin(numbered, numbered.c.id == Visit.id)
        .where(Visit.chapter_id == chapter.id, meetings.counting(chapter, first, until))
        .order_by(Meeting.held_on, visitor.last_name, visitor.first_name, Visit.id)
    )
    return list(_told(rows))


def _telling(chapter: Chapter, since: date, until: date) -> set[tuple[int, date]]:
    """Return whose months have a week of several thanks with a part of only one.

    Whatever is told otherwise are sums of whole weeks and of such parts, so where each part of a
    week is several thanks, or the week is one alone, no sums and differences tell any by itself.
    """
    part = (PERSON, Meeting.held_on, Credit.tier, Credit.is_repeat)
    rows = db.session.execute(
        select(PERSON, Meeting.held_on, func.count())
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(
            *as_members(chapter, Measure.CLOSED_BUSINESS),
            meetings.counting(chapter, since, until),
        )
        .group_by(*part)
    )
    parts: dict[tuple[int, date], list[int]] = defaultdict(list)
    for person, held_on, number in rows:
        parts[person, held_on].append(number)
    return {
        (person, held_on.replace(day=1))
        for (person, held_on), numbers in parts.items()
        if len(numbers) > 1 and 1 in numbers
    }


def _monthly(chapter: Chapter, until: date) -> Any:
    is_business = Credit.measure == Measure.CLOSED_BUSINESS
    year = cast(func.extract("year", Meeting.held_on), Integer)
    month = cast(func.extract("month", Meeting.held_on), Integer)
    whose = (
        Credit.person_id,
        Credit.measure,
        year,
        month,
        case((is_business, Credit.tier), else_=literal("")),
        case((is_business, Credit.is_repeat), else_=literal(False)),
    )
    return (
        select(
            *whose,
            cast(func.sum(Credit.quantity), BigInteger),
            cast(func.sum(Credit.amount), BigInteger),
        )
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.standing == Standing.MEMBER,
            meetings.counting(chapter, date.min, until),
        )
        .group_by(*whose)
        .order_by(year, month, Credit.person_id, Credit.measure)
    )


def _month(
    person: int,
    measure: str,
    year: int,
    month: int,
    tier: str,
    is_repeat: bool,
    quantity: int,
    amount: int,
) -> dict[str, Any]:
    return {
        "slip": 0,
        "meeting": 0,
        "held_on": date(year, month, 1),
        "person": person,
        "standing": str(Standing.MEMBER),
        "measure": measure,
        "quantity": quantity,
        "amount": amount,
        "tier": tier,
        "is_repeat": bool(is_repeat),
    }


def _numbered(chapter: Chapter) -> Any:
    """Number the visits somebody came to as a visitor, in the order of their days."""
    came = and_(Visit.state == VisitState.PRESENT, Visit.type == VisitType.VISITOR)
    order = (Meeting.held_on, Visit.id)
    number = func.row_number().over(partition_by=Visit.person_id, order_by=order)
    return (
        select(Visit.id, number.label("number"))
        .join(Visit.meeting)
        .where(Visit.chapter_id == chapter.id, came, Meeting.state.not_in(NOT_HELD))
        .subquery()
    )


def _told(rows: Any) -> Iterator[dict[str, Any]]:
    for day, first, last, company, trade, by, by_first, by_last, kind, state, number in rows:
        yield {
            "held_on": day,
            "name": f"{first} {last}".strip(),
            "company": company,
            "trade": trade,
            "inviter": by or 0,
            "inviter_name": f"{by_first or ''} {by_last or ''}".strip(),
            "type": kind,
            "state": state,
            "number": number,
        }
