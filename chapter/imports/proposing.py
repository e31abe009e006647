"""Of which meeting an undated file is: asked, the likeliest day chosen beforehand."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.imports import days, queries
from chapter.imports.families import slip_rows
from chapter.imports.plans import Choice, Question, Sentence
from chapter.imports.reading.shapes import SlipsFile
from chapter.meetings import queries as meetings
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
    first_shown = dict.fromkeys([*([again] if again else []), *readings])
    last = [day for day in reversed(held) if day not in first_shown][:_SHOWN]
    why = {day: NOT_HELD for day in readings if day not in held}
    why |= dict.fromkeys(filled, FILLED) | ({again: SAME} if again else {})
    choices = tuple(Choice(str(day), str(day), why.get(day, "")) for day in [*first_shown, *last])
    likely = again or (readings[0] if readings else _next(held, filled, today))
    is_open = likely is not None and (likely == again or (likely in held and likely not in filled))
    prompt = N_("Of which meeting is this file? It does not say.")
    if readings:
        prompt = N_("Of which meeting is this file? Its title can be read in two ways.")
    return Question("meeting", "meeting", Sentence(prompt), choices, str(likely) if is_open else "")


def _week_of_rows(chapter: Chapter, content: SlipsFile) -> date | None:
    """Return the week in which most rows of a file stand already: it is exported once more."""
    contents = [row.content for row in slip_rows.keyed(content.rows)]
    same = queries.same_content(chapter, contents, date.min)
    day, number = max(same.items(), key=lambda found: found[1], default=(None, 0))
    return day if number >= _MOSTLY * len(contents) else None


def _next(held: Sequence[date], filled: Collection[date], today: date) -> date | None:
    """Return the week after the last one that came in; before the first, the last week held."""
    known = [day for day in filled if day <= today]
    if known:
        return next((day for day in held if day > max(known)), None)
    return max((day for day in held if day < today), default=None)
