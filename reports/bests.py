"""Everybody measured against themselves: personal bests, and who rose most."""

from collections import Counter, defaultdict
from datetime import date

import pandas as pd

from reports import frames, periods
from reports.leaderboard import of_members
from reports.periods import Period
from reports.ranking import MEASURES, places

TYPES = {
    "measure": "str",
    "person": "int64",
    "name": "str",
    "trade": "str",
    "figure": "int64",
    "first": "datetime64[s]",
    "text": "str",
    "times": "int64",
}
OF_DAY = {
    "meeting": periods.meeting,
    "month": periods.month,
    "quarter": periods.quarter,
    "year": periods.year,
}
ALL_TIME = periods.everything(date(periods.YEARS.stop, 1, 1))
IMPROVED = ("place", "person", "name", "trade", "figure", "before", "change")


def personal(members: pd.DataFrame, credits: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Give everybody's highest figure of each measure, and the period they first reached it in.

    Columns: measure, person, name, trade, figure; first day and `text` of that period, and how
    many `times` a period gave that figure. `kind` is meeting, month, quarter or year; another
    raises ValueError. By measure, then by name; who never had a figure has no row.
    """
    if kind not in OF_DAY:
        raise ValueError(f"There are no bests by {kind}; it is one of {', '.join(OF_DAY)}.")
    own = of_members(credits)
    sums = _sums(own, kind)
    roster = frames.records(frames.roster(members, ALL_TIME, own["person"]))
    found = [
        (measure, person, f"{first} {last}".strip(), trade, *_best(sums[measure, person]))
        for measure in MEASURES
        for person, first, last, trade in roster
        if any(sums[measure, person].values())
    ]
    return frames.typed([dict(zip(TYPES, row, strict=True)) for row in found], TYPES)


def most_improved(ranked: pd.DataFrame) -> pd.DataFrame:
    """Rank who rose, of a `leaderboard.table` that was compared, by how much they rose.

    Columns: place, person, name, trade, and the figures `figure`, `before` and `change`. Whose
    figures rose alike share a place.
    """
    rose = ranked[ranked["change"].fillna(0) > 0]
    changes = dict(frames.records(rose, "person", "change"))
    order = {person: (number,) for number, person in enumerate(changes)}
    found = places(changes, order)
    at = {place.person: place.place for place in found}
    risen = rose.set_index("person").loc[[place.person for place in found]].reset_index()
    return risen.assign(place=risen["person"].map(at).astype("int64"))[[*IMPROVED]]


def _sums(credits: pd.DataFrame, kind: str) -> dict[tuple[str, int], Counter[Period]]:
    spans = {day: OF_DAY[kind](day.date()) for day in credits["held_on"].unique()}
    sums: dict[tuple[str, int], Counter[Period]] = defaultdict(Counter)
    names = ("person", "held_on", "measure", "quantity", "amount")
    for person, held_on, measure, quantity, amount in frames.records(credits, *names):
        figure = amount if MEASURES[measure] == "money" else quantity
        sums[measure, person][spans[held_on]] += figure
    return sums


def _best(sums: Counter[Period]) -> tuple[int, date, str, int]:
    highest = max(sums.values())
    reached = [period for period, figure in sums.items() if figure == highest]
    first = min(reached, key=lambda period: period.first)
    return highest, first.first, first.text, len(reached)
