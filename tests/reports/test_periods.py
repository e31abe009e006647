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
    ],
)
def test_parse_as_written(text: str, kind: str, first: date, until: date) -> None:
    assert periods.parse(text, TODAY) == periods.Period(kind, first, until, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-02-30", "2026-Q5", "2026-q4", "20261008", "26", "6M", "0000"),
        *("1899", "2026-10 ", "2026-10\n", "²026", "٢٠٢٦", "9999-12", "7m", "2026-10-8"),
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
    ("text", "first", "until", "written"),
    [
        ("2026-10-08", date(2026, 10, 1), date(2026, 10, 2), "2026-10-01"),
        ("2026-01", date(2025, 12, 1), date(2026, 1, 1), "2025-12"),
        ("2026-Q1", date(2025, 10, 1), date(2026, 1, 1), "2025-Q4"),
        ("2026", date(2025, 1, 1), date(2026, 1, 1), "2025"),
        ("6m", date(2025, 9, 1), date(2026, 3, 1), ""),
    ],
)
def test_before_each_kind(text: str, first: date, until: date, written: str) -> None:
    found = periods.before(periods.parse(text, TODAY))
    assert (found.first, found.until, found.text) == (first, until, written)


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
