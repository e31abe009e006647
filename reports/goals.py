"""What a chapter set out to reach, against what it reached."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from reports import frames
from reports.leaderboard import tally
from reports.periods import Period
from reports.ranking import MEASURES

MEMBERS = "members"
TYPES = {"measure": "str", "target": "float64", "actual": "int64", "share": "float64"}

# A goal as a rule set keeps it: a figure for each week held, money in minor units.
Goals = Mapping[str, int | float | Decimal]


def table(
    members: pd.DataFrame, credits: pd.DataFrame, period: Period, goals: Goals, weeks: int
) -> pd.DataFrame:
    """Compare a chapter's figures with its goals: measure, target, actual, share reached.

    A goal is a figure for each week held, so the target is that many times the `weeks` held in
    the period; "members" is how many the chapter has on its last day, whatever the weeks. The
    figures are those of the whole chapter, what visitors and people elsewhere gave included.
    Without a target the share is missing. An unknown goal raises ValueError.
    """
    if unknown := set(goals) - {*MEASURES, MEMBERS}:
        raise ValueError(f"There is no goal for {', '.join(sorted(unknown))}.")
    sums = tally(frames.within(credits, period), "measure")
    actual = {measure: sum(sums[measure].values()) for measure in MEASURES}
    actual[MEMBERS] = size(members, period)
    rows = [
        _row(measure, Decimal(str(goals[measure])) * (1 if measure == MEMBERS else weeks), figure)
        for measure, figure in actual.items()
        if measure in goals
    ]
    return frames.typed(rows, TYPES)


def size(members: pd.DataFrame, period: Period) -> int:
    """Count the members of the period's last day."""
    day = pd.Timestamp(period.last)
    memberships = frames.records(members, "person", "joined_on", "left_on")
    # A comparison with a missing date is false, so an open end never shuts anybody out.
    return len({who for who, joined, left in memberships if not (joined > day or left <= day)})


def _row(measure: str, target: Decimal, actual: int) -> dict[str, str | float | int]:
    share = float(actual / target) if target else float("nan")
    return {"measure": measure, "target": float(target), "actual": actual, "share": share}
