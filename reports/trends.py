"""Figures week by week and month by month, of a chapter or of one member."""

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pandas as pd

from reports import frames, periods
from reports.goals import size
from reports.leaderboard import of_members
from reports.periods import Period
from reports.ranking import MEASURES

WEEKS, MONTHS = 26, 12
TYPES = {
    "first": "datetime64[s]",
    "text": "str",
    "meetings": "int64",
    "members": "int64",
    **dict.fromkeys(MEASURES, "int64"),
    "attendance": "float64",
}


def weekly(
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    credits: pd.DataFrame,
    marks: pd.DataFrame,
    last_day: date,
    weeks: int = WEEKS,
    person: int | None = None,
) -> pd.DataFrame:
    """Set out the calendar weeks, Monday to Sunday, up to the one `last_day` lies in.

    Every week has its row, also one without a meeting, all at zero. `text` is the day its meeting
    was held, as an address writes it, or the Monday's where none was; the other columns are those
    of `monthly`.
    """
    monday = last_day - timedelta(days=last_day.weekday())
    firsts = [monday - timedelta(weeks=number) for number in reversed(range(weeks))]
    days = sorted(frames.days(meetings["held_on"]))
    held = {day - timedelta(days=day.weekday()): day for day in days if day <= last_day}
    spans = [
        Period("week", first, first + timedelta(weeks=1), f"{held.get(first, first)}")
        for first in firsts
    ]
    return _table(members, meetings, credits, marks, spans, last_day, person)


def monthly(
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    credits: pd.DataFrame,
    marks: pd.DataFrame,
    last_day: date,
    months: int = MONTHS,
    person: int | None = None,
) -> pd.DataFrame:
    """Set out the months up to the one `last_day` lies in; nothing after that day is counted.

    Columns: first day, `text` as an address writes the period, how many `meetings` counted, how
    many `members` there were on its last day, a column per measure (slips, units, minor units),
    and `attendance`: the share of marks that are no absence, missing without marks. The chapter's
    figures hold what visitors and people elsewhere gave; a `person`'s are those as a member.
    """
    first = last_day.replace(day=1)
    firsts = [periods.plus_months(first, -number) for number in reversed(range(months))]
    spans = [periods.month(day) for day in firsts]
    return _table(members, meetings, credits, marks, spans, last_day, person)


def _table(
    members: pd.DataFrame,
    meetings: pd.DataFrame,
    credits: pd.DataFrame,
    marks: pd.DataFrame,
    spans: list[Period],
    last_day: date,
    person: int | None,
) -> pd.DataFrame:
    if person is not None:
        credits = of_members(credits)
        members, credits, marks = (
            frame[frame["person"] == person] for frame in (members, credits, marks)
        )
    spans = [_until(span, last_day) for span in spans]
    sums, letters = _sums(credits, spans), _letters(marks, spans)
    held = Counter(_numbers(meetings, spans))
    rows = [
        _row(span, size(members, span), held[n], [sums[n, m] for m in MEASURES], letters[n])
        for n, span in enumerate(spans)
    ]
    return frames.typed(rows, TYPES)


def _numbers(frame: pd.DataFrame, spans: list[Period]) -> list[int]:
    """Tell for each row in which span its day lies; -1 where in none."""
    # There are few days and many rows, and a number is quicker made than a date.
    codes, days = pd.factorize(frame["held_on"])
    at = [_number(spans, day.date()) for day in days]
    return [at[code] for code in codes.tolist()]


def _number(spans: list[Period], day: date) -> int:
    # Spans follow each other without a gap.
    n = bisect_right(spans, day, key=lambda span: span.first) - 1
    return n if n >= 0 and spans[n].holds(day) else -1


def _sums(credits: pd.DataFrame, spans: list[Period]) -> Counter[tuple[int, str]]:
    sums: Counter[tuple[int, str]] = Counter()
    rows = frames.records(credits, "measure", "quantity", "amount")
    for n, (measure, quantity, amount) in zip(_numbers(credits, spans), rows, strict=True):
        sums[n, measure] += amount if MEASURES[measure] == "money" else quantity
    return sums


def _letters(marks: pd.DataFrame, spans: list[Period]) -> dict[int, Counter[str]]:
    letters: dict[int, Counter[str]] = defaultdict(Counter)
    for n, mark in zip(_numbers(marks, spans), marks["mark"].tolist(), strict=True):
        letters[n][mark] += 1
    return letters


def _row(
    span: Period, members: int, meetings: int, sums: list[int], letters: Counter[str]
) -> dict[str, Any]:
    count = letters.total()
    return {
        "first": span.first,
        "text": span.text,
        "meetings": meetings,
        "members": members,
        **dict(zip(MEASURES, sums, strict=True)),
        "attendance": (count - letters["A"]) / count if count else float("nan"),
    }


def _until(span: Period, last_day: date) -> Period:
    until = min(span.until, last_day + timedelta(days=1))
    return Period(span.kind, span.first, until, span.text)
