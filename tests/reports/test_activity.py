import math
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import activity, columns, frames, periods
from reports.periods import Period

LATER = date(2026, 10, 20)
SPLIT = [("inside", False, 100), ("outside", True, 30), ("spin_off", True, 7)]


def _business(*rows: tuple[int, date, str, bool, int]) -> pd.DataFrame:
    names = columns.BUSINESS
    return frames.typed([dict(zip(names, row, strict=True)) for row in rows], names)


def _table(chapter: Any, period: Period, business: pd.DataFrame | None = None) -> pd.DataFrame:
    given = [chapter.frame(name) for name in ("members", "marks", "credits")]
    return activity.table(*given, period, business)


def _figures(chapter: Any, period: Period, row: int = 0, *more: Any) -> dict[str, Any]:
    """Give what a member has beside names and averages, without zeros and gaps."""
    found = _table(chapter, period, *more).iloc[row, 4:].to_dict()
    kept = {name: value for name, value in found.items() if not pd.isna(value) and value}
    return {str(name): kept[name] for name in kept if name not in activity.PER_WEEK}


def test_table_of_an_empty_chapter_keeps_its_types(chapter: Any, busy: Any) -> None:
    october = periods.month(date(2026, 10, 1))
    found = _table(type(chapter)(), october, _business())
    assert (len(found), list(found.dtypes)) == (0, list(_table(busy, october).dtypes))
    assert list(found.columns[:14]) == [
        *("person", "first_name", "last_name", "trade", "P", "A", "L", "M", "S", "weeks"),
        *("RGI", "RGO", "RRI", "RRO"),
    ]
    assert list(found.columns[14:27]) == [
        *("referrals_given", "referrals_received", "visitors", "one_to_ones", "closed_business"),
        *("business_new", "business_repeat"),
        *("business_inside", "business_outside", "business_spin_off"),
        *("education", "testimonials", "sponsored"),
    ]
    assert list(found.columns[27:]) == [f"{name}_per_week" for name in activity.FIGURES]


def test_table_of_one_member(chapter: Any, october: Period) -> None:
    chapter.member(1).mark(1, 1, "P").mark(2, 1, "S")
    chapter.credit(1, "referrals_given", tier="inside", quantity=2)
    chapter.credit(1, "referrals_given", tier="spin_off").credit(1, "sponsored")
    chapter.credit(1, "referrals_received", tier="outside").credit(1, "education", quantity=4)
    assert _figures(chapter, october) == {
        **{"P": 1, "S": 1, "weeks": 2, "RGI": 2, "RGO": 1, "RRO": 1},
        **{"referrals_given": 3, "referrals_received": 1, "education": 4, "sponsored": 1},
    }


def test_table_leaves_out_what_visitors_gave(busy: Any, october: Period) -> None:
    """Seen red with every credit put to its person."""
    busy.credit(2, "visitors", standing="visitor")
    assert list(_table(busy, october)["referrals_given"]) == [1, 0]
    assert list(_table(busy, october)["visitors"]) == [0, 0]


def test_averages_of_who_joined_in_mid_period_are_by_own_weeks(
    chapter: Any, october: Period
) -> None:
    """Seen red with the meetings of the period divided by."""
    chapter.member(1).member(2, "Ben Brandt", joined=date(2026, 10, 15))
    for number in (1, 2, 3, 4):
        chapter.mark(number, 1, "P")
    chapter.mark(3, 2, "P").mark(4, 2, "A")
    chapter.credit(1, "visitors", quantity=2).credit(2, "visitors", 3, quantity=3)
    assert list(_table(chapter, october)["visitors_per_week"]) == [0.5, 1.5]


def test_averages_of_who_has_no_week_are_missing(chapter: Any, october: Period) -> None:
    """Seen red with nothing divided by no week, which is endless."""
    chapter.member(1).credit(1, "visitors")
    found = _table(chapter, october)
    assert [math.isnan(found[name].iloc[0]) for name in activity.PER_WEEK] == [True] * 8


def test_table_of_who_left_in_mid_period(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 10, 8)).mark(1, 1, "P").credit(1, "visitors")
    assert _figures(chapter, october) == {"P": 1, "weeks": 1, "visitors": 1}


def test_table_of_who_rejoined_is_one_row(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 10, 5)).member(1, joined=LATER, trade="Roofer")
    chapter.mark(1, 1, "P").mark(4, 1, "L").credit(1, "visitors").credit(1, "visitors", 4)
    assert list(_table(chapter, october)["trade"]) == ["Roofer"]
    assert _figures(chapter, october) == {"P": 1, "L": 1, "weeks": 2, "visitors": 2}


