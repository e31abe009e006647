"""Which week slips count in: writing, posting and freeing their credits."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, distinct, func, select, update

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.people import queries as people
from chapter.slips import queries, rules
from chapter.slips.ledger import Credit, Slip, SlipChange
from chapter.slips.models import VisitorSlip
from chapter.slips.rules import Measure, Party
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from chapter.visitors.rules import VisitState


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
    """Write what many new slips of one meeting's day count, in a few statements for all."""
    ids = {entry.person_id for slip in slips for entry in slip.entries()}
    known = parties(chapter, ids, meeting.held_on)
    for slip in slips:
        _earn(chapter, slip, slip.own_meeting_id() or meeting.id, known)
    # Added last: of a slip that is stored, its credits would be looked up first.
    db.session.add_all(slips)
    db.session.flush()


def _earn(chapter: Chapter, slip: Slip, meeting_id: int | None, known: dict[int, Party]) -> None:
    for earned in rules.earned(slip.entries(), known):
        slip.credits.append(
            Credit(
                chapter_id=chapter.id,
                meeting_id=meeting_id,
                person_id=earned.entry.person_id,
                standing=earned.standing,
                measure=earned.entry.measure,
                quantity=earned.entry.quantity,
                amount=earned.entry.amount,
                tier=earned.entry.tier,
                is_repeat=earned.entry.is_repeat,
            )
        )


def post(chapter: Chapter, meeting: Meeting) -> int:
    """Attach every pending credit dated up to a meeting's day to it; return its slips' number."""
    waiting = select(Slip.id).where(Slip.chapter_id == chapter.id, Slip.dated <= meeting.held_on)
    db.session.execute(
        update(Credit)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id.is_(None),
            Credit.slip_id.in_(waiting),
        )
        .values(meeting_id=meeting.id)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()
    return number_in(chapter, meeting)


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


def let_go(chapter: Chapter, meeting: Meeting) -> int:
    """Make the slips of a discarded meeting pending again; return how many."""
    freed = db.session.execute(
        update(Credit)
        .where(
            Credit.chapter_id == chapter.id,
            Credit.meeting_id == meeting.id,
            # A visitor's credit belongs to the meeting visited and to no other.
            Credit.measure != Measure.VISITORS,
        )
        .values(meeting_id=None)
        .returning(Credit.slip_id)
        .execution_options(synchronize_session=False)
    )
    count = len(set(freed.scalars()))
    db.session.expire_all()
    return count


def credit_visit(chapter: Chapter, visit: Visit, *, actor_id: int | None, now: datetime) -> None:
    """Write or take back the inviter's credit as a visit's state says, also in a closed week."""
    slip = queries.slip_of_visit(chapter, visit.id)
    if slip is None:
        return
    before = len(slip.credits)
    first = visitors.first_visits(chapter, [visit.person_id])
    slip.is_first = first.get(visit.person_id) == visit.id
    write_credits(chapter, slip)
    if visit.meeting.state == State.CLOSED and len(slip.credits) != before:
        audit.trace(
            chapter.id,
            "week.visitor-credit",
            f"meetings:{visit.meeting_id}",
            user_id=actor_id,
            now=now,
            before=before,
            after=len(slip.credits),
        )


def parties(chapter: Chapter, person_ids: Iterable[int], day: date) -> dict[int, Party]:
    """Return people as credits need to know them on a day."""
    known = people.of_ids(chapter, person_ids)
    on_roster = members.members_among(chapter, known, day)
    return {
        person.id: Party(person.id, person.category, person.id in on_roster)
        for person in known.values()
    }
