"""The project's own template: members, meetings, marks and slips in one plan."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from chapter.chapters.models import Chapter
from chapter.imports import days, matching
from chapter.imports.families import (
    mark_writing,
    roster_import,
    roster_rules,
    template_ledger,
    template_marks,
    template_slip_writing,
    template_visits,
    template_weeks,
    visit_writing,
)
from chapter.imports.families.mark_diff import Marks, MarkStep, Wanted
from chapter.imports.families.roster_rules import Said
from chapter.imports.families.template_ledger import SlipStep
from chapter.imports.families.template_weeks import WeekStep
from chapter.imports.families.visit_diff import VisitStep
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import FORMER, NEW, SKIP, Answers, Applied, Line, Plan, Sentence, Who
from chapter.imports.reading.contents import TemplateFile, TemplateSlip
from chapter.imports.reading.shapes import Party
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.states import LineState
from chapter.meetings import service as meetings
from chapter.web.words import N_

TITLE = N_("The template: members, meetings, marks and slips")


@dataclass
class _Work:
    """What the sheets Meetings, Marks and Slips do."""

    matches: Matches
    weeks: list[WeekStep]
    marks: list[MarkStep]
    came: list[VisitStep]
    registered: list[VisitStep]
    slips: list[SlipStep]

    def lines(self) -> tuple[Line, ...]:
        """Return what a preview shows."""
        all_steps = (self.weeks, self.marks, self.came, self.registered, self.slips)
        return tuple(step.line for steps in all_steps for step in steps)


def plan(chapter: Chapter, content: TemplateFile, answers: Answers, today: date) -> Plan:
    """Say what the workbook would do; nothing is written."""
    saids = _saids(content)
    members = roster_import.whom(chapter, saids, answers)
    steps = roster_import.diff(chapter, saids, members, answers, today)
    brought = roster_import.brings(steps)
    coming = replace(answers, coming={**answers.coming, **brought})
    work = _weigh(chapter, content, saids, coming, today)
    asked = {question.key for question in members.questions}
    return Plan(
        content.report,
        Sentence(TITLE),
        questions=(
            *members.questions,
            *(q for q in work.matches.questions if q.key not in asked),
        ),
        lines=(*(step.line for step in steps if not step.is_part), *work.lines()),
        notices=tuple(roster_import.spelled_otherwise(members, answers)),
        brings=brought,
    )


def apply(
    chapter: Chapter, batch: ImportBatch, content: TemplateFile, answers: Answers, who: Who
) -> Applied:
    """Do what the plan shows: people, weeks, marks and what counts, then what waits."""
    saids = _saids(content)
    members = roster_import.bring(chapter, saids, answers, who)
    work = _weigh(chapter, content, saids, answers, who.today)
    if work.matches.unknown:
        names = ", ".join(work.matches.unknown)
        raise ImportRefused(Refusal.UNKNOWN, name=batch.file_name, names=names)
    weeks = [step for step in work.weeks if step.is_due(answers)]
    counted = _counted(work, answers)
    _settle(chapter, work, answers, who)
    template_weeks.make(chapter, weeks)
    _open(chapter, work, {step.row.held_on for step in weeks}, answers, who)
    _write(chapter, batch, work, weeks, answers, who)
    batch.first, batch.until = _ends(content)
    return _summed(members, counted)


def _write(
    chapter: Chapter,
    batch: ImportBatch,
    work: _Work,
    weeks: list[WeekStep],
    answers: Answers,
    who: Who,
) -> None:
    """Write what counts in its week; close the weeks; then add what waits for one to come."""
    matches = work.matches
    marks = [step for step in work.marks if step.is_due(answers)]
    mark_writing.do(chapter, marks, matches, who, lambda c, day, _who: meetings.make(c, day))
    for visits, has_come in ((work.came, True), (work.registered, False)):
        due = [step for step in visits if step.is_due(answers)]
        visit_writing.do(chapter, batch, due, matches, who, has_come=has_come)
    slips = [step for step in work.slips if step.is_due(answers)]
    waiting = [step for step in slips if step.row and step.row.counts_on is None]
    pinned = [step for step in slips if not (step.row and step.row.counts_on is None)]
    template_slip_writing.write(chapter, batch, pinned, matches, who)
    template_weeks.bring_to_state(chapter, weeks, who)
    template_slip_writing.write(chapter, batch, waiting, matches, who)


def _summed(one: Applied, other: Applied) -> Applied:
    return Applied(
        one.added + other.added,
        one.known + other.known,
        one.changed + other.changed,
        one.removed + other.removed,
        one.former + other.former,
    )


def _saids(content: TemplateFile) -> list[Said]:
    return roster_rules.by_person(roster_rules.of_rows(content.members), "Members")


def _weigh(
    chapter: Chapter, content: TemplateFile, saids: list[Said], answers: Answers, today: date
) -> _Work:
    """Hold the sheets below the members against what stands here."""
    names = [mark.name for mark in content.marks]
    names += [p.name for slip in content.slips for p in _members_of(slip)]
    matches = matching.resolve(chapter, names, answers, offers=(FORMER, NEW, SKIP))
    cells = template_marks.wanted(content.marks)
    cells += template_marks.blanks(chapter, cells, matches)
    joins = partial(template_marks.joins, saids)
    held = Marks(chapter, matches, today, joins, rights=answers.rights, takes_past=True)
    marks = held.steps(cells)
    visits, others = template_visits.split(content.slips)
    came, registered = (
        template_visits.steps(chapter, visits, matches, today, has_come=has_come)
        for has_come in (True, False)
    )
    slips = template_ledger.steps(chapter, others, matches, today, answers.rights)
    used = {step.wanted.day for step in marks} | {
        slip.counts_on for slip in content.slips if slip.counts_on
    }
    weeks = template_weeks.steps(chapter, content.meetings, used, today, answers.rights)
    return _Work(matches, weeks, marks, came, registered, slips)


def _members_of(slip: TemplateSlip) -> list[Party]:
    """Return the parties who must be known: a visitor's own name need not be."""
    parties = [slip.source] if slip.kind == "visitor" else [slip.source, slip.target]
    return [party for party in parties if party and not party.is_outsider]


