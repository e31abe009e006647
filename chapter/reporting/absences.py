"""Attendance against a chapter's limits: marks of a window -> `reports.policy` -> a page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.reporting import queries, rulebook
from chapter.rulesets import queries as rulesets
from chapter.rulesets.models import RuleSet
from chapter.web.words import N_

STATES = {"over": N_("over the limit"), "near": N_("near the limit")}


@dataclass(frozen=True)
class Line:
    """One member against the limits; what absences cost is in tenths of one."""

    person: int
    name: str
    trade: str
    cost: int
    state: str
    substitutes: int
    substitutes_state: str
    absent_on: tuple[date, ...]
    late_on: tuple[date, ...]
    substituted_on: tuple[date, ...]

    @property
    def is_told(self) -> bool:
        """Tell whether a limit is near or passed."""
        return bool({self.state, self.substitutes_state} & STATES.keys())


@dataclass(frozen=True)
class Absences:
    """The rules of a day, the first day they look back to, and a line per member of that day."""

    rules: RuleSet
    first: date
    lines: list[Line]
    #: Whether any mark counts in that time.
    is_marked: bool

    @property
    def told(self) -> list[Line]:
        """Return who is near a limit or over it."""
        return [line for line in self.lines if line.is_told]

    @property
    def others(self) -> list[Line]:
        """Return who is well within the limits."""
        return [line for line in self.lines if not line.is_told]


def on(chapter: Chapter, day: date) -> Absences:
    """Set out the members of a day against that day's rules."""
    # pandas is slow to import and needed for few pages.
    from reports import frames, policy

    rules = rulesets.on(chapter, day)
    limits = rulebook.limits(rules, day)
    until = day + timedelta(days=1)
    roster = [row._asdict() for row in queries.roster(chapter, day, until)]
    letters = attendance.letters_between(chapter, limits.first, until)
    marks = [
        {"meeting": 0, "held_on": held_on, "person": person, "mark": mark}
        for person, marked in letters.items()
        for held_on, mark in marked
    ]
    frame = policy.table(frames.members(roster), frames.marks(marks), day, limits)
    names = tuple(frame.columns)
    rows = (dict(zip(names, row, strict=True)) for row in frames.records(frame))
    return Absences(rules, limits.first, [_line(row) for row in rows], is_marked=bool(marks))


def _line(row: dict[str, Any]) -> Line:
    return Line(
        person=row["person"],
        name=f"{row['first_name']} {row['last_name']}".strip(),
        trade=row["trade"],
        cost=row["cost"],
        state=row["state"],
        substitutes=row["S"],
        substitutes_state=row["substitutes_state"],
        absent_on=row["absent_on"],
        late_on=row["late_on"],
        substituted_on=row["substituted_on"],
    )
