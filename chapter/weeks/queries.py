"""Reads: a week as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, distinct, false, func, select
from sqlalchemy.orm import joinedload, with_polymorphic

from chapter.accounts.models import User
from chapter.attendance import queries as attendance
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.queries import Slot
from chapter.meetings.rules import occurrences
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.slips import differences
from chapter.slips import queries as slips
from chapter.slips.differences import Difference
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Measure
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from chapter.visitors.queries import Guest
from chapter.weeks import open_queries
from chapter.weeks.open_queries import OpenWeek

THANKS = "closed-business"


@dataclass(frozen=True)
class Trace:
    """Something somebody did to the week, at the chapter's local time."""

    action: str
    who: str
    at: datetime
    details: Mapping[str, Any]
    #: What a request had changed in one slip; nothing but names where it is confidential.
    changes: Sequence[Difference] = ()
    #: Whose visit it tells of, where the number kept means somebody here.
    visitor: str = ""


@dataclass(frozen=True)
class Week:
    """Everything a meeting's page may show; what its reader may not see stays empty."""

    slot: Slot
    #: The earlier weeks that wait to be closed, in order.
    earlier: Sequence[OpenWeek] = ()
    guests: Sequence[Guest] = ()
    totals: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    slips: Sequence[Slip] = ()
    people: Mapping[int, Person] = field(default_factory=dict)
    sheet: Sequence[attendance.Row] = ()
    traces: Sequence[Trace] = ()
    #: Slips dated after the meeting and before the next one, which roll on.
    late: Sequence[Slip] = ()
    #: How many thank-yous roll on as well; whoever closes the week does not see them.
    late_thanks: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Return how many stand at each letter."""
        return attendance.counts(self.sheet)

    @property
    def blocking(self) -> list[OpenWeek]:
        """Return the earlier weeks that are closed or discarded first."""
        return [week for week in self.earlier if week.blocks]

    @property
    def unmarked(self) -> list[attendance.Row]:
        """Return whose mark is missing."""
        return [row for row in self.sheet if not row.letter]

    @property
    def nameless(self) -> list[attendance.Row]:
        """Return whose substitute has no name yet."""
        return [row for row in self.sheet if row.letter == "S" and not row.substitute]

    @property
    def without_inviter(self) -> list[Guest]:
        """Return the visitors nobody is noted to have invited."""
        return [guest for guest in self.guests if guest.lacks_inviter]

    @property
    def expected(self) -> list[Guest]:
        """Return who was registered and is not noted to have come."""
        return [guest for guest in self.guests if guest.is_expected and not guest.lacks_inviter]


def week(
    chapter: Chapter,
    day: date,
    *,
    today: date,
    reader: Person | None,
    sees_sheet: bool = False,
    sees_slips: bool = False,
    sees_thanks: bool = False,
    sees_late: bool = False,
) -> Week | None:
    """Return the week of a meeting's day, as much of it as its reader may see."""
    slot, unclosed = meetings.with_unclosed_before(chapter, day)
    if slot is None:
        return None
    here = _counts_here(slot, unclosed)
    counted = _slips(chapter, here, reader=reader, sees_slips=sees_slips, sees_thanks=sees_thanks)
    closable = slot.is_waiting and day <= today
    late, late_thanks = _late(chapter, slot) if sees_late and closable and day < today else ((), 0)
    traces = _traces(chapter, slot.meeting) if sees_sheet and slot.meeting else []
    named = {p for slip in (*counted, *late) for p in (slip.author_id, *slip.parties()) if p}
    named = named.union(*(differences.named_in(trace.details) for trace in traces))
    known = people.of_ids(chapter, named)
    return Week(
        slot=slot,
        earlier=open_queries.of_slots(chapter, unclosed, today) if sees_late and closable else (),
        guests=visitors.of_meeting(chapter, slot.meeting) if slot.meeting else (),
        totals=_totals(chapter, here),
        slips=counted,
        people=known,
        sheet=attendance.sheet(chapter, day, slot.meeting) if sees_sheet else (),
        traces=[
            replace(one, changes=differences.read(chapter, one.details, known)) for one in traces
        ]
        if sees_slips
        else traces,
        late=late,
        late_thanks=late_thanks,
    )


def totals(chapter: Chapter, meeting: Meeting) -> dict[str, tuple[int, int]]:
    """Return quantity and amount by measure of what is attached to a meeting."""
    return _totals(chapter, Credit.meeting_id == meeting.id)


