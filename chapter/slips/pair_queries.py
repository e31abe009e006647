"""Reads: one-to-ones of the same two."""

from datetime import date, timedelta

from sqlalchemy import Select, select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.models import OneToOneSlip


def same_day(
    chapter: Chapter, first_id: int, second_id: int, dated: date, *, beside: int | None = None
) -> OneToOneSlip | None:
    """Return the one-to-one these two recorded here for a day, whoever of them did.

    What official files brought is dated by its meeting, so it is never taken for the same one.
    """
    query = _of_two(chapter, first_id, second_id).where(
        OneToOneSlip.dated == dated, OneToOneSlip.import_id.is_(None)
    )
    if beside is not None:
        query = query.where(OneToOneSlip.id != beside)
    return db.session.scalar(query.limit(1))


def nearest(chapter: Chapter, slip: OneToOneSlip, days: int) -> OneToOneSlip | None:
    """Return another one-to-one of the same two within so many days, the nearest."""
    within = timedelta(days=days)
    found = db.session.scalars(
        _of_two(chapter, slip.first_id, slip.second_id).where(
            OneToOneSlip.id != slip.id,
            OneToOneSlip.dated >= slip.dated - within,
            OneToOneSlip.dated <= slip.dated + within,
        )
    )
    return min(found, key=lambda one: (abs(one.dated - slip.dated), one.id), default=None)


def _of_two(chapter: Chapter, first_id: int, second_id: int) -> Select[OneToOneSlip]:
    two = [first_id, second_id]
    return select(OneToOneSlip).where(
        OneToOneSlip.chapter_id == chapter.id,
        OneToOneSlip.withdrawn_at.is_(None),
        OneToOneSlip.first_id.in_(two),
        OneToOneSlip.second_id.in_(two),
    )
