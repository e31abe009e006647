"""The week a file goes to: whether it may, what is asked, and the meeting made ready for it."""

from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports.plans import Choice, Plan, Question, Sentence, Who
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.states import LineState
from chapter.meetings import queries as meeting_queries
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State, is_regular, occurrences
from chapter.people.rules import search_key
from chapter.web.permissions import Permission
from chapter.web.words import N_

# More weeks than any history has.
_LONG = 2500
# The organisation began in this year; an earlier day is a slip of the pen.
EARLIEST = date(1985, 1, 1)
COUNTS = N_("The week of %(day)s is closed; what is new would count in it at once.")
REOPENS = N_("The week of %(day)s was discarded; it would be opened again.")
NO_MEETING = N_("No meeting stands on %(day)s; one would be added.")

_OF_WEEK = {
    *(Refusal.CLOSED.value, Refusal.FUTURE.value, Refusal.TOO_EARLY.value),
    *(Refusal.NO_SLOT.value, Refusal.HOLIDAY.value, Refusal.DISCARDED.value),
}


def refusal_of(
    chapter: Chapter, day: date, today: date, rights: frozenset[Permission]
) -> Sentence | None:
    """Tell why nothing can be brought to a day."""
    return impossible(day, today) or refusal_in(
        chapter, day, meeting_queries.slot_on(chapter, day), rights
    )


def impossible(day: date, today: date) -> Sentence | None:
    """Tell why a day can be no meeting's: it is still to come, or out of all reason."""
    if day > today:
        return Sentence(Refusal.FUTURE.value, {"day": day})
    return Sentence(Refusal.TOO_EARLY.value, {"day": day}) if day < EARLIEST else None


def refusal_in(
    chapter: Chapter, day: date, slot: Slot | None, rights: frozenset[Permission]
) -> Sentence | None:
    """Tell why nothing can be brought to a day of the calendar."""
    if slot is None:
        return _refusal_to_add(chapter, day, rights)
    meeting = slot.meeting
    if meeting is None:
        return None
    if meeting.state == State.CLOSED and chapter.mode == Mode.LEDGER:
        values = {"day": day, "slug": chapter.slug, "iso": day.isoformat()}
        return Sentence(Refusal.CLOSED.value, values)
    if meeting.state == State.HOLIDAY:
        return Sentence(Refusal.HOLIDAY.value, {"day": day})
    if meeting.state == State.DISCARDED and Permission.MEETING_SCHEDULE not in rights:
        return Sentence(Refusal.DISCARDED.value, {"day": day})
    return None


def _refusal_to_add(chapter: Chapter, day: date, rights: frozenset[Permission]) -> Sentence | None:
    """Refuse a new meeting beside the regular days to whom the calendar is not given."""
    if Permission.MEETING_SCHEDULE in rights:
        return None
    # Regular days were regular before the chapter began here: its history may come along.
    was_regular = is_regular(chapter.weekday, chapter.rhythm_weeks, _long_ago(chapter), day)
    if day < chapter.started_on and was_regular:
        return None
    return Sentence(Refusal.NO_SLOT.value, {"day": day})


def shut(chapter: Chapter, plan: Plan, day: date | None, who: Who) -> Sentence | None:
    """Tell why nothing of a file's week can come in or go, whatever is answered and ticked."""
    counts = plan.counts
    is_new = bool(counts[LineState.NEW] or counts[LineState.CHANGED])
    if plan.refusals:
        found = (said for said in plan.refusals if said.message in _OF_WEEK)
        return next(found, None) if is_new else None
    # A file that only lacks rows changes nothing unless one is ticked, so it is not refused.
    if is_new or day is None or not counts[LineState.MISSING]:
        return None
    return refusal_of(chapter, day, who.today, who.rights)


def regular_before(chapter: Chapter, first: date, until: date) -> list[date]:
    """Return the regular days of some days that are before the chapter began here."""
    until = min(until, chapter.started_on)
    weekday, weeks = chapter.weekday, chapter.rhythm_weeks
    return list(occurrences(weekday, weeks, _long_ago(chapter), first, until))


def _long_ago(chapter: Chapter) -> date:
    return chapter.started_on - timedelta(weeks=_LONG * chapter.rhythm_weeks)


def notices_of(chapter: Chapter, day: date, slot: Slot | None) -> list[Sentence]:
    """Say what bringing something to a day would do to its week."""
    if slot is None:
        return [Sentence(NO_MEETING, {"day": day})]
    state = slot.meeting.state if slot.meeting else State.SCHEDULED
    # Into a closed week of a ledger nothing comes, which its refusal says.
    if state == State.CLOSED and chapter.mode == Mode.MIRROR:
        return [Sentence(COUNTS, {"day": day})]
    if state == State.DISCARDED:
        return [Sentence(REOPENS, {"day": day})]
    return []


def open_week(chapter: Chapter, day: date, who: Who) -> Meeting:
    """Return the meeting of a day, ready for what a file says; made when there is none."""
    refuse(refusal_of(chapter, day, who.today, who.rights))
    meeting = meetings.make(chapter, day)
    if meeting.state in (State.SCHEDULED, State.DISCARDED):
        meetings.trace(meeting, "week.open", who.user_id, who.now, before=meeting.state)
        meeting.state = State.OPEN
        db.session.flush()
    return meeting


def refuse(*refusals: Sentence | None) -> None:
    """Raise the first of some refusals."""
    for sentence in refusals:
        if sentence is not None:
            raise ImportRefused(Refusal(sentence.message), **sentence.values)


def likeliest(chapter: Chapter, today: date) -> date | None:
    """Return the last meeting day before today, to propose it."""
    slots = meeting_queries.calendar(chapter, year_before(today), today)
    return slots[-1].held_on if slots else None


def year_before(day: date) -> date:
    """Return the same day of the year before."""
    return (day if day.day < 29 else day.replace(day=28)).replace(year=day.year - 1)


def question_of_chapter(chapter: Chapter, named: str) -> Question | None:
    """Ask whether a file that names another chapter belongs here."""
    own, other = search_key(chapter.name), search_key(named)
    if not other or own in other or other in own:
        return None
    prompt = Sentence(
        N_("The file is of “%(named)s”. Does it belong to %(chapter)s?"),
        {"named": named, "chapter": chapter.name},
    )
    return Question("chapter", "chapter", prompt, (Choice("yes", N_("Yes, it does")),))
