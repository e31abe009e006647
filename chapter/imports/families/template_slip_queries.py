"""Reads: the slips of a range of days, whatever their kind, and what templates brought."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.imports.queries import TEMPLATE
from chapter.imports.undoing.snapshots import chunks
from chapter.slips.ledger import Credit, Slip
from chapter.slips.models import VisitorSlip
from chapter.visitors.models import Visit

_AnySlip: Any = with_polymorphic(Slip, "*")


def between(chapter: Chapter, first: date, last: date) -> Sequence[Slip]:
    """Return the slips that stand, from the first day to the last, but those of visitors."""
    return db.session.scalars(
        select(_AnySlip)
        .where(
            _AnySlip.chapter_id == chapter.id,
            _AnySlip.dated >= first,
            _AnySlip.dated <= last,
            _AnySlip.kind != "visitor",
            _AnySlip.withdrawn_at.is_(None),
        )
        .options(selectinload(_AnySlip.credits).options(joinedload(Credit.meeting)))
        .order_by(_AnySlip.id.desc())
    ).all()


def counted(chapter: Chapter, visits: Iterable[Visit]) -> Counter[tuple[int, int]]:
    """Return how many slips stand of each visit and inviter."""
    found: Counter[tuple[int, int]] = Counter()
    for some in chunks([visit.id for visit in visits]):
        query = select(VisitorSlip.visit_id, VisitorSlip.inviter_id).where(
            VisitorSlip.chapter_id == chapter.id,
            VisitorSlip.visit_id.in_(some),
            VisitorSlip.withdrawn_at.is_(None),
        )
        found.update((visit, inviter) for visit, inviter in db.session.execute(query))
    return found


def batches(chapter: Chapter) -> set[int]:
    """Return the numbers of the templates brought in."""
    return set(
        db.session.scalars(
            select(ImportBatch.id).where(
                ImportBatch.chapter_id == chapter.id, ImportBatch.kind == TEMPLATE
            )
        )
    )
