"""A Chapter Summary PALMS Report -> people the roster lacks, and figures kept beside the weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import days, former, matching, periods, queries
from chapter.imports.families import summary_lines
from chapter.imports.families.summary_lines import Figures
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch, SummaryLine
from chapter.imports.periods import Period
from chapter.imports.plans import (
    FORMER,
    NEW,
    SKIP,
    Answers,
    Applied,
    Line,
    Plan,
    Question,
    Who,
)
from chapter.imports.reading.reader import SummaryFile, SummaryRow
from chapter.imports.states import LineState
from chapter.members import service as members
from chapter.people.rules import match_key


@dataclass
class _Work:
    """A summary held against the roster and against what was kept of its period."""

    period: Period | None
    matches: Matches
    rows: Sequence[SummaryRow]
    figures: list[Figures]
    kept: dict[str, SummaryLine]

    @property
    def gone(self) -> list[SummaryLine]:
        """Return what was kept of the period and stands no more in the file."""
        said = {figures.key for figures in self.figures}
        return [line for key, line in self.kept.items() if key not in said]


def plan(chapter: Chapter, content: SummaryFile, answers: Answers, today: date) -> Plan:
    """Say whom a summary brings along and which figures are kept."""
    work = _weigh(chapter, content, answers)
    asked: list[Question] = []
    if not answers.chapter_confirmed:
        asked += filter(None, [days.question_of_chapter(chapter, content.chapter)])
    if work.period is None and not answers.is_period_unsaid:
        asked.append(periods.question(chapter, content, today))
    return Plan(
        content.report,
        periods.title(work.period),
        (*asked, *work.matches.questions),
        tuple(_lines(chapter, work)),
        tuple(summary_lines.gaps(chapter, content)),
        (*matching.notices(work.matches), *summary_lines.notices(work.period, content)),
        brings={match_key(row.name): row.name for row in _new(work)},
    )


def apply(
    chapter: Chapter, batch: ImportBatch, content: SummaryFile, answers: Answers, who: Who
) -> Applied:
    """Admit the people a summary lists and the roster lacks; keep its figures, credit nothing."""
    work = _weigh(chapter, content, answers)
    new = _new(work)
    matching.refuse_unsettled(batch.file_name, work.matches)
    for row in new:
        work.matches.known[match_key(row.name)] = members.admit(
            chapter,
            first_name=row.first_name,
            last_name=row.last_name,
            trade="",
            joined_on=None,
            today=who.today,
            actor_id=who.user_id,
            now=who.now,
        ).person
    left_on = min(work.period[1], who.today) if work.period else who.today
    for name in work.matches.said(FORMER):
        person = former.make(chapter, name, left_on)
        work.matches.known[match_key(name)] = person
    matching.remember(work.matches)
    changed, removed = _keep(chapter, batch, work, answers)
    if work.period:
        batch.first, batch.until = work.period
    known = len(work.rows) - len(new) - len(work.matches.said(FORMER))
    return Applied(len(new), known, changed, removed, len(work.matches.said(FORMER)))


def _weigh(chapter: Chapter, content: SummaryFile, answers: Answers) -> _Work:
    period = (content.first, content.until) if content.first and content.until else answers.period
    matches = _people(chapter, [row.name for row in content.members], answers)
    rows = [row for row in content.members if match_key(row.name) not in matches.skipped]
    name = periods.name_of(period)
    kept = {line.role + line.name_key: line for line in queries.summary(chapter, name)}
    return _Work(period, matches, rows, summary_lines.figures_of(content, rows), kept)


def _people(chapter: Chapter, names: list[str], answers: Answers) -> Matches:
    """Find the members a summary lists; who resembles nobody is a new member."""
    offers = (NEW, FORMER, SKIP)
    matches = matching.resolve(chapter, names, replace(answers, unknown=""), offers=offers)
    asked = {question.key: question for question in matches.questions}
    for name in list(matches.unknown):
        key = match_key(name)
        is_like_nobody = len(asked[key].choices) == len(offers)
        if is_like_nobody or answers.takes_same_words:
            matches.unknown.remove(name)
            matches.questions.remove(asked[key])
            matches.answered[key] = NEW
    return matches


def _new(work: _Work) -> list[SummaryRow]:
    answered = work.matches.answered
    return [row for row in work.rows if answered.get(match_key(row.name)) == NEW]


def _keep(chapter: Chapter, batch: ImportBatch, work: _Work, answers: Answers) -> tuple[int, int]:
    """Keep the figures of a period; return how many lines changed and how many went."""
    changed = 0
    for figures in work.figures:
        line = work.kept.get(figures.key)
        person = work.matches.known.get(match_key(figures.name))
        if line is None:
            line = summary_lines.new(chapter, batch, work.period, figures)
            db.session.add(line)
        elif line.figures != figures.figures:
            if not answers.takes(summary_lines.changed(chapter, line, figures)):
                continue
            line.figures = figures.figures
            changed += 1
        line.person_id = person.id if person else None
    gone = [line for line in work.gone if answers.takes(summary_lines.missing(line))]
    for line in gone:
        db.session.delete(line)
    db.session.flush()
    return changed, len(gone)


def _lines(chapter: Chapter, work: _Work) -> Iterator[Line]:
    unknown = {match_key(name) for name in (*work.matches.unknown, *work.matches.shared)}
    states = {
        **dict.fromkeys(work.matches.answered, LineState.NEW),
        **dict.fromkeys(work.matches.skipped | unknown, LineState.UNKNOWN),
    }
    for row in work.rows:
        key = match_key(row.name)
        state = states.get(key, LineState.KNOWN)
        yield Line(state, "member", row.name, line=row.line, key=f"member:{key}")
    for figures in work.figures:
        line = work.kept.get(figures.key)
        if line is not None and line.figures != figures.figures:
            yield summary_lines.changed(chapter, line, figures)
    for line in work.gone:
        yield summary_lines.missing(line)
