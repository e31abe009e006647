"""Writes: the steps of a referral, and that their giver has read of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chapter.accounts import mailing
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.referrals import queries
from chapter.referrals.models import ReferralStep
from chapter.referrals.rules import Refusal, Stage, StageRefused
from chapter.slips.ledger import Slip
from chapter.slips.models import ReferralSlip


@dataclass(frozen=True)
class Moved:
    """A step, and whether this sending made it."""

    step: ReferralStep
    is_first: bool


def move(
    chapter: Chapter,
    slip: ReferralSlip,
    stage: Stage,
    *,
    expected: Stage,
    key: str,
    now: datetime,
) -> Moved:
    """Note that whoever received a referral brought it to a stage.

    A retry under the same key is the same step; a referral that no longer stands where the page
    showed it is refused, unless it stands where it is to go.
    """
    if known := _known(chapter, slip, stage, key):
        return Moved(known, is_first=False)
    try:
        # A retry racing its first try meets it at the key's unique constraint.
        with db.session.begin_nested():
            return _step(chapter, slip, stage, expected, key, now)
    except IntegrityError:
        raced = _known(chapter, slip, stage, key)
        if raced is None:
            raise
        return Moved(raced, is_first=False)


def stage_of(chapter: Chapter, slip: ReferralSlip) -> Stage:
    """Return where a referral stands."""
    steps = queries.steps_of(chapter, slip)
    return Stage(steps[-1].stage) if steps else Stage.PASSED


def read(chapter: Chapter, person: Person, until: int, now: datetime) -> int:
    """Note that somebody read the news up to a step; return how many were new to them."""
    steps = queries.unread_steps(chapter, person, until)
    for step in steps:
        step.read_at = now
    db.session.flush()
    return len(steps)


def _step(
    chapter: Chapter,
    slip: ReferralSlip,
    stage: Stage,
    expected: Stage,
    key: str,
    now: datetime,
) -> Moved:
    _lock(chapter, slip)
    # Whoever waited for the lock finds what the other one did meanwhile.
    if known := _known(chapter, slip, stage, key):
        return Moved(known, is_first=False)
    if slip.withdrawn_at is not None:
        raise StageRefused(Refusal.WITHDRAWN)
    steps = queries.steps_of(chapter, slip)
    last = steps[-1] if steps else None
    present = Stage(last.stage) if last else Stage.PASSED
    if present not in (expected, stage):
        raise StageRefused(Refusal.MOVED)
    step = ReferralStep(
        chapter_id=chapter.id,
        slip_id=slip.id,
        told_id=slip.giver_id,
        mover_id=slip.receiver_id,
        before=present,
        stage=stage,
        at=now,
        key=key,
        is_news=present != stage,
    )
    if last and last.before == stage != present and _is_untold(last):
        # A slip of the finger, put right before anybody read of it, is no news.
        last.is_news = step.is_news = False
    db.session.add(step)
    db.session.flush()
    return Moved(step, is_first=True)


def _is_untold(step: ReferralStep) -> bool:
    """Tell whether nobody read of a step; a mail that waits to tell of it is taken back."""
    is_unread = step.is_news and step.read_at is None
    return is_unread and mailing.take_back(topic_of(step))


def topic_of(step: ReferralStep) -> str:
    """Return what a mail about a step is kept under."""
    return f"referral_steps:{step.id}"


def _known(chapter: Chapter, slip: ReferralSlip, stage: Stage, key: str) -> ReferralStep | None:
    step = queries.by_key(chapter, key)
    if step is not None and (step.slip_id, step.stage) != (slip.id, stage):
        raise StageRefused(Refusal.SAME_KEY)
    return step


def _lock(chapter: Chapter, slip: ReferralSlip) -> None:
    """Hold a slip's row until the end of the transaction, and read it afresh."""
    row = select(Slip.id).where(Slip.chapter_id == chapter.id, Slip.id == slip.id)
    db.session.execute(row.with_for_update())
    db.session.refresh(slip)
