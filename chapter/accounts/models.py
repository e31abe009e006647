"""Tables: users who sign in, their sessions, invitations and offices."""

from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter, Region
from chapter.db import Base, Moment, one_of


class User(Base):
    """Somebody who signs in; apart from the people of chapters, who point here."""

    __tablename__ = "users"

    #: Folded, so that one address is one user.
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    #: Empty until the invitation is taken up.
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Moment())
    #: Whether news of their referrals comes by mail too.
    told_by_mail: Mapped[bool] = mapped_column(default=False)


class SignIn(UserMixin, Base):
    """One device signed in; the row is the session, and dies with it.

    This is what Flask-Login keeps: its id is the token, so deleting the row ends the session.
    """

    __tablename__ = "sign_ins"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(Moment())
    device: Mapped[str] = mapped_column(String(200), default="")

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    #: The token itself is known only while it is handed to the browser.
    token = ""

    def get_id(self) -> str:
        """Return what the browser keeps."""
        return self.token


class SignInFailure(Base):
    """One failed try, kept to slow guessing down."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index(None, "email", "at"), Index(None, "address", "at"))

    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment())


class Invitation(Base):
    """A link with which a user sets a password, once."""

    __tablename__ = "invitations"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    ends_at: Mapped[datetime] = mapped_column(Moment())
    used_at: Mapped[datetime | None] = mapped_column(Moment())

    user: Mapped[User] = relationship()


class OutgoingMail(Base):
    """A mail that waits to be sent, written together with what it tells of."""

    __tablename__ = "outgoing_mails"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    #: `<table>:<id>` of what it is about.
    topic: Mapped[str] = mapped_column(String(60), index=True)
    #: Both emptied once it is sent.
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment())
    #: Since when somebody is about to send it.
    taken_at: Mapped[datetime | None] = mapped_column(Moment())
    sent_at: Mapped[datetime | None] = mapped_column(Moment(), index=True)

    user: Mapped[User] = relationship()


class OfficeTerm(Base):
    """An office held for a term, in a chapter or (a director's) over a region."""

    __tablename__ = "office_terms"
    __table_args__ = (
        one_of("office", Office),
        CheckConstraint("(chapter_id IS NULL) <> (region_id IS NULL)", name="one_place"),
        CheckConstraint("region_id IS NULL OR office = 'director'", name="region_has_directors"),
        CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name="ends_after_start"),
        Index(None, "chapter_id", "user_id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    chapter_id: Mapped[int | None] = mapped_column(ForeignKey("chapters.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    office: Mapped[str] = mapped_column(String(30))
    starts_on: Mapped[date]
    #: The first day the office is no longer held; empty while open-ended.
    ends_on: Mapped[date | None]

    user: Mapped[User] = relationship()
    chapter: Mapped[Chapter | None] = relationship()
    region: Mapped[Region | None] = relationship()
