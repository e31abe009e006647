"""The scores of a chapter's members on a day, over the six months that end with it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd

from reports import frames, periods
from reports.leaderboard import of_members, tally
from reports.scores import paths, scoring
from reports.scores.paths import Path
from reports.scores.scoring import Score
from reports.scores.tables import LIGHTS, LOWEST, Table

# Who has fewer weeks of their own than these has just begun; a score tells little yet.
SETTLED = 4
FROM_LOWEST = (LOWEST, *reversed(LIGHTS))


@dataclass(frozen=True)
class Scored:
    """One member's score, and the shortest way to the next colour where there is one."""

    person: int
    name: str
    trade: str
    score: Score
    path: Path | None

    @property
    def is_new(self) -> bool:
        """Whether they have just begun."""
        return self.score.weeks < SETTLED


def table(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    day: date,
    table: Table,
    *,
    currency: str,
    minor_digits: int,
) -> list[Scored]:
    """Score the members of a day, by name."""
    window = periods.six_months(day)
    letters = Counter(frames.records(frames.within(marks, window), "person", "mark"))
    sums = tally(of_members(frames.within(credits, window)), "person")
    found = []
    for person, first, last, trade in frames.records(frames.roster(members, periods.meeting(day))):
        figures = {mark: letters[person, mark] for mark in scoring.MARKS}
        figures |= {measure: sums[measure][person] for measure in sums}
        asked = table, figures
        scored = scoring.score(*asked, currency=currency, minor_digits=minor_digits)
        path = paths.next_colour(*asked, currency=currency, minor_digits=minor_digits)
        found.append(Scored(person, f"{first} {last}".strip(), trade, scored, path))
    return found


def by_need(scored: list[Scored]) -> list[Scored]:
    """Put those first who could do with a hand: the lowest light, then the lowest total."""
    return sorted(scored, key=lambda each: (FROM_LOWEST.index(each.score.light), each.score.total))
