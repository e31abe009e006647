"""What the tests of slips type and read."""

from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import func, select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.ledger import Credit, Slip
from tests.conftest import TODAY
from tests.factories import make_slip


def said(kind: str, other: Person) -> dict[str, Any]:
    """Return what somebody types on a slip of a kind."""
    return {
        "referral": {"receiver_id": other.id, "prospect": "Pia Prospect", "phone": "600 100 200"},
        "one-to-one": {"second_id": other.id},
        "closed-business": {"thanked_id": other.id, "amount": "1,250.50"},
        "education": {"units": "2", "topic": "Listening"},
        "testimonial": {"receiver_id": other.id, "text": "She keeps her word."},
        "visitor": {"name": "Vera Visitor"},
    }[kind]


def text(page: BeautifulSoup) -> str:
    """Return the words of a page's main part."""
    assert page.main is not None
    return page.main.get_text(" ", strip=True)


def number_of(table: type[Slip] | type[Credit]) -> int:
    """Return how many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def credits() -> list[tuple[str, str]]:
    """Return who is credited with what."""
    rows = db.session.scalars(select(Credit).order_by(Credit.id))
    return [(credit.person.name, credit.measure) for credit in rows]


def met(chapter: Chapter, author: Person, other: Person, key: str = "", **said: object) -> Slip:
    """Record a one-to-one of today as one of the two."""
    columns = {"dated": TODAY, **said}
    return make_slip(chapter, "one-to-one", author, key=key or None, second_id=other.id, **columns)
