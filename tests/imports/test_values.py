from decimal import Decimal

import pytest

from chapter.imports.reading import values


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
