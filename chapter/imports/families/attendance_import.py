"""The attendance grid: a letter per member and meeting, brought to each meeting's week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import days, matching
from chapter.imports.families import mark_writing
from chapter.imports.families.mark_diff import Marks, MarkStep, Wanted
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import (
    FORMER,
    NEW,
    SKIP,
    Answers,
    Applied,
    Detail,
    Line,
    Plan,
    Sentence,
    Who,
)
from chapter.imports.reading.contents import AttendanceFile
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import Trouble
from chapter.imports.states import LineState
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State
from chapter.web.words import N_

TITLE = N_("Attendance from %(first)s to %(until)s")
ADDED_DAYS = N_("No meeting stood on these days, so they are added: %(days)s.")
CLOSED_DAYS = N_("These weeks are closed; what is new counts in them at once: %(days)s.")
DISCARDED_DAYS = N_("These weeks were discarded; they are opened again: %(days)s.")


@dataclass
class _Work:
    """A grid held against what stands here."""

    wanted: list[Wanted]
    matches: Matches
    steps: list[MarkStep]


def plan(chapter: Chapter, content: AttendanceFile, answers: Answers, today: date) -> Plan:
    """Say what a grid would do; nothing is written."""
    work = _weigh(chapter, content, answers, today)
    asked = (
        None if answers.chapter_confirmed else days.question_of_chapter(chapter, content.chapter)
    )
    first, until = _ends(content)
    return Plan(
        content.report,
        Sentence(TITLE, {"first": first or "…", "until": until or "…"}),
        questions=(*([asked] if asked else ()), *work.matches.questions),
        lines=(*_unclear(content), *(step.line for step in work.steps)),
        notices=tuple(notices(chapter, [s for s in work.steps if s.is_due(answers)])),
    )


def apply(
    chapter: Chapter, batch: ImportBatch, content: AttendanceFile, answers: Answers, who: Who
) -> Applied:
    """Do what the plan shows, as far as the officers take it."""
    work = _weigh(chapter, content, answers, who.today)
    if work.matches.unknown:
        names = ", ".join(work.matches.unknown)
        raise ImportRefused(Refusal.UNKNOWN, name=batch.file_name, names=names)
    due = [step for step in work.steps if step.is_due(answers)]
    if due:
        mark_writing.settle(chapter, [step.wanted for step in due], work.matches, who)
        mark_writing.do(chapter, due, work.matches, who)
    batch.first, batch.until = _ends(content)
    return mark_writing.counted(work.steps, answers, len(work.matches.said(FORMER)))


def _weigh(chapter: Chapter, content: AttendanceFile, answers: Answers, today: date) -> _Work:
    names = [row.name for row in content.rows]
    matches = matching.resolve(chapter, names, answers, offers=(FORMER, NEW, SKIP))
    wanted = [
        Wanted(day, row.name, row.letters.get(day, ""), row.line, content.sheet)
        for row in content.rows
        for day in content.days
        # A letter nobody knows is no blank: it is named, and nothing follows from it.
        if day not in row.unclear
    ]
    marks = Marks(chapter, matches, today, rights=answers.rights)
    return _Work(wanted, matches, marks.steps(wanted))


def _unclear(content: AttendanceFile) -> Iterator[Line]:
    """Name each letter nobody knows by its place, whose mark it would be and of which day."""
    for row in content.rows:
        for day, (column, letter) in sorted(row.unclear.items()):
            yield Line(
                LineState.REFUSED,
                "mark",
                row.name,
                (Detail(str(day), letter),),
                content.sheet,
                row.line,
                f"letter:{row.line}:{day}",
                Sentence(Trouble.UNKNOWN_LETTER.value, {"value": letter}),
                column,
            )


def _ends(content: AttendanceFile) -> tuple[date | None, date | None]:
    first = content.first or min(content.days, default=None)
    return first, content.until or max(content.days, default=None)


def notices(chapter: Chapter, due: Sequence[MarkStep]) -> Iterator[Sentence]:
    """Say what happens to the weeks the marks go to."""
    touched = sorted({step.wanted.day for step in due})
    states = {day: _state(chapter, day) for day in touched}
    for state, message in (
        (None, ADDED_DAYS),
        ("closed", CLOSED_DAYS),
        ("discarded", DISCARDED_DAYS),
    ):
        found = [str(day) for day in touched if states[day] == state]
        if found:
            yield Sentence(message, {"days": ", ".join(found)})


def _state(chapter: Chapter, day: date) -> str | None:
    slot = meetings.slot_on(chapter, day)
    return State(slot.state).value if slot else None
