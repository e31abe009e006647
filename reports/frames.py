"""Rows in, typed frames out: the same columns and types, also when there are no rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from reports import columns
from reports.periods import Period
from reports.ranking import name_key

Rows = Iterable[Mapping[str, Any]]


def members(rows: Rows) -> pd.DataFrame:
    """Make the frame of memberships (`columns.MEMBERS`)."""
    return typed(rows, columns.MEMBERS)


def meetings(rows: Rows) -> pd.DataFrame:
    """Make the frame of meetings that count (`columns.MEETINGS`)."""
    return typed(rows, columns.MEETINGS)


def marks(rows: Rows) -> pd.DataFrame:
    """Make the frame of attendance marks (`columns.MARKS`)."""
    return typed(rows, columns.MARKS)


def credits(rows: Rows) -> pd.DataFrame:
    """Make the frame of what counts (`columns.CREDITS`)."""
    return typed(rows, columns.CREDITS)


def typed(rows: Rows, types: Mapping[str, str]) -> pd.DataFrame:
    """Take the named columns of the rows, in their types; raise KeyError where one is missing."""
    kept = list(rows)
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in kept], dtype=kind) for name, kind in types.items()}
    )


def within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Keep the rows whose meeting was held in the period."""
    held_on = frame["held_on"]
    holds = (held_on >= pd.Timestamp(period.first)) & (held_on < pd.Timestamp(period.until))
    # Rows asked for one period are all of it, and need no second copy.
    return frame if holds.all() else frame[holds]


def records(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """Give the rows as plain tuples, of all columns or of those named."""
    # Several times as quick as pandas' own row by row.
    columns = [frame[name] for name in names] or [column for _name, column in frame.items()]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def days(held_on: "pd.Series[pd.Timestamp]") -> list[date]:
    """Give plain dates for a column of days."""
    return [day.date() for day in held_on]


def roster(members: pd.DataFrame, period: Period, *credited: Iterable[int]) -> pd.DataFrame:
    """Give person, first_name, last_name and trade of everybody to be listed, ordered by name.

    Listed are those whose membership touches the period, and whoever is `credited` besides. Who
    has several memberships is listed once, under the latest that touches it.
    """
    first, until = pd.Timestamp(period.first), pd.Timestamp(period.until)
    known: dict[int, tuple[Any, ...]] = {}
    listed: set[int] = set().union(*credited)
    # A comparison with a missing date is false, so an open end never shuts anybody out.
    for person, *names, joined, left in sorted(records(members), key=_by_start):
        touches = not (joined >= until or left <= first or left <= joined)
        if touches:
            listed.add(person)
        if touches or person not in known:
            known[person] = (person, *names)
    # Somebody credited without any membership still deserves a line that adds up.
    people = [known.get(person, (person, "", f"#{person}", "")) for person in listed]
    people.sort(key=lambda row: name_key(row[2], row[1], row[0]))
    types = {name: columns.MEMBERS[name] for name in ("person", "first_name", "last_name", "trade")}
    return typed([dict(zip(types, row, strict=True)) for row in people], types)


def _by_start(membership: tuple[Any, ...]) -> pd.Timestamp:
    joined = membership[-2]
    return pd.Timestamp.min if pd.isna(joined) else pd.Timestamp(joined)
