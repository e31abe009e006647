"""Writes: mails that wait to be sent, and what became of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from chapter.accounts.models import OutgoingMail, User
from chapter.db import db

# Who took a mail and was not heard of for so long has died over it.
TAKEN_FOR = timedelta(minutes=10)
# News a week old is none; and that one was sent is remembered no longer than it may matter.
LASTS = timedelta(days=7)
SUBJECT = 200


def wanted_by(user_id: int | None) -> User | None:
    """Return a user who wants news by mail."""
    user = db.session.get(User, user_id) if user_id else None
    return user if user is not None and user.told_by_mail else None


def enqueue(user: User, topic: str, subject: str, text: str, now: datetime) -> None:
    """Let a mail wait to be sent; it is kept with what it tells of, or not at all."""
    # A name may hold a line break; a subject may not.
    line = " ".join(subject.split())[:SUBJECT]
    db.session.add(OutgoingMail(user_id=user.id, topic=topic, subject=line, text=text, made_at=now))
    db.session.flush()


def take_back(topic: str) -> bool:
    """Remove the mail about something that waits; tell whether nobody got one."""
    mine = OutgoingMail.topic == topic
    waiting = delete(OutgoingMail).where(
        mine, OutgoingMail.sent_at.is_(None), OutgoingMail.taken_at.is_(None)
    )
    db.session.execute(waiting.execution_options(synchronize_session=False))
    return db.session.scalar(select(OutgoingMail.id).where(mine).limit(1)) is None


def tell(user: User, by_mail: bool) -> None:
    """Choose whether somebody gets news by mail."""
    user.told_by_mail = by_mail
    db.session.flush()


def due(now: datetime) -> Sequence[int]:
    """Return the mails that may be sent now, the oldest first; what is out of date is removed."""
    old = OutgoingMail.made_at <= now - LASTS
    db.session.execute(delete(OutgoingMail).where(old))
    return db.session.scalars(
        select(OutgoingMail.id).where(_free(now)).order_by(OutgoingMail.id)
    ).all()


def take(mail_id: int, now: datetime) -> OutgoingMail | None:
    """Take a mail in hand, unless somebody else has it or nobody wants it any more."""
    free = update(OutgoingMail).where(OutgoingMail.id == mail_id, _free(now)).values(taken_at=now)
    if db.session.scalar(free.returning(OutgoingMail.id)) is None:
        return None
    taken = db.session.get_one(OutgoingMail, mail_id, populate_existing=True)
    if not (taken.user.is_active and taken.user.told_by_mail):
        db.session.delete(taken)
        return None
    return taken


def sent(mail_id: int, now: datetime) -> None:
    """Note that a mail was sent; what it said is no longer kept."""
    _set(mail_id, sent_at=now, subject="", text="")


def put_back(mail_id: int) -> None:
    """Let a mail wait for the next time."""
    _set(mail_id, taken_at=None)


def drop(mail_id: int) -> None:
    """Remove a mail whose address takes none."""
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.id == mail_id))


def _set(mail_id: int, **values: object) -> None:
    db.session.execute(update(OutgoingMail).where(OutgoingMail.id == mail_id).values(**values))


def _free(now: datetime) -> ColumnElement[bool]:
    """Match what is neither sent nor in somebody's hand."""
    is_untaken = OutgoingMail.taken_at.is_(None) | (OutgoingMail.taken_at <= now - TAKEN_FOR)
    return OutgoingMail.sent_at.is_(None) & is_untaken
