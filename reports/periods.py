"""Half-open date ranges, named as people write them in an address: `2026-10`, `2026-Q4`, `6m`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

SENTENCE = "A period is written like 2026-10-08, 2026-10, 2026-Q4, 2026 or 6m."
YEARS = range(1900, 3000)
WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|-Q(?P<quarter>[1-4]))?"
)


@dataclass(frozen=True)
class Period:
    """The days from `first` up to, not including, `until`; `text` is how to write it, if one can.

    `kind` is one of meeting, month, quarter, year, six_months.
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


def six_months(today: date) -> Period:
    """Give the six months that end with today.

    They are counted back from tomorrow, so the last day of August gives March to August.
    """
    until = today + timedelta(days=1)
    return Period("six_months", plus_months(until, -6), until, "6m")


def parse(text: str, today: date) -> Period:
    """Read a period; raise ValueError, with a sentence to show, for anything else."""
    if text == "6m":
        return six_months(today)
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


def before(period: Period) -> Period:
    """Give the period of the same kind just before.

    Before a meeting lies the same weekday a week earlier. The six months before have no address
    of their own, so their text is empty.
    """
    day = period.first - timedelta(days=1)
    match period.kind:
        case "meeting":
            return meeting(period.first - timedelta(days=7))
        case "month":
            return month(day)
        case "quarter":
            return quarter(day)
        case "year":
            return year(day)
    return Period("six_months", plus_months(period.first, -6), period.first, "")
