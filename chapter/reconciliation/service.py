"""The reconciliation of some days: the PALMS summary here, held against an imported one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chapter.chapters.models import Chapter
from chapter.imports import queries as imports
from chapter.imports.models import SummaryLine
from chapter.imports.states import Role
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State as MeetingState
from chapter.reconciliation import mended, queries, reasons, summaries, totals
from chapter.reconciliation.evidence import Evidence
from chapter.reconciliation.reasons import OF_WEEKS, Why
from chapter.reconciliation.rules import (
    Figure,
    Figures,
    Group,
    Line,
    State,
    line,
    without_marks,
)
from chapter.reconciliation.summaries import Summary
from chapter.reconciliation.totals import Side
from chapter.reporting import service as reporting


@dataclass(frozen=True)
class Reconciliation:
    """Both sides, line by line, and what explains their differences."""

    summary: Summary
    members: Sequence[Line]
    beneath: Sequence[Line]
    evidence: Evidence
    #: Days whose weeks are held and not closed yet; they count here all the same.
    open_days: Sequence[date]

    def number(self, state: State) -> int:
        """Return how many members stand in a state."""
        return sum(line.state == state for line in self.members)

    def of(self, person_id: int) -> Line | None:
        """Return a member's line."""
        return next((line for line in self.members if line.person == person_id), None)

    def why(self, line: Line, figure: Figure) -> list[Why]:
        """Tell why one figure differs."""
        if line.group != Group.MEMBER:
            return []
        return reasons.of_figure(line, figure, self.evidence)

    def why_of_line(self, line: Line) -> list[tuple[str, Why]]:
        """Tell why a line differs, beside what holds for all: each reason with its figures."""
        if whole := reasons.of_line(line, self.evidence):
            return [("", why) for why in whole]
        told: list[tuple[list[str], Why]] = []
        for label, why in self._told(line):
            labels = next((known for known, one in told if one == why), None)
            if labels is not None:
                labels.append(label)
            elif why.reason not in OF_WEEKS:
                told.append(([label], why))
        return [(", ".join(labels), why) for labels, why in told]

    @cached_property
    def of_weeks(self) -> list[Why]:
        """Why all members differ: what is wrong with whole weeks, each reason once."""
        told = [why for line in self.members for _, why in self._told(line)]
        return [why for n, why in enumerate(told) if why.reason in OF_WEEKS and why not in told[:n]]

    def _told(self, line: Line) -> list[tuple[str, Why]]:
        return [(one.label, why) for one in line.differing for why in self.why(line, one)]


def reconcile(chapter: Chapter, summary: Summary) -> Reconciliation:
    """Hold what is held here of some days against a summary."""
    said = imports.summary(chapter, summary.period)
    there = summaries.side(chapter, said)
    table, left_on = reporting.palms_of_days(chapter, summary.first, summary.last, meetings.held)
    evidence, open_days = _evidence(chapter, summary, there.meetings, left_on)
    named, others = _here(table)
    lines = _members(chapter, said, named)
    left = [named[one.person][1] for one in lines if one.person and not one.is_there]
    here = Side([figures for _, figures in named.values()], others, len(evidence.held))
    beneath = totals.lines(here, there, left)
    if not evidence.has_all_marks:
        # Else whoever has marks there would differ in nothing but them.
        lines = [without_marks(one) for one in lines]
        beneath = [one if one.group in _NO_MARKS else without_marks(one) for one in beneath]
    return Reconciliation(summary, lines, beneath, evidence, open_days)


#: Whose row tells in P how many meetings there were.
_NO_MARKS = (Group.VISITORS, Group.OTHERS)


def _here(
    table: reporting.Table,
) -> tuple[Mapping[int, tuple[str, Figures]], Mapping[str, Figures]]:
    """Return name and figures by person, and what visitors and others gave."""

    def figures(row: tuple[object, ...]) -> Figures:
        # The name stands before the figures, in two cells.
        return dict(zip(table.headings[2:], row[2:], strict=True))

    named = {
        person: (f"{row[0]} {row[1]}".strip(), figures(row))
        for person, row in zip(table.people, table.members, strict=True)
    }
    visitors, others, _ = table.others
    return named, {Group.VISITORS: figures(visitors), Group.OTHERS: figures(others)}


def _members(
    chapter: Chapter, said: Sequence[SummaryLine], named: Mapping[int, tuple[str, Figures]]
) -> list[Line]:
    """Pair the members of both sides, in the order of the roster, then those only there."""
    listed: dict[int, Figures] = {}
    strangers: list[Line] = []
    for one in said:
        if one.role != Role.MEMBER:
            continue
        figures, person = summaries.figures(chapter, one), one.person_id
        if person is not None and person in named and person not in listed:
            listed[person] = figures
        else:
            strangers.append(line(Group.MEMBER, one.name, person, None, figures))
    told = {label for one in said for label in one.figures}
    paired = [
        line(Group.MEMBER, name, person, figures, listed.get(person), told)
        for person, (name, figures) in named.items()
        # Who did nothing here and is not listed there is no difference.
        if person in listed or any(figures.values())
    ]
    return paired + strangers


def _evidence(
    chapter: Chapter, summary: Summary, number: int | None, left_on: Mapping[int, date]
) -> tuple[Evidence, list[date]]:
    first, last = summary.first, summary.last
    held = queries.meetings_held(chapter, first, last)
    entries = queries.entries(chapter, first, last)
    evidence = Evidence(
        first,
        last,
        entries,
        [one.held_on for one in held],
        frozenset(one.held_on for one in held if one.is_marked),
        number,
        left_on,
        mended.corrections(chapter, {one.id: one.held_on for one in held}, entries),
    )
    return evidence, [one.held_on for one in held if one.state == MeetingState.OPEN]
