from datetime import date
from typing import Any

import pytest

from reports import periods, spans
from reports.spans import Stint

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-10", ["2026-10"]),
        ("2026-Q4", ["2026-10", "2026-11", "2026-12"]),
        ("2026-11..2027-01", ["2026-11", "2026-12", "2027-01"]),
        ("2026-10-08", [""]),
    ],
)
def test_months_of_a_period(text: str, parts: list[str]) -> None:
    found = spans.months(periods.parse(text, TODAY), [])
    assert [month.text for month in found] == parts


def test_months_of_a_period_that_cuts_them() -> None:
    """Seen red with months given whole, which then add up to more than the period."""
    found = spans.months(periods.six_months(TODAY), [])
    assert (found[0].first, found[-1].until) == (date(2026, 4, 9), date(2026, 10, 9))
    assert [month.text for month in found] == ["", *(f"2026-0{n}" for n in range(5, 10)), ""]


def test_months_of_all_time_begin_with_the_first_day() -> None:
    everything = periods.everything(TODAY)
    found = spans.months(everything, [date(2026, 10, 1), date(2026, 9, 10)])
    assert [(month.first, month.until) for month in found] == [
        (date(2026, 9, 10), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 9)),
    ]
    assert spans.months(everything, []) == []


def test_stints_join_memberships_without_a_gap(chapter: Any) -> None:
    days = [date(2026, month, 1) for month in range(1, 7)]
    chapter.member(1, joined=days[1], left=days[2]).member(1, joined=None, left=days[1])
    chapter.member(1, joined=days[4], left=None).member(2, joined=days[3], left=days[3])
    chapter.member(3, joined=days[0], left=days[5]).member(3, joined=days[1], left=days[2])
    assert spans.stints(chapter.frame("members")) == {
        1: [Stint(date.min, days[2]), Stint(days[4], date.max)],
        3: [Stint(days[0], days[5])],
    }
