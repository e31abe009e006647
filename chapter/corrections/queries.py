"""Reads: requests to change what counts in a closed week."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from chapter.accounts.models import User
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import State
from chapter.db import db
from chapter.slips import differences
from chapter.slips.ledger import Credit, Slip
from chapter.visitors.models import Visit

LATELY = 10
MOST_SHOWN = 100


def one(chapter: Chapter, request_id: int) -> CorrectionRequest | None:
    """Return a request of the chapter."""
    return db.session.scalar(
        select(CorrectionRequest).where(
            CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.id == request_id
        )
    )


def by_key(chapter: Chapter, key: str) -> CorrectionRequest | None:
    """Return the request first sent under a key."""
    return db.session.scalar(
        select(CorrectionRequest).where(
            CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.key == key
        )
    )


def waiting_on(chapter: Chapter, slip: Slip) -> CorrectionRequest | None:
    """Return the request that waits for a slip."""
    return db.session.scalar(
        select(CorrectionRequest).where(
            CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.waiting_on == slip.id
        )
    )


def number_waiting(chapter: Chapter) -> ScalarSelect[int]:
    """Count the requests that wait, as a part of a larger statement."""
    return (
        select(func.count(CorrectionRequest.id))
        .where(CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.state == State.WAITING)
        .scalar_subquery()
    )


def waiting(chapter: Chapter) -> Sequence[CorrectionRequest]:
    """Return the requests that wait, the oldest first."""
    query = (
        select(CorrectionRequest)
        .where(CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.state == State.WAITING)
        .options(joinedload(CorrectionRequest.asker))
    )
    return db.session.scalars(query.order_by(CorrectionRequest.id)).all()


def decided(chapter: Chapter, limit: int = LATELY) -> Sequence[CorrectionRequest]:
    """Return what was decided last, the newest first."""
    query = (
        select(CorrectionRequest)
        .where(
            CorrectionRequest.chapter_id == chapter.id,
            CorrectionRequest.decided_at.is_not(None),
        )
        .options(joinedload(CorrectionRequest.asker), joinedload(CorrectionRequest.decider))
    )
    newest = query.order_by(CorrectionRequest.decided_at.desc(), CorrectionRequest.id.desc())
    return db.session.scalars(newest.limit(limit)).all()


def asked_by(chapter: Chapter, user: User, limit: int = LATELY) -> Sequence[CorrectionRequest]:
    """Return what somebody asked for, the newest first, with who decided."""
    query = (
        select(CorrectionRequest)
        .where(CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.asked_by == user.id)
        .options(joinedload(CorrectionRequest.decider))
    )
    return db.session.scalars(query.order_by(CorrectionRequest.id.desc()).limit(limit)).all()


def asked_about(chapter: Chapter, user: User) -> Mapping[int, CorrectionRequest]:
    """Return somebody's latest request about each slip, by the slip's id, with who decided."""
    newest = asked_by(chapter, user, MOST_SHOWN)
    return {asked.slip_id: asked for asked in reversed(newest) if asked.slip_id is not None}


def told_by(chapter: Chapter, requests: Sequence[CorrectionRequest]) -> dict[int, dict[str, Any]]:
    """Return by request what accepting it changed, as the trace tells."""
    subjects = {f"slips:{request.slip_id}" for request in requests}
    found = db.session.scalars(
        select(AuditEntry.details).where(
            AuditEntry.chapter_id == chapter.id,
            AuditEntry.subject.in_(subjects),
            AuditEntry.action == "correction.accept",
        )
    )
    return {details["request"]: details for details in found if differences.OF_KIND in details}


def slips_of(chapter: Chapter, requests: Sequence[CorrectionRequest]) -> Mapping[int, Slip]:
    """Return the slips these requests are about, whole, by id."""
    whole = with_polymorphic(Slip, "*")
    ids = {request.slip_id for request in requests if request.slip_id is not None}
    visit = joinedload(whole.VisitorSlip.visit)
    found = db.session.scalars(
        select(whole)
        .where(whole.chapter_id == chapter.id, whole.id.in_(ids))
        .options(
            selectinload(whole.credits).joinedload(Credit.meeting),
            visit.joinedload(Visit.person),
            visit.joinedload(Visit.meeting),
        )
    )
    return {slip.id: slip for slip in found}
