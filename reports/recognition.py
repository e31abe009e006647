"""Who is named before everybody: the highest of a period, full attendance, a chapter's awards."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reports import frames
from reports.leaderboard import of_members, tally
from reports.periods import Period
from reports.ranking import MEASURES, places
from reports.words import N_

ATTENDANCE = "attendance"
TYPES = {
    "award": "str",
    "measure": "str",
    "person": "int64",
    "name": "str",
    "trade": "str",
    "figure": "int64",
}


@dataclass(frozen=True)
class Award:
    """What somebody is named for: a name, what is measured, and by which rule.

    `rule` is "most" (the highest figure that is at least `figure`), "at_least" (everybody whose
    figure is) or, for attendance alone, "every" (present at every meeting of their time). The
    measure is one of the leaderboard's, or "attendance": the weeks somebody was present.
    """

    name: str
    measure: str
    rule: str
    figure: int = 1


# The names are texts to translate; a chapter's own awards keep the name they were given.
STANDARD = (
    Award(N_("Most referrals given"), "referrals_given", "most"),
    Award(N_("Most one-to-ones"), "one_to_ones", "most"),
    Award(N_("Most visitors"), "visitors", "most"),
    Award(N_("Most education units"), "education", "most"),
    Award(N_("Most closed business credited"), "closed_business", "most"),
    Award(N_("Perfect attendance"), ATTENDANCE, "every"),
)


def table(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    period: Period,
    awards: Iterable[Award] = (),
) -> pd.DataFrame:
    """List who earned which award: award, measure, person, name, trade, figure.

    First come the awards every chapter has, then its own. Who ties is named alike, by name; an
    award nobody earned has no row, and nobody earns one with nothing. An award that measures or
    asks what is unknown raises ValueError.
    """
    marks, own = frames.within(marks, period), of_members(frames.within(credits, period))
    roster = frames.roster(members, period, marks["person"], own["person"])
    people = {
        person: (f"{first} {last}".strip(), trade)
        for person, first, last, trade in frames.records(roster)
    }
    present = Counter(p for p, mark in frames.records(marks, "person", "mark") if mark == "P")
    figures = {**tally(own, "person"), ATTENDANCE: present}
    every = _always_present(members, marks)
    rows = [
        (award.name, award.measure, person, *people[person], figure)
        for award in (*STANDARD, *awards)
        for person, figure in _earned(award, figures, every, list(people))
    ]
    return frames.typed([dict(zip(TYPES, row, strict=True)) for row in rows], TYPES)


def _earned(
    award: Award, figures: Mapping[str, Counter[int]], every: set[int], people: list[int]
) -> list[tuple[int, int]]:
    if award.measure not in figures:
        known = ", ".join((*MEASURES, ATTENDANCE))
        raise ValueError(f"There is no measure {award.measure}; it is one of {known}.")
    found = {person: figures[award.measure][person] for person in people}
    order = {person: (number,) for number, person in enumerate(people)}
    ranked = [place for place in places(found, order) if place.figure >= max(award.figure, 1)]
    match award.rule, award.measure:
        case "most", _:
            ranked = [place for place in ranked if place.place == 1]
        case "every", "attendance":
            ranked = [place for place in ranked if place.person in every]
        case rule, measure if rule != "at_least":
            raise ValueError(f"There is no award for {rule} {measure}.")
    return [(place.person, place.figure) for place in ranked]


def _always_present(members: pd.DataFrame, marks: pd.DataFrame) -> set[int]:
    """Give who was present at every meeting of their time at which attendance was taken.

    A meeting nobody has a mark of says nothing about anybody. One where somebody on the roster
    was not marked, though others were, is not a meeting they were present at.
    """
    letters: dict[int, dict[Any, str]] = defaultdict(dict)
    for person, held_on, mark in frames.records(marks, "person", "held_on", "mark"):
        letters[person][held_on] = mark
    expected: dict[int, set[Any]] = defaultdict(set)
    days = set(marks["held_on"])
    for person, joined, left in frames.records(members, "person", "joined_on", "left_on"):
        expected[person] |= {day for day in days if not (day < joined or day >= left)}
    return {
        person
        for person, own in letters.items()
        if set(own.values()) == {"P"} and own.keys() >= expected[person]
    }
