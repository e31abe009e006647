"""Writes: asking for a change to a closed week, and answering."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.corrections import applying, facts, queries, rules
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import CorrectionRefused, Kind, Refusal, State
from chapter.db import db
from chapter.slips.ledger import Slip


def ask(
    chapter: Chapter,
    slip: Slip,
    kind: Kind,
    *,
    author_id: int | None,
    proposed: dict[str, Any],
    reason: str,
    key: str,
    asker_id: int,
    today: date,
    now: datetime,
) -> CorrectionRequest:
    """Keep a request; the same key with the same content gives the request first sent."""
    digest = _digest(slip.id, kind, proposed, reason)
    if known := _known(chapter, key, digest):
        return known
    if refusal := facts.refusal_to_ask(chapter, slip, kind, proposed, author_id):
        raise CorrectionRefused(refusal)
    request = CorrectionRequest(
        chapter_id=chapter.id,
        slip_id=slip.id,
        waiting_on=slip.id,
        author_id=author_id,
        asked_by=asker_id,
        asked_at=now,
        kind=kind,
        proposed=proposed,
        reason=reason,
        slip_version=slip.version,
        key=key,
        digest=digest,
    )
    _refuse_what_accepting_would(chapter, request, slip, actor_id=asker_id, today=today, now=now)
    try:
        # Two requests at once meet at a unique column.
        with db.session.begin_nested():
            db.session.add(request)
    except IntegrityError:
        if raced := _known(chapter, key, digest):
            return raced
        raise CorrectionRefused(Refusal.WAITS_ALREADY) from None
    _trace(request, "correction.ask", None if _is_thanks(slip) else asker_id, now)
    return request


def accept(
    chapter: Chapter,
    request: CorrectionRequest,
    *,
    seen: int,
    today: date,
    actor_id: int,
    now: datetime,
) -> CorrectionRequest:
    """Reopen, apply, close, as one; who accepts twice accepts once."""
    request = _lock(chapter, request)
    if request.state == State.ACCEPTED and request.decided_by == actor_id:
        return request
    _refuse_to_decide(request, seen)
    slip = queries.slips_of(chapter, [request]).get(request.slip_id or 0)
    refusal = facts.refusal_to_accept(chapter, request, slip, today)
    if refusal or slip is None:
        raise CorrectionRefused(refusal or Refusal.SLIP_GONE)
    # What a refusal leaves half done must not be flushed by the page that tells of it.
    with db.session.begin_nested():
        told = applying.apply(chapter, request, slip, today=today, actor_id=actor_id, now=now)
    _decide(request, State.ACCEPTED, actor_id, now)
    _trace(request, "correction.accept", actor_id, now, **told)
    return request


def decline(
    chapter: Chapter,
    request: CorrectionRequest,
    *,
    word: str,
    seen: int,
    actor_id: int,
    now: datetime,
) -> CorrectionRequest:
    """Leave the slip as it is, and say why."""
    request = _lock(chapter, request)
    is_repeat = request.state == State.DECLINED and request.decided_by == actor_id
    if is_repeat and request.word == word:
        return request
    _refuse_to_decide(request, seen)
    request.word = word
    _decide(request, State.DECLINED, actor_id, now)
    _trace(request, "correction.decline", actor_id, now)
    return request


def take_back(
    chapter: Chapter, request: CorrectionRequest, *, seen: int, now: datetime
) -> CorrectionRequest:
    """Ask for nothing any more."""
    request = _lock(chapter, request)
    if request.state == State.TAKEN_BACK:
        return request
    _refuse_to_decide(request, seen)
    _settle(request, State.TAKEN_BACK)
    return request


def _refuse_what_accepting_would(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip,
    *,
    actor_id: int,
    today: date,
    now: datetime,
) -> None:
    """Try the change and take it back, so that nobody waits for what cannot be done."""
    trial = db.session.begin_nested()
    try:
        applying.apply(chapter, request, slip, today=today, actor_id=actor_id, now=now)
    finally:
        trial.rollback()


def _refuse_to_decide(request: CorrectionRequest, seen: int) -> None:
    refusal = rules.refusal_to_decide(state=request.state, version=request.version, seen=seen)
    if refusal:
        raise CorrectionRefused(refusal)


def _decide(request: CorrectionRequest, state: State, actor_id: int, now: datetime) -> None:
    request.decided_by, request.decided_at = actor_id, now
    _settle(request, state)


def _settle(request: CorrectionRequest, state: State) -> None:
    request.state, request.waiting_on, request.proposed = state, None, {}
    request.version += 1
    db.session.flush()


def _known(chapter: Chapter, key: str, digest: str) -> CorrectionRequest | None:
    request = queries.by_key(chapter, key)
    if request is not None and request.digest != digest:
        raise CorrectionRefused(Refusal.KEY_REUSED)
    return request


def _digest(*content: object) -> str:
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()


def _is_thanks(slip: Slip) -> bool:
    """Tell whether the trace must not name who asks: they are who thanked."""
    return slip.kind == "closed-business"


def _trace(
    request: CorrectionRequest, action: str, user_id: int | None, now: datetime, **told: Any
) -> None:
    audit.trace(
        request.chapter_id,
        action,
        f"slips:{request.slip_id}",
        user_id=user_id,
        now=now,
        request=request.id,
        **told,
    )


def _lock(chapter: Chapter, request: CorrectionRequest) -> CorrectionRequest:
    """Hold a request's row until the end of the transaction, freshly read."""
    return db.session.scalars(
        select(CorrectionRequest)
        .where(CorrectionRequest.chapter_id == chapter.id, CorrectionRequest.id == request.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
