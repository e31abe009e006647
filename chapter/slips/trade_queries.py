"""Reads: closed business with the trade of who earned it; only sums of it leave this feature."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.members.models import Membership
from chapter.slips import trades
from chapter.slips.ledger import Credit
from chapter.slips.models import ClosedBusinessSlip
from chapter.slips.rules import Measure
from chapter.slips.trades import Half, Thanks, Total

# What changes the sums of a week that was closed.
CHANGES = ("week.reopen", "week.import")


def told(chapter: Chapter, half: Half, today: date) -> list[Total] | None:
    """Return the sums of a half-year that may be told, or None while none may."""
    if not is_complete(chapter, half, today) or was_changed(chapter, half):
        return None
    return trades.told(thanks_in(chapter, half))


def thanks_in(chapter: Chapter, half: Half) -> list[Thanks]:
    """Return what was thanked for in the weeks of a half-year, by the trade of each slip's day."""
    rows = db.session.execute(
        select(ClosedBusinessSlip.earner_id, ClosedBusinessSlip.dated, Credit.amount)
        .join(Credit, Credit.slip_id == ClosedBusinessSlip.id)
        .join(Meeting, Meeting.id == Credit.meeting_id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.measure == Measure.CLOSED_BUSINESS,
            meetings.counting(chapter, half.first, half.until),
        )
    ).all()
    seats = _seats(chapter, {row.earner_id for row in rows if row.earner_id})
    return [
        Thanks(row.earner_id, _trade_on(seats.get(row.earner_id, ()), row.dated), row.amount)
        for row in rows
    ]


def was_changed(chapter: Chapter, half: Half) -> bool:
    """Tell whether a week of a half-year changed after its sums were shown.

    Whoever saw them before and after could tell what was changed.
    """
    since = datetime.combine(half.shown_from, time(), ZoneInfo(chapter.zone))
    held = select(Meeting.id).where(
        Meeting.chapter_id == chapter.id,
        Meeting.held_on >= half.first,
        Meeting.held_on < half.until,
    )
    subjects = [f"meetings:{meeting_id}" for meeting_id in db.session.scalars(held)]
    first = db.session.scalar(
        select(AuditEntry.id)
        .where(
            AuditEntry.chapter_id == chapter.id,
            AuditEntry.subject.in_(subjects),
            AuditEntry.action.in_(CHANGES),
            AuditEntry.at >= since,
        )
        .limit(1)
    )
    return first is not None


def is_complete(chapter: Chapter, half: Half, today: date) -> bool:
    """Tell whether no week of a half-year may still be closed."""
    return not any(day < half.until for day in meetings.waiting(chapter, half.first, today))


def _seats(chapter: Chapter, earners: set[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for seat in db.session.scalars(
        select(Membership).where(
            Membership.chapter_id == chapter.id, Membership.person_id.in_(earners)
        )
    ):
        found.setdefault(seat.person_id, []).append(seat)
    return found


def _trade_on(seats: Sequence[Membership], day: date) -> str:
    """Return the trade somebody had on a day; else the one they took up last."""
    ordered = sorted(seats, key=lambda seat: seat.joined_on or date.min)
    covering = [
        seat
        for seat in ordered
        if (seat.joined_on or date.min) <= day and (seat.left_on is None or day < seat.left_on)
    ]
    return (covering or ordered)[-1].trade if ordered else ""
