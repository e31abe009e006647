"""A pair that meets again soon is told so; it counts all the same."""

from datetime import timedelta

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.rulesets import queries as rulesets
from chapter.slips import repeats
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import make_member
from tests.slips.steps import credits, met, said, text


@pytest.fixture
def ana(member: Reader) -> Person:
    """A member who signs in."""
    assert member.person is not None
    return member.person


@pytest.mark.parametrize(("ago", "is_told"), [(1, True), (30, True), (31, False)])
def test_pair_is_pointed_out_within_the_window(
    chapter: Chapter, ana: Person, bea: Person, ago: int, is_told: bool
) -> None:
    """Seen red with a window of a year."""
    earlier = TODAY - timedelta(days=ago)
    met(chapter, bea, ana, dated=earlier)
    slip = met(chapter, ana, bea)
    assert bool(repeats.notices(chapter, slip)) is is_told
    assert len(credits()) == 4


def test_pair_is_pointed_out_with_its_day(chapter: Chapter, ana: Person, bea: Person) -> None:
    met(chapter, bea, ana, dated=TODAY - timedelta(days=1))
    assert repeats.notices(chapter, met(chapter, ana, bea)) == [
        "The same two had a one-to-one on Wed 18 Nov; this one counts all the same."
    ]


def test_pair_elsewhere_is_none_of_ours(
    chapter: Chapter, elsewhere: Chapter, ana: Person, bea: Person
) -> None:
    two = [make_member(elsewhere, name).person for name in ("Stan Star", "Susi Sun")]
    met(elsewhere, two[0], two[1])
    assert repeats.notices(chapter, met(chapter, ana, bea)) == []


def test_window_is_the_chapters(chapter: Chapter, ana: Person, bea: Person) -> None:
    """Seen red with thirty days whatever the rules say."""
    rulesets.on(chapter, TODAY).pair_days = 0
    met(chapter, bea, ana, dated=TODAY - timedelta(days=1))
    assert repeats.notices(chapter, met(chapter, ana, bea)) == []


def test_page_says_it_and_asks_for_no_tap_more(
    chapter: Chapter, member: Reader, ana: Person, bea: Person, browse: BrowserFactory
) -> None:
    met(chapter, bea, ana, dated=TODAY - timedelta(days=7))
    page = browse(member).submit("slips.new", said("one-to-one", bea), kind_name="one-to-one")
    assert "recorded. The same two had a one-to-one on Thu 12 Nov" in text(page)


def test_page_says_that_both_recorded_it(
    chapter: Chapter, member: Reader, ana: Person, bea: Person, browse: BrowserFactory
) -> None:
    met(chapter, bea, ana)
    page = browse(member).submit("slips.new", said("one-to-one", bea), kind_name="one-to-one")
    assert "Both recorded it, so it is one, and it counts once for each." in text(page)
