"""Rows of a Slips Audit Report -> slips attached to their meeting."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import days, matching, proposing, queries
from chapter.imports.families import slip_lines
from chapter.imports.families import slip_writing as writing
from chapter.imports.families.slip_rows import Keyed, Stored
from chapter.imports.families.slip_weighing import Work, keys_in, weigh
from chapter.imports.models import ImportBatch
from chapter.imports.plans import (
    FORMER,
    NEW,
    Answers,
    Applied,
    Choice,
    Line,
    Plan,
    Question,
    Sentence,
    Who,
)
from chapter.imports.reading.reader import SlipsFile
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.states import LineState
from chapter.meetings import queries as meetings
from chapter.meetings.queries import Slot
from chapter.people.rules import match_key
from chapter.web.permissions import Permission
from chapter.web.words import N_

# All of a few rows standing in another week is no accident; of a longer file it is none that most
# do. Two weeks of a real chapter share at most a third of the shorter one (37 of 121 rows, 16 of
# 94), while a week exported once more lacks a few rows of itself.
_SEVERAL, _LONG, _MOST = 2, 10, 0.75


def plan(chapter: Chapter, content: SlipsFile, answers: Answers, today: date) -> Plan:
    """Say what bringing the slips of a week in would do."""
    day = content.held_on or answers.meeting_day
    title = Sentence(N_("Slips of %(day)s"), {"day": day or "…"})
    asked: list[Question] = []
    if not answers.chapter_confirmed:
        asked += filter(None, [days.question_of_chapter(chapter, content.chapter)])
    if day is None:
        asking = proposing.question(chapter, content, answers.turn, today)
        return Plan(content.report, title, (asking, *asked))
    work = weigh(chapter, content, day, answers)
    slot = meetings.slot_on(chapter, day)
    if not answers.is_again:
        asked += _questions_of_weeks(chapter, content, work, answers)
    return Plan(
        content.report,
        title,
        (*asked, *work.matches.questions),
        tuple(_lines(chapter, work)),
        (),
        tuple(_notices(chapter, work, slot)),
        tuple(_refusals(chapter, work, slot, today, answers.rights)),
    )


def apply(
    chapter: Chapter, batch: ImportBatch, content: SlipsFile, answers: Answers, who: Who
) -> Applied:
    """Bring the slips of a week in, as the plan says."""
    day = content.held_on or answers.meeting_day
    if day is None:
        raise ImportRefused(Refusal.NO_MEETING, name=batch.file_name)
    days.refuse(days.impossible(day, who.today))
    work = weigh(chapter, content, day, answers)
    found, matches = work.found, work.matches
    changed = [pair for pair in found.changed if answers.takes(_change_line(chapter, work, pair))]
    gone = [slip for slip in found.missing if answers.takes(_missing_line(chapter, work, slip))]
    if found.new or changed or gone:
        slot = meetings.slot_on(chapter, day)
        days.refuse(*_refusals(chapter, work, slot, who.today, who.rights))
        matching.refuse_unsettled(batch.file_name, matches)
        meeting = days.open_week(chapter, day, who)
        writing.settle(chapter, matches, day, who)
        writing.add(chapter, meeting, batch, found.new, matches, who)
        for stored, row in changed:
            writing.correct(chapter, meeting, work.slips[stored.slip_id], row, matches)
        for stored in gone:
            writing.remove(chapter, work.slips[stored.slip_id])
        numbers = {"added": len(found.new), "changed": len(changed), "removed": len(gone)}
        writing.trace_closed(meeting, who, **numbers)
        batch.meeting_id = meeting.id
    batch.first = batch.until = day
    former = len(matches.said(FORMER)) + len(matches.said(NEW))
    return Applied(len(found.new), len(found.known), len(changed), len(gone), former)


def _refusals(
    chapter: Chapter, work: Work, slot: Slot | None, today: date, rights: frozenset[Permission]
) -> Iterator[Sentence]:
    """Say why nothing of the file can come in; a file that changes nothing always may."""
    found = work.found
    why = days.impossible(work.day, today)
    if why is None and (found.new or found.changed):
        why = days.refusal_in(chapter, work.day, slot, rights)
    yield from [why] if why else []
    yield from (why for _, why in work.refused)


def _notices(chapter: Chapter, work: Work, slot: Slot | None) -> Iterator[Sentence]:
    yield from matching.notices(work.matches)
    if work.found.new or work.found.changed:
        yield from days.notices_of(chapter, work.day, slot)


def _questions_of_weeks(
    chapter: Chapter, content: SlipsFile, work: Work, answers: Answers
) -> Iterator[Question]:
    """Ask whether rows that stand in another week are of this one as well."""
    new, contents = len(work.found.new), work.contents
    if new < _SEVERAL:
        return
    same = dict(queries.same_content(chapter, contents.elements(), work.day))
    for day, rows in answers.earlier.items():
        same[day] = max(same.get(day, 0), (contents & Counter(rows)).total())
    day, number = max(same.items(), key=lambda found: found[1], default=(work.day, 0))
    # Rows that stand here already say nothing of where the others belong.
    if number < new and not (new >= _LONG and number >= _MOST * new):
        return
    choices = [Choice("yes", N_("Of both: bring them in here as well"))]
    if content.held_on is None:
        choices.insert(0, Choice(str(day), str(day), N_("The week they stand in")))
    values = {"number": min(number, new), "day": day, "own": work.day}
    prompt = N_(
        "%(number)s of these rows stand in the week of %(day)s already. Are they of %(own)s too?"
    )
    yield Question("again", "again", Sentence(prompt, values), tuple(choices))


def _lines(chapter: Chapter, work: Work) -> Iterator[Line]:
    refused = {id(row): why for row, why in work.refused}
    unknown = {match_key(name) for name in (*work.matches.unknown, *work.matches.shared)}
    for row in work.found.new:
        state = LineState.UNKNOWN if keys_in(row.row) & unknown else LineState.NEW
        why = refused.get(id(row))
        yield slip_lines.of_row(row, LineState.REFUSED if why else state, reason=why)
    for pair in work.found.changed:
        yield _change_line(chapter, work, pair)
    for stored in work.found.missing:
        yield _missing_line(chapter, work, stored)
    for row in work.skipped:
        why = Sentence(N_("Left out, as you said."))
        yield slip_lines.of_row(row, LineState.UNKNOWN, reason=why)
    for row in work.found.known:
        yield slip_lines.of_row(row, LineState.KNOWN)


def _change_line(chapter: Chapter, work: Work, pair: tuple[Stored, Keyed]) -> Line:
    return slip_lines.of_change(chapter, work.slips[pair[0].slip_id], pair[1])


def _missing_line(chapter: Chapter, work: Work, stored: Stored) -> Line:
    return slip_lines.of_missing(chapter, stored, work.slips[stored.slip_id], work.people)
