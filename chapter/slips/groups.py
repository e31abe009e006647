"""Somebody's slips as their list shows them: of this week, pending, posted; and their sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chapter.chapters.models import Chapter
from chapter.slips import rules
from chapter.slips.lines import Line
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, money, short_date


@dataclass(frozen=True)
class Group:
    """Slips that stand at the same point."""

    name: str
    heading: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Sum:
    """What counts of one measure."""

    label: str
    posted: str
    #: None where it is not shown before the week is closed.
    pending: int | None


def grouped(lines: Iterable[Line], week: date | None, *, is_one: bool = False) -> list[Group]:
    """Return the groups that hold a slip; `week` is the one a slip of today counts in.

    What others passed on is one list: where it counts is their concern.
    """
    if is_one:
        whole = Group("all", gettext("Passed to you"), list(lines))
        return [whole] if whole.lines else []
    groups = {
        "week": Group("week", _this_week(week)),
        "pending": Group("pending", gettext("Pending")),
        "posted": Group("posted", gettext("Posted")),
        "idle": Group("idle", gettext("Without a credit")),
    }
    for line in lines:
        groups[_place(line, week)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def _place(line: Line, week: date | None) -> str:
    if line.is_idle:
        return "idle"
    if line.is_posted:
        return "posted"
    return "week" if week is not None and line.counts_on == week else "pending"


def _this_week(week: date | None) -> str:
    if week is None:
        return gettext("This week")
    return gettext("This week, up to %(day)s", day=short_date(week))


def sums(chapter: Chapter, figures: Mapping[str, Mapping[bool, int]]) -> list[Sum]:
    """Return posted and pending of each measure that has any."""

    def said(measure: Measure, figure: int) -> str:
        return (
            money(figure, chapter.currency) if measure == Measure.CLOSED_BUSINESS else str(figure)
        )

    return [
        Sum(
            label=gettext(label),
            posted=said(measure, figures[measure].get(True, 0)),
            pending=None if measure == Measure.CLOSED_BUSINESS else figures[measure].get(False, 0),
        )
        for measure, label in rules.MEASURE_LABELS.items()
        if measure in figures
    ]
