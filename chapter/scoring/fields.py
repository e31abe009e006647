"""Fields the forms of this room share: a figure with its decimals, and the day something holds."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from wtforms import StringField
from wtforms.validators import ValidationError

from chapter.web.forms import AMOUNT, DayField, WholeNumberField, tidy
from chapter.web.i18n import gettext, lazy_gettext, locale_name
from chapter.web.validators import Required

LARGEST, DECIMALS = Decimal(10**11), 4
MISSING = lazy_gettext("Choose the day.")


class FigureField(StringField):
    """A figure in the reader's way of writing, 0.75 or 0,75, kept exactly."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else written(self.data)

    def process_formdata(self, valuelist: Any) -> None:
        """Read the figure or say how to write it; never guess."""
        text = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if not text:
            return
        try:
            if not (text.isascii() and AMOUNT.fullmatch(text)):
                raise ValueError
            figure = parse_decimal(text, locale=locale_name(), strict=True)
        except (NumberFormatError, ValueError):
            example = written(Decimal("0.75"))
            raise ValueError(gettext("Write a figure such as %(one)s.", one=example)) from None
        self.data = _within(figure)


def _within(figure: Decimal) -> Decimal:
    if not figure.is_finite() or figure.copy_abs() > LARGEST:
        raise ValueError(gettext("This figure is larger than any we know."))
    if figure < 0:
        raise ValueError(gettext("Write a figure that is not below nothing."))
    if figure != round(figure, DECIMALS):
        raise ValueError(gettext("Write at most four decimals."))
    return figure


def written(figure: Decimal | float) -> str:
    """Return a figure as the reader writes it, no decimal lost and none added."""
    number = Decimal(str(figure))
    text = format_decimal(number, locale=locale_name(), decimal_quantization=False)
    return str(text)


def from_day() -> DayField:
    """Make the field for the day from which something holds."""
    return DayField(lazy_gettext("It holds from"), [Required(MISSING)])


def whole_number(label: Any, least: int, most: int, *, is_needed: bool = False) -> WholeNumberField:
    """Make a field for a whole number in a range; an empty one is fine unless it is needed."""
    sentence = lazy_gettext("Write a number from %(least)s to %(most)s.", least=least, most=most)

    def within(form: Any, field: Any) -> None:
        if field.data is not None and not least <= field.data <= most:
            raise ValidationError(str(sentence))

    return WholeNumberField(label, [Required(sentence), within] if is_needed else [within])


def above_nothing(form: Any, field: Any) -> None:
    """Refuse a figure of nothing; an empty field is fine."""
    if field.data is not None and not field.data:
        raise ValidationError(gettext("Write more than nothing, or leave it empty."))


def row_count(prefix: str, kept: int, typed: Iterable[str], most: int) -> int:
    """Return how many lines a form has: those kept, one to add, and whatever was sent."""
    sent = [name.split("-")[1] for name in typed if name.startswith(f"{prefix}-")]
    numbers = [int(text) for text in sent if text.isascii() and text.isdigit() and len(text) < 4]
    return min(most, max([kept, *numbers]) + 1)
