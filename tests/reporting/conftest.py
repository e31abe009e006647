"""A month of the chapter, closed, with something of everything."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from tests import factories
from tests.conftest import Reader

FIRST, SECOND = date(2026, 11, 5), date(2026, 11, 12)


@pytest.fixture
def ben(chapter: Chapter) -> Person:
    """A second member."""
    return factories.make_member(chapter, "Ben Brandt", "Roofer").person


@pytest.fixture
def november(chapter: Chapter, member: Reader, ben: Person) -> Chapter:
    """Two closed weeks: Mona gave two referrals, was thanked twice, and met Ben."""
    mona = member.person
    assert mona is not None
    meeting = factories.make_meeting(chapter, FIRST)
    factories.make_mark(meeting, mona, "P")
    factories.make_mark(meeting, ben, "S", "Sam")
    for tier in ("inside", "outside"):
        factories.make_slip(chapter, "referral", mona, FIRST, receiver_id=ben.id, tier=tier)
    for amount in (1_000, 2_050):
        factories.make_slip(
            chapter, "closed-business", ben, FIRST, thanked_id=mona.id, amount=amount
        )
    factories.close_week(chapter, FIRST)
    factories.make_slip(chapter, "one-to-one", ben, SECOND, second_id=mona.id)
    factories.make_slip(chapter, "education", ben, SECOND, units=3)
    factories.close_week(chapter, SECOND)
    return chapter
