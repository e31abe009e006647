"""Both of two record the same one-to-one at the same moment."""

import pytest
from sqlalchemy import func, select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Credit, Slip
from chapter.slips.sides import OneToOneSide
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.reliability.at_once import at_once, insist

pytestmark = pytest.mark.database


def number_of(table: type[Slip] | type[Credit] | type[OneToOneSide]) -> int:
    """Return how many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("round_number", range(5))
def test_both_at_once_record_one(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    round_number: int,
) -> None:
    """Seen red on PostgreSQL with merging.hold off; SQLite lets one write at a time anyway."""
    two = [(member, vice_president), (vice_president, member)]
    sent = []
    for number, (author, other) in enumerate(two):
        assert author.person
        assert other.person
        browser = browse(author)
        typed = {"second_id": str(other.person.id), "dated": str(TODAY), "place": "in-person"}
        typed |= {"author_id": str(author.person.id), "key": f"{number}" * 32}
        sent.append((browser, browser.address("slips.new", kind_name="one-to-one"), typed))
    answers = at_once([lambda one=one: insist(*one, Accept="application/json") for one in sent])
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.json["id"] for answer in answers}) == 1
    assert (number_of(Slip), number_of(Credit), number_of(OneToOneSide)) == (1, 2, 1)
