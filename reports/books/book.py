"""What a workbook is made from: a chapter's frames and rules, and the reports they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from reports import attendance, frames, leaderboard, palms, periods, vitals
from reports.books.editions import LEADERSHIP, MEMBERS, Asked
from reports.books.layout import FIGURE, Look, money
from reports.books.settings import Settings, usual
from reports.periods import Period
from reports.ranking import MEASURES
from reports.scores import standings
from reports.scores.arithmetic import Write, english
from reports.scores.scoring import Score, score
from reports.trends import MONTHS, WEEKS


@dataclass(frozen=True)
class Book:
    """A chapter and its frames; `made_on` is the day the workbook is made.

    The frames hold the period and what lies before it as far as `reach` says; `history` sums the
    members' credits before that by months. `currency` is the chapter's three-letter code,
    `minor_digits` its decimal places; `number` and `money` write figures inside sentences.
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
    business: pd.DataFrame | None = None
    visits: pd.DataFrame | None = None
    history: pd.DataFrame | None = None
    edition: str = MEMBERS
    settings: Settings = field(default_factory=usual)
    asked: Asked = field(default_factory=Asked)
    number: Write = english
    money: Write = english

    @property
    def is_for_leaders(self) -> bool:
        """Whether this is the leadership's edition."""
        return self.edition == LEADERSHIP

    @property
    def is_ranked(self) -> bool:
        """Whether places are shown."""
        return self.is_for_leaders or self.settings.ranking_shown

    @cached_property
    def day(self) -> date:
        """The day scores, limits and trends are told for: the period's last, or today before it."""
        return min(self.period.last, self.made_on)

    @cached_property
    def before(self) -> Period | None:
        """The period this one is compared with."""
        return periods.compared(self.period, frames.days(self.meetings["held_on"]))

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The credits of the period."""
        return frames.within(self.credits, self.period)

    @cached_property
    def up_to_period(self) -> pd.DataFrame:
        """Every credit known up to the period's end, those of `history` included."""
        held = self.credits[self.credits["held_on"] < pd.Timestamp(self.period.until)]
        return held if self.history is None else pd.concat([self.history, held])

    @cached_property
    def roster(self) -> list[tuple[Any, ...]]:
        """Person, first and last name and trade of everybody listed, by name."""
        own = leaderboard.of_members(self.counted)
        here = frames.within(self.marks, self.period)["person"]
        return frames.records(frames.roster(self.members, self.period, here, own["person"]))

    @cached_property
    def _names(self) -> dict[int, str]:
        return {person: f"{first} {last}".strip() for person, first, last, _trade in self.roster}

    def name_of(self, person: int) -> str:
        """Name somebody on the roster."""
        return self._names.get(person, f"#{person}")

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
    def leaders(self) -> Mapping[str, list[tuple[Any, ...]]]:
        """The leaderboard of each measure, in the columns of `leaderboard.TYPES`."""
        return leaderboard.standings(self.members, self.credits, self.period, self.before)

    @cached_property
    def weeks(self) -> list[tuple[int, date]]:
        """The meetings of the period, in order."""
        meetings = frames.within(self.meetings, self.period).sort_values(["held_on", "meeting"])
        return list(zip(meetings["meeting"], frames.days(meetings["held_on"]), strict=True))

    @cached_property
    def by_meeting(self) -> Mapping[str, Mapping[int, int]]:
        """What everybody together reached at each meeting, by measure."""
        return leaderboard.tally(self.counted, "meeting")

    @cached_property
    def scored(self) -> list[standings.Scored]:
        """The scores of the day's members, over the six months to that day."""
        frame = self.members, self.marks, self.credits, self.day
        return standings.table(
            *frame, self.settings.table, currency=self.currency, minor_digits=self.minor_digits
        )

    @cached_property
    def chapter_score(self) -> Score:
        """The chapter's own score, over the same six months."""
        figures = self.vitals(periods.six_months(self.day)).figures
        table, digits = self.settings.chapter_table, self.minor_digits
        return score(table, figures, currency=self.currency, minor_digits=digits)

    def vitals(self, period: Period) -> vitals.Vitals:
        """Give the chapter's vital figures of a period."""
        return vitals.of(self.members, self.marks, self.credits, self.meetings, period)

    def look(self, measure: str) -> Look:
        """Tell how the figures of a measure look."""
        is_money = MEASURES.get(measure) == "money"
        return money(self.currency, self.minor_digits) if is_money else FIGURE

    def plain_look(self, measure: str) -> Look:
        """Tell how they look where the currency need not be said again."""
        return money("", self.minor_digits) if MEASURES.get(measure) == "money" else FIGURE

    def figure(self, measure: str, value: int) -> int | Decimal:
        """Give a figure as it is shown: money in major units."""
        is_money = MEASURES.get(measure) == "money"
        return palms.major(value, self.minor_digits) if is_money else value


def reach(period: Period, made_on: date, before: Period | None, limits_from: date) -> date:
    """Give the first day a workbook looks back to: its trends, its scores, what it compares."""
    day = min(period.last, made_on)
    monday = day - timedelta(days=day.weekday())
    earliest = min(
        period.first,
        before.first if before else period.first,
        periods.plus_months(day, 1 - MONTHS),
        monday - timedelta(weeks=WEEKS - 1),
        periods.six_months(day).first,
        limits_from,
    )
    # Whole months, so that sums by month end where the rows begin.
    return earliest.replace(day=1)
