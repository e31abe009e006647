"""The invariants of the ledger that no single constraint can hold."""

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text

from chapter.attendance.models import AttendanceMark
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.people.models import Person
from chapter.slips.ledger import Credit, Slip
from chapter.slips.rules import Measure
from chapter.visitors.models import Visit


def faults() -> list[str]:
    """Return a sentence for each invariant that does not hold; none when all do."""
    found = [
        f"{number} {sentence}"
        for sentence, query in _invariants().items()
        if (number := db.session.scalar(query))
    ]
    return found + _damage()


def _invariants() -> dict[str, Select[int]]:
    """Return for each fault the query that counts it."""
    return {
        "credits belong to a slip of another chapter.": _credits(
            Slip.chapter_id != Credit.chapter_id
        ),
        "credits belong to a withdrawn slip.": _credits(Slip.withdrawn_at.is_not(None)),
        "credits count in a week before their slip's day.": _credits(
            and_(Meeting.held_on < Slip.dated, Credit.measure != Measure.VISITORS)
        ),
        "credits count in a meeting of another chapter.": _credits(
            Meeting.chapter_id != Credit.chapter_id
        ),
        "credits name a person of another chapter.": _credits(
            Person.chapter_id != Credit.chapter_id
        ),
        "credits count in a holiday or discarded week.": _credits(
            and_(
                Meeting.state.in_([State.HOLIDAY, State.DISCARDED]),
                Credit.measure != Measure.VISITORS,
            )
        ),
        "marks belong to another chapter than their meeting or person.": _marks(
            or_(
                Meeting.chapter_id != AttendanceMark.chapter_id,
                Person.chapter_id != AttendanceMark.chapter_id,
            )
        ),
        # A discarded week keeps its marks, so that putting it back brings them back.
        "marks stand in a holiday.": _marks(Meeting.state == State.HOLIDAY),
        "slips count for nobody, though they were not withdrawn.": _silent_slips(),
        "visits belong to another chapter than their meeting.": select(func.count())
        .select_from(Visit)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(Meeting.chapter_id != Visit.chapter_id),
    }


def _credits(fault: ColumnElement[bool]) -> Select[int]:
    return (
        select(func.count())
        .select_from(Credit)
        .join(Slip, Slip.id == Credit.slip_id)
        .join(Person, Person.id == Credit.person_id)
        .outerjoin(Meeting, Meeting.id == Credit.meeting_id)
        .where(fault)
    )


def _marks(fault: ColumnElement[bool]) -> Select[int]:
    return (
        select(func.count())
        .select_from(AttendanceMark)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .join(Person, Person.id == AttendanceMark.person_id)
        .where(fault)
    )


def _silent_slips() -> Select[int]:
    """Count living slips without a credit; only a visitor's may wait for the visit."""
    has_credit = exists().where(Credit.slip_id == Slip.id)
    return select(func.count(Slip.id)).where(
        Slip.withdrawn_at.is_(None), Slip.kind != "visitor", ~has_credit
    )


def _damage() -> list[str]:
    """Return what SQLite itself finds wrong with its file."""
    if db.engine.dialect.name != "sqlite":
        return []
    answers = [str(row[0]) for row in db.session.execute(text("PRAGMA integrity_check"))]
    broken = list(db.session.execute(text("PRAGMA foreign_key_check")))
    sentences = [] if answers == ["ok"] else [f"The file is damaged: {answers[0]}."]
    return sentences + ([f"{len(broken)} rows point to nothing."] if broken else [])
