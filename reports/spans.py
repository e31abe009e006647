"""Stretches of days: when somebody was a member, and the months a period is made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from reports import frames, periods
from reports.periods import Period


class Stint(NamedTuple):
    """An unbroken time as a member; `until` is the first day no longer one."""

    first: date
    until: date


def stints(members: pd.DataFrame) -> dict[int, list[Stint]]:
    """Give each person's times as a member, in order.

    Memberships without a gap between them are one time: who changes their seat does not leave.
    An open end reaches as far as there are dates.
    """
    found: dict[int, list[Stint]] = defaultdict(list)
    for person, joined, left in sorted(_ends(members)):
        own = found[person]
        if own and joined <= own[-1].until:
            own[-1] = Stint(own[-1].first, max(left, own[-1].until))
        else:
            own.append(Stint(joined, left))
    return dict(found)


def months(period: Period, days: Iterable[date]) -> list[Period]:
    """Give the calendar months of a period; one that lies in it in part is cut, without an address.

    All time begins with the first of the `days`, so without any it has no month.
    """
    first = period.first
    if period.kind == "all":
        first = max(first, min(days, default=period.until))
    found = []
    while first < period.until:
        month = periods.month(first)
        until = min(month.until, period.until)
        is_whole = (first, until) == (month.first, month.until)
        found.append(month if is_whole else replace(month, first=first, until=until, text=""))
        first = month.until
    return found


def _ends(members: pd.DataFrame) -> Iterator[tuple[int, date, date]]:
    """Give the memberships that last at all: person, first day, first day no longer a member."""
    names = ("person", "joined_on", "left_on")
    for person, joined, left in frames.records(members, *names):
        first = date.min if pd.isna(joined) else joined.date()
        until = date.max if pd.isna(left) else left.date()
        if first < until:
            yield person, first, until
