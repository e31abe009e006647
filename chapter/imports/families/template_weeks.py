"""The template's meetings: made where none stood, and brought to the state the file says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.plans import Answers, Detail, Line, Sentence, Who
from chapter.imports.reading.contents import MeetingRow
from chapter.imports.refusals import ImportRefused
from chapter.imports.refusals import Refusal as Beyond
from chapter.imports.states import LineState
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.rules import STATE_LABELS, Refusal, State
from chapter.web.permissions import Permission
from chapter.web.words import N_
from chapter.weeks import service as weeks

SHEET = "Meetings"
STANDS = N_("This week stands otherwise here; change it on the meeting’s page.")
TWICE = N_("The file lists this day twice.")
EMPTY_STATES = {State.HOLIDAY, State.DISCARDED}
#: What bringing a week to a state needs besides the right to bring files in.
NEEDS = {
    State.CLOSED: (Permission.WEEK_CLOSE, Beyond.CLOSING),
    State.DISCARDED: (Permission.WEEK_CLOSE, Beyond.CLOSING),
    State.HOLIDAY: (Permission.MEETING_SCHEDULE, Beyond.SCHEDULING),
}


@dataclass(frozen=True)
class WeekStep:
    """One line of the preview, and the meeting behind it."""

    line: Line
    row: MeetingRow

    def is_due(self, answers: Answers) -> bool:
        """Tell whether the step is to be taken."""
        if self.line.state == LineState.CHANGED:
            return answers.takes(self.line)
        return self.line.state == LineState.NEW


def steps(
    chapter: Chapter,
    rows: Iterable[MeetingRow],
    used: set[date],
    today: date,
    rights: frozenset[Permission],
) -> list[WeekStep]:
    """Return a step for each meeting; `used` are the days on which the file itself has more."""
    rows = sorted(rows, key=lambda row: (row.held_on, row.line))
    first = {row.held_on: row for row in reversed(rows)}
    closing = {row.held_on for row in rows if row.state == State.CLOSED}
    last = max((row.held_on for row in rows), default=today)
    slots = meetings.calendar(chapter, meetings.first_day(chapter), last)
    stays_open = {slot.held_on for slot in slots if slot.state == State.OPEN} - closing
    return [
        _step(LineState.REFUSED, row, "", Sentence(TWICE))
        if row is not first[row.held_on]
        else _allowed(_of_row(chapter, row, used, stays_open, today), rights)
        for row in rows
    ]


def _allowed(step: WeekStep, rights: frozenset[Permission]) -> WeekStep:
    """Return the step, refused where it needs a right that whoever brings the file in lacks."""
    needed = NEEDS.get(State(step.row.state))
    is_done = step.line.state in (LineState.NEW, LineState.CHANGED)
    if not is_done or needed is None or needed[0] in rights:
        return step
    reason = Sentence(needed[1].value)
    return replace(step, line=replace(step.line, state=LineState.REFUSED, reason=reason))


def _of_row(
    chapter: Chapter, row: MeetingRow, used: set[date], stays_open: set[date], today: date
) -> WeekStep:
    meeting = meetings.on(chapter, row.held_on)
    before = meeting.state if meeting else ""
    label = STATE_LABELS[State(before)] if before else ""
    if before == row.state:
        return _step(LineState.KNOWN, row, "")
    if before == State.OPEN and row.state == State.CLOSED:
        state = LineState.CHANGED
    elif before in ("", State.SCHEDULED):
        state = LineState.NEW
    else:
        return _step(LineState.REFUSED, row, label, Sentence(STANDS))
    refusal = _refusal(row, used, stays_open, today)
    if refusal:
        return _step(LineState.REFUSED, row, label, Sentence(refusal.value))
    return _step(state, row, label)


def _refusal(
    row: MeetingRow, used: set[date], stays_open: set[date], today: date
) -> Refusal | None:
    if row.state in EMPTY_STATES and row.held_on in used:
        return Refusal.HAS_MARKS
    if row.state == State.CLOSED and row.held_on > today:
        return Refusal.NOT_YET
    if row.state == State.CLOSED:
        return Refusal.EARLIER_OPEN if any(day < row.held_on for day in stays_open) else None
    return None


def _step(
    state: LineState, row: MeetingRow, before: str, reason: Sentence | None = None
) -> WeekStep:
    label = STATE_LABELS[State(row.state)]
    key = f"meeting:{row.held_on}:{row.state}"
    told = Detail(N_("State"), label, before)
    line = Line(state, "meeting", str(row.held_on), (told,), SHEET, row.line, key, reason)
    return WeekStep(line, row)


def make(chapter: Chapter, due: Iterable[WeekStep]) -> None:
    """Make the meetings, so that marks and slips find them."""
    for step in due:
        meeting = meeting_service.make(chapter, step.row.held_on)
        meeting.note = step.row.note or meeting.note
    db.session.flush()


def bring_to_state(chapter: Chapter, due: Iterable[WeekStep], who: Who) -> None:
    """Close, open or empty the weeks as the file says, in the order of their days."""
    order = [State.CLOSED, State.HOLIDAY, State.DISCARDED, State.OPEN, State.SCHEDULED]
    for step in sorted(
        due, key=lambda step: (order.index(State(step.row.state)), step.row.held_on)
    ):
        day, state = step.row.held_on, State(step.row.state)
        if state in NEEDS and NEEDS[state][0] not in who.rights:
            raise ImportRefused(NEEDS[state][1])
        if state == State.CLOSED:
            weeks.close(
                chapter,
                day,
                today=who.today,
                actor_id=who.user_id,
                now=who.now,
                passes_over=True,
            )
        elif state != State.SCHEDULED:
            _set(chapter, day, state, who)


def _set(chapter: Chapter, day: date, state: State, who: Who) -> None:
    meeting = meeting_service.make(chapter, day)
    action = {
        State.HOLIDAY: "meeting.holiday",
        State.DISCARDED: "week.discard",
        State.OPEN: "week.open",
    }[state]
    meeting_service.trace(meeting, action, who.user_id, who.now, before=meeting.state)
    meeting.state = state
    db.session.flush()
