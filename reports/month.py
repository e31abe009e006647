"""What the workbook of a period is made from, and the reports it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pandas as pd

from reports import attendance, frames, leaderboard, palms
from reports.layout import FIGURE, Look, money
from reports.periods import Period
from reports.ranking import MEASURES


@dataclass(frozen=True)
class MonthData:
    """A chapter and its frames for one period; `made_on` is the day the workbook is made.

    `currency` is the chapter's three-letter code and `minor_digits` its decimal places.
    """

    chapter_name: str
    currency: str
    minor_digits: int
    period: Period
    made_on: date
    members: pd.DataFrame
    meetings: pd.DataFrame
    marks: pd.DataFrame
    credits: pd.DataFrame

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The credits of the period."""
        return frames.within(self.credits, self.period)

    @cached_property
    def palms(self) -> pd.DataFrame:
        """The PALMS summary."""
        frame = self.members, self.marks, self.credits, self.period
        return palms.summary(*frame, minor_digits=self.minor_digits)

    @cached_property
    def grid(self) -> pd.DataFrame:
        """The attendance grid."""
        return attendance.grid(self.members, self.meetings, self.marks, self.period)

    @cached_property
    def leaders(self) -> Mapping[str, list[leaderboard.Row]]:
        """The leaderboard of each measure."""
        own = leaderboard.of_members(self.counted)
        roster = frames.records(frames.roster(self.members, self.period, own["person"]))
        return leaderboard.ranked(roster, leaderboard.tally(own, "person"))

    @cached_property
    def weeks(self) -> list[tuple[int, date]]:
        """The meetings of the period, in order."""
        meetings = frames.within(self.meetings, self.period).sort_values(["held_on", "meeting"])
        return list(zip(meetings["meeting"], frames.days(meetings["held_on"]), strict=True))

    @cached_property
    def by_meeting(self) -> Mapping[str, Mapping[int, int]]:
        """What everybody together reached at each meeting, by measure."""
        return leaderboard.tally(self.counted, "meeting")

    def look(self, measure: str) -> Look:
        """Tell how the figures of a measure look."""
        is_money = MEASURES[measure] == "money"
        return money(self.currency, self.minor_digits) if is_money else FIGURE

    def figure(self, measure: str, value: int) -> int | Decimal:
        """Give a figure as it is shown: money in major units."""
        is_money = MEASURES[measure] == "money"
        return palms.major(value, self.minor_digits) if is_money else value
