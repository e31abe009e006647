"""Reads: what was done in some days or counts in them, and who was marked."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, exists, select

from chapter.attendance.models import AttendanceMark
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.imports.states import BatchState
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.reconciliation.evidence import Entry
from chapter.slips.ledger import Credit, Slip


def entries(chapter: Chapter, first: date, last: date) -> list[Entry]:
    """Return every credit that counts in some days, or of which the slip is dated in them."""
    held = meetings.held(chapter, first, last + timedelta(days=1))
    rows = db.session.execute(
        select(
            Credit.person_id,
            Credit.standing,
            Credit.measure,
            Credit.tier,
            Credit.quantity,
            Credit.amount,
            Credit.slip_id,
            Slip.dated,
            Meeting.held_on,
            Slip.import_id,
        )
        .join(Slip, Slip.id == Credit.slip_id)
        .outerjoin(Meeting, Meeting.id == Credit.meeting_id)
        .where(Credit.chapter_id == chapter.id, held | Slip.dated.between(first, last))
        .order_by(Meeting.held_on, Slip.dated, Credit.slip_id, Credit.id)
    )
    return [Entry(*tuple(row)) for row in rows]


def meetings_held(chapter: Chapter, first: date, last: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return id, day and state of each meeting of some days, and whether anybody is marked."""
    held = meetings.held(chapter, first, last + timedelta(days=1))
    is_marked = exists().where(AttendanceMark.meeting_id == Meeting.id)
    query = select(Meeting.id, Meeting.held_on, Meeting.state, is_marked.label("is_marked"))
    return db.session.execute(query.where(held).order_by(Meeting.held_on)).all()


def marks_of(
    chapter: Chapter, person_id: int, mark: str, first: date, last: date
) -> Sequence[date]:
    """Return the days on which somebody has one mark."""
    held = meetings.held(chapter, first, last + timedelta(days=1))
    return db.session.scalars(
        select(Meeting.held_on)
        .join(AttendanceMark, AttendanceMark.meeting_id == Meeting.id)
        .where(held, AttendanceMark.person_id == person_id, AttendanceMark.mark == mark)
        .order_by(Meeting.held_on)
    ).all()


def days_beside(chapter: Chapter, batch_id: int) -> list[date]:
    """Return the days of the weeks that came in together with a file, in order."""
    run = select(ImportBatch.run).where(
        ImportBatch.chapter_id == chapter.id, ImportBatch.id == batch_id
    )
    ends = db.session.execute(
        select(ImportBatch.first, ImportBatch.until).where(
            ImportBatch.chapter_id == chapter.id,
            ImportBatch.run == run.scalar_subquery(),
            ImportBatch.run != "",
            ImportBatch.id != batch_id,
            ImportBatch.state == BatchState.APPLIED,
        )
    )
    return sorted(day for row in ends for day in row if day is not None)
