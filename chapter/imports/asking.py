"""What the command line answers: by its options, and by asking at a terminal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import click

from chapter.chapters.models import Chapter
from chapter.imports import days, leaving, periods, queries, service
from chapter.imports.plans import COMING, LAST, PARTS, Answers, Choice, Plan, Question, Who
from chapter.imports.reading.shapes import SlipsFile, SummaryFile
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.service import Source
from chapter.imports.states import LineState
from chapter.people import queries as people
from chapter.people.rules import match_key
from chapter.web.commands import Day, InputRefused

# A week or two of a half year may have had no meeting.
_ABOUT = 2
_OTHER_DAYS = Choice("other", "Other days")


@dataclass(frozen=True)
class Said:
    """What somebody said with the command."""

    days: Sequence[date] = ()
    period: tuple[date, date] | None = None
    #: NAME=MEMBER.
    same: Sequence[str] = ()
    unknown: str | None = None
    remove_missing: bool = False
    #: "dmy" or "mdy".
    dates: str | None = None
    other_chapter: bool = False
    again: bool = False
    leave_out: bool = False
    #: Of files of one week with mostly the same rows: all count, or the last one alone.
    parts: bool = False
    correction: bool = False
    #: Whether what a summary tells of its meetings may say its period.
    takes_likeliest: bool = False
    #: Whether somebody sits at the terminal.
    is_asked: bool = False
    #: Whether it is only to be seen what would be done.
    is_tried: bool = False


def answers(chapter: Chapter, sources: Sequence[Source], said: Said, who: Who) -> list[Answers]:
    """Return the answers for each file, in order."""
    _refuse_period(sources, said.period)
    by_file = _days(chapter, sources, said, who.today)
    held = [source.held_on or day for source, day in zip(sources, by_file, strict=True)]
    period = said.period or _of_weeks(sources, [day for day in held if day])
    if period is None and said.takes_likeliest:
        period = _likeliest(chapter, sources, who.today)
    shared = Answers(
        period=period,
        is_period_unsaid=said.takes_likeliest,
        day_order=said.dates or "",
        chapter_confirmed=said.other_chapter,
        is_again=said.again,
        together=_together(said),
        unknown=said.unknown or "",
        takes_same_words=True,
    )
    found = [replace(shared, meeting_day=day) for day in by_file]
    if said.same:
        coming = _coming(chapter, sources, found, who)
        same = _same(chapter, said.same, coming)
        found = [replace(one, people=same) for one in found]
    if said.leave_out:
        out = leaving.in_the_way(service.preview(chapter, sources, found, who))
        found = [replace(one, left_out=out) for one in found]
    if said.is_asked:
        found = _asked(chapter, sources, found, who)
    if said.is_asked or said.remove_missing:
        found = _with_missing(chapter, sources, found, said, who)
    return found


def _together(said: Said) -> str:
    """Return what files of one week are to each other that share most of their rows."""
    if said.parts and said.correction:
        raise InputRefused("Say --parts or --correction, not both.")
    return PARTS if said.parts else LAST if said.correction else ""


def _refuse_period(sources: Sequence[Source], period: tuple[date, date] | None) -> None:
    """Refuse a period that ends before it begins, or that none of the files asks for."""
    if period is None:
        return
    _refuse_order(period)
    if not any(isinstance(source.content, SummaryFile) for source in sources):
        files = ", ".join(f"{source.name} ({source.content.report})" for source in sources)
        raise InputRefused(f"Leave --period out: no file here is a summary, only {files}.")


def _refuse_order(period: tuple[date, date]) -> None:
    if period[0] > period[1]:
        raise InputRefused(f"--period ends before it begins: {period[0]} comes after {period[1]}.")


def _days(
    chapter: Chapter, sources: Sequence[Source], said: Said, today: date
) -> list[date | None]:
    """Hand the days out to the undated files, in order."""
    waiting = list(said.days)
    by_file = [waiting.pop(0) if source.needs_meeting and waiting else None for source in sources]
    if waiting:
        raise ImportRefused(Refusal.TOO_MANY_DAYS)
    for source, day in zip(sources, by_file, strict=True):
        if source.needs_meeting and day is None and not said.is_tried:
            refused = ImportRefused(Refusal.NO_MEETING, name=source.name)
            raise InputRefused(f"{refused}{_hint(chapter, source, today)}")
    return by_file


def _hint(chapter: Chapter, source: Source, today: date) -> str:
    """Say of which meeting an undated file may be."""
    if isinstance(source.content, SlipsFile) and source.content.perhaps:
        return f" Its title may mean {' or '.join(map(str, source.content.perhaps))}."
    likeliest = days.likeliest(chapter, today)
    return f" The last meeting was on {likeliest}." if likeliest else ""


def _of_weeks(sources: Sequence[Source], held: Sequence[date]) -> tuple[date, date] | None:
    """Return the weeks that come with an undated summary, if about as many as it tells of."""
    told = [s.content.meetings for s in sources if isinstance(s.content, SummaryFile)]
    if told and len(held) > 1 and abs(len(set(held)) - (told[0] or 0)) <= _ABOUT:
        return min(held), max(held)
    return None


def _likeliest(
    chapter: Chapter, sources: Sequence[Source], today: date
) -> tuple[date, date] | None:
    """Return the last weeks, as many as an undated summary tells of."""
    told = [s.content.meetings for s in sources if isinstance(s.content, SummaryFile)]
    return periods.likeliest(chapter, told[0], today) if told else None


def _coming(
    chapter: Chapter, sources: Sequence[Source], found: Sequence[Answers], who: Who
) -> set[str]:
    """Return the match keys of those whom the files bring along."""
    pairs = zip(sources, found, strict=True)
    lists = [pair for pair in pairs if not isinstance(pair[0].content, SlipsFile)]
    plans = service.preview(chapter, [one for one, _ in lists], [one for _, one in lists], who)
    return {key for plan in plans for key in plan.brings}


def _same(chapter: Chapter, pairs: Sequence[str], coming: Collection[str]) -> dict[str, int | str]:
    """Return whom NAME=MEMBER pairs mean: members, or who comes with the same files."""
    found: dict[str, int | str] = {}
    roster = queries.roster_of(chapter)
    for pair in pairs:
        name, _, member = pair.partition("=")
        key = match_key(member)
        persons = roster.called(key) or people.by_keys(chapter, [key])[key]
        if len(persons) == 1:
            found[match_key(name)] = persons[0].id
        elif key in coming and not persons:
            found[match_key(name)] = COMING + key
        else:
            raise InputRefused(f"“{pair}” does not name one member; write NAME=MEMBER.")
    return found


def _asked(
    chapter: Chapter, sources: Sequence[Source], found: list[Answers], who: Who
) -> list[Answers]:
    """Ask about each unknown name once, and about what else must be said."""
    said: dict[str, int | str] = {}
    confirmed: set[str] = set()
    together, weeks = "", set()
    days_said: dict[str, Any] = {}
    for plan in service.preview(chapter, sources, found, who):
        for question in plan.questions:
            if question.kind == "person" and question.key not in said:
                answer = _ask(question)
                said[question.key] = int(answer) if answer.isdigit() else answer
            elif question.kind == "together":
                together = together or _ask(question)
                weeks.add(plan.title.values["day"])
            elif question.kind == "period" and not days_said:
                days_said = _ask_period(question)
            elif question.kind in ("chapter", "again") and question.kind not in confirmed:
                click.confirm(str(question.prompt), abort=True, err=True)
                confirmed.add(question.kind)
    return [
        replace(
            one,
            people={**one.people, **said},
            chapter_confirmed=one.chapter_confirmed or "chapter" in confirmed,
            is_again=one.is_again or "again" in confirmed,
            together=together if (source.held_on or one.meeting_day) in weeks else one.together,
            **days_said,
        )
        for source, one in zip(sources, found, strict=True)
    ]


def _ask(question: Question) -> str:
    click.echo(str(question.prompt), err=True)
    for number, choice in enumerate(question.choices, start=1):
        why = f" ({choice.why})" if choice.why else ""
        click.echo(f"  {number}: {choice.label}{why}", err=True)
    values = [choice.value for choice in question.choices]
    default = values.index(question.proposal) + 1 if question.proposal else None
    number = click.prompt("Number", type=click.IntRange(1, len(values)), default=default, err=True)
    return values[number - 1]


def _ask_period(question: Question) -> dict[str, Any]:
    """Ask for the days of a summary: the likeliest, others, or none."""
    answer = _ask(replace(question, choices=(*question.choices, _OTHER_DAYS)))
    if answer == "none":
        return {"is_period_unsaid": True}
    if answer != _OTHER_DAYS.value:
        return {"period": periods.read(answer)}
    first, until = (click.prompt(day, type=Day(), err=True) for day in ("First day", "Last day"))
    _refuse_order((first, until))
    return {"period": (first, until)}


def _with_missing(
    chapter: Chapter, sources: Sequence[Source], found: list[Answers], said: Said, who: Who
) -> list[Answers]:
    """Take what a corrected file lacks away, where somebody said so."""
    plans = service.preview(chapter, sources, found, who)
    lines = [line for plan in plans for line in plan.lines]
    missing = [line.name for line in lines if line.state == LineState.MISSING]
    if not missing:
        return found
    listed = "\n  ".join(missing)
    question = f"Here, but not in the files:\n  {listed}\nRemove these?"
    if not said.remove_missing and not click.confirm(question, err=True):
        return found
    taken = frozenset(key for plan in plans for key in _taken(plan))
    return [replace(one, taken=taken) for one in found]


def _taken(plan: Plan) -> list[str]:
    states = (LineState.CHANGED, LineState.MISSING)
    return [line.key for line in plan.lines if line.state in states]
