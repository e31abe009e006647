"""Which week slips count in: writing, posting and freeing their credits."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from blinker import Signal
from sqlalchemy import delete, distinct, func, inspect, select, true, update

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.slips import rules
from chapter.slips.ledger import Credit, Slip, SlipChange
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import Measure, Party
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitState

# Who hears of rows that were added beside the session: (chapter, table, ids).
written = Signal("rows were added beside the session")


def write_credits(chapter: Chapter, slip: Slip, meeting: Meeting | None = None) -> None:
    """Write anew what a slip counts; it stays with its week unless its date moved past it."""
    kept = meeting or slip.posted_on
    if kept is not None and meeting is None and slip.dated > kept.held_on:
        kept = None
    meeting_id = slip.own_meeting_id() or (kept.id if kept else None)
    entries = slip.entries()
    slip.credits.clear()
    db.session.flush()
    known = parties(chapter, {entry.person_id for entry in entries}, slip.dated)
    _earn(chapter, slip, meeting_id, known)
    db.session.flush()


def write_new(chapter: Chapter, slips: Sequence[Slip], meeting: Meeting) -> None:
    """Write many new slips of one meeting's day and what they count, in a few statements for all.

    They are written beside the session, whose bookkeeping would cost more than the writing.
    """
    people_named = {entry.person_id for slip in slips for entry in slip.entries()}
    known = parties(chapter, people_named, meeting.held_on)
    # Slips of one kind after another: each kind is one statement then.
    in_kinds: list[Slip] = sorted(slips, key=lambda slip: slip.kind)
    db.session.bulk_save_objects(in_kinds, return_defaults=True)
    credits = [
        {"slip_id": slip.id, **columns}
        for slip in slips
        for columns in _earned(chapter, slip, slip.own_meeting_id() or meeting.id, known)
    ]
    db.session.bulk_insert_mappings(inspect(Credit), credits, return_defaults=True)
    for kind, some in groupby(in_kinds, key=type):
        ids = [slip.id for slip in some]
        tables: Sequence[Any] = inspect(kind).tables
        for table in tables:
            written.send(chapter, table=table, ids=ids)
    written.send(chapter, table=Credit.__table__, ids=[credit["id"] for credit in credits])


def _earn(chapter: Chapter, slip: Slip, meeting_id: int | None, known: dict[int, Party]) -> None:
    slip.credits.extend(Credit(**columns) for columns in _earned(chapter, slip, meeting_id, known))


def _earned(
    chapter: Chapter, slip: Slip, meeting_id: int | None, known: dict[int, Party]
) -> Iterator[dict[str, Any]]:
    for earned in rules.earned(slip.entries(), known):
        yield {
            "chapter_id": chapter.id,
            "meeting_id": meeting_id,
            "person_id": earned.entry.person_id,
            "standing": earned.standing,
            "measure": earned.entry.measure,
            "quantity": earned.entry.quantity,
            "amount": earned.entry.amount,
            "tier": earned.entry.tier,
            "is_repeat": earned.entry.is_repeat,
        }


def post(chapter: Chapter, meeting: Meeting) -> list[int]:
    """Attach every pending credit dated up to a meeting's day to it; return the slips' ids."""
    waiting = select(Slip.id).where(Slip.chapter_id == chapter.id, Slip.dated <= meeting.held_on)
    taken = db.session.execute(
        update(Credit)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id.is_(None),
            Credit.slip_id.in_(waiting),
        )
        .values(meeting_id=meeting.id)
        .returning(Credit.slip_id)
        .execution_options(synchronize_session=False)
    )
    ids = sorted(set(taken.scalars()))
    db.session.expire_all()
    return ids


def number_in(chapter: Chapter, meeting: Meeting) -> int:
    """Return how many slips count in a meeting's week."""
    number = select(func.count(distinct(Credit.slip_id))).where(
        Credit.chapter_id == chapter.id, Credit.meeting_id == meeting.id
    )
    return db.session.scalar(number) or 0


def follow(chapter: Chapter, meeting: Meeting) -> None:
    """Date the invitations to a meeting that moved to its new day."""
    invited = (
        select(VisitorSlip)
        .join(VisitorSlip.visit)
        .where(VisitorSlip.chapter_id == chapter.id, Visit.meeting_id == meeting.id)
    )
    for slip in db.session.scalars(invited):
        slip.dated = meeting.held_on
    db.session.flush()


