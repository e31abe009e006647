"""What each member did in a period: marks, everything given and received, and averages per week."""

from collections import Counter
from typing import Any

import pandas as pd

from reports import columns, frames
from reports.leaderboard import of_members, tally
from reports.palms import REFERRALS
from reports.periods import Period

SLIPS = ("referrals_given", "referrals_received", "visitors", "one_to_ones", "closed_business")
MORE = ("education", "testimonials", "sponsored")
FIGURES = (*SLIPS, *MORE)
SIDES = tuple(side for sides in REFERRALS.values() for side in sides)
BUSINESS = (
    *("business_new", "business_repeat"),
    *("business_inside", "business_outside", "business_spin_off"),
)
PER_WEEK = tuple(f"{measure}_per_week" for measure in FIGURES)

Sums = Counter[tuple[int, str]]


def table(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    period: Period,
    business: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sum marks and credits per member, by name.

    Columns: person, first_name, last_name, trade; P A L M S and `weeks`, the member's own marks;
    RGI RGO RRI RRO; every measure, closed business in minor units; how that divides into new and
    repeat and by tier; and every measure per week. Money is divided where the period is whole
    months, the frame of `columns.BUSINESS` is given and has all of the member's months; else those
    cells are missing. Averages of who has no week are missing too.
    """
    marks, credits = frames.within(marks, period), frames.within(credits, period)
    own, split = of_members(credits), _split(business, period)
    credited = own["person"], {person for person, _name in split or ()}
    people = frames.roster(members, period, marks["person"], *credited)
    sums = _of_marks(marks) + _of_referrals(own) + _of_measures(own)
    counted = (*columns.LETTERS, "weeks", *SIDES, *FIGURES)
    found = {name: _column(people, sums, name) for name in counted}
    for name in BUSINESS:
        found[name] = _part(people, sums, split, name)
    for measure, name in zip(FIGURES, PER_WEEK, strict=True):
        found[name] = found[measure].astype("float64") / found["weeks"].where(found["weeks"] > 0)
    order = (*columns.LETTERS, "weeks", *SIDES, *SLIPS, *BUSINESS, *MORE, *PER_WEEK)
    return people.assign(**{name: found[name] for name in order})


def _of_marks(marks: pd.DataFrame) -> Sums:
    rows = frames.records(marks, "person", "mark")
    return Counter(rows) + Counter((person, "weeks") for person, _mark in rows)


def _of_referrals(credits: pd.DataFrame) -> Sums:
    sums: Sums = Counter()
    names = ("person", "measure", "tier", "quantity")
    for person, measure, tier, quantity in frames.records(credits, *names):
        if measure in REFERRALS:
            inside, beyond = REFERRALS[measure]
            sums[person, inside if tier == "inside" else beyond] += quantity
    return sums


def _of_measures(credits: pd.DataFrame) -> Sums:
    return Counter(
        {
            (person, measure): figure
            for measure, figures in tally(credits, "person").items()
            for person, figure in figures.items()
        }
    )


def _column(people: pd.DataFrame, sums: Sums, name: str) -> "pd.Series[Any]":
    return pd.Series([sums[person, name] for person in people["person"]], dtype="int64")


def _part(people: pd.DataFrame, sums: Sums, split: Sums | None, name: str) -> "pd.Series[Any]":
    """Give a part of everybody's money, missing where the parts known are not all of it."""
    parts = split or Counter()
    values = [
        parts[person, name] if split is not None and _is_whole(person, sums, parts) else pd.NA
        for person in people["person"]
    ]
    return pd.Series(values, dtype="Int64")


def _is_whole(person: int, sums: Sums, parts: Sums) -> bool:
    known = parts[person, "business_new"] + parts[person, "business_repeat"]
    return known >= sums[person, "closed_business"]


def _split(business: pd.DataFrame | None, period: Period) -> Sums | None:
    if business is None or not period.is_whole_months:
        return None
    sums: Sums = Counter()
    for person, month, tier, is_repeat, amount in frames.records(business, *columns.BUSINESS):
        if period.holds(month.date()):
            sums[person, "business_repeat" if is_repeat else "business_new"] += amount
            sums[person, f"business_{tier}"] += amount
    return sums
