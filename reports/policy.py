"""Absences, lates and substitutes against the limits a chapter set itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from reports import columns, frames, periods
from reports.periods import Period

# Costs are told in tenths of an absence.
ONE = 10
FINE, NEAR, OVER = "fine", "near", "over"
# The marks whose days are told; why somebody was on leave is nobody's business.
DATED = {"absent_on": "A", "late_on": "L", "substituted_on": "S"}
TYPES = {
    **{name: columns.MEMBERS[name] for name in ("person", "first_name", "last_name", "trade")},
    **dict.fromkeys(columns.LETTERS, "int64"),
    "cost": "int64",
    "limit": "int64",
    "state": "str",
    "substitutes_limit": "Int64",
    "substitutes_state": "str",
    **dict.fromkeys(DATED, "object"),
}


@dataclass(frozen=True)
class Rules:
    """What a chapter allows, as its rule set of the day says.

    `first` is the day from which marks are counted, however the window moves; `weights` says what
    each mark costs, in tenths of an absence. Substitutes are not limited where that is None.
    """

    absence_limit: int
    first: date
    weights: Mapping[str, int]
    substitutes_limit: int | None = None


def table(members: pd.DataFrame, marks: pd.DataFrame, day: date, rules: Rules) -> pd.DataFrame:
    """Set out the members of a day, those with most absences first, then by name.

    Columns: person, names and trade, how often each mark since the first day of the window, what
    they cost in tenths, the limit in whole absences and the state ("fine", "near" or "over"), the
    same for substitutes, and the days of absences, lates and substitutes as tuples of dates.
    """
    window = Period("window", rules.first, day + timedelta(days=1), "")
    days: dict[tuple[int, str], list[date]] = defaultdict(list)
    for person, held_on, mark in frames.records(
        frames.within(marks, window), "person", "held_on", "mark"
    ):
        days[person, mark].append(held_on.date())
    roster = frames.roster(members, periods.meeting(day))
    rows = [_row(who, days, rules) for who in frames.records(roster)]
    rows.sort(key=lambda row: -int(row["cost"]))
    return frames.typed(rows, TYPES)


def state(tenths: int, limit: int) -> str:
    """Tell how far the limit is: near where one more absence reaches it, over where it is passed.

    It is near, too, once reached, and never before there was any absence.
    """
    if tenths > limit * ONE:
        return OVER
    return NEAR if tenths > 0 and tenths >= (limit - 1) * ONE else FINE


def cost(marks: Iterable[str], weights: Mapping[str, int]) -> int:
    """Add up what marks cost, in tenths of an absence."""
    return sum(weights.get(mark, 0) for mark in marks)


def _row(
    who: tuple[Any, ...], days: Mapping[tuple[int, str], list[date]], rules: Rules
) -> dict[str, Any]:
    own = {mark: sorted(days.get((who[0], mark), ())) for mark in columns.LETTERS}
    counts = {mark: len(held_on) for mark, held_on in own.items()}
    tenths = cost((mark for mark, held_on in own.items() for _day in held_on), rules.weights)
    limit = rules.substitutes_limit
    return {
        **dict(zip(TYPES, who, strict=False)),
        **counts,
        "cost": tenths,
        "limit": rules.absence_limit,
        "state": state(tenths, rules.absence_limit),
        "substitutes_limit": pd.NA if limit is None else limit,
        "substitutes_state": FINE if limit is None else state(counts["S"] * ONE, limit),
        **{name: tuple(own[mark]) for name, mark in DATED.items()},
    }
