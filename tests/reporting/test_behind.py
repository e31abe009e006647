"""The rows behind a figure: in which week each counts, and why."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import behind
from chapter.slips import queries as slips
from chapter.slips.rules import Measure
from reports import periods
from tests import factories
from tests.conftest import TODAY, Reader
from tests.reporting.conftest import FIRST, SECOND

NOVEMBER = periods.parse("2026-11", TODAY)
DAYS = [FIRST, SECOND]


def test_slip_handed_in_after_the_close_says_why_it_counts_later(
    november: Chapter, ben: Person
) -> None:
    """Seen red with the weeks between not looked at."""
    factories.make_slip(november, "testimonial", ben, FIRST, receiver_id=1)
    factories.close_week(november, TODAY)
    (row,) = behind.rows(november, ben, Measure.TESTIMONIALS, NOVEMBER, [*DAYS, TODAY])
    assert (row.held_on, row.dated) == (TODAY, FIRST)
    assert row.why == (
        "Dated Thu 5 Nov, counts in the week of Thu 19 Nov: the week of Thu 5 Nov was closed "
        "already."
    )


@pytest.mark.parametrize(
    ("measure", "dated", "held_on", "said"),
    [
        (Measure.EDUCATION, SECOND, SECOND, "Dated on the day of the meeting."),
        (
            Measure.EDUCATION,
            date(2026, 11, 7),
            SECOND,
            "Dated Sat 7 Nov; the first week that counts from then on.",
        ),
        (
            Measure.EDUCATION,
            date(2026, 11, 13),
            SECOND,
            "Dated Fri 13 Nov; it was brought in with the week of Thu 12 Nov.",
        ),
        (Measure.VISITORS, FIRST, SECOND, "Counts in the week of the visit."),
    ],
)
def test_reason_of_a_week(
    chapter: Chapter, measure: Measure, dated: date, held_on: date, said: str
) -> None:
    assert behind.reason(measure, dated, held_on, DAYS) == said


def test_weekly_sums_of_closed_business_have_no_day(november: Chapter, member: Reader) -> None:
    """Seen red with closed business given credit by credit."""
    assert member.person is not None
    found = behind.rows(november, member.person, Measure.CLOSED_BUSINESS, NOVEMBER, DAYS)
    assert [(row.held_on, row.figure, row.dated, row.why) for row in found] == [
        (FIRST, 3_050, None, "")
    ]


def test_dates_of_thanks_are_never_given(november: Chapter) -> None:
    """Seen red with the condition on the kind off."""
    assert set(slips.dates_of(november, range(1, 7)).values()) == {FIRST, SECOND}
    assert len(slips.dates_of(november, range(1, 7))) == 4


def test_dates_leave_other_chapters_out(november: Chapter, elsewhere: Chapter) -> None:
    """Seen red with the condition on the chapter off."""
    assert slips.dates_of(elsewhere, range(1, 7)) == {}


def test_shares_put_visitors_in_a_line_of_their_own(november: Chapter, ben: Person) -> None:
    factories.make_slip(november, "visitor", ben, TODAY)
    factories.close_week(november, TODAY)
    found = behind.shares(november, Measure.ONE_TO_ONES, NOVEMBER)
    assert [(share.name, share.figure) for share in found] == [
        ("Ben Brandt", 1),
        ("Mona Member", 1),
    ]


def test_shares_of_closed_business_thanked_to_a_visitor(november: Chapter, ben: Person) -> None:
    """Seen red with members alone asked for."""
    visitor = factories.make_slip(november, "visitor", ben, TODAY).visit.person
    factories.make_slip(november, "closed-business", ben, TODAY, thanked_id=visitor.id, amount=700)
    factories.close_week(november, TODAY)
    found = behind.shares(november, Measure.CLOSED_BUSINESS, NOVEMBER)
    assert [(share.person is None, share.name, share.figure) for share in found] == [
        (False, "Mona Member", 3_050),
        (True, "Visitors", 700),
    ]
