"""What the shared fields read, and what they refuse."""

import pytest
from flask import Flask, g
from werkzeug.datastructures import MultiDict

from chapter.slips.forms import ClosedBusinessForm

LONG = "This amount is longer than any invoice."
FIGURES = "Write the amount in figures only, such as 1,250 or 1,250.50."


def errors_of(app: Flask, amount: str) -> tuple[int | None, list[str]]:
    """Return what an amount is read as, and what is said of it."""
    with app.test_request_context(method="POST", data={"amount": amount}):
        form = ClosedBusinessForm(MultiDict({"amount": amount}))
        form.validate()
        return form.amount.data, [str(error) for error in form.amount.errors]


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1250", 125_000), ("1,250.50", 125_050), (" 7.5 ", 750), ("0.01", 1)],
)
def test_amount_is_read_as_people_write_it(app: Flask, text: str, minor: int) -> None:
    assert errors_of(app, text) == (minor, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1e5", FIGURES),
        ("1_000", FIGURES),
        ("NaN", FIGURES),
        ("lots", FIGURES),
        ("1.234,56", FIGURES),
        ("9" * 14, LONG),
        ("1.005", "This amount has more decimals than the currency."),
        ("0", "Write an amount above zero."),
        ("-5", "Write an amount above zero."),
        ("", "Write the amount."),
    ],
)
def test_amount_that_is_none_is_refused_once(app: Flask, text: str, said: str) -> None:
    """Seen red with the pattern of amounts off, and with the range checked on nothing."""
    assert errors_of(app, text)[1] == [said]


@pytest.mark.parametrize(
    ("currency", "language", "examples"),
    [
        ("EUR", "de", "1.250 or 1.250,50"),
        ("JPY", "en", "1,250"),
        ("KWD", "en", "1,250 or 1,250.500"),
    ],
)
def test_example_is_written_as_the_reader_writes_the_currency(
    app: Flask, currency: str, language: str, examples: str
) -> None:
    """Seen red with the sentence as it was, the same for everybody."""
    with app.test_request_context():
        g.language = language
        form = ClosedBusinessForm(MultiDict({"amount": "lots"}), meta={"currency": currency})
        form.validate()
        said = [f"Write the amount in figures only, such as {examples}."]
        assert list(form.amount.errors) == said
