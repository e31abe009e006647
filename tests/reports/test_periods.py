import subprocess
import sys
from datetime import date

import pytest

from reports import periods

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("text", "kind", "first", "until"),
    [
        ("2026-10-08", "meeting", date(2026, 10, 8), date(2026, 10, 9)),
        ("2026-10", "month", date(2026, 10, 1), date(2026, 11, 1)),
        ("2026-12", "month", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-Q4", "quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026", "year", date(2026, 1, 1), date(2027, 1, 1)),
        ("6m", "six_months", date(2026, 3, 1), date(2026, 9, 1)),
        ("2026-04..2026-09", "months", date(2026, 4, 1), date(2026, 10, 1)),
        ("2026-11..2027-02", "months", date(2026, 11, 1), date(2027, 3, 1)),
        ("2028-02..2028-02", "months", date(2028, 2, 1), date(2028, 3, 1)),
        ("all", "all", date(1900, 1, 1), date(2026, 9, 1)),
    ],
)
def test_parse_as_written(text: str, kind: str, first: date, until: date) -> None:
    assert periods.parse(text, TODAY) == periods.Period(kind, first, until, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-02-30", "2026-Q5", "2026-q4", "20261008", "26", "6M", "0000"),
        *("1899", "2026-10 ", "2026-10\n", "²026", "٢٠٢٦", "9999-12", "7m", "2026-10-8"),
        *("2026-04..2026-03", "2026..2027", "2026-Q1..2026-Q2", "2026-04..", "..2026-04", ".."),
        *("2026-04...2026-05", "2026-04..2026-05..2026-06", "2026-04..2026-13", "ALL", "all "),
    ],
)
def test_parse_something_else(text: str) -> None:
    with pytest.raises(ValueError, match="A period is written like 2026-10-08"):
        periods.parse(text, TODAY)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 8, 31), date(2026, 3, 1)),
        (date(2026, 8, 30), date(2026, 2, 28)),
        (date(2028, 8, 30), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2025, 9, 1)),
        (date(2026, 10, 8), date(2026, 4, 9)),
    ],
)
def test_six_months_at_a_months_end(today: date, first: date) -> None:
    """Seen red with six months taken off today instead of tomorrow."""
    assert periods.parse("6m", today).first == first


@pytest.mark.parametrize(
    ("today", "rolling", "completed"),
    [
        (date(2026, 8, 31), date(2026, 3, 1), "2026-02..2026-07"),
        (date(2026, 9, 1), date(2026, 3, 2), "2026-03..2026-08"),
        (date(2027, 1, 1), date(2026, 7, 2), "2026-07..2026-12"),
        (date(2028, 2, 28), date(2027, 8, 29), "2027-08..2028-01"),
        (date(2028, 2, 29), date(2027, 9, 1), "2027-08..2028-01"),
        (date(2028, 3, 1), date(2027, 9, 2), "2027-09..2028-02"),
    ],
)
def test_six_months_rolling_and_completed_at_month_ends(
    today: date, rolling: date, completed: str
) -> None:
    """Seen red with the month taken for over on its last day."""
    assert periods.six_months(today).first == rolling
    found = periods.completed_six_months(today)
    assert (found, found.text) == (periods.parse(completed, today), completed)


@pytest.mark.parametrize(
    ("day", "number", "starts", "written"),
    [
        (date(2026, 12, 31), 6, 10, "2026-10..2027-03"),
        (date(2027, 1, 1), 6, 10, "2026-10..2027-03"),
        (date(2027, 4, 1), 6, 10, "2027-04..2027-09"),
        (date(2027, 6, 30), 12, 7, "2026-07..2027-06"),
        (date(2028, 2, 29), 4, 11, "2027-11..2028-02"),
        (date(2026, 5, 5), 1, 3, "2026-05..2026-05"),
    ],
)
def test_term_across_new_year(day: date, number: int, starts: int, written: str) -> None:
    """Seen red with a term's first month looked for in the day's own year."""
    assert periods.term(day, number, starts) == periods.parse(written, day)


