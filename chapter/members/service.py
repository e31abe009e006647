"""Writes: admitting, changing and releasing members; letting them sign in."""

from datetime import date, datetime
from typing import Any

from blinker import Signal

from chapter.accounts import queries as account_queries
from chapter.accounts import service as accounts
from chapter.accounts.models import OfficeTerm, User
from chapter.accounts.rules import AccountRefused, Office, refusal_to_invite
from chapter.accounts.rules import Refusal as AccountRefusal
from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries, rules, seating
from chapter.members.models import Membership
from chapter.members.rules import MemberRefused, Refusal
from chapter.people import queries as people_queries
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category

# Who hears of it when somebody is admitted: (chapter, membership, recorder's id, moment).
admitted = Signal("a person was admitted")

PROFILE = ("company", "email", "phone", "pitch", "ask", "website")


def admit(
    chapter: Chapter,
    *,
    first_name: str,
    last_name: str,
    trade: str,
    joined_on: date | None,
    today: date,
    actor_id: int | None,
    now: datetime,
    sponsor: Person | None = None,
    **profile: Any,
) -> Membership:
    """Add a person to the roster."""
    seating.refuse_email(chapter, profile.get("email", ""), None)
    if joined_on and (
        refusal := rules.refusal_to_admit(joined_on, today, is_active=False, left_on=None)
    ):
        raise MemberRefused(refusal, "joined_on")
    person = people.add(
        chapter,
        first_name=first_name,
        last_name=last_name,
        category=Category.ROSTER,
        **profile,
    )
    return _seat(chapter, person, trade, joined_on, sponsor, actor_id, now)


def readmit(
    chapter: Chapter,
    person: Person,
    *,
    trade: str,
    joined_on: date,
    today: date,
    actor_id: int | None,
    now: datetime,
    sponsor: Person | None = None,
) -> Membership:
    """Give a former member or a visitor (a new) time on the roster; history stays."""
    past = queries.of_person(chapter, person)
    is_active = any(membership.left_on is None for membership in past)
    left_on = max((m.left_on for m in past if m.left_on), default=None)
    if refusal := rules.refusal_to_admit(joined_on, today, is_active=is_active, left_on=left_on):
        raise MemberRefused(refusal, "joined_on")
    person.category = Category.ROSTER
    return _seat(chapter, person, trade, joined_on, sponsor, actor_id, now)


def _seat(
    chapter: Chapter,
    person: Person,
    trade: str,
    joined_on: date | None,
    sponsor: Person | None,
    actor_id: int | None,
    now: datetime,
) -> Membership:
    if sponsor is not None and sponsor.id == person.id:
        raise MemberRefused(Refusal.SPONSOR_SELF, "sponsor_id")
    membership = Membership(
        chapter_id=chapter.id,
        person=person,
        trade=trade,
        seat_key=seating.free_seat(chapter, trade, person),
        joined_on=joined_on,
        sponsor_id=sponsor.id if sponsor else None,
    )
    db.session.add(membership)
    db.session.flush()
    audit.trace(
        chapter.id,
        "member.admit",
        f"people:{person.id}",
        user_id=actor_id,
        now=now,
        joined_on=str(joined_on or ""),
    )
    admitted.send(chapter, membership=membership, actor_id=actor_id, now=now)
    return membership


def change(
    chapter: Chapter,
    membership: Membership,
    *,
    first_name: str,
    last_name: str,
    trade: str,
    joined_on: date | None,
    **profile: Any,
) -> None:
    """Change what is known of a member."""
    person = membership.person
    seating.refuse_email(chapter, profile.get("email", ""), person)
    earlier = queries.end_before(chapter, membership)
    if refusal := rules.refusal_of_times(joined_on, membership.left_on, earlier):
        raise MemberRefused(refusal, "joined_on")
    if membership.left_on is None:
        membership.seat_key = seating.free_seat(chapter, trade, person)
    seating.correct_sign_in(chapter, person, profile.get("email", ""))
    people.rename(person, first_name, last_name)
    for name in PROFILE:
        if name in profile:
            setattr(person, name, profile[name])
    membership.trade, membership.joined_on = trade, joined_on
    db.session.flush()