def take_back_imported(chapter: Chapter, meeting: Meeting) -> int:
    """Remove what files brought to a meeting; they can be brought in again. Return how many."""
    brought = select(Slip).where(
        Slip.chapter_id == chapter.id,
        Slip.import_id.is_not(None),
        Slip.id.in_(select(Credit.slip_id).where(Credit.meeting_id == meeting.id)),
    )
    slips = db.session.scalars(brought).all()
    # What was sent to change a slip lives no longer than the slip.
    sent = SlipChange.slip_id.in_([slip.id for slip in slips])
    db.session.execute(delete(SlipChange).where(SlipChange.chapter_id == chapter.id, sent))
    for slip in slips:
        if isinstance(slip, VisitorSlip):
            slip.visit.state = VisitState.CANCELLED
        db.session.delete(slip)
    db.session.flush()
    return len(slips)


def let_go(chapter: Chapter, meeting: Meeting, only: Iterable[int] | None = None) -> list[int]:
    """Make the slips of a meeting, or only some of them, pending again; return their ids."""
    among = true() if only is None else Credit.slip_id.in_(list(only))
    freed = db.session.execute(
        update(Credit)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id == meeting.id,
            among,
            # A visitor's credit belongs to the meeting visited and to no other.
            Credit.measure != Measure.VISITORS,
        )
        .values(meeting_id=None)
        .returning(Credit.slip_id)
        .execution_options(synchronize_session=False)
    )
    ids = sorted(set(freed.scalars()))
    db.session.expire_all()
    return ids


def take_again(chapter: Chapter, meeting: Meeting, ids: Iterable[int]) -> None:
    """Attach slips that were let go to their meeting again, as far as they still wait."""
    still_fit = select(Slip.id).where(
        Slip.chapter_id == chapter.id, Slip.id.in_(list(ids)), Slip.dated <= meeting.held_on
    )
    db.session.execute(
        update(Credit)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id.is_(None),
            Credit.slip_id.in_(still_fit),
        )
        .values(meeting_id=meeting.id)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def credit_visit(chapter: Chapter, visit: Visit, *, actor_id: int | None, now: datetime) -> None:
    """Let a visitor's first visit count and no other one, also in closed weeks, with a trace.

    What an official audit said to count stays as it is, and then nothing else counts.
    """
    first = visitors.first_visits(chapter, [visit.person_id]).get(visit.person_id)
    invited = _invitations(chapter, visit.person_id)
    is_audited = any(_is_of_audit(slip) and slip.visit_id != visit.id for slip in invited.values())
    for visit_id, slip in invited.items():
        is_own = visit_id == visit.id
        is_first = first == visit_id and not is_audited
        if is_own or (slip.is_first != is_first and not _is_of_audit(slip)):
            slip.is_first = is_first
            _credit_again(chapter, slip, actor_id, now)


def _invitations(chapter: Chapter, person_id: int) -> dict[int, VisitorSlip]:
    """Return by visit the slip that invited somebody to it, the first one of two."""
    slips = db.session.scalars(
        select(VisitorSlip)
        .join(VisitorSlip.visit)
        .where(
            VisitorSlip.chapter_id == chapter.id,
            VisitorSlip.withdrawn_at.is_(None),
            Visit.person_id == person_id,
        )
        .order_by(VisitorSlip.id.desc())
    )
    return {slip.visit_id: slip for slip in slips}


def _is_of_audit(slip: VisitorSlip) -> bool:
    return slip.import_id is not None and slip.digest != ""


def _credit_again(chapter: Chapter, slip: VisitorSlip, actor_id: int | None, now: datetime) -> None:
    before = len(slip.credits)
    write_credits(chapter, slip)
    meeting = slip.visit.meeting
    if meeting.state == State.CLOSED and len(slip.credits) != before:
        audit.trace(
            chapter.id,
            "week.visitor-credit",
            f"meetings:{meeting.id}",
            user_id=actor_id,
            now=now,
            before=before,
            after=len(slip.credits),
            # Whose name stands where it may be forgotten; a trace is never erased.
            visitor=slip.visit.person_id,
        )


def parties(chapter: Chapter, person_ids: Iterable[int], day: date) -> dict[int, Party]:
    """Return people as credits need to know them on a day."""
    known = people.of_ids(chapter, person_ids)
    on_roster = members.members_among(chapter, known, day)
    return {
        person.id: Party(person.id, person.category, person.id in on_roster)
        for person in known.values()
    }
