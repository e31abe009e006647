from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import frames, goals, periods, vitals
from reports.periods import Period
from reports.scores import scoring, tables
from reports.vitals import Vitals

NAMES = ("members", "marks", "credits", "meetings")
AUTUMN = periods.parse("2026-Q4", date(2027, 1, 1))
FIRST, UNTIL = date(2026, 10, 1), date(2026, 11, 1)
DAYS = [None, *(date(2026, month, day) for month in (9, 10, 11) for day in (1, 2, 30))]


def _vitals(chapter: Any, period: Period) -> Vitals:
    return vitals.of(*(chapter.frame(name) for name in NAMES), period)


def _roster(found: Vitals) -> tuple[int, int, int, int, int]:
    return found.start, found.joined, found.left, found.end, found.growth


@pytest.fixture
def four(chapter: Any) -> Any:
    """Four members from the start."""
    for person in range(1, 5):
        chapter.member(person)
    return chapter


def test_vitals_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _vitals(chapter, october)
    unknown = [name for name, value in found.figures.items() if value is None]
    assert (_roster(found), found.weeks, found.visitors) == ((0, 0, 0, 0, 0), 0, 0)
    assert unknown == [name for name, unit in vitals.FIGURES.items() if unit != "count"]


def test_vitals_of_one_member(chapter: Any, october: Period) -> None:
    chapter.member(1).meeting(1).meeting(2).mark(1, 1, "P").mark(2, 1, "A")
    chapter.credit(1, "referrals_given", quantity=3).credit(1, "visitors")
    found = _vitals(chapter, october)
    assert (_roster(found), found.retention) == ((1, 0, 0, 1, 0), 1)
    assert found.absence_rate == found.visitors_per_week == Fraction(1, 2)
    assert (found.referrals_per_member_week, found.conversion) == (Fraction(3, 2), 0)


def test_vitals_of_a_member_who_joined_in_mid_period(four: Any, october: Period) -> None:
    """Seen red with the members of the first day taken as those of the start."""
    four.member(5, joined=FIRST).member(6, joined=date(2026, 10, 31)).member(7, joined=UNTIL)
    found = _vitals(four, october)
    assert (_roster(found), found.retention) == ((4, 2, 0, 6, 2), 1)


def test_vitals_of_a_member_who_left_in_mid_period(four: Any, october: Period) -> None:
    """Seen red with who leaves on the day after counted as gone."""
    for person, left in ((5, FIRST), (6, date(2026, 10, 31)), (7, UNTIL), (8, date(2026, 9, 30))):
        four.member(person, left=left)
    found = _vitals(four, october)
    assert (_roster(found), found.retention) == ((7, 0, 2, 5, -2), Fraction(5, 7))


def test_vitals_of_a_member_who_rejoined(four: Any, october: Period) -> None:
    """Seen red with retention taken from the numbers alone."""
    four.member(5, left=date(2026, 10, 5)).member(5, joined=date(2026, 10, 20))
    four.member(6, left=date(2026, 10, 5)).member(7, joined=date(2026, 10, 20))
    found = _vitals(four, october)
    assert (_roster(found), found.retention) == ((6, 2, 2, 6, 0), Fraction(5, 6))


def test_vitals_of_who_came_and_went(four: Any, october: Period) -> None:
    four.member(5, joined=date(2026, 10, 5), left=date(2026, 10, 20))
    assert _roster(_vitals(four, october)) == (4, 1, 1, 4, 0)


def test_vitals_of_who_changed_seats(four: Any, october: Period) -> None:
    """Seen red with each membership taken alone."""
    four.member(5, left=date(2026, 10, 5)).member(5, joined=date(2026, 10, 5), trade="Roofer")
    assert _roster(_vitals(four, october)) == (5, 0, 0, 5, 0)


def test_vitals_of_a_membership_of_no_day(four: Any, october: Period) -> None:
    four.member(5, joined=date(2026, 10, 5), left=date(2026, 10, 5))
    assert _roster(_vitals(four, october)) == (4, 0, 0, 4, 0)


def test_vitals_of_a_holiday_week(four: Any, october: Period) -> None:
    """A week without a meeting that counts divides nothing."""
    for number in (1, 2, 4):
        four.meeting(number).credit(1, "visitors", number)
    found = _vitals(four, october)
    assert (found.weeks, found.visitors_per_week) == (3, 1)


