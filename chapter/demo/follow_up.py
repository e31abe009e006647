"""What became of the demo's referrals: most were told of, a few wait for a word."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.referrals.models import ReferralStep
from chapter.referrals.rules import LOOKED_BACK, OPEN, Stage
from chapter.slips.models import ReferralSlip

# When, which of a referral's steps, of which, from where and to where.
Step = tuple[datetime, int, ReferralSlip, Stage, Stage]
# How far referrals came, and how often.
WAYS: tuple[tuple[tuple[Stage, ...], int], ...] = (
    ((), 6),
    ((Stage.CONTACTED,), 3),
    ((Stage.CONTACTED, Stage.MEETING), 2),
    ((Stage.CONTACTED, Stage.QUOTED), 2),
    ((Stage.CONTACTED, Stage.WON), 5),
    ((Stage.MEETING, Stage.QUOTED, Stage.WON), 4),
    ((Stage.CONTACTED, Stage.LOST), 3),
    ((Stage.NOT_A_FIT,), 1),
)
# So long after a referral nearly all of them have come to an end.
SETTLED = timedelta(days=35)
# What came so lately has been read by nobody yet.
UNREAD = timedelta(days=10)


def tell(chapter: Chapter, today: date) -> None:
    """Tell of the referrals of the last half-year, as those who received them would."""
    dice, steps = Random(chapter.slug), list[Step]()
    slips = db.session.scalars(
        select(ReferralSlip)
        .where(ReferralSlip.chapter_id == chapter.id, ReferralSlip.dated >= today - LOOKED_BACK)
        .order_by(ReferralSlip.dated, ReferralSlip.key)
    ).all()
    for slip in slips:
        steps += _steps(chapter, slip, dice, today)
    for at, _order, slip, before, stage in sorted(steps, key=lambda step: step[:2]):
        is_read = at.date() < today - UNREAD
        # Written as referrals.service.move would, but all at once: there are hundreds.
        db.session.add(
            ReferralStep(
                chapter_id=chapter.id,
                slip_id=slip.id,
                told_id=slip.giver_id,
                mover_id=slip.receiver_id,
                before=before,
                stage=stage,
                at=at,
                key=f"{dice.getrandbits(128):032x}",
                read_at=at + timedelta(hours=3) if is_read else None,
            )
        )
    db.session.flush()


def _steps(chapter: Chapter, slip: ReferralSlip, dice: Random, today: date) -> Iterator[Step]:
    """Give the steps of a referral up to today."""
    way = dice.choices([way for way, _ in WAYS], [weight for _, weight in WAYS])[0]
    is_open = not way or way[-1] in OPEN
    if is_open and slip.dated < today - SETTLED:
        way = (*(way or (Stage.CONTACTED,)), dice.choice((Stage.WON, Stage.LOST)))
    day, before = slip.dated, Stage.PASSED
    for order, stage in enumerate(way):
        day += timedelta(days=dice.randint(1, 6))
        if day >= today:
            return
        at = datetime.combine(day, time(18), ZoneInfo(chapter.zone))
        yield at, order, slip, before, stage
        before = stage
