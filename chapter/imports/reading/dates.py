"""Days as foreign files write them; what may be read in two ways is not guessed."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_TIME = r"(?:[T ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]\.?m\.?)?Z?)?"
_DAY = re.compile(r"([0-9]{1,4})\s*[./-]\s*([0-9]{1,2})\s*[./-]\s*([0-9]{1,4})")
_WHOLE_DAY = re.compile(_DAY.pattern + _TIME, re.IGNORECASE)
_HAN = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_NAMED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})\.?[ -]+(?:de )?(?P<month>[a-z]{3,10})\.?"
    r"|(?P<month2>[a-z]{3,10})\.?[ -]+(?P<day2>[0-9]{1,2}))"
    r"(?:(?:,? |-)(?:del? )?(?P<year>[0-9]{4}))?"
)
_MONTHS = {
    word[:length]: number
    for number, words in enumerate(
        (
            *("january enero", "february febrero", "march marzo", "april abril", "may mayo"),
            *("june junio", "july julio", "august agosto", "september septiembre sept setiembre"),
            *("october octubre", "november noviembre", "december diciembre"),
        ),
        start=1,
    )
    for word in words.split()
    for length in (3, 4, len(word))
}


def day_of(value: Decimal | datetime, day_zero: date) -> date | None:
    """Return the day of a date cell, or of the serial number a re-save leaves behind."""
    if isinstance(value, datetime):
        return value.date()
    # Serial numbers of 1970 to 2119; anything else was not a date.
    return day_zero + timedelta(days=int(value)) if 24_000 < value < 80_000 else None


def days(texts: Sequence[str]) -> list[date] | None:
    """Return the days some texts name, or None unless one order of day and month fits them all."""
    parts = [_DAY.search(text) for text in texts]
    groups = [part.groups() for part in parts if part]
    if len(groups) != len(texts):
        return None
    readings = [_in_order(groups, order) for order in (DAY_FIRST, MONTH_FIRST)]
    fitting = [reading for reading in readings if reading and reading == sorted(reading)]
    return fitting[0] if fitting and all(fitting[0] == other for other in fitting) else None


def _in_order(groups: list[tuple[str, ...]], order: str) -> list[date] | None:
    try:
        return [_day(first, middle, last, order) for first, middle, last in groups]
    except ValueError:
        return None


def _day(first: str, middle: str, last: str, order: str) -> date:
    if len(first) == 4:
        return date(int(first), int(middle), int(last))
    if len(last) != 4 or len(first) > 2:
        raise ValueError(last)
    day, month = (middle, first) if order == MONTH_FIRST else (first, middle)
    return date(int(last), int(month), int(day))


def dates_in(text: str) -> list[str]:
    """Return the dates written with figures in a text, as they stand."""
    return [match.group() for match in _DAY.finditer(text)]


def order_of(texts: Iterable[str]) -> str:
    """Return whether day or month comes first in a column of dates; "" when nothing proves it."""
    groups = [match.groups() for text in texts if (match := _WHOLE_DAY.fullmatch(text))]
    proven = set()
    for group in groups:
        fits = [order for order in (DAY_FIRST, MONTH_FIRST) if _in_order([group], order)]
        if len(fits) == 1:
            proven.add(fits[0])
    return proven.pop() if len(proven) == 1 else ""


def is_open(text: str) -> bool:
    """Tell whether a text is a day in one order and another day in the other."""
    match = _WHOLE_DAY.fullmatch(text)
    readings = [match and _in_order([match.groups()], order) for order in (DAY_FIRST, MONTH_FIRST)]
    return bool(readings[0] and readings[1] and readings[0] != readings[1])


def readings(text: str) -> list[date]:
    """Return every day a text written with figures may name."""
    match = _WHOLE_DAY.fullmatch(text)
    found = [match and _in_order([match.groups()], order) for order in (DAY_FIRST, MONTH_FIRST)]
    return [each[0] for each in found if each]


def day(text: str, order: str = "") -> date | None:
    """Return the day a text names; where it may be read in two ways, the order decides."""
    normal = unicodedata.normalize("NFKC", text)
    named = named_day(normal)
    if named:
        return _made(*named) if named[0] else None
    match = _HAN.fullmatch(normal) or _WHOLE_DAY.fullmatch(normal)
    if match is None or (is_open(normal) and not order):
        return None
    for each in (order, DAY_FIRST, MONTH_FIRST):
        found = _in_order([match.groups()], each)
        if found:
            return found[0]
    return None


def named_day(text: str) -> tuple[int, int, int] | None:
    """Return year (0 where it is not said), month and day of a text such as Apr 01."""
    match = _NAMED.fullmatch(text.casefold().strip())
    if match is None:
        return None
    month = _MONTHS.get(match["month"] or match["month2"])
    number = int(match["day"] or match["day2"])
    return (int(match["year"] or 0), month, number) if month else None


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def in_years(month: int, number: int, first: date, until: date) -> list[date]:
    """Return the days of that month and number from one day to another."""
    made = (_made(year, month, number) for year in range(first.year, until.year + 1))
    return [day for day in made if day and first <= day <= until]