def test_vitals_of_a_moved_meeting(four: Any, october: Period) -> None:
    """Seen red with the meetings of every month taken."""
    for held_on in (date(2026, 10, 31), date(2026, 11, 1)):
        four.rows["meetings"].append({"meeting": held_on.day, "held_on": held_on})
    assert _vitals(four, october).weeks == 1


def test_vitals_count_every_first_visit(four: Any, october: Period) -> None:
    """Seen red with only what members brought."""
    four.meeting(1).credit(1, "visitors").credit(9, "visitors", standing="other")
    four.member(5, joined=date(2026, 10, 8))
    found = _vitals(four, october)
    assert (found.visitors, found.conversion) == (2, Fraction(1, 2))


def test_vitals_count_referrals_of_members_only(four: Any, october: Period) -> None:
    """Seen red with the referrals of visitors counted, too."""
    four.mark(1, 1, "M").mark(1, 2, "P").mark(1, 3, "A").credit(1, "referrals_given")
    four.credit(9, "referrals_given", standing="visitor").credit(1, "referrals_received")
    found = _vitals(four, october)
    assert found.referrals_per_member_week == found.absence_rate == Fraction(1, 3)


def test_vitals_by_month(four: Any) -> None:
    four.member(5, joined=date(2026, 11, 5)).meeting(1).meeting(6).meeting(7)
    found = vitals.by_month(*(four.frame(name) for name in NAMES), AUTUMN)
    assert [(month.text, one.weeks, one.joined) for month, one in found] == [
        ("2026-10", 1, 0),
        ("2026-11", 2, 1),
        ("2026-12", 0, 0),
    ]


def test_compare_month_against_month(four: Any, october: Period) -> None:
    four.member(5, joined=date(2026, 11, 5)).meeting(1).meeting(6)
    four.credit(1, "visitors").credit(1, "visitors", 6, quantity=4)
    months = (october, periods.month(UNTIL))
    found = vitals.compare(*(_vitals(four, month) for month in months))
    known = frames.records(found[~found["change"].isna()])
    assert known[0] == ("size", "count", 5.0, 4.0, 1.0)
    assert known[-2] == ("visitors_per_week", "rate", 4.0, 1.0, 3.0)
    assert known[-1] == ("conversion", "share", 0.25, 0.0, 0.25)


def test_compare_of_empty_chapters(chapter: Any, october: Period) -> None:
    nothing = _vitals(chapter, october)
    found = vitals.compare(nothing, nothing)
    assert [str(kind) for kind in found.dtypes] == ["str"] * 2 + ["float64"] * 3
    assert int(found["now"].isna().sum()) == 5


def test_figures_are_all_that_the_chapter_lights_count(chapter: Any, october: Period) -> None:
    counted = {part.counts for part in tables.preset("chapter-2013").parts}
    assert counted - set(_vitals(chapter, october).figures) == set()


def test_figures_are_scored_by_the_chapter_lights(chapter: Any, october: Period) -> None:
    for person in range(1, 27):
        chapter.member(person).mark(1, person, "A" if person == 1 else "P")
    chapter.meeting(1).credit(1, "visitors", quantity=2)
    chapter.credit(1, "referrals_given", quantity=26)
    figures = _vitals(chapter, october).figures
    found = scoring.score(
        tables.preset("chapter-2013"), figures, currency="EUR", minor_digits=2
    ).parts
    points = {part.name: part.points for part in found}
    names = ("size", "growth", "retention", "referrals", "visitors", "conversion", "absence_rate")
    assert [points[name] for name in names] == [10, 0, 15, 10, 10, 0, 15]


MEMBERSHIPS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(
        lambda row: not (row[1] and row[2]) or row[1] < row[2]
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=MEMBERSHIPS)
def test_roster_adds_up(
    chapter: Any, october: Period, rows: list[tuple[int, date | None, date | None]]
) -> None:
    """Seen red with each membership taken alone."""
    made = type(chapter)()
    for person, first, until in rows:
        made.member(person, joined=first, left=until)
    start, joined, left, end, growth = _roster(_vitals(made, october))
    assert (start + joined - left, growth) == (end, joined - left)
    assert end == goals.size(made.frame("members"), october)
