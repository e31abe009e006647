"""Of which meeting an undated file is: asked, the likeliest day chosen beforehand."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.imports import days, queries
from chapter.imports.families import slip_rows
from chapter.imports.plans import Choice, Question, Sentence
from chapter.imports.reading.shapes import SlipsFile
from chapter.meetings import queries as meetings
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State
from chapter.web.words import N_

_SHOWN = 8
# A file of which so many rows stand in a week is that week's, once more.
_MOSTLY = 0.5
_OFF = (State.HOLIDAY, State.DISCARDED)
FILLED = N_("Slips of this week came in already")
NOT_HELD = N_("No meeting stands on this day")
SAME = N_("Rows of this file stand in this week")


def question(chapter: Chapter, content: SlipsFile, today: date) -> Question:
    """Ask of which meeting a file is: what its title may mean first, then the last meetings."""
    first, tomorrow = days.year_before(today), today + timedelta(days=1)
    slots = meetings.calendar(chapter, min([first, *content.perhaps]), tomorrow)
    held = [slot.held_on for slot in slots if slot.state not in _OFF]
    filled = queries.days_with_slips(chapter)
    again = _week_of_rows(chapter, content)
    readings = sorted(content.perhaps, key=lambda day: (day not in held, day > today, today - day))
    first_shown = list(dict.fromkeys([*([again] if again else []), *readings]))
    is_begun = any(day <= today for day in filled)
    waiting, done = _last(chapter, slots, first, tomorrow, filled)
    why = {day: NOT_HELD for day in readings if day not in held}
    why |= dict.fromkeys(filled, FILLED) | ({again: SAME} if again else {})
    choices = [Choice(str(day), str(day), why.get(day, "")) for day in first_shown]
    choices += [Choice(str(day), str(day)) for day in waiting if day not in first_shown]
    # Said once, above all of them.
    came = [day for day in done if day not in first_shown]
    choices += [Choice(str(day), str(day), group=FILLED) for day in came]
    next_one = next(iter(waiting), None) if is_begun else _last_held(held, today)
    likely = again or (readings[0] if readings else next_one)
    is_open = likely == again or (likely not in filled and (likely in held or not readings))
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


def _last(
    chapter: Chapter, slots: Sequence[Slot], first: date, until: date, filled: Collection[date]
) -> tuple[list[date], list[date]]:
    """Return the weeks that wait for a file, the next one first, and the last that have theirs.

    Regular days were regular before the chapter began here, too: its history comes along.
    """
    moved = {slot.meeting.moved_from for slot in slots if slot.meeting}
    known = {slot.held_on for slot in slots} | moved
    before = days.regular_before(chapter, first, until)
    held = {slot.held_on for slot in slots if slot.state not in _OFF}
    every = sorted(held | {day for day in before if day not in known})
    last = max((day for day in filled if day < until), default=date.max)
    after = [day for day in every if day > last]
    earlier = [day for day in reversed(every) if day < last and day not in filled]
    done = [day for day in reversed(every) if day in filled]
    return [*after, *earlier][:_SHOWN], done[:_SHOWN]


def _last_held(held: Sequence[date], today: date) -> date | None:
    """Return the last week held, where no file came in yet."""
    return max((day for day in held if day < today), default=None)
