"""The week a file goes to: whether it may, what is asked, and the meeting made ready for it."""

from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports.plans import Choice, Question, Sentence, Who
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.meetings import queries as meeting_queries
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.queries import Slot
from chapter.meetings.rules import State
from chapter.people.rules import search_key
from chapter.web.permissions import Permission
from chapter.web.words import N_

_PROPOSED = 8
NO_MEETING = N_("No meeting stood on %(day)s; one is added.")


def refusal_of(
    chapter: Chapter, day: date, today: date, rights: frozenset[Permission]
) -> Sentence | None:
    """Tell why nothing can be brought to a day."""
    if day > today:
        return still_to_come(day)
    return refusal_in(chapter, meeting_queries.on(chapter, day), rights)


def still_to_come(day: date) -> Sentence:
    """Say that a day is in the future."""
    return Sentence(Refusal.FUTURE.value, {"day": day})


def refusal_in(
    chapter: Chapter, meeting: Meeting | None, rights: frozenset[Permission]
) -> Sentence | None:
    """Tell why nothing can be brought to a meeting."""
    if meeting is None:
        return None
    day = meeting.held_on
    if meeting.state == State.CLOSED and chapter.mode == Mode.LEDGER:
        return Sentence(Refusal.CLOSED.value, {"day": day, "slug": chapter.slug})
    if meeting.state == State.HOLIDAY:
        return Sentence(Refusal.HOLIDAY.value, {"day": day})
    if meeting.state == State.DISCARDED and Permission.MEETING_SCHEDULE not in rights:
        return Sentence(Refusal.DISCARDED.value, {"day": day})
    return None


def notices_of(day: date, slot: Slot | None) -> list[Sentence]:
    """Say what bringing something to a day does to its week."""
    if slot is None:
        return [Sentence(NO_MEETING, {"day": day})]
    state = slot.meeting.state if slot.meeting else State.SCHEDULED
    if state == State.CLOSED:
        return [
            Sentence(
                N_("The week of %(day)s is closed; what is new counts in it at once."), {"day": day}
            )
        ]
    if state == State.DISCARDED:
        return [
            Sentence(N_("The week of %(day)s was discarded; it is opened again."), {"day": day})
        ]
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


def question(chapter: Chapter, today: date) -> Question:
    """Ask of which meeting a file is; the last one is proposed."""
    tomorrow = today + timedelta(days=1)
    slots = meeting_queries.calendar(chapter, year_before(today), tomorrow)
    held = [slot.held_on for slot in slots]
    choices = tuple(Choice(str(day), str(day)) for day in reversed(held[-_PROPOSED:]))
    before = [day for day in held if day < today]
    prompt = Sentence(N_("Of which meeting is this file? It does not say."))
    return Question("meeting", "meeting", prompt, choices, str(before[-1]) if before else "")


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
