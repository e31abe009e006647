"""Writes: recording, correcting and withdrawing slips, and the credits they earn."""

import hashlib
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.rules import State
from chapter.slips import merging, posting, queries, rules
from chapter.slips.drafts import Draft, Prepare
from chapter.slips.ledger import Slip, SlipChange
from chapter.slips.rules import Refusal, SlipRefused


class Kind(Protocol):
    """What the service needs to know of a kind of slip."""

    @property
    def model(self) -> type[Slip]:
        """The kind's table."""

    @property
    def prepare(self) -> Prepare:
        """Turns what was typed into the columns of the kind."""


def record(
    chapter: Chapter,
    kind: Kind,
    draft: Draft,
    *,
    recorder_id: int | None,
    today: date,
    now: datetime,
) -> Slip:
    """Record a slip; the same key with the same content gives the slip first recorded."""
    digest = draft.digest(kind.model.__mapper__.polymorphic_identity)
    if known := _known(chapter, draft.key, digest):
        return known
    if rules.is_mirrored(chapter.mode, is_official=kind.model.is_official):
        raise SlipRefused(Refusal.MIRRORED)
    try:
        # A retry racing its first try meets it at the key's unique constraint.
        with db.session.begin_nested():
            merging.hold(chapter, kind.model, draft)
            slip = _add(chapter, kind, draft, digest, recorder_id, now)
            _refuse(chapter, slip, draft, today)
            shared = merging.join(chapter, slip, draft, digest, recorder_id=recorder_id, now=now)
            if shared is not None:
                return shared
            db.session.add(slip)
            db.session.flush()
    except IntegrityError:
        raced = _known(chapter, draft.key, digest)
        if raced is None:
            raise
        return raced
    posting.write_credits(chapter, slip)
    return slip


def change(
    chapter: Chapter,
    kind: Kind,
    slip: Slip,
    draft: Draft,
    *,
    seen: int,
    today: date,
    actor_id: int,
    now: datetime,
) -> Slip:
    """Correct a slip while its week is open; a retry under the same key changes nothing."""
    digest = draft.digest("change", slip.id)
    if _is_repeat(chapter, draft.key, digest):
        return slip
    # What a refusal leaves half done must not be flushed by the page that tells of it.
    with db.session.begin_nested():
        merging.hold(chapter, kind.model, draft)
        slip = _lock(chapter, slip)
        _refuse_change(chapter, slip, seen)
        slip.dated = draft.dated
        columns = kind.prepare(chapter, slip, draft.author, draft.values)
        for column, value in merging.told_by(slip, draft.author, columns).items():
            setattr(slip, column, value)
        _refuse(chapter, slip, draft, today)
        slip.version += 1
        db.session.flush()
    posting.write_credits(chapter, slip)
    _keep_key(chapter, slip, draft.key, digest)
    audit.trace(chapter.id, "slip.change", f"slips:{slip.id}", user_id=actor_id, now=now)
    return slip


def withdraw(
    chapter: Chapter,
    slip: Slip,
    *,
    key: str,
    seen: int,
    actor_id: int,
    now: datetime,
    asker_id: int | None = None,
) -> Slip:
    """Take a slip back while its week is open; of two who both recorded it, the other's stays.

    Whose side it is follows from the actor, or from who asked them to.
    """
    digest = hashlib.sha256(f"withdraw {slip.id}".encode()).hexdigest()
    if _is_repeat(chapter, key, digest):
        return slip
    slip = _lock(chapter, slip)
    _refuse_change(chapter, slip, seen)
    slip.version += 1
    if not merging.leave(chapter, slip, asker_id or actor_id):
        slip.withdrawn_at = now
        slip.credits.clear()
        slip.let_go()
    db.session.flush()
    _keep_key(chapter, slip, key, digest)
    audit.trace(chapter.id, "slip.withdraw", f"slips:{slip.id}", user_id=actor_id, now=now)
    return slip


def _add(
    chapter: Chapter,
    kind: Kind,
    draft: Draft,
    digest: str,
    recorder_id: int | None,
    now: datetime,
) -> Slip:
    slip = kind.model(
        chapter_id=chapter.id,
        author_id=draft.author.id if draft.author else None,
        recorder_id=recorder_id,
        dated=draft.dated,
        key=draft.key,
        digest=digest,
        recorded_at=now,
        version=1,
    )
    for column, value in kind.prepare(chapter, slip, draft.author, draft.values).items():
        setattr(slip, column, value)
    slip.promise(chapter.closer_sees_thanks)
    return slip


def _refuse(chapter: Chapter, slip: Slip, draft: Draft, today: date) -> None:
    """Raise when the rules refuse a slip, before it is written."""
    # The rules speak before the database's own constraints do.
    with db.session.no_autoflush:
        known = posting.parties(chapter, [draft.author.id] if draft.author else [], slip.dated)
        refusal = rules.refusal_to_record(
            min(slip.dated, today) if slip.may_lie_ahead else slip.dated,
            today,
            author_is_member=all(party.is_member for party in known.values()),
            people=slip.parties(),
        ) or merging.refusal_of_double(chapter, slip)
    if refusal:
        raise SlipRefused(refusal, _field_of(slip, refusal))


def _field_of(slip: Slip, refusal: Refusal) -> str | None:
    if refusal in (Refusal.IN_FUTURE, Refusal.TOO_LONG_AGO):
        return "dated"
    of_two = (Refusal.WITH_ONESELF, Refusal.ALREADY_RECORDED, Refusal.STANDS_ALREADY)
    return slip.counterpart_column if refusal in of_two else None


def _refuse_change(chapter: Chapter, slip: Slip, seen: int) -> None:
    if rules.is_mirrored(chapter.mode, is_official=slip.is_official):
        raise SlipRefused(Refusal.MIRRORED)
    week = slip.posted_on
    refusal = rules.refusal_to_change(
        is_withdrawn=slip.withdrawn_at is not None,
        week_is_closed=week is not None and week.state == State.CLOSED,
        version=slip.version,
        seen=seen,
    )
    if refusal:
        raise SlipRefused(refusal)


def _known(chapter: Chapter, key: str, digest: str) -> Slip | None:
    slip = queries.by_key(chapter, key)
    change = None if slip else queries.change_by_key(chapter, key)
    if change is not None and change.digest == digest:
        # The second of two recorded the same one-to-one under this key.
        return queries.one(chapter, change.slip_id)
    if slip is None and change is None:
        return None
    if slip is None or slip.digest != digest:
        raise SlipRefused(Refusal.KEY_REUSED)
    return slip


def _is_repeat(chapter: Chapter, key: str, digest: str) -> bool:
    change = queries.change_by_key(chapter, key)
    if change is None and queries.by_key(chapter, key) is None:
        return False
    if change is None or change.digest != digest:
        raise SlipRefused(Refusal.KEY_REUSED)
    return True


def _keep_key(chapter: Chapter, slip: Slip, key: str, digest: str) -> None:
    db.session.add(SlipChange(chapter_id=chapter.id, slip_id=slip.id, key=key, digest=digest))
    db.session.flush()


def _lock(chapter: Chapter, slip: Slip) -> Slip:
    """Hold a slip's row until the end of the transaction, freshly read."""
    return db.session.scalars(
        select(Slip)
        .where(Slip.chapter_id == chapter.id, Slip.id == slip.id)
        .with_for_update(of=Slip)
        .execution_options(populate_existing=True)
    ).one()
