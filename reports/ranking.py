"""Places on the leaderboard, without pandas: web pages use this too."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


def _plain(name: str) -> str:
    if name.isascii():
        return name.strip().casefold()
    letters = unicodedata.normalize("NFKD", name.strip())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
