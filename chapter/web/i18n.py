"""The only module that knows which library translates and formats."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from babel.numbers import get_currency_precision
from flask import Flask, g, has_request_context
from flask_babel import Babel, get_locale
from flask_babel import format_currency as _format_currency
from flask_babel import format_date as _format_date
from flask_babel import format_decimal as _format_decimal
from flask_babel import format_percent as _format_percent
from flask_babel import format_time as _format_time
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as lazy_gettext
from flask_babel import ngettext as _ngettext

LANGUAGES = {"en": "English"}

babel = Babel()


def gettext(message: str, **values: object) -> str:
    """Return a sentence in the reader's language."""
    return str(_gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the sentence that fits a number, in the reader's language."""
    return str(_ngettext(one, many, num, **values))


def initialise(app: Flask) -> None:
    """Choose the language of each answer: the chapter's, where there is one."""
    babel.init_app(app, locale_selector=reader_language, default_locale="en")


def reader_language() -> str:
    """Return the language of the page being made."""
    return str(g.get("language", "en")) if has_request_context() else "en"


def locale_name() -> str:
    """Return the present locale as `en` or `en_GB`."""
    return str(get_locale() or "en")


def minor_digits(currency: str) -> int:
    """Return how many digits follow the decimal point in a currency."""
    return int(get_currency_precision(currency))


def money(amount: int, currency: str) -> str:
    """Return an amount in minor units as the reader writes it; whole amounts without decimals."""
    digits = minor_digits(currency)
    major = Decimal(amount).scaleb(-digits)
    is_whole = major == major.to_integral_value()
    return str(
        _format_currency(
            major, currency, currency_digits=not is_whole, format="¤#,##0" if is_whole else None
        )
    )


def decimal(figure: Decimal) -> str:
    """Return a figure as the reader writes it, with three decimals at most."""
    return str(_format_decimal(figure))


def percent(share: float) -> str:
    """Return a share of one in whole percent: 87%."""
    return str(_format_percent(share))


def long_date(day: date) -> str:
    """Return a day with weekday and month name: Thursday 26 November 2026."""
    return str(_format_date(day, "EEEE d MMMM y"))


def short_date(day: date) -> str:
    """Return a day with the weekday, for lists: Thu 26 Nov."""
    return str(_format_date(day, "EEE d MMM"))


def month_name(day: date) -> str:
    """Return the month of a day: November 2026."""
    return str(_format_date(day, "LLLL y"))


def clock_time(moment: time | datetime) -> str:
    """Return hours and minutes: 07:00."""
    return str(_format_time(moment, "HH:mm", rebase=False))


FORMATS: dict[str, Callable[..., str]] = {
    "money": money,
    "decimal": decimal,
    "percent": percent,
    "long_date": long_date,
    "short_date": short_date,
    "month_name": month_name,
    "clock_time": clock_time,
}