def _settle(chapter: Chapter, work: _Work, answers: Answers, who: Who) -> None:
    """Make those known whom somebody called former or new, up to the last day they stand on."""
    named = [step.wanted for step in work.marks if step.is_due(answers)]
    for step in work.slips:
        if step.row and step.row.dated and step.is_due(answers):
            day = step.row.counts_on or step.row.dated
            named += [Wanted(day, p.name, "P", 0) for p in _members_of(step.row)]
    for visit in (*work.came, *work.registered):
        if visit.inviter and not visit.outside and visit.is_due(answers):
            named.append(Wanted(visit.day, visit.row.invited_by, "P", 0))
    mark_writing.settle(chapter, named, work.matches, who)


def _open(chapter: Chapter, work: _Work, listed: set[date], answers: Answers, who: Who) -> None:
    """Open the weeks that something goes to and of which the file says nothing itself."""
    used = {step.wanted.day for step in work.marks if step.is_due(answers)}
    pinned = [step.row for step in work.slips if step.row and step.is_due(answers)]
    used |= {row.counts_on for row in pinned if row.counts_on}
    for day in sorted(used - listed):
        days.open_week(chapter, day, who)


def _counted(work: _Work, answers: Answers) -> Applied:
    due = [
        step.line.state
        for steps in (work.weeks, work.marks, work.came, work.registered, work.slips)
        for step in steps
        if step.is_due(answers)
    ]
    return Applied(
        added=due.count(LineState.NEW),
        changed=due.count(LineState.CHANGED),
        removed=due.count(LineState.MISSING),
        known=sum(line.state == LineState.KNOWN for line in work.lines()),
        former=len(work.matches.said(FORMER)),
    )


def _ends(content: TemplateFile) -> tuple[date | None, date | None]:
    held = [row.held_on for row in content.meetings]
    held += [row.held_on for row in content.marks]
    held += [slip.dated for slip in content.slips if slip.dated]
    return min(held, default=None), max(held, default=None)
