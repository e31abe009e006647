"""Trends as their page shows them: each measure by week and by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import catalogue, service
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, money, month_name, percent, short_date
from reports import periods

ATTENDANCE = "attendance"
WEEKS, MONTHS = 26, 12


@dataclass(frozen=True)
class Point:
    """A week or a month: what it is called, its figure, and how that is written.

    `period` is the address of its rows; empty where no week counts.
    """

    label: str
    figure: float
    text: str
    period: str


@dataclass(frozen=True)
class Course:
    """How one measure went; it is empty for attendance."""

    name: str
    measure: Measure | None
    weeks: list[Point]
    months: list[Point]


def courses(chapter: Chapter, person: Person | None, last_day: date) -> list[Course]:
    """Return how each measure went, of a chapter or of one member, up to a day."""
    # pandas is slow to import and needed for few pages.
    from reports import trends

    first = periods.plus_months(last_day.replace(day=1), 1 - MONTHS)
    first = min(first, last_day - timedelta(weeks=WEEKS))
    rows = service.frames_between(chapter, first, last_day + timedelta(days=1))
    whose = person.id if person else None
    how = (rows.members, rows.meetings, rows.credits, rows.marks, last_day)
    weeks = trends.weekly(*how, WEEKS, whose).to_dict("records")
    months = trends.monthly(*how, MONTHS, whose).to_dict("records")
    names = {measure: catalogue.measure_name(chapter, measure) for measure in Measure}
    return [
        Course(
            name,
            measure,
            [_point(chapter, measure, row, short_date(row["first"])) for row in weeks],
            [_point(chapter, measure, row, month_name(row["first"])) for row in months],
        )
        for measure, name in [*names.items(), (None, gettext("Attendance"))]
    ]


def _point(chapter: Chapter, measure: Measure | None, row: dict[Any, Any], label: str) -> Point:
    figure = row[measure or ATTENDANCE]
    # A share of no mark equals nothing, not even itself.
    is_known = figure == figure
    if measure is None:
        text = percent(figure) if is_known else "–"
    elif measure == Measure.CLOSED_BUSINESS:
        text = money(int(figure), chapter.currency)
    else:
        text = str(int(figure))
    period = row["text"] if row["meetings"] else ""
    return Point(label, float(figure) if is_known else 0.0, text, period)