def test_term_of_a_leap_february_ends_with_its_last_day() -> None:
    assert periods.term(date(2028, 2, 1), 4, 11).last == date(2028, 2, 29)


@pytest.mark.parametrize("number", [0, -6, 5, 24])
def test_term_that_does_not_divide_the_year(number: int) -> None:
    """Seen red with every number taken."""
    with pytest.raises(ValueError, match="Terms divide the year"):
        periods.term(TODAY, number, 10)


@pytest.mark.parametrize("text", ["2026-02", "2026-Q1", "2026", "2026-04..2026-09", "all"])
def test_whole_months_of_what_cuts_none(text: str) -> None:
    assert periods.parse(text, date(2026, 8, 15)).is_whole_months is True


@pytest.mark.parametrize(
    ("text", "today", "whole"),
    [
        ("6m", date(2026, 8, 31), True),
        ("6m", date(2026, 8, 30), False),
        ("2026-03-01", TODAY, False),
    ],
)
def test_whole_months_of_six_by_their_last_day(text: str, today: date, whole: bool) -> None:
    assert periods.parse(text, today).is_whole_months is whole


@pytest.mark.parametrize(
    ("text", "first", "until", "written"),
    [
        ("2026-10-08", date(2026, 10, 1), date(2026, 10, 2), "2026-10-01"),
        ("2026-01", date(2025, 12, 1), date(2026, 1, 1), "2025-12"),
        ("2026-Q1", date(2025, 10, 1), date(2026, 1, 1), "2025-Q4"),
        ("2026", date(2025, 1, 1), date(2026, 1, 1), "2025"),
        ("2026-01..2026-04", date(2025, 9, 1), date(2026, 1, 1), "2025-09..2025-12"),
        ("6m", date(2025, 9, 1), date(2026, 3, 1), ""),
    ],
)
def test_before_each_kind(text: str, first: date, until: date, written: str) -> None:
    period = periods.parse(text, TODAY)
    assert periods.before(period) == periods.Period(period.kind, first, until, written)


def test_before_all_time_lies_nothing() -> None:
    assert periods.before(periods.parse("all", TODAY)) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-12-31", "2027-01-07"),
        ("2026-12", "2027-01"),
        ("2026-Q4", "2027-Q1"),
        ("2026", "2027"),
        ("2026-09..2026-12", "2027-01..2027-04"),
    ],
)
def test_after_each_kind(text: str, written: str) -> None:
    assert periods.after(periods.parse(text, TODAY)) == periods.parse(written, TODAY)


@pytest.mark.parametrize("text", ["6m", "all"])
def test_after_what_ends_with_today_comes_nothing(text: str) -> None:
    assert periods.after(periods.parse(text, TODAY)) is None


def test_compared_week_passes_over_a_holiday_week() -> None:
    """Seen red with the calendar's week before taken."""
    days = [date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 22)]
    found = periods.compared(periods.meeting(days[1]), days)
    assert found == periods.meeting(days[0])


def test_compared_week_after_a_moved_meeting() -> None:
    days = [date(2026, 10, 6), date(2026, 10, 15)]
    assert periods.compared(periods.meeting(days[1]), days) == periods.meeting(days[0])


def test_compared_month_without_a_meeting_before() -> None:
    """Seen red without the look at the days."""
    october = periods.parse("2026-10", TODAY)
    assert periods.compared(october, [date(2026, 10, 1)]) is None
    assert periods.compared(october, [date(2026, 7, 2)]) == periods.parse("2026-09", TODAY)


def test_period_is_half_open() -> None:
    month = periods.parse("2026-10", TODAY)
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)]
    assert [month.holds(day) for day in days] == [False, True, True, False]
    assert month.last == date(2026, 10, 31)


def test_web_modules_without_pandas() -> None:
    """Seen red with `import pandas` in ranking.py."""
    code = "import sys, reports.periods, reports.ranking; print('pandas' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
