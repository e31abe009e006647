"""Everybody who might knock at a chapter's door."""

import uuid
from collections.abc import Callable
from datetime import date

from chapter import clock
from chapter.accounts import service as accounts
from chapter.accounts.models import OfficeTerm
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from tests.conftest import Reader, sign_up

TODAY = date(2026, 11, 19)


def _officer(office: Office | None) -> Callable[[Chapter, Chapter], Reader]:
    return lambda here, elsewhere: sign_up(here, "Olly Officer", "Florist", office)


def director(here: Chapter, *chapters: Chapter) -> Reader:
    """Appoint somebody who looks after these chapters."""
    email = f"dora-{uuid.uuid4().hex[:6]}@{here.slug}.example"
    user = accounts.add_user(email, name="Dora Director", now=clock.now())
    for chapter in (here, *chapters):
        accounts.grant_office(
            chapter,
            user,
            Office.DIRECTOR,
            starts_on=date(2026, 9, 3),
            ends_on=None,
            actor_id=None,
            now=clock.now(),
        )
    return Reader(user)


def _admin(here: Chapter, elsewhere: Chapter) -> Reader:
    return Reader(
        accounts.add_user("ada@admin.example", name="Ada", now=clock.now(), is_admin=True)
    )


def _former(here: Chapter, elsewhere: Chapter) -> Reader:
    reader = sign_up(here, "Fred Former", "Florist", Office.PRESIDENT)
    user_id = reader.user.id
    db.session.execute(
        db.update(Membership)
        .where(Membership.person_id == _person_id(reader))
        .values(left_on=TODAY, seat_key=None)
    )
    db.session.execute(
        db.update(OfficeTerm).where(OfficeTerm.user_id == user_id).values(ends_on=TODAY)
    )
    return reader


def _person_id(reader: Reader) -> int:
    assert reader.person is not None
    return reader.person.id


def _past_president(here: Chapter, elsewhere: Chapter) -> Reader:
    reader = sign_up(here, "Paul Past", "Florist", Office.PRESIDENT)
    db.session.execute(
        db.update(OfficeTerm).where(OfficeTerm.user_id == reader.user.id).values(ends_on=TODAY)
    )
    return reader


def _deactivated(here: Chapter, elsewhere: Chapter) -> Reader:
    reader = sign_up(here, "Dan Dismissed", "Florist", Office.PRESIDENT)
    reader.user.is_active = False
    return reader


def _stranger(here: Chapter, elsewhere: Chapter) -> Reader:
    return sign_up(elsewhere, "Stan Stranger", "Florist", Office.PRESIDENT)


ACTORS: dict[str, Callable[[Chapter, Chapter], Reader]] = {
    "member": _officer(None),
    "education": _officer(Office.EDUCATION),
    "past president": _past_president,
    "visitor host": _officer(Office.VISITOR_HOST),
    "membership committee": _officer(Office.MEMBERSHIP_COMMITTEE),
    "secretary": _officer(Office.SECRETARY_TREASURER),
    "vice president": _officer(Office.VICE_PRESIDENT),
    "president": _officer(Office.PRESIDENT),
    "director": director,
    "admin": _admin,
    "stranger": _stranger,
    "former member": _former,
    "director elsewhere": lambda here, elsewhere: director(elsewhere),
    "deactivated": _deactivated,
}
INSIDE = (
    "member",
    "education",
    "past president",
    "visitor host",
    "membership committee",
    "secretary",
    "vice president",
    "president",
    "director",
    "admin",
)
