"""The weekly record of attendance and activity, summed over a period: the PALMS summary.

The columns and their meaning follow the organisation's public definition of its chapter summary.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd

from reports import columns, frames
from reports.periods import Period

NAMES = ("First Name", "Last Name")
FIGURES = (
    *columns.LETTERS,
    *("RGI", "RGO", "RRI", "RRO", "V", "1-2-1", "TYFCB", "CEU", "T"),
)
GROUPS = {"visitor": "Visitors", "other": "Others"}
TOTAL = "Total"

# Only referrals of the first tier are inside; every later one came from beyond the chapter.
REFERRALS = {"referrals_given": ("RGI", "RGO"), "referrals_received": ("RRI", "RRO")}
OTHERS = {
    "visitors": "V",
    "one_to_ones": "1-2-1",
    "closed_business": "TYFCB",
    "education": "CEU",
    "testimonials": "T",
}

Sums = Counter[tuple[int | str, str]]
Row = list[int | str]


def summary(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    period: Period,
    *,
    minor_digits: int,
) -> pd.DataFrame:
    """Sum marks and credits: a row per member, by name, then Visitors, Others and Total.

    P A L M S count marks; RGI and RGO referrals given inside and otherwise, RRI and RRO those
    received; V visitors; 1-2-1 one-to-ones; TYFCB closed business, an exact Decimal in major
    units; CEU education units; T testimonials. A member is who is on the roster on a day of the
    period, or has a mark or a credit as a member in it. Visitors and Others have no attendance.
    """
    marks, credits = frames.within(marks, period), frames.within(credits, period)
    own = credits["person"][credits["standing"] == "member"]
    roster = frames.roster(members, period, marks["person"], own)
    sums = _of_marks(marks) + _of_credits(credits)
    labels: list[tuple[int | str, str, str]] = [row[:3] for row in frames.records(roster)]
    labels += [(standing, label, "") for standing, label in GROUPS.items()]
    rows: list[Row] = [
        [first, last, *(sums[key, name] for name in FIGURES)] for key, first, last in labels
    ]
    rows.append([TOTAL, "", *_totals(rows)])
    return _frame(rows, minor_digits)


def major(amount: int, minor_digits: int) -> Decimal:
    """Turn minor units into an exact amount of the currency."""
    return Decimal(amount).scaleb(-minor_digits)


def majors(amounts: Iterable[int], minor_digits: int) -> "pd.Series[Any]":
    """Turn a column of minor units into exact amounts."""
    return pd.Series([major(amount, minor_digits) for amount in amounts], dtype="object")


def _of_marks(marks: pd.DataFrame) -> Sums:
    return Counter(frames.records(marks, "person", "mark"))


def _of_credits(credits: pd.DataFrame) -> Sums:
    names = ("person", "standing", "measure", "tier", "quantity", "amount")
    sums: Sums = Counter()
    for person, standing, measure, tier, quantity, amount in frames.records(credits, *names):
        name = _column(measure, tier)
        if name:
            key = person if standing == "member" else standing
            sums[key, name] += amount if measure == "closed_business" else quantity
    return sums


def _column(measure: str, tier: str) -> str | None:
    if measure in REFERRALS:
        inside, beyond = REFERRALS[measure]
        return inside if tier == "inside" else beyond
    return OTHERS.get(measure)


def _totals(rows: list[Row]) -> Iterable[int]:
    return [sum(int(row[n + len(NAMES)]) for row in rows) for n in range(len(FIGURES))]


def _frame(rows: list[Row], minor_digits: int) -> pd.DataFrame:
    # There is always a row of totals, so the types are told from the values.
    frame = pd.DataFrame(rows, columns=[*NAMES, *FIGURES])
    return frame.assign(TYFCB=majors(frame["TYFCB"], minor_digits))
