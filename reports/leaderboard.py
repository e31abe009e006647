"""Members ranked by one measure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reports import frames
from reports.periods import Period
from reports.ranking import MEASURES, Change, Place, compare, name_key, newcomers, places

TYPES = {
    "place": "int64",
    "person": "int64",
    "name": "str",
    "trade": "str",
    "figure": "int64",
    "share": "float64",
    "before": "Int64",
    "change": "Int64",
    "places": "Int64",
    "is_newcomer": "bool",
}
Row = tuple[int, int, str, str, int, float]


def table(
    members: pd.DataFrame,
    credits: pd.DataFrame,
    period: Period,
    measure: str,
    before: Period | None = None,
) -> pd.DataFrame:
    """Rank everybody on the roster by a measure, compared with the period `before`.

    Columns: place, person, name, trade, figure, share of the highest; the figure before, its
    change and the places gained, missing for who was not ranked before or where there is no
    period before (`periods.compared` finds it); and whether the first membership began in the
    period. The figure counts slips, units of education, or closed business in minor units. Ties
    share a place and stand by name; zeros share the last one. What visitors and people elsewhere
    gave is not ranked. An unknown measure raises ValueError.
    """
    if measure not in MEASURES:
        raise ValueError(f"There is no measure {measure}; it is one of {', '.join(MEASURES)}.")
    rows = standings(members, credits, period, before)[measure]
    return frames.typed([dict(zip(TYPES, row, strict=True)) for row in rows], TYPES)


def standings(
    members: pd.DataFrame, credits: pd.DataFrame, period: Period, before: Period | None = None
) -> Mapping[str, list[tuple[Any, ...]]]:
    """Give the rows of every measure's table, without a frame each."""
    began = frames.records(members, "person", "joined_on")
    joined = [(person, None if pd.isna(day) else day.date()) for person, day in began]
    new = newcomers(joined, period)
    earlier = _rows(members, credits, before) if before else {}
    found = {}
    for measure, rows in _rows(members, credits, period).items():
        changes = compare(_places(rows), _places(earlier.get(measure, [])), new)
        found[measure] = [(*row, *_changed(changes[row[1]]), row[1] in new) for row in rows]
    return found


def ranked(
    roster: Sequence[tuple[Any, ...]], sums: Mapping[str, Mapping[int, int]]
) -> Mapping[str, list[Row]]:
    """Rank the people of a roster by each measure; who has no figure stands at zero."""
    people = {person: (f"{first} {last}".strip(), trade) for person, first, last, trade in roster}
    order = {person: name_key(last, first, person) for person, first, last, _trade in roster}
    return {
        measure: [
            (place.place, place.person, *people[place.person], place.figure, place.share)
            for place in places({person: figures.get(person, 0) for person in people}, order)
        ]
        for measure, figures in sums.items()
    }


def of_members(credits: pd.DataFrame) -> pd.DataFrame:
    """Keep what people did as members; only that is ranked."""
    return credits[credits["standing"] == "member"]


def tally(credits: pd.DataFrame, per: str) -> Mapping[str, Counter[int]]:
    """Sum every measure per `person` or per `meeting`: slips, units, or minor units of money."""
    sums = {measure: Counter[int]() for measure in MEASURES}
    rows = frames.records(credits, per, "measure", "quantity", "amount")
    for key, measure, quantity, amount in rows:
        sums[measure][key] += amount if MEASURES[measure] == "money" else quantity
    return sums


def _rows(members: pd.DataFrame, credits: pd.DataFrame, period: Period) -> Mapping[str, list[Row]]:
    own = of_members(frames.within(credits, period))
    roster = frames.records(frames.roster(members, period, own["person"]))
    return ranked(roster, tally(own, "person"))


def _places(rows: list[Row]) -> list[Place]:
    return [Place(place, person, figure, share) for place, person, _n, _t, figure, share in rows]


def _changed(change: Change) -> tuple[Any, ...]:
    return tuple(pd.NA if value is None else value for value in vars(change).values())
