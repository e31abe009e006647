"""Somebody's slips as their list shows them: of this week, pending, posted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from chapter.slips.lines import Line
from chapter.web.i18n import gettext, short_date


@dataclass(frozen=True)
class Group:
    """Slips that stand at the same point."""

    name: str
    heading: str
    lines: list[Line] = field(default_factory=list)


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
    }
    for line in lines:
        groups[_place(line, week)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def _place(line: Line, week: date | None) -> str:
    if line.is_posted:
        return "posted"
    return "week" if week is not None and line.counts_on == week else "pending"


def _this_week(week: date | None) -> str:
    if week is None:
        return gettext("This week")
    return gettext("This week, up to %(day)s", day=short_date(week))