def change_profile(person: Person, **profile: str) -> None:
    """Change what a member tells others about themselves."""
    for name in ("company", "phone", "pitch", "ask", "website"):
        setattr(person, name, profile[name])
    db.session.flush()


def release(
    chapter: Chapter,
    person: Person,
    *,
    left_on: date,
    today: date,
    actor_id: int | None,
    now: datetime,
    may_grant: bool = True,
) -> None:
    """End a membership; the first day no longer a member is given. Offices end with it."""
    past = queries.of_person(chapter, person)
    membership = next((m for m in past if m.left_on is None), None)
    if membership is None:
        raise MemberRefused(Refusal.NOT_A_MEMBER)
    if refusal := rules.refusal_to_release(membership.joined_on, left_on, today):
        raise MemberRefused(refusal, "left_on")
    terms = queries.offices_of(chapter, person, today)
    if terms and not may_grant:
        raise MemberRefused(Refusal.HOLDS_OFFICE, "left_on")
    membership.left_on, membership.seat_key = left_on, None
    for term in terms:
        _end_with_membership(term, left_on, today, actor_id, now)
    audit.trace(
        chapter.id,
        "member.release",
        f"people:{person.id}",
        user_id=actor_id,
        now=now,
        left_on=str(left_on),
    )


def _end_with_membership(
    term: OfficeTerm, left_on: date, today: date, actor_id: int | None, now: datetime
) -> None:
    if left_on <= today or term.starts_on >= left_on:
        accounts.end_office(term, today=today, actor_id=actor_id, now=now)
    else:
        term.ends_on = min(term.ends_on or left_on, left_on)


def user_of(chapter: Chapter, person: Person, now: datetime) -> User:
    """Return who signs in as a person, making the account from the e-mail the first time."""
    if person.user_id is not None:
        return db.session.get_one(User, person.user_id)
    if not person.email:
        raise AccountRefused(AccountRefusal.EMAIL_MISSING)
    user = account_queries.user_by_email(person.email)
    if user is None:
        user = accounts.add_user(person.email, name=person.name, now=now)
    elif people_queries.of_user(chapter, user):
        raise AccountRefused(AccountRefusal.EMAIL_TAKEN)
    person.user_id = user.id
    db.session.flush()
    return user


def invite(
    chapter: Chapter,
    person: Person,
    *,
    may_grant: bool,
    today: date,
    actor_id: int | None,
    now: datetime,
) -> str:
    """Make the token of a link with which a person sets a password."""
    user = user_of(chapter, person, now)
    if refusal := refusal_to_invite(
        has_password=bool(user.password_hash),
        is_known_elsewhere=queries.is_known_elsewhere(chapter, user),
        holds_office=queries.holds_office(chapter, user, today),
        may_grant=may_grant,
    ):
        raise AccountRefused(refusal)
    return accounts.invite(user, chapter_id=chapter.id, actor_id=actor_id, now=now)


def grant_office(
    chapter: Chapter,
    person: Person,
    office: Office,
    *,
    starts_on: date,
    ends_on: date | None,
    actor_id: int | None,
    now: datetime,
) -> OfficeTerm:
    """Give a member an office of the chapter for a term."""
    if office == Office.DIRECTOR:
        raise AccountRefused(AccountRefusal.OFFICE_NOT_HERE, "office")
    if queries.membership_on(chapter, person, starts_on) is None:
        raise AccountRefused(AccountRefusal.NOT_A_MEMBER, "starts_on")
    return accounts.grant_office(
        chapter,
        user_of(chapter, person, now),
        office,
        starts_on=starts_on,
        ends_on=ends_on,
        actor_id=actor_id,
        now=now,
    )
