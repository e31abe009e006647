"""Reads: the earlier weeks that wait to be closed, with what each holds and lacks."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, func, or_, select

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as calendar
from chapter.meetings.models import Meeting
from chapter.meetings.queries import Slot
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
    #: Whether somebody opened it; a day that nobody opened may not have been held.
    was_opened: bool = True
    #: Whether no later week closes before it: it is open, or slips wait for it.
    blocks: bool = True
    #: How many members of the day have no mark, and how many substitutes no name.
    unmarked: int = 0
    nameless: int = 0
    #: How many visitors came of whom nobody knows who invited them.
    uninvited: int = 0
    #: How many visitors were registered and nobody noted that they came.
    expected: int = 0
    #: Quantity and amount by measure, as closing would count them.
    totals: Totals = field(default_factory=dict)

    @property
    def lacks(self) -> bool:
        """Tell whether its own page names something that is missing."""
        missing = self.unmarked or self.nameless or self.uninvited or self.expected
        return not self.was_opened or bool(missing)


def still_open(chapter: Chapter, before: date, today: date) -> list[OpenWeek]:
    """Return the weeks before a day that wait to be closed, the oldest first."""
    return of_slots(chapter, calendar.with_unclosed_before(chapter, before)[1], today)


def of_slots(chapter: Chapter, slots: Sequence[Slot], today: date) -> list[OpenWeek]:
    """Return what earlier weeks hold and lack; old days that nobody opened only if slips wait."""
    if not slots:
        return []
    ids = [slot.meeting.id for slot in slots if slot.meeting]
    lacking, guests = _lacking(chapter, ids), _guests(chapter, ids)
    totals = _totals(chapter, slots)
    return [
        _week(chapter, slot, lacking, guests, totals.get(slot.held_on, {}))
        for slot in slots
        if slot.state == State.OPEN
        or slot.held_on in totals
        or slot.held_on >= today - calendar.HORIZON
    ]


def first_blocking(chapter: Chapter, day: date) -> date | None:
    """Return the earliest week before a day that is to be closed or discarded first."""
    slots = calendar.with_unclosed_before(chapter, day)[1]
    unopened = any(slot.state != State.OPEN for slot in slots)
    totals = _totals(chapter, slots) if unopened else {}
    return next((s.held_on for s in slots if _blocks(chapter, s, totals.get(s.held_on))), None)


def _blocks(chapter: Chapter, slot: Slot, totals: Totals | None) -> bool:
    """Tell whether a week stands in the way: slips wait there, or somebody opened it."""
    return slot.state == State.OPEN or (bool(totals) and slot.held_on >= chapter.started_on)


def _week(
    chapter: Chapter,
    slot: Slot,
    lacking: Mapping[int, tuple[int, int]],
    guests: tuple[Counter[int], Counter[int]],
    totals: Totals,
) -> OpenWeek:
    meeting_id, was_opened = slot.meeting.id if slot.meeting else 0, slot.state == State.OPEN
    unmarked, nameless = lacking.get(meeting_id, (0, 0)) if was_opened else (0, 0)
    return OpenWeek(
        slot.held_on,
        was_opened=was_opened,
        blocks=_blocks(chapter, slot, totals),
        unmarked=unmarked,
        nameless=nameless,
        uninvited=guests[0][meeting_id],
        expected=guests[1][meeting_id],
        totals=totals,
    )


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


def _lacking(chapter: Chapter, ids: Iterable[int]) -> Mapping[int, tuple[int, int]]:
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


def _guests(chapter: Chapter, ids: Iterable[int]) -> tuple[Counter[int], Counter[int]]:
    """Count by meeting the visitors without an inviter, and those of whom nobody noted a coming."""
    found = db.session.execute(
        select(Visit.meeting_id, Visit.inviter_id, Visit.type, Visit.state).where(
            Visit.chapter_id == chapter.id,
            Visit.meeting_id.in_(ids),
            Visit.state != VisitState.CANCELLED,
        )
    )
    alone, expected = Counter[int](), Counter[int]()
    for meeting_id, inviter_id, visit_type, state in found:
        if inviter_id is None and visit_type == VisitType.VISITOR:
            alone[meeting_id] += 1
        elif state == VisitState.REGISTERED:
            expected[meeting_id] += 1
    return alone, expected


def _totals(chapter: Chapter, slots: Sequence[Slot]) -> dict[date, Totals]:
    """Add up what is attached to each week, and what waits for it by its day."""
    days = [slot.held_on for slot in slots]
    ids = {slot.meeting.id: slot.held_on for slot in slots if slot.meeting}
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
    totals: dict[date, Totals] = {}
    for meeting_id, dated, measure, quantity, amount in rows:
        day = days[bisect_left(days, dated)] if meeting_id is None else ids[meeting_id]
        week = totals.setdefault(day, {})
        number, money = week.get(measure, (0, 0))
        week[measure] = (number + int(quantity), money + int(amount))
    return totals
