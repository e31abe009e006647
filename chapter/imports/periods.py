"""The days a summary is about: named, asked for, and told from a whole history."""

from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import days
from chapter.imports.plans import Choice, Question, Sentence
from chapter.imports.reading.reader import SummaryFile
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State
from chapter.web.words import N_

Period = tuple[date, date]

# No term is longer; a longer range tells of years before the app.
_LONGEST_TERM = 400


def name_of(period: Period | None) -> str:
    """Return a period as it is kept: 2026-01-01..2026-06-30."""
    return f"{period[0]}..{period[1]}" if period else ""


def read(name: str) -> Period:
    """Return the period of a name."""
    first, _, until = name.partition("..")
    return date.fromisoformat(first), date.fromisoformat(until)


def title(period: Period | None) -> Sentence:
    """Return what the preview of a summary is headed with."""
    if period is None:
        return Sentence(N_("Summary of a period not said"))
    values = {"first": period[0], "until": period[1]}
    return Sentence(N_("Summary of %(first)s to %(until)s"), values)


def is_lifetime(period: Period | None) -> bool:
    """Tell whether some days are history, longer than any term."""
    return period is not None and (period[1] - period[0]).days > _LONGEST_TERM


def question(chapter: Chapter, content: SummaryFile, today: date) -> Question:
    """Ask which days a summary is about; as many meetings as it tells of, up to the last one."""
    likely = likeliest(chapter, content.meetings, today)
    choices = [Choice(name_of(likely), name_of(likely))] if likely else []
    choices.append(Choice("none", N_("I cannot tell; keep the figures without a period")))
    prompt = Sentence(N_("Which days is this summary about? It does not say."))
    return Question("period", "period", prompt, tuple(choices), name_of(likely))


def likeliest(chapter: Chapter, number: int | None, today: date) -> Period | None:
    """Return the days from the so-manieth last meeting to the last one."""
    slots = meetings.calendar(chapter, days.year_before(today), today)
    off = (State.HOLIDAY, State.DISCARDED)
    held = [s.held_on for s in slots if s.meeting is None or s.meeting.state not in off]
    if not number or number > len(held):
        return None
    return held[-number], held[-1]
