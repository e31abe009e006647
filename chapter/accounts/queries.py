"""Reads: users, sessions and offices."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from chapter.accounts.models import Invitation, OfficeTerm, SignIn, SignInFailure, User
from chapter.accounts.rules import Office, fold_email
from chapter.chapters.models import Chapter
from chapter.db import db


def user_by_email(email: str) -> User | None:
    """Return the user of an address."""
    return db.session.scalar(select(User).where(User.email == fold_email(email)))


def sign_in_of(token_hash: str, since: datetime) -> SignIn | None:
    """Return a living session of an active user."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.user)
        .where(SignIn.token_hash == token_hash, SignIn.started_at > since, User.is_active)
    )


def sign_ins_of(user: User) -> Sequence[SignIn]:
    """Return the devices a user is signed in on, newest first."""
    return db.session.scalars(
        select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id.desc())
    ).all()


def sign_in(user: User, sign_in_id: int) -> SignIn | None:
    """Return one device a user is signed in on."""
    return db.session.scalar(
        select(SignIn).where(SignIn.user_id == user.id, SignIn.id == sign_in_id)
    )


def invitation_of(token_hash: str) -> Invitation | None:
    """Return the invitation of a link."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def failures(email: str, address: str, since: datetime) -> tuple[int, int]:
    """Return how often sign-in failed lately: for this account, from this address."""
    row = db.session.execute(
        select(
            func.count().filter(SignInFailure.email == email),
            func.count().filter(SignInFailure.address == address),
        ).where(
            (SignInFailure.email == email) | (SignInFailure.address == address),
            SignInFailure.at > since,
        )
    ).one()
    return row[0], row[1]


def offices_in(chapter: Chapter, user: User, day: date) -> list[str]:
    """Return the offices a user holds in a chapter that day, a region's director included."""
    return list(
        db.session.scalars(
            select(OfficeTerm.office).where(
                OfficeTerm.user_id == user.id, _covers(chapter), _held_on(day)
            )
        )
    )


def terms_in(chapter: Chapter, day: date) -> Sequence[OfficeTerm]:
    """Return who holds which office in a chapter now or later, directors included."""
    return db.session.scalars(
        select(OfficeTerm)
        .join(OfficeTerm.user)
        .options(contains_eager(OfficeTerm.user))
        .where(_covers(chapter), (OfficeTerm.ends_on.is_(None)) | (OfficeTerm.ends_on > day))
        .order_by(OfficeTerm.office, User.name, OfficeTerm.id)
    ).all()


def term(chapter: Chapter, term_id: int) -> OfficeTerm | None:
    """Return one office term of a chapter."""
    return db.session.scalar(
        select(OfficeTerm).where(OfficeTerm.chapter_id == chapter.id, OfficeTerm.id == term_id)
    )


def places_of(user: User, day: date) -> tuple[Select[int | None], Select[int | None]]:
    """Select the chapters and the regions in which a user holds an office."""
    held = OfficeTerm.user_id == user.id, _held_on(day)
    return select(OfficeTerm.chapter_id).where(*held), select(OfficeTerm.region_id).where(*held)


def directorships(day: date) -> Sequence[OfficeTerm]:
    """Return who directs which chapter or region that day or later."""
    return db.session.scalars(
        select(OfficeTerm)
        .join(OfficeTerm.user)
        .options(
            joinedload(OfficeTerm.user),
            joinedload(OfficeTerm.chapter),
            joinedload(OfficeTerm.region),
        )
        .where(
            OfficeTerm.office == Office.DIRECTOR,
            OfficeTerm.ends_on.is_(None) | (OfficeTerm.ends_on > day),
        )
        .order_by(User.name, OfficeTerm.id)
    ).all()


def directorship(term_id: int) -> OfficeTerm | None:
    """Return one director's term."""
    return db.session.scalar(
        select(OfficeTerm).where(OfficeTerm.id == term_id, OfficeTerm.office == Office.DIRECTOR)
    )


def _covers(chapter: Chapter) -> ColumnElement[bool]:
    """Match terms of the chapter itself and of its region."""
    in_chapter = OfficeTerm.chapter_id == chapter.id
    if chapter.region_id is None:
        return in_chapter
    return in_chapter | (OfficeTerm.region_id == chapter.region_id)


def _held_on(day: date) -> ColumnElement[bool]:
    has_begun = OfficeTerm.starts_on <= day
    return has_begun & ((OfficeTerm.ends_on.is_(None)) | (OfficeTerm.ends_on > day))