def test_table_counts_a_moved_meeting_where_it_was_held(chapter: Any, october: Period) -> None:
    chapter.member(1).mark(1, 1, "P").credit(1, "visitors", 5, held_on=date(2026, 10, 31))
    chapter.rows["marks"].append(
        {"meeting": 5, "held_on": date(2026, 10, 31), "person": 1, "mark": "L"}
    )
    assert _figures(chapter, october) == {"P": 1, "L": 1, "weeks": 2, "visitors": 1}


def test_table_of_a_holiday_week_divides_by_the_weeks_held(chapter: Any, october: Period) -> None:
    chapter.member(1).mark(1, 1, "P").mark(3, 1, "P").credit(1, "visitors", 3, quantity=3)
    assert list(_table(chapter, october)["visitors_per_week"]) == [1.5]


def test_table_of_a_reopened_week_is_without_it(chapter: Any, october: Period) -> None:
    """The frames hold closed weeks alone, so the rows of a reopened one are not there."""
    chapter.member(1).mark(1, 1, "P").credit(1, "visitors")
    closed = _table(chapter, october)
    chapter.mark(2, 1, "P").credit(1, "visitors", 2)
    assert _figures(chapter, october) == {"P": 2, "weeks": 2, "visitors": 2}
    for name in ("marks", "credits"):
        chapter.rows[name].pop()
    pd.testing.assert_frame_equal(_table(chapter, october), closed)


def test_business_divides_by_kind_and_tier(chapter: Any, october: Period) -> None:
    chapter.member(1).credit(1, "closed_business", slip=0, amount=137)
    rows = [(1, october.first, *split) for split in SPLIT]
    assert _figures(chapter, october, 0, _business(*rows)) == {
        **{"closed_business": 137, "business_new": 100, "business_repeat": 37},
        **{"business_inside": 100, "business_outside": 30, "business_spin_off": 7},
    }


def test_business_of_other_months_is_left_out(chapter: Any, october: Period) -> None:
    """Seen red with every month taken."""
    rows = [(1, date(2026, month, 1), "inside", False, month) for month in (9, 10, 11)]
    found = _table(chapter.member(1), october, _business(*rows))
    assert list(found["business_new"]) == [10]


@pytest.mark.parametrize("text", ["2026-10-08", "6m"])
def test_business_is_not_divided_within_a_month(chapter: Any, text: str) -> None:
    """Seen red with the months that begin in the period taken."""
    period = periods.parse(text, date(2026, 11, 2))
    chapter.member(1).credit(1, "closed_business", 2, slip=0, amount=5)
    rows = [(1, date(2026, 10, 1), "inside", False, 5)]
    found = _table(chapter, period, _business(*rows))
    assert list(found["closed_business"]) == [5]
    assert found[[*activity.BUSINESS]].isna().all(axis=None)


def test_business_without_its_frame_is_missing(busy: Any, october: Period) -> None:
    found = _table(busy, october)[[*activity.BUSINESS]]
    assert found.isna().all(axis=None)
    assert {str(kind) for kind in found.dtypes} == {"Int64"}


def test_business_of_all_time_is_divided_in_a_running_month(chapter: Any) -> None:
    rows = [(1, date(2026, 10, 1), *split) for split in SPLIT]
    everything = periods.parse("all", date(2026, 10, 15))
    assert list(_table(chapter.member(1), everything, _business(*rows))["business_new"]) == [100]


def test_business_of_somebody_unknown_has_a_row(chapter: Any, october: Period) -> None:
    """Seen red with only the roster listed: the split then lost money."""
    found = _table(chapter, october, _business((7, october.first, "inside", True, 9)))
    assert frames.records(found, "person", "last_name", "business_repeat") == [(7, "#7", 9)]


CREDITED = st.tuples(
    st.integers(1, 4), st.sampled_from(activity.FIGURES), st.integers(1, 9), st.integers(1, 5)
)


@given(st.lists(CREDITED, max_size=12), st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5))))
def test_table_loses_nothing(
    credits: list[tuple[int, str, int, int]], present: list[tuple[int, int]]
) -> None:
    """Compare with a count by hand; seen red with one measure dropped."""
    day, sums = date(2026, 10, 8), Counter[str]()
    usual = {"slip": 1, "held_on": day, "standing": "member", "tier": "", "is_repeat": False}
    rows = []
    for person, measure, figure, meeting in credits:
        sums[measure] += figure
        said = {"person": person, "measure": measure, "quantity": figure, "amount": figure}
        rows.append(usual | said | {"meeting": meeting})
    marks = [{"meeting": m, "held_on": day, "person": p, "mark": "P"} for p, m in set(present)]
    given = frames.members([]), frames.marks(marks), frames.credits(rows)
    found = activity.table(*given, periods.month(day))
    assert {name: found[name].sum() for name in activity.FIGURES if sums[name]} == sums
    assert found["weeks"].sum() == len(marks)
