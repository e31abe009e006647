"""The base of every form, and the fields the features share."""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from chapter.web.i18n import gettext, lazy_gettext, locale_name, minor_digits

LONGEST_AMOUNT = 15
# Figures with what may stand between them; neither 1e5 nor 1_000 is an amount.
AMOUNT = re.compile(r"[-+]?[\d.,'’\s]+")
SHORT, LONG = 200, 2000
# A day beyond these is a slip of the finger, and the last of all days has no day after.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class BaseForm(FlaskForm):
    """Strip what was typed, refuse fields that came twice, hand out plain values."""

    class Meta(FlaskForm.Meta):
        """Strip spaces from every text."""

        #: What amounts are in; a form that asks for one is opened with its chapter's.
        currency = "EUR"

        def bind_field(self, form: Any, unbound_field: Any, options: Mapping[str, Any]) -> Any:
            """Add the stripping filter to text fields."""
            if issubclass(unbound_field.field_class, StringField | TextAreaField):
                unbound_field.kwargs.setdefault("filters", [tidy])
            return unbound_field.bind(form=form, **options)

    def __init__(self, *args: Any, **values: Any) -> None:
        FlaskForm.__init__(self, *args, **values)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Tell whether the form was sent and everything in it is right."""
        return bool(FlaskForm.validate_on_submit(self, extra_validators))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field; a field sent twice is an error at that field."""
        is_valid = bool(super().validate(extra_validators))
        for field in self:
            if len(request.form.getlist(field.name)) > 1:
                field.errors = [*field.errors, gettext("This came twice. Send it once.")]
                is_valid = False
        return is_valid

    def values(self) -> dict[str, Any]:
        """Return what was typed, without the fields that belong to the form itself."""
        own = {"csrf_token", "key", "version"}
        return {name: value for name, value in self.data.items() if name not in own}

    def refuse(self, sentence: str, field_name: str | None = None) -> None:
        """Put a refusal at its field, or above the form."""
        field = self._fields.get(field_name) if field_name else None
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    @property
    def status(self) -> int:
        """Return 422 once something was refused, 200 before."""
        return 422 if self.errors else 200


class KeyField(HiddenField):
    """The entry's own key: made with the form, sent with every try, unique for ever."""

    def process_data(self, value: Any) -> None:
        """Make a key when the form is opened."""
        self.data = value or uuid.uuid4().hex

    def pre_validate(self, form: Any) -> None:
        """Refuse an entry without its key."""
        if not re.fullmatch(r"[0-9A-Za-z-]{16,64}", self.data or ""):
            raise ValidationError(gettext("This form is out of date. Open it again."))


class VersionField(HiddenField):
    """The version of the row as the page showed it."""

    data: Any

    def process_formdata(self, valuelist: Iterable[str]) -> None:
        """Read a whole number; anything else is an old version."""
        text = next(iter(valuelist), "")
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class DayField(StringField):
    """A day, as browsers send it: 2026-11-26."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: Any) -> None:
        """Read the day or say how to write it."""
        text = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if not text:
            return
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(gettext("Write the day as year-month-day: 2026-11-26.")) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(gettext("Choose a year between 1900 and 2199."))
        self.data = day


class MoneyField(StringField):
    """An amount in the reader's way of writing, kept in minor units."""

    data: Any

    @property
    def currency(self) -> str:
        """Return the currency the form was opened with: `meta={"currency": …}`."""
        return str(self.meta.currency)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if not isinstance(self.data, int):
            return ""
        major = Decimal(self.data).scaleb(-minor_digits(self.currency))
        return str(format_decimal(major, locale=locale_name(), group_separator=False))

    def process_formdata(self, valuelist: Any) -> None:
        """Read `1,234.56` or `1.234,56` by the locale; never guess."""
        text = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if text:
            self.data = self._minor_units(text)

    def _minor_units(self, text: str) -> int:
        digits = minor_digits(self.currency)
        try:
            if not AMOUNT.fullmatch(text):
                raise ValueError
            major = parse_decimal(text, locale=locale_name(), strict=True)
        except (NumberFormatError, ValueError):
            raise ValueError(_in_figures(digits)) from None
        minor = major.scaleb(digits)
        if not major.is_finite() or max(len(text), major.adjusted()) > LONGEST_AMOUNT:
            raise ValueError(gettext("This amount is longer than any invoice."))
        if minor != minor.to_integral_value():
            raise ValueError(gettext("This amount has more decimals than the currency."))
        return int(minor)


def _in_figures(digits: int) -> str:
    """Return the refusal of what is no amount, with how the reader writes one."""
    locale, pattern = locale_name(), f"#,##0.{'0' * digits}"
    whole = format_decimal(Decimal(1250), locale=locale)
    if not digits:
        return gettext("Write the amount in figures only, such as %(whole)s.", whole=whole)
    broken = format_decimal(Decimal("1250.5"), format=pattern, locale=locale)
    return gettext(
        "Write the amount in figures only, such as %(whole)s or %(broken)s.",
        whole=whole,
        broken=broken,
    )


class PersonField(SelectField):
    """One person of the list handed in; the empty choice is nobody yet."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(
            label, validators, coerce=_person_id, choices=[], validate_choice=True, **options
        )
        self.invalid_choice_message = lazy_gettext("Choose somebody of the list.")

    def pre_validate(self, form: Any) -> None:
        """Leave nobody chosen to the validators: radio buttons then send nothing."""
        if self.data is not None:
            super().pre_validate(form)

    def offer(self, people: Iterable[tuple[int, str]], nobody: str = "") -> None:
        """Offer these people, in this order."""
        self.choices = [("", nobody), *((person_id, name) for person_id, name in people)]


class WholeNumberField(IntegerField):
    """A whole number small enough for every database."""

    def process_formdata(self, valuelist: Any) -> None:
        """Read the number or say what is expected."""
        text = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 7):
            raise ValueError(gettext("Write a whole number."))
        self.data = int(text)


def offered(choices: Iterable[tuple[Any, Any]]) -> Callable[[], list[tuple[Any, Any]]]:
    """Return a fixed list of choices in the one form that old and new WTForms both take."""
    kept = list(choices)
    return lambda: kept


def tidy(text: Any) -> Any:
    """Strip spaces and characters no keyboard sends; empty becomes None."""
    if not isinstance(text, str):
        return text
    kept = "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and c not in "\x7f\ufeff"))
    return kept.replace("\r\n", "\n").strip() or None


def single_values() -> dict[str, str]:
    """Return the request's form as single values; a repeated key raises ValueError."""
    repeated = [name for name in request.form if len(request.form.getlist(name)) > 1]
    if repeated:
        raise ValueError(gettext("“%(name)s” came twice. Send it once.", name=repeated[0]))
    return dict(request.form)


def _person_id(value: Any) -> int | str:
    return int(value) if str(value).isascii() and str(value).isdigit() else ""
