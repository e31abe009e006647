"""Lists of visits: who is registered, who came, and who invited them."""

from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import days, matching
from chapter.imports.families import mark_writing, visit_writing
from chapter.imports.families.mark_diff import Wanted
from chapter.imports.families.visit_diff import Visits, VisitStep
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import FORMER, NEW, SKIP, Answers, Applied, Plan, Sentence, Who
from chapter.imports.reading.contents import VisitorsFile
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.imports.states import LineState
from chapter.people.rules import match_key
from chapter.web.words import N_

TITLE = N_("Visitors from %(first)s to %(until)s")


@dataclass
class _Work:
    """A list held against what stands here."""

    matches: Matches
    steps: list[VisitStep]


def plan(chapter: Chapter, content: VisitorsFile, answers: Answers, today: date) -> Plan:
    """Say what a list of visits would do; nothing is written."""
    work = _weigh(chapter, content, answers, today)
    asked = (
        None if answers.chapter_confirmed else days.question_of_chapter(chapter, content.chapter)
    )
    first, until = _ends(content)
    return Plan(
        content.report,
        Sentence(TITLE, {"first": first or "…", "until": until or "…"}),
        questions=(*([asked] if asked else ()), *work.matches.questions),
        lines=tuple(step.line for step in work.steps),
    )


def apply(
    chapter: Chapter, batch: ImportBatch, content: VisitorsFile, answers: Answers, who: Who
) -> Applied:
    """Do what the plan shows, as far as the officers take it."""
    work = _weigh(chapter, content, answers, who.today)
    matches = work.matches
    if matches.unknown:
        names = ", ".join(matches.unknown)
        raise ImportRefused(Refusal.UNKNOWN, name=batch.file_name, names=names)
    due = [step for step in work.steps if step.is_due(answers)]
    # Who invited must have been a member that day: a former member's time reaches as far.
    invited = [Wanted(s.day, s.row.invited_by, "P", s.row.line) for s in due if s.inviter]
    mark_writing.settle(chapter, invited, matches, who)
    visit_writing.do(chapter, batch, due, matches, who, has_come=content.has_come)
    batch.first, batch.until = _ends(content)
    states = [step.line.state for step in due]
    return Applied(
        added=states.count(LineState.NEW),
        changed=states.count(LineState.CHANGED),
        known=sum(step.line.state == LineState.KNOWN for step in work.steps),
        former=len(matches.said(FORMER)),
    )


def _weigh(chapter: Chapter, content: VisitorsFile, answers: Answers, today: date) -> _Work:
    names = [
        row.invited_by
        for row in content.rows
        if row.invited_by and match_key(row.invited_by) not in PSEUDO_PARTIES
    ]
    matches = matching.resolve(chapter, names, answers, offers=(FORMER, NEW, SKIP))
    visits = Visits(
        chapter,
        content.rows,
        matches,
        today,
        has_come=content.has_come,
        sheet=content.sheet,
    )
    return _Work(matches, visits.steps(content.rows))


def _ends(content: VisitorsFile) -> tuple[date | None, date | None]:
    visited = [row.visited_on for row in content.rows if row.visited_on]
    return min(visited, default=None), max(visited, default=None)
