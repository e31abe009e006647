"""Reads: where referrals stand, whose news waits, which are silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.orm import contains_eager

from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from chapter.members.queries import covering
from chapter.people.models import Person
from chapter.referrals.models import ReferralStep
from chapter.referrals.rules import LOOKED_BACK, OPEN, Silent, Stage, is_silent, local_day
from chapter.slips.models import ReferralSlip

PAGE = 40


@dataclass(frozen=True)
class Received:
    """A referral as whoever received it finds it in a list."""

    slip: ReferralSlip
    stage: Stage
    #: The day of the last news; the slip's own before any.
    since: date

    def is_told_on(self, day: date) -> bool:
        """Tell whether the last news came on a day."""
        return self.stage != Stage.PASSED and self.since == day


def steps_of(chapter: Chapter, slip: ReferralSlip) -> Sequence[ReferralStep]:
    """Return the steps of a referral under who has it now, oldest first."""
    return db.session.scalars(
        select(ReferralStep)
        .where(
            ReferralStep.chapter_id == chapter.id,
            ReferralStep.slip_id == slip.id,
            ReferralStep.mover_id == slip.receiver_id,
        )
        .order_by(ReferralStep.id)
    ).all()


def by_key(chapter: Chapter, key: str) -> ReferralStep | None:
    """Return the step first sent under a key."""
    return db.session.scalar(
        select(ReferralStep).where(ReferralStep.chapter_id == chapter.id, ReferralStep.key == key)
    )


def member_with_news(chapter: Chapter, user: User, day: date) -> tuple[Membership, int] | None:
    """Return the membership a user has that day, and how many steps they have not read of.

    Every page asks for both, so they come in one statement.
    """
    unread = (
        select(func.count(ReferralStep.id))
        .where(
            ReferralStep.chapter_id == chapter.id,
            ReferralStep.told_id == Person.id,
            ReferralStep.read_at.is_(None),
            ReferralStep.is_news,
        )
        .correlate(Person)
        .scalar_subquery()
    )
    row = db.session.execute(
        select(Membership, unread)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.chapter_id == chapter.id, Person.user_id == user.id, covering(day))
    ).first()
    return (row[0], row[1]) if row else None


def unread_steps(chapter: Chapter, person: Person, until: int) -> Sequence[ReferralStep]:
    """Return the steps up to one that somebody has not read of."""
    return db.session.scalars(
        select(ReferralStep).where(
            ReferralStep.chapter_id == chapter.id,
            ReferralStep.told_id == person.id,
            ReferralStep.read_at.is_(None),
            ReferralStep.id <= until,
        )
    ).all()


def news(chapter: Chapter, person: Person, before: int | None = None) -> Sequence[ReferralStep]:
    """Return the steps of somebody's referrals with these, newest first, one page."""
    query = (
        select(ReferralStep)
        .join(ReferralStep.slip)
        .options(contains_eager(ReferralStep.slip))
        .where(
            ReferralStep.chapter_id == chapter.id,
            ReferralStep.told_id == person.id,
            ReferralStep.is_news,
        )
    )
    if before is not None:
        query = query.where(ReferralStep.id < before)
    return db.session.scalars(query.order_by(ReferralStep.id.desc()).limit(PAGE)).all()


def waiting(chapter: Chapter, person: Person, today: date, days: int) -> list[Received]:
    """Return the referrals somebody received of which a word is due.

    Those nothing was told of come first, the newest ahead; then those long without news. One
    that was moved today stays in its place, so that a tap does not take it from under the thumb.
    """
    open_ones = received(chapter, person, today)
    fresh = [one for one in open_ones if one.stage == Stage.PASSED or one.is_told_on(today)]
    late = [one for one in open_ones if one.stage != Stage.PASSED and not one.is_told_on(today)]
    newest = sorted(fresh, key=lambda one: (one.slip.dated, one.slip.id), reverse=True)
    return [*newest, *(one for one in late if is_silent(one.stage, one.since, today, days))]


def received(chapter: Chapter, person: Person, today: date) -> list[Received]:
    """Return the open referrals somebody received, those longest without news first."""
    rows = db.session.execute(
        select(ReferralSlip, ReferralStep.stage, ReferralStep.at)
        .outerjoin(ReferralStep, ReferralStep.id == _last_step())
        .where(
            ReferralSlip.chapter_id == chapter.id,
            ReferralSlip.receiver_id == person.id,
            ReferralSlip.withdrawn_at.is_(None),
            ReferralSlip.dated >= today - LOOKED_BACK,
            or_(ReferralStep.id.is_(None), ReferralStep.stage.in_(OPEN)),
        )
    )
    found = [
        Received(slip, Stage(stage or Stage.PASSED), _since(chapter, slip.dated, at))
        for slip, stage, at in rows
    ]
    return sorted(found, key=lambda one: (one.since, one.slip.id))


def silent(chapter: Chapter, today: date, days: int) -> list[Silent]:
    """Return the referrals of which members gave no news for so many days, the oldest first.

    What they are about is not read: the leadership sees giver, receiver and age.
    """
    on_roster = select(Membership.person_id).where(
        Membership.chapter_id == chapter.id, covering(today)
    )
    rows = db.session.execute(
        select(
            ReferralSlip.id,
            ReferralSlip.giver_id,
            ReferralSlip.receiver_id,
            ReferralSlip.dated,
            ReferralStep.stage,
            ReferralStep.at,
        )
        .outerjoin(ReferralStep, ReferralStep.id == _last_step())
        .where(
            ReferralSlip.chapter_id == chapter.id,
            ReferralSlip.receiver_id.in_(on_roster),
            ReferralSlip.withdrawn_at.is_(None),
            ReferralSlip.dated >= today - LOOKED_BACK,
            or_(ReferralStep.id.is_(None), ReferralStep.stage.in_(OPEN)),
        )
    )
    found = [
        Silent(
            row.id,
            row.giver_id,
            row.receiver_id,
            Stage(row.stage or Stage.PASSED),
            _since(chapter, row.dated, row.at),
        )
        for row in rows
    ]
    due = [one for one in found if is_silent(one.stage, one.since, today, days)]
    return sorted(due, key=lambda one: (one.since, one.slip_id))


def is_any(chapter: Chapter) -> bool:
    """Tell whether a referral was ever recorded, by whomever."""
    one = select(ReferralSlip.id).where(ReferralSlip.chapter_id == chapter.id).limit(1)
    return db.session.scalar(one) is not None


def _last_step() -> ScalarSelect[int]:
    """Select the last step of a referral by the member who has it now."""
    return (
        select(func.max(ReferralStep.id))
        .where(
            ReferralStep.slip_id == ReferralSlip.id,
            ReferralStep.mover_id == ReferralSlip.receiver_id,
        )
        .correlate(ReferralSlip)
        .scalar_subquery()
    )


def _since(chapter: Chapter, dated: date, at: datetime | None) -> date:
    """Return the chapter's day of the last news."""
    return local_day(at, chapter.zone) if at else dated
