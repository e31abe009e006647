"""Of which meeting an undated file is: asked, the likeliest day chosen beforehand."""

from collections.abc import Sequence
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.imports import days, queries
from chapter.imports.families import slip_rows
from chapter.imports.plans import Choice, Question, Sentence, Turn
from chapter.imports.reading.shapes import SlipsFile
from chapter.meetings import queries as meetings
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State
from chapter.web.words import N_

_SHOWN = 8
# Of these at least so many before the likeliest.
_BEFORE = 2
# A file of which so many rows stand in a week is that week's, once more.
_MOSTLY = 0.5
_OFF = (State.HOLIDAY, State.DISCARDED)
FILLED = N_("Slips of this week came in already")
NOT_HELD = N_("No meeting stands on this day")
SAME = N_("Rows of this file stand in this week")


def question(chapter: Chapter, content: SlipsFile, turn: Turn, today: date) -> Question:
    """Ask of which meeting a file is: what its title may mean first, then the last meetings.

    Of several such files each is taken for the week after that of the one before it.
    """
    first, tomorrow = days.year_before(today), today + timedelta(days=1)
    slots = meetings.calendar(chapter, min([first, *content.perhaps]), tomorrow)
    held = [slot.held_on for slot in slots if slot.state not in _OFF]
    came = queries.days_with_slips(chapter)
    again = _week_of_rows(chapter, content)
    readings = sorted(content.perhaps, key=lambda day: (day not in held, day > today, today - day))
    first_shown = list(dict.fromkeys([*([again] if again else []), *readings]))
    every = _every(chapter, slots, first, tomorrow)
    filled = came | turn.taken
    waiting = [day for day in every if day not in filled]
    last = max((day for day in filled if day < tomorrow), default=None)
    next_one = _next(waiting, last, turn, today)
    why = {day: NOT_HELD for day in readings if day not in held}
    why |= dict.fromkeys(came, FILLED) | ({again: SAME} if again else {})
    shown = [*first_shown, *(d for d in _around(next_one, waiting) if d not in first_shown)]
    choices = [Choice(str(day), str(day), why.get(day, "")) for day in shown]
    # Said once, above all of them.
    done = [day for day in reversed(every) if day in came][:_SHOWN]
    choices += [Choice(str(day), str(day), group=FILLED) for day in done if day not in shown]
    likely = again or (readings[0] if readings else next_one)
    is_open = likely == again or (likely not in came and (likely in held or not readings))
    prompt = N_("Of which meeting is this file? It does not say.")
    if readings:
        prompt = N_("Of which meeting is this file? Its title can be read in two ways.")
    proposal = str(likely) if likely and is_open else ""
    return Question("meeting", "meeting", Sentence(prompt), tuple(choices), proposal)


def _week_of_rows(chapter: Chapter, content: SlipsFile) -> date | None:
    """Return the week in which most rows of a file stand already: it is exported once more."""
    contents = [row.content for row in slip_rows.keyed(content.rows)]
    same = queries.same_content(chapter, contents, date.min)
    day, number = max(same.items(), key=lambda found: found[1], default=(None, 0))
    return day if number >= _MOSTLY * len(contents) else None


def _every(chapter: Chapter, slots: Sequence[Slot], first: date, until: date) -> list[date]:
    """Return the days a meeting stands on; what is regular now was so before the chapter began."""
    moved = {slot.meeting.moved_from for slot in slots if slot.meeting}
    known = {slot.held_on for slot in slots} | moved
    regular = days.regular_before(chapter, first, until)
    held = {slot.held_on for slot in slots if slot.state not in _OFF}
    return sorted(held | {day for day in regular if day not in known})


def _next(waiting: Sequence[date], last: date | None, turn: Turn, today: date) -> date | None:
    """Return the week of a file: they come in order, after the last one or else up to now."""
    run, place = [day for day in waiting if last and day > last], turn.place
    if not run:
        run = [day for day in waiting if day < today][-turn.number :]
        place -= turn.number - len(run)
    return run[place] if 0 <= place < len(run) else None


def _around(likely: date | None, waiting: Sequence[date]) -> list[date]:
    """Return the weeks to offer: the likeliest, those that follow, then those before."""
    start = waiting.index(likely) if likely else len(waiting)
    return [*waiting[start:][: _SHOWN - _BEFORE], *reversed(waiting[:start])][:_SHOWN]
