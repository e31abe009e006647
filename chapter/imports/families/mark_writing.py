"""Writing the marks of a file: the people they need first, then week by week."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from chapter.attendance import service as attendance
from chapter.attendance.service import Entry
from chapter.chapters.models import Chapter
from chapter.imports import days, former, matching
from chapter.imports.families.mark_diff import MarkStep, Wanted
from chapter.imports.matching import Matches
from chapter.imports.plans import FORMER, NEW, Answers, Applied, Who
from chapter.imports.states import LineState
from chapter.meetings.models import Meeting
from chapter.members import service as members
from chapter.people.rules import match_key


def settle(chapter: Chapter, wanted: Iterable[Wanted], matches: Matches, who: Who) -> None:
    """Make those known whom somebody called former or new; let times reach their last mark."""
    last: dict[str, date] = {}
    for one in wanted:
        if one.letter:
            last[one.key] = max(one.day, last.get(one.key, one.day))
    for name in _named(matches.said(FORMER), last):
        key = match_key(name)
        matches.known[key] = former.make(chapter, name, last[key])
    for name in _named(matches.said(NEW), last):
        matches.known[match_key(name)] = members.admit(
            chapter,
            first_name=name.rpartition(" ")[0],
            last_name=name.rpartition(" ")[2],
            trade="",
            joined_on=None,
            today=who.today,
            actor_id=who.user_id,
            now=who.now,
        ).person
    matching.remember(matches)
    for key, person in matches.known.items():
        if key in last:
            former.stretch(chapter, [person], last[key])


def _named(names: Iterable[str], last: Mapping[str, date]) -> list[str]:
    """Return the names of which something is to be written."""
    return [name for name in names if match_key(name) in last]


def do(
    chapter: Chapter,
    due: Sequence[MarkStep],
    matches: Matches,
    who: Who,
    meeting_of: Callable[[Chapter, date, Who], Meeting] = days.open_week,
) -> None:
    """Set and take away marks, week by week."""
    by_day: dict[date, list[MarkStep]] = defaultdict(list)
    for step in due:
        by_day[step.wanted.day].append(step)
    for day in sorted(by_day):
        meeting = meeting_of(chapter, day, who)
        attendance.set_official(
            chapter,
            meeting,
            [_entry(step, matches) for step in by_day[day] if step.wanted.letter],
            [s.mark.person_id for s in by_day[day] if s.mark and not s.wanted.letter],
            actor_id=who.user_id,
            now=who.now,
        )


def _entry(step: MarkStep, matches: Matches) -> Entry:
    wanted = step.wanted
    kept = step.mark.substitute if step.mark else ""
    substitute = kept if wanted.substitute is None else wanted.substitute
    return Entry(matches.known[wanted.key].id, wanted.letter, substitute)


def counted(steps: Sequence[MarkStep], answers: Answers, former: int = 0) -> Applied:
    """Return what was done, by what the preview called it."""
    due = [step.line.state for step in steps if step.is_due(answers)]
    return Applied(
        added=due.count(LineState.NEW),
        changed=due.count(LineState.CHANGED),
        removed=due.count(LineState.MISSING),
        known=sum(step.line.state == LineState.KNOWN for step in steps),
        former=former,
    )
