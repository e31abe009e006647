"""Writes: signing in and out, invitations, passwords, offices."""

from datetime import date, datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete

from chapter.accounts import passwords, queries, rules
from chapter.accounts.models import Invitation, OfficeTerm, SignIn, SignInFailure, User
from chapter.accounts.rules import AccountRefused, Office, Refusal
from chapter.audit import service as audit
from chapter.chapters.models import Chapter, Region
from chapter.db import db


def add_user(email: str, *, name: str, now: datetime, is_admin: bool = False) -> User:
    """Add somebody who may be invited to sign in."""
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise AccountRefused(Refusal.EMAIL_WRITTEN, "email") from None
    if queries.user_by_email(email):
        raise AccountRefused(Refusal.EMAIL_TAKEN, "email")
    user = User(email=rules.fold_email(email), name=name, is_admin=is_admin, created_at=now)
    db.session.add(user)
    db.session.flush()
    return user


def known(email: str) -> User:
    """Return who signs in with an address, or refuse it."""
    user = queries.user_by_email(email)
    if user is None:
        raise AccountRefused(Refusal.EMAIL_UNKNOWN, "email")
    return user


def invite(user: User, *, chapter_id: int | None, actor_id: int | None, now: datetime) -> str:
    """Make a link's token with which the user sets a password within seven days."""
    db.session.execute(delete(Invitation).where(Invitation.user_id == user.id))
    token = passwords.make_token()
    db.session.add(
        Invitation(
            user_id=user.id,
            token_hash=passwords.token_hash(token),
            ends_at=now + rules.INVITATION_LASTS,
        )
    )
    audit.trace(chapter_id, "user.invite", f"users:{user.id}", user_id=actor_id, now=now)
    return token


def open_invitation(token: str, now: datetime) -> Invitation:
    """Return the invitation of a link, or refuse it."""
    invitation = queries.invitation_of(passwords.token_hash(token))
    is_open = invitation and not invitation.used_at and invitation.ends_at > now
    if invitation is None or not is_open or not invitation.user.is_active:
        raise AccountRefused(Refusal.INVITATION_OVER)
    return invitation


def accept(invitation: Invitation, password: str, now: datetime) -> User:
    """Set the password an invitation asked for, and use the invitation up."""
    user = invitation.user
    set_password(user, password)
    invitation.used_at = now
    audit.trace(None, "user.accept", f"users:{user.id}", user_id=user.id, now=now)
    return user


def set_password(user: User, password: str) -> None:
    """Change a password and end every session that knew the old one."""
    if refusal := rules.refusal_of_password(password):
        raise AccountRefused(refusal, "password")
    user.password_hash = passwords.make_hash(password)
    db.session.execute(delete(SignIn).where(SignIn.user_id == user.id))
    db.session.flush()


def change_password(
    user: User, present: str, password: str, *, address: str, now: datetime
) -> None:
    """Change one's own password, knowing the present one; guesses are limited as at sign-in."""
    try:
        check_sign_in(user.email, present, address=address, now=now)
    except AccountRefused as refused:
        is_wrong = refused.refusal is Refusal.SIGN_IN
        raise AccountRefused(
            Refusal.PASSWORD_WRONG if is_wrong else refused.refusal, "present"
        ) from None
    set_password(user, password)
    audit.trace(None, "user.password", f"users:{user.id}", user_id=user.id, now=now)


def correct_email(user: User, email: str) -> None:
    """Mend the address of somebody who has not signed in yet."""
    if user.password_hash or rules.fold_email(email) == user.email:
        return
    if queries.user_by_email(email):
        raise AccountRefused(Refusal.EMAIL_TAKEN, "email")
    user.email = rules.fold_email(email)
    db.session.flush()


def check_sign_in(email: str, password: str, *, address: str, now: datetime) -> User:
    """Return the user of an address and password, or refuse, alike for known and unknown."""
    email = rules.fold_email(email)
    by_account, by_address = queries.failures(email, address, now - rules.FAILURE_WINDOW)
    if by_account >= rules.FAILURES_PER_ACCOUNT or by_address >= rules.FAILURES_PER_ADDRESS:
        raise AccountRefused(Refusal.TOO_MANY)
    user = queries.user_by_email(email)
    stored = user.password_hash if user and user.is_active else ""
    is_right = passwords.is_right(stored, password[: rules.PASSWORD_BYTES])
    if user is None or not is_right:
        raise AccountRefused(Refusal.SIGN_IN)
    return user


