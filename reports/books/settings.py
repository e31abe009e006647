"""How a chapter counts and what it shows, as a workbook takes it."""

from dataclasses import dataclass, field
from datetime import date

from reports import periods
from reports.goals import Goals
from reports.policy import ONE, Rules
from reports.recognition import Award
from reports.scores import tables
from reports.scores.tables import Table


@dataclass(frozen=True)
class Settings:
    """How a chapter counts and what its members see, by its rules of the workbook's day.

    `valid_from` is the first day of these rules. Without `limits` there is no policy to show.
    """

    table: Table
    chapter_table: Table
    limits: Rules | None = None
    goals: Goals = field(default_factory=dict)
    awards: tuple[Award, ...] = ()
    ranking_shown: bool = True
    lights_shown: bool = False
    valid_from: date | None = None


def usual(day: date | None = None) -> Settings:
    """Give the settings of who has not made any: with a day, three absences in its six months."""
    first = periods.six_months(day).first if day else None
    limits = Rules(3, first, {"A": ONE}, 3) if first else None
    return Settings(tables.preset("global-2025"), tables.preset("chapter-2013"), limits)
