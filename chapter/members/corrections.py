"""What the official record corrects of a time on the roster; history stays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries, rules, seating, service
from chapter.members.models import Membership
from chapter.members.rules import MemberRefused, Refusal
from chapter.people.models import Person


def correct(chapter: Chapter, membership: Membership, **values: Any) -> None:
    """Change only what is given of a member and of their time; the rest stays."""
    person = membership.person
    membership.renewal_on = values.pop("renewal_on", membership.renewal_on)
    kept = {name: getattr(person, name) for name in ("first_name", "last_name", *service.PROFILE)}
    dates = {"trade": membership.trade, "joined_on": membership.joined_on}
    service.change(chapter, membership, **{**kept, **dates, **values})


def note_sponsor(membership: Membership, sponsor: Person) -> None:
    """Note who once brought a member in; it counts for nobody, being history."""
    if sponsor.id == membership.person_id:
        raise MemberRefused(Refusal.SPONSOR_SELF, "sponsor_id")
    membership.sponsor_id = sponsor.id
    db.session.flush()


def resume(
    chapter: Chapter,
    person: Person,
    *,
    trade: str,
    joined_on: date | None,
    actor_id: int | None,
    now: datetime,
) -> Membership:
    """Take a leaving back that did not happen: the last time on the roster goes on."""
    times = queries.of_person(chapter, person)
    if not times or times[0].left_on is None:
        raise MemberRefused(Refusal.ALREADY_MEMBER if times else Refusal.NOT_A_MEMBER)
    membership = times[0]
    joined_on = joined_on or membership.joined_on
    earlier = queries.end_before(chapter, membership)
    if refusal := rules.refusal_of_times(joined_on, None, earlier):
        raise MemberRefused(refusal, "joined_on")
    trade = trade or membership.trade
    membership.seat_key = seating.free_seat(chapter, trade, person)
    before = membership.left_on
    membership.trade, membership.joined_on, membership.left_on = trade, joined_on, None
    db.session.flush()
    _trace(membership, "member.resume", actor_id, now, left_on=str(before))
    return membership


def add_earlier(
    chapter: Chapter,
    person: Person,
    *,
    joined_on: date | None,
    left_on: date,
    trade: str = "",
    actor_id: int | None,
    now: datetime,
) -> Membership:
    """Add a time on the roster that is over, as the official record tells of it."""
    times = queries.of_person(chapter, person)
    if refusal := _refusal_of_time(times, joined_on, left_on):
        raise MemberRefused(refusal, "joined_on")
    membership = Membership(
        chapter_id=chapter.id,
        person=person,
        trade=trade or (times[0].trade if times else ""),
        joined_on=joined_on,
        left_on=left_on,
    )
    db.session.add(membership)
    db.session.flush()
    _trace(membership, "member.earlier", actor_id, now, joined_on=str(joined_on or ""))
    return membership


def end_earlier(
    membership: Membership, left_on: date, *, actor_id: int | None, now: datetime
) -> None:
    """Correct when a time ended of which only the latest day was known."""
    before = membership.left_on
    if before is None or left_on > before:
        raise MemberRefused(Refusal.TIMES_OVERLAP, "left_on")
    if refusal := rules.refusal_of_times(membership.joined_on, left_on, None):
        raise MemberRefused(refusal, "left_on")
    membership.left_on = left_on
    db.session.flush()
    days = {"left_on": str(left_on), "before": str(before)}
    _trace(membership, "member.earlier", actor_id, now, **days)


def _refusal_of_time(
    times: Sequence[Membership], joined_on: date | None, left_on: date
) -> Refusal | None:
    if joined_on is not None and left_on <= joined_on:
        return Refusal.LEFT_BEFORE_JOINING
    for other in times:
        begins_after = other.joined_on is not None and other.joined_on >= left_on
        ended_before = bool(other.left_on and joined_on and other.left_on <= joined_on)
        if not (begins_after or ended_before):
            return Refusal.TIMES_OVERLAP
    return None


def _trace(
    membership: Membership, action: str, actor_id: int | None, now: datetime, **details: object
) -> None:
    subject = f"people:{membership.person_id}"
    audit.trace(membership.chapter_id, action, subject, user_id=actor_id, now=now, **details)