def note_failure(email: str, *, address: str, now: datetime) -> None:
    """Remember a failed try, and forget those that no longer count."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.at < now - rules.FAILURE_WINDOW))
    db.session.add(SignInFailure(email=rules.fold_email(email)[:254], address=address, at=now))
    user = queries.user_by_email(email)
    # What was typed is not traced: people type passwords into the wrong field.
    subject = f"users:{user.id}" if user else "users"
    audit.trace(None, "user.sign-in-failed", subject, user_id=None, now=now)


def start_session(user: User, *, device: str, now: datetime) -> SignIn:
    """Sign a device in; its token exists only on the object returned."""
    token = passwords.make_token()
    sign_in = SignIn(
        user_id=user.id,
        token_hash=passwords.token_hash(token),
        started_at=now,
        device=device[:200],
    )
    sign_in.token = token
    db.session.add(sign_in)
    audit.trace(None, "user.sign-in", f"users:{user.id}", user_id=user.id, now=now)
    return sign_in


def end_session(sign_in: SignIn) -> None:
    """Sign a device out; one that is out already stays out."""
    db.session.execute(delete(SignIn).where(SignIn.id == sign_in.id))


def session_of(token: str, now: datetime) -> SignIn | None:
    """Return the living session of a browser's token."""
    return queries.sign_in_of(passwords.token_hash(token), now - rules.SIGN_IN_LASTS)


def grant_office(
    chapter: Chapter,
    user: User,
    office: Office,
    *,
    starts_on: date,
    ends_on: date | None,
    actor_id: int | None,
    now: datetime,
) -> OfficeTerm:
    """Give a user an office in a chapter for a term."""
    if ends_on is not None and ends_on <= starts_on:
        raise AccountRefused(Refusal.OFFICE_ENDS_EARLY, "ends_on")
    if office in queries.offices_in(chapter, user, starts_on):
        raise AccountRefused(Refusal.OFFICE_HELD, "office")
    term = OfficeTerm(
        user_id=user.id,
        chapter_id=chapter.id,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    db.session.add(term)
    audit.trace(
        chapter.id,
        "office.grant",
        f"users:{user.id}",
        user_id=actor_id,
        now=now,
        office=office,
        starts_on=str(starts_on),
        ends_on=str(ends_on or ""),
    )
    return term


def appoint_director(
    email: str,
    *,
    name: str,
    chapter: Chapter | None,
    region: Region | None,
    today: date,
    actor_id: int,
    now: datetime,
) -> OfficeTerm:
    """Put a chapter or a region into somebody's care, adding their account the first time."""
    if (chapter is None) == (region is None):
        raise AccountRefused(Refusal.PLACE_MISSING, "place")
    user = queries.user_by_email(email) or add_user(email, name=name, now=now)
    term = OfficeTerm(
        user_id=user.id,
        chapter_id=chapter.id if chapter else None,
        region_id=region.id if region else None,
        office=Office.DIRECTOR,
        starts_on=today,
    )
    if any(_is_same_place(term, held) for held in queries.directorships(today)):
        raise AccountRefused(Refusal.OFFICE_HELD, "place")
    db.session.add(term)
    audit.trace(
        term.chapter_id,
        "office.grant",
        f"users:{user.id}",
        user_id=actor_id,
        now=now,
        office=Office.DIRECTOR,
        region_id=term.region_id,
    )
    return term


def end_office(term: OfficeTerm, *, today: date, actor_id: int | None, now: datetime) -> None:
    """End an office today; one that began today or later is taken back whole."""
    audit.trace(
        term.chapter_id,
        "office.end",
        f"users:{term.user_id}",
        user_id=actor_id,
        now=now,
        office=term.office,
    )
    if term.starts_on >= today:
        db.session.delete(term)
    else:
        term.ends_on = today
    db.session.flush()


def _is_same_place(one: OfficeTerm, other: OfficeTerm) -> bool:
    """Tell whether two terms give the same person the same chapter or region."""
    places = (one.user_id, one.chapter_id, one.region_id)
    return places == (other.user_id, other.chapter_id, other.region_id)
