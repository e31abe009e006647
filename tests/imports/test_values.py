from datetime import date, datetime
from decimal import Decimal

import pytest

from chapter.imports import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5000.00", "5000"),
        ("1,200.00", "1200"),
        ("1.200,50", "1200.50"),
        ("\u20b91,200.00", "1200"),
        ("Rs. 500", "500"),
        ("Rs. 500/-", "500"),
        ("HK$ 1,200.5", "1200.5"),
        ("R$ 3,50", "3.50"),
        ("1 200,00 kr", "1200"),
        ("1'200.00", "1200"),
        ("500 \u20ac", "500"),
        ("12,34,567.00", "1234567"),
        ("1,234,567", "1234567"),
        ("1.85E+10", "18500000000"),
        ("1.856610963E+10", "18566109630"),
        ("0", "0"),
        ("0.125", "0.125"),
    ],
)
def test_amount_of_one_reading_is_understood(text: str, expected: str) -> None:
    assert values.amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("1,234", "1.234", "-500", "(500)", "5k", "5 lakh", "12.34.56", "1,23.00", "abc", ""),
        *("NaN", "1e99", "99999999999999", "1,2,3.00", "=1+1", "5 000.00.1", "$", "1_000"),
    ],
)
def test_amount_of_two_readings_or_none_is_not_guessed(text: str) -> None:
    """Seen red with the rule for three digits after one mark off."""
    assert values.amount(text) is None


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["5000.00", "1,234"], "."),
        (["1.200,50", "1.234"], ","),
        (["1,234", "500"], None),
        (["5000.00", "20,50"], None),
        (["1,234,567"], "."),
    ],
)
def test_decimal_mark_is_what_a_whole_column_shows(column: list[str], expected: str | None) -> None:
    assert values.decimal_mark(column) == expected


def test_amount_is_certain_where_its_column_is() -> None:
    read = [values.amount("1,234", "."), values.amount("1.234", ",")]

    assert read == [Decimal(1234), Decimal(1234)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("53.0", 53), ("1,177", 1177), ("110", 110), ("1.5", None), ("-1", None), ("two", None)],
)
def test_count_is_whole(text: str, expected: int | None) -> None:
    assert values.count(text) == expected


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
    assert values.days(texts) == expected


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
    assert values.day_of(value, day_zero) == expected
