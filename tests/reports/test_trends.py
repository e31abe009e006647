import math
from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports import frames, trends

THURSDAY = date(2026, 10, 29)
NAMES = ("members", "meetings", "credits", "marks")


def _weekly(chapter: Any, last_day: date = THURSDAY, weeks: int = 5, **said: Any) -> pd.DataFrame:
    return trends.weekly(*(chapter.frame(name) for name in NAMES), last_day, weeks, **said)


def _monthly(chapter: Any, last_day: date, months: int = 2, **said: Any) -> pd.DataFrame:
    return trends.monthly(*(chapter.frame(name) for name in NAMES), last_day, months, **said)


def _rows(found: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    return frames.records(found, "text", *names)


@pytest.mark.parametrize(("span", "count"), [(trends.weekly, 26), (trends.monthly, 12)])
def test_trends_of_an_empty_chapter_have_every_period(chapter: Any, span: Any, count: int) -> None:
    found = span(*(chapter.frame(name) for name in NAMES), THURSDAY)
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (trends.TYPES, count)
    figures = found.drop(columns=["first", "text", "attendance"])
    assert (figures.to_numpy().sum(), found["attendance"].isna().all()) == (0, True)


def test_weeks_begin_on_monday_and_are_called_by_their_meeting(chapter: Any) -> None:
    chapter.member(1).meeting(1).meeting(5).credit(1, "visitors", 1).credit(1, "visitors", 5)
    found = _weekly(chapter)
    mondays = [date(2026, 9, 28), *(date(2026, 10, day) for day in (5, 12, 19, 26))]
    assert frames.days(found["first"]) == mondays
    assert _rows(found, "meetings", "visitors")[::4] == [("2026-10-01", 1, 1), ("2026-10-29", 1, 1)]


def test_weekly_holiday_is_a_row_of_zeros(chapter: Any) -> None:
    """Seen red with the weeks taken from the meetings."""
    chapter.member(1).meeting(1).meeting(3).credit(1, "visitors", 1).mark(1, 1, "P")
    found = _weekly(chapter, date(2026, 10, 15), 3)
    rows = [("2026-10-01", 1, 1, 1), ("2026-10-05", 0, 1, 0), ("2026-10-15", 1, 1, 0)]
    assert _rows(found, "meetings", "members", "visitors") == rows
    assert [math.isnan(share) for share in found["attendance"]] == [False, True, True]


def test_weekly_moved_meeting_stays_in_its_week(chapter: Any) -> None:
    moved = {"meeting": 2, "held_on": date(2026, 10, 6)}
    chapter.rows["meetings"].append(moved)
    chapter.member(1).credit(1, "visitors", 2, **moved)
    found = _weekly(chapter, date(2026, 10, 11), 1)
    assert _rows(found, "meetings", "visitors") == [("2026-10-06", 1, 1)]


def test_weekly_reopened_week_is_a_row_of_zeros(chapter: Any) -> None:
    """The frames hold closed weeks alone, so the rows of a reopened one are not there."""
    chapter.member(1).meeting(1).credit(1, "visitors", 1).meeting(2).credit(1, "visitors", 2)
    for name in ("meetings", "credits"):
        chapter.rows[name].pop()
    found = _weekly(chapter, date(2026, 10, 8), 2)
    assert _rows(found, "meetings", "visitors") == [("2026-10-01", 1, 1), ("2026-10-05", 0, 0)]


def test_trends_count_nothing_after_the_last_day(chapter: Any) -> None:
    """Seen red with the last period taken whole."""
    chapter.member(1).meeting(1).meeting(2).credit(1, "visitors", 2)
    chapter.member(2, "Ben Brandt", joined=date(2026, 10, 8))
    day = date(2026, 10, 7)
    assert _rows(_weekly(chapter, day, 1), "meetings", "members", "visitors") == [
        ("2026-10-05", 0, 1, 0)
    ]
    assert _rows(_monthly(chapter, day, 1), "meetings", "members", "visitors") == [
        ("2026-10", 1, 1, 0)
    ]


def test_monthly_across_new_year_and_a_leap_day(chapter: Any) -> None:
    for day in (date(2027, 12, 30), date(2028, 2, 29), date(2028, 3, 1)):
        chapter.credit(1, "closed_business", 1, held_on=day, amount=day.day)
    found = _monthly(chapter.member(1), date(2028, 2, 29), 3)
    assert _rows(found, "closed_business") == [("2027-12", 30), ("2028-01", 0), ("2028-02", 29)]


def test_monthly_sums_every_measure_in_its_unit(busy: Any) -> None:
    found = _monthly(busy, THURSDAY, 1)
    measures = ("referrals_given", "referrals_received", "closed_business", "education")
    assert _rows(found, *measures) == [("2026-10", 2, 1, 123456, 3)]


def test_attendance_is_the_share_of_marks_that_are_no_absence(busy: Any) -> None:
    """Seen red with only P counted."""
    busy.mark(3, 1, "L").mark(3, 2, "M")
    assert list(_monthly(busy, THURSDAY, 1)["attendance"]) == [5 / 6]


def test_trends_of_one_member_are_their_own(busy: Any) -> None:
    """Seen red with the credits, the marks and the members of everybody."""
    found = _monthly(busy, THURSDAY, 1, person=2)
    names = ("meetings", "members", "referrals_given", "referrals_received", "attendance")
    assert _rows(found, *names) == [("2026-10", 2, 1, 0, 1, 0.5)]


def test_trends_of_one_member_leave_out_what_they_did_as_a_visitor(chapter: Any) -> None:
    """Seen red with every standing counted."""
    chapter.member(1, joined=date(2026, 10, 8)).credit(1, "visitors", 1, standing="visitor")
    assert _rows(_monthly(chapter, THURSDAY, 1, person=1), "visitors") == [("2026-10", 0)]
    assert _rows(_monthly(chapter, THURSDAY, 1), "visitors") == [("2026-10", 1)]


def test_members_of_who_joined_left_and_rejoined(chapter: Any) -> None:
    chapter.member(1, joined=date(2026, 9, 3), left=date(2026, 9, 20))
    chapter.member(1, joined=date(2026, 10, 31))
    found = _monthly(chapter, date(2026, 11, 30), 4, person=1)
    assert list(found["members"]) == [0, 0, 1, 1]
