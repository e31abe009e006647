from datetime import date, datetime
from decimal import Decimal

import pytest

from chapter.imports.reading import dates


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["13/02/2025"], [date(2025, 2, 13)], id="day first"),
        pytest.param(["02/13/2025"], [date(2025, 2, 13)], id="month first"),
        pytest.param(["05/03/2026"], None, id="either"),
        pytest.param(["05/05/2026"], [date(2026, 5, 5)], id="both agree"),
        pytest.param(["2026-03-05"], [date(2026, 3, 5)], id="year first"),
        pytest.param(["31/02/2026"], None, id="no such day"),
        pytest.param(["5/13/26"], None, id="short year"),
        pytest.param(
            ["01-03-2026", "31-03-2026"], [date(2026, 3, 1), date(2026, 3, 31)], id="one order fits"
        ),
        pytest.param(
            ["01/02/2026", "02/01/2026"], [date(2026, 1, 2), date(2026, 2, 1)], id="in sequence"
        ),
        pytest.param(["soon"], None, id="none"),
    ],
)
def test_days_are_certain_or_none(texts: list[str], expected: list[date] | None) -> None:
    """Seen red with only the order day-month tried."""
    assert dates.days(texts) == expected


@pytest.mark.parametrize(
    ("value", "day_zero", "expected"),
    [
        (Decimal(46023), date(1899, 12, 30), date(2026, 1, 1)),
        (Decimal(44561), date(1904, 1, 1), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 9), date(1899, 12, 30), date(2026, 1, 1)),
        (Decimal(13), date(1899, 12, 30), None),
    ],
)
def test_day_of_serial_number_counts_from_its_zero(value, day_zero, expected) -> None:
    assert dates.day_of(value, day_zero) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, date(2026, 3, 5)) for text in ("2026-03-05", "2026/3/5", "5 Mar 2026")),
        *((text, date(2026, 3, 5)) for text in ("March 5, 2026", "Mar 5 2026", "05-mar-2026")),
        *((text, date(2026, 3, 5)) for text in ("5 de marzo de 2026", "2026年3月5日")),
        ("25/03/2026", date(2026, 3, 25)),
        ("03/25/2026", date(2026, 3, 25)),
        ("05.05.2026", date(2026, 5, 5)),
        ("25/03/2026 10:59 AM", date(2026, 3, 25)),
        ("2026-03-05T00:00:00.000", date(2026, 3, 5)),
        *((text, None) for text in ("05/03/2026", "Mar 05", "5 Smarch 2026", "30 Feb 2026", "")),
        *((text, None) for text in ("5/13/26", "31/02/2026", "today", "12", "2026", "1/2/3/4")),
    ],
)
def test_day_is_certain_or_none(text: str, expected: date | None) -> None:
    """Seen red with day-month taken for granted (05/03/2026)."""
    assert dates.day(text) == expected


def test_order_decides_where_a_day_is_open_only() -> None:
    read = [dates.day("05/03/2026", "dmy"), dates.day("05/03/2026", "mdy")]

    assert read == [date(2026, 3, 5), date(2026, 5, 3)]
    assert dates.day("25/03/2026", "mdy") == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["05/03/2026", "25/03/2026"], "dmy"),
        (["05/03/2026", "03/25/2026"], "mdy"),
        (["25/03/2026", "03/25/2026"], ""),
        (["05/03/2026", "06/03/2026"], ""),
        (["2026-03-25", "05/03/2026"], ""),
        ([], ""),
    ],
)
def test_order_is_what_one_day_of_a_column_proves(column: list[str], expected: str) -> None:
    """Seen red with the first proof taken where two contradict."""
    assert dates.order_of(column) == expected


def test_day_without_a_year_is_found_in_its_period() -> None:
    period = (date(2025, 12, 1), date(2026, 12, 31))

    assert dates.in_years(12, 3, *period) == [date(2025, 12, 3), date(2026, 12, 3)]
    assert dates.in_years(2, 29, *period) == []
