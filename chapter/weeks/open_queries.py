"""Reads: the earlier weeks that are still open, with what each holds and lacks."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, func, or_, select

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.slips.ledger import Credit, Slip
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitState, VisitType

Totals = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class OpenWeek:
    """A week that waits to be closed."""

    held_on: date
    #: How many members of the day have no mark, and how many substitutes no name.
    unmarked: int = 0
    nameless: int = 0
    #: How many visitors came of whom nobody knows who invited them.
    uninvited: int = 0
    #: Quantity and amount by measure, as closing would count them.
    totals: Totals = field(default_factory=dict)


def still_open(chapter: Chapter, before: date) -> list[OpenWeek]:
    """Return the open weeks before a day, the oldest first."""
    meetings = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.chapter_id == chapter.id,
            Meeting.state == State.OPEN,
            Meeting.held_on < before,
        )
        .order_by(Meeting.held_on)
    ).all()
    if not meetings:
        return []
    ids = [meeting.id for meeting in meetings]
    lacking, alone = _lacking(chapter, ids), _uninvited(chapter, ids)
    totals = _totals(chapter, meetings)
    return [
        OpenWeek(m.held_on, *lacking.get(m.id, (0, 0)), alone[m.id], totals.get(m.id, {}))
        for m in meetings
    ]


def days_open(chapter: Chapter, until: date) -> Sequence[date]:
    """Return the days of the open weeks up to a day, the oldest first."""
    return db.session.scalars(
        select(Meeting.held_on)
        .where(
            Meeting.chapter_id == chapter.id,
            Meeting.state == State.OPEN,
            Meeting.held_on <= until,
        )
        .order_by(Meeting.held_on)
    ).all()


def _lacking(chapter: Chapter, ids: list[int]) -> Mapping[int, tuple[int, int]]:
    """Return by meeting how many members are not marked, and how many substitutes lack a name."""
    of_day = members.covering(Meeting.held_on)
    theirs = and_(
        AttendanceMark.meeting_id == Meeting.id,
        AttendanceMark.person_id == Membership.person_id,
    )
    is_nameless = and_(AttendanceMark.mark == "S", AttendanceMark.substitute == "")
    rows = db.session.execute(
        select(
            Meeting.id,
            func.count(Membership.id) - func.count(AttendanceMark.id),
            func.count(AttendanceMark.id).filter(is_nameless),
        )
        .join(Membership, and_(Membership.chapter_id == Meeting.chapter_id, of_day))
        .outerjoin(AttendanceMark, theirs)
        .where(Meeting.chapter_id == chapter.id, Meeting.id.in_(ids))
        .group_by(Meeting.id)
    )
    return {meeting_id: (unmarked, nameless) for meeting_id, unmarked, nameless in rows}


def _uninvited(chapter: Chapter, ids: list[int]) -> Counter[int]:
    came_alone = db.session.scalars(
        select(Visit.meeting_id).where(
            Visit.chapter_id == chapter.id,
            Visit.meeting_id.in_(ids),
            Visit.inviter_id.is_(None),
            Visit.type == VisitType.VISITOR,
            Visit.state != VisitState.CANCELLED,
        )
    )
    return Counter(came_alone)


def _totals(chapter: Chapter, meetings: Sequence[Meeting]) -> dict[int, Totals]:
    """Add up what is attached to each week, and what waits for it by its day."""
    days = [meeting.held_on for meeting in meetings]
    ids = [meeting.id for meeting in meetings]
    waits = and_(Credit.meeting_id.is_(None), Slip.dated <= days[-1])
    rows = db.session.execute(
        select(
            Credit.meeting_id,
            Slip.dated,
            Credit.measure,
            func.sum(Credit.quantity),
            func.sum(Credit.amount),
        )
        .join(Credit.slip)
        .where(Credit.chapter_id == chapter.id, or_(Credit.meeting_id.in_(ids), waits))
        .group_by(Credit.meeting_id, Slip.dated, Credit.measure)
    )
    totals: dict[int, Totals] = {}
    for meeting_id, dated, measure, quantity, amount in rows:
        week = totals.setdefault(meeting_id or ids[bisect_left(days, dated)], {})
        number, money = week.get(measure, (0, 0))
        week[measure] = (number + int(quantity), money + int(amount))
    return totals
