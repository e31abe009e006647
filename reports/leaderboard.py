"""Members ranked by one measure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reports import frames
from reports.periods import Period
from reports.ranking import MEASURES, name_key, places

TYPES = {
    "place": "int64",
    "person": "int64",
    "name": "str",
    "trade": "str",
    "figure": "int64",
    "share": "float64",
}
Row = tuple[int, int, str, str, int, float]


def table(
    members: pd.DataFrame, credits: pd.DataFrame, period: Period, measure: str
) -> pd.DataFrame:
    """Rank everybody on the roster: place, person, name, trade, figure, share of the highest.

    The figure counts slips, units of education, or closed business in minor units. Ties share a
    place and stand by name; zeros share the last one. What visitors and people elsewhere gave is
    not ranked. An unknown measure raises ValueError.
    """
    if measure not in MEASURES:
        raise ValueError(f"There is no measure {measure}; it is one of {', '.join(MEASURES)}.")
    own = of_members(frames.within(credits, period))
    roster = frames.records(frames.roster(members, period, own["person"]))
    rows = ranked(roster, tally(own, "person"))[measure]
    return frames.typed([dict(zip(TYPES, row, strict=True)) for row in rows], TYPES)


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
