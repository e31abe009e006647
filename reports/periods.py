"""Half-open date ranges, named as people write them in an address: `2026-10`, `2026-Q4`, `6m`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SENTENCE = (
    "A period is written like 2026-10-08, 2026-10, 2026-Q4, 2026, 2026-04..2026-09, 6m or all."
)
YEARS = range(1900, 3000)
WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|-Q(?P<quarter>[1-4]))?"
)
HALF_YEAR = 6


@dataclass(frozen=True)
class Period:
    """The days from `first` up to, not including, `until`; `text` is how to write it, if one can.

    `kind` is one of meeting, month, quarter, year, months (some whole months in a row),
    six_months (that end on a day), all, and days for any others, which have no address.
    """

    kind: str
    first: date
    until: date
    text: str

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.first <= day < self.until

    @property
    def last(self) -> date:
        """The last day that is still in the period."""
        return self.until - timedelta(days=1)

    @property
    def is_whole_months(self) -> bool:
        """Whether no month is cut: then what is only known by the month can be told."""
        return self.kind == "all" or self.first.day == self.until.day == 1


def plus_months(day: date, months: int) -> date:
    """Move a date by whole months; a day the month does not have becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(SENTENCE)


def meeting(day: date) -> Period:
    """Give the one day a meeting is held on."""
    return Period("meeting", day, day + timedelta(days=1), day.isoformat())


def month(day: date) -> Period:
    """Give the calendar month a day lies in."""
    first = day.replace(day=1)
    return Period("month", first, plus_months(first, 1), f"{first:%Y-%m}")


def quarter(day: date) -> Period:
    """Give the calendar quarter a day lies in."""
    number = (day.month + 2) // 3
    first = date(day.year, number * 3 - 2, 1)
    return Period("quarter", first, plus_months(first, 3), f"{day.year}-Q{number}")


def year(day: date) -> Period:
    """Give the calendar year a day lies in."""
    first = date(day.year, 1, 1)
    return Period("year", first, plus_months(first, 12), f"{day.year}")


def months(day: date, number: int) -> Period:
    """Give some whole months in a row, from the one a day lies in."""
    first = day.replace(day=1)
    until = plus_months(first, number)
    return Period("months", first, until, f"{first:%Y-%m}..{until - timedelta(days=1):%Y-%m}")


def term(day: date, number: int, starts_month: int) -> Period:
    """Give the term a day lies in: terms last some months and begin in the same ones every year.

    Raise ValueError where so many months do not divide the year.
    """
    if number < 1 or 12 % number:
        raise ValueError("Terms divide the year; they last 1, 2, 3, 4, 6 or 12 months.")
    return months(plus_months(day.replace(day=1), -((day.month - starts_month) % number)), number)


def six_months(today: date) -> Period:
    """Give the six months that end with today.

    They are counted back from tomorrow, so the last day of August gives March to August.
    """
    until = today + timedelta(days=1)
    return Period("six_months", plus_months(until, -HALF_YEAR), until, "6m")


def completed_six_months(today: date) -> Period:
    """Give the last six calendar months that are over; on its last day a month still runs."""
    return months(plus_months(today.replace(day=1), -HALF_YEAR), HALF_YEAR)


def everything(today: date) -> Period:
    """Give all time up to today."""
    return Period("all", date(YEARS.start, 1, 1), today + timedelta(days=1), "all")


def parse(text: str, today: date) -> Period:
    """Read a period; raise ValueError, with a sentence to show, for anything else."""
    if text in ("6m", "all"):
        return six_months(today) if text == "6m" else everything(today)
    start, dots, end = text.partition("..")
    if not dots:
        return _calendar(text)
    spanned = [_calendar(part) for part in (start, end)]
    number = _between(spanned[0].first, spanned[1].until)
    if number < 1 or any(part.kind != "month" for part in spanned):
        raise ValueError(SENTENCE)
    return months(spanned[0].first, number)


def before(period: Period) -> Period | None:
    """Give the period of the same kind just before; nothing lies before all time.

    Before a meeting lies the same weekday a week earlier, before some months as many others. The
    six months before have no address of their own, so their text is empty.
    """
    day = period.first - timedelta(days=1)
    match period.kind:
        case "meeting":
            return meeting(period.first - timedelta(days=7))
        case "six_months":
            return Period("six_months", plus_months(period.first, -HALF_YEAR), period.first, "")
        case "months":
            number = _between(period.first, period.until)
            return months(plus_months(period.first, -number), number)
    return _around(period.kind, day)


def after(period: Period) -> Period | None:
    """Give the period of the same kind just after; none follows what ends with today."""
    match period.kind:
        case "meeting":
            return meeting(period.first + timedelta(days=7))
        case "months":
            return months(period.until, _between(period.first, period.until))
    return _around(period.kind, period.until)


def compared(period: Period, days: Iterable[date]) -> Period | None:
    """Give the period to compare one with, by the days meetings that count were held on.

    A meeting is compared with the one held last before it, whether or not a week lies between.
    Without a meeting before the period there is nothing to compare it with.
    """
    earlier = [day for day in days if day < period.first]
    if not earlier:
        return None
    return meeting(max(earlier)) if period.kind == "meeting" else before(period)


def _around(kind: str, day: date) -> Period | None:
    calendar = {"month": month, "quarter": quarter, "year": year}
    return calendar[kind](day) if kind in calendar else None


def _between(first: date, until: date) -> int:
    return (until.year - first.year) * 12 + until.month - first.month


def _calendar(text: str) -> Period:
    found = WRITTEN.fullmatch(text)
    if found is None or int(found["year"]) not in YEARS:
        raise ValueError(SENTENCE)
    number = int(found["year"])
    if found["quarter"]:
        return quarter(date(number, int(found["quarter"]) * 3, 1))
    try:
        day = date(number, int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        raise ValueError(f"There is no {text} in the calendar. {SENTENCE}") from None
    return meeting(day) if found["day"] else month(day) if found["month"] else year(day)
