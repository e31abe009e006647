"""Places on the leaderboard, without pandas: web pages use this too."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.periods import Period

# What is measured, and in what: a number of slips, minor units of money, or units of education.
MEASURES: Mapping[str, str] = {
    "referrals_given": "count",
    "referrals_received": "count",
    "one_to_ones": "count",
    "closed_business": "money",
    "visitors": "count",
    "education": "units",
    "testimonials": "count",
    "sponsored": "count",
}


@dataclass(frozen=True)
class Place:
    """Where one person stands; `share` is the part of the highest figure, from 0 to 1."""

    place: int
    person: int
    figure: int
    share: float


@dataclass(frozen=True)
class Change:
    """What changed for one person since the period before: the figure, and the places gained.

    Empty for who was not ranked before; `places` also where nobody had a figure then or now,
    because all share the first place without an order to move in.
    """

    before: int | None = None
    figure: int | None = None
    places: int | None = None


def name_key(last_name: str, first_name: str, person: int) -> tuple[str, str, int]:
    """Order people as a phone book does: no matter the case or the accents, never at random."""
    return _plain(last_name), _plain(first_name), person


def places(figures: Mapping[int, int], order: Mapping[int, tuple[Any, ...]]) -> list[Place]:
    """Rank people by their figure, highest first; equal figures share a place (1, 2, 2, 4).

    `order` gives each person's key inside a shared place, usually from `name_key`.
    """
    ranked = sorted(figures, key=lambda person: (-figures[person], order[person]))
    top = figures[ranked[0]] if ranked else 0
    found: list[Place] = []
    for number, person in enumerate(ranked, start=1):
        figure = figures[person]
        shares_place = bool(found) and found[-1].figure == figure
        place = found[-1].place if shares_place else number
        found.append(Place(place, person, figure, figure / top if top > 0 else 0.0))
    return found


def compare(
    now: Iterable[Place], earlier: Iterable[Place], newcomers: Collection[int] = ()
) -> dict[int, Change]:
    """Tell what changed for each person now ranked; newcomers are measured against nobody."""
    ranked, former = list(now), list(earlier)
    has_order = all(any(place.figure for place in places) for places in (ranked, former))
    known = {place.person: place for place in former if place.person not in newcomers}
    return {place.person: _change(place, known.get(place.person), has_order) for place in ranked}


def newcomers(joined: Iterable[tuple[int, date | None]], period: Period) -> set[int]:
    """Give the people whose first membership began in a period; in all time nobody is new.

    `joined` pairs people with the first day of each of their memberships; a day nobody knows
    lies before all others.
    """
    if period.kind == "all":
        return set()
    began: dict[int, date] = {}
    for person, day in joined:
        began[person] = min(day or date.min, began.get(person, date.max))
    return {person for person, day in began.items() if period.holds(day)}


def _change(now: Place, earlier: Place | None, has_order: bool) -> Change:
    if earlier is None:
        return Change()
    places = earlier.place - now.place if has_order else None
    return Change(earlier.figure, now.figure - earlier.figure, places)


def _plain(name: str) -> str:
    if name.isascii():
        return name.strip().casefold()
    letters = unicodedata.normalize("NFKD", name.strip())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