def has_posted(chapter: Chapter, meeting: Meeting) -> bool:
    """Tell whether slips count in a meeting, beside visitors, who move along with it."""
    found = db.session.scalar(
        select(Credit.id)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id == meeting.id,
            Credit.measure != Measure.VISITORS,
        )
        .limit(1)
    )
    return found is not None


def _slips(
    chapter: Chapter,
    here: ColumnElement[bool],
    *,
    reader: Person | None,
    sees_slips: bool,
    sees_thanks: bool,
) -> Sequence[Slip]:
    """Return the slips of a week in one read, whatever their kinds; a member's own only.

    Thanks for closed business name who earned the money, so they come only when asked for.
    """
    whole: Any = with_polymorphic(Slip, "*")
    is_theirs: Any = slips.own(chapter, reader, whole) if reader else false()
    if sees_slips:
        is_theirs = is_theirs | (whole.kind != THANKS)
    if sees_thanks:
        is_theirs = is_theirs | whole.ClosedBusinessSlip.closer_may_see
    counted = select(Credit.slip_id).join(Credit.slip).where(Credit.chapter_id == chapter.id, here)
    visit = joinedload(whole.VisitorSlip.visit)
    return db.session.scalars(
        select(whole)
        .where(whole.chapter_id == chapter.id, whole.id.in_(counted), is_theirs)
        .order_by(whole.dated, whole.id)
        .options(
            visit.joinedload(Visit.person),
            visit.joinedload(Visit.meeting),
            joinedload(whole.OneToOneSlip.side),
        )
    ).all()


def _late(chapter: Chapter, slot: Slot) -> tuple[Sequence[Slip], int]:
    """Return the pending slips dated after a meeting and before the next; thanks are counted."""
    after = slot.held_on + timedelta(days=1)
    anchor, weeks = chapter.started_on, chapter.rhythm_weeks
    regular = occurrences(chapter.weekday, weeks, anchor, after, after + meetings.HORIZON)
    rolls_on = Credit.meeting_id.is_(None) & (Slip.dated > slot.held_on)
    rolls_on = rolls_on & (Slip.dated < next(regular, after + meetings.HORIZON))
    thanks = select(func.count(distinct(Credit.slip_id))).join(Credit.slip)
    thanks = thanks.where(Credit.chapter_id == chapter.id, rolls_on, Slip.kind == THANKS)
    seen = _slips(chapter, rolls_on, reader=None, sees_slips=True, sees_thanks=False)
    return seen, db.session.scalar(thanks) or 0


def _totals(chapter: Chapter, here: ColumnElement[bool]) -> dict[str, tuple[int, int]]:
    rows = db.session.execute(
        select(Credit.measure, func.sum(Credit.quantity), func.sum(Credit.amount))
        .join(Credit.slip)
        .where(Credit.chapter_id == chapter.id, here)
        .group_by(Credit.measure)
    )
    return {measure: (int(quantity), int(amount)) for measure, quantity, amount in rows}


def _counts_here(slot: Slot, earlier: Sequence[Slot]) -> ColumnElement[bool]:
    """Match the credits of a week: those attached to it, and those that wait for it.

    A slip waits for the first week, on or after its day, that may still be closed.
    """
    attached = Credit.meeting_id == slot.meeting.id if slot.meeting else false()
    if not slot.is_waiting or slot.is_passed_over:
        return attached
    waits = Credit.meeting_id.is_(None) & (Slip.dated <= slot.held_on)
    if earlier:
        waits = waits & (Slip.dated > earlier[-1].held_on)
    return attached | waits


def _traces(chapter: Chapter, meeting: Meeting, limit: int = 20) -> list[Trace]:
    rows = db.session.execute(
        select(AuditEntry, User.name)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.chapter_id == chapter.id, AuditEntry.subject == f"meetings:{meeting.id}")
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    ).all()
    zone = ZoneInfo(chapter.zone)
    # A number means nobody where an archive brought the trace in, without its user.
    whom = {e.id: e.details["visitor"] for e, _ in rows if e.user_id and "visitor" in e.details}
    names = visitors.names_at(chapter, meeting) if whom else {}
    return [
        Trace(
            entry.action,
            name or entry.kept_name or chapter.name,
            entry.at.astimezone(zone),
            entry.details,
            visitor=names.get(whom.get(entry.id, 0), ""),
        )
        for entry, name in rows
    ]
