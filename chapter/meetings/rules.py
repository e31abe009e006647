"""The calendar and what may happen to a meeting; standard library only."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum, StrEnum

from chapter.web.words import N_, Refused


class State(StrEnum):
    """Where a meeting stands."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    DISCARDED = "discarded"


class Form(StrEnum):
    """How people meet."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


STATE_LABELS = {
    State.SCHEDULED: N_("Scheduled"),
    State.OPEN: N_("Open"),
    State.CLOSED: N_("Closed"),
    State.HOLIDAY: N_("Holiday"),
    State.DISCARDED: N_("Discarded"),
}
FORM_LABELS = {
    Form.IN_PERSON: N_("In person"),
    Form.ONLINE: N_("Online"),
    Form.HYBRID: N_("Hybrid"),
}


class Refusal(Enum):
    """Why a meeting cannot be changed so."""

    NO_MEETING = N_("There is no meeting on that day.")
    NOT_YET = N_("This meeting is still to come; it is closed on its day or later.")
    TOO_EARLY = N_("This meeting is more than a week away; it opens nearer the day.")
    IS_CLOSED = N_("This week is closed. Reopen it first.")
    NOT_THAT_CLOSE = N_("The week was reopened or closed anew meanwhile; look at it again.")
    CLOSED_SINCE = N_(
        "A later week was closed since, and weeks keep their order. Reopen this one instead; its "
        "slips stay with it."
    )
    NOT_CLOSED = N_("Only a closed week is reopened.")
    IS_HOLIDAY = N_("This week is a holiday. Put the meeting back first.")
    IS_DISCARDED = N_("This week was discarded. Put the meeting back first.")
    STANDS = N_("This meeting stands already.")
    EARLIER_OPEN = N_("An earlier week is still open. Close it or discard it first.")
    DAY_TAKEN = N_("Another meeting stands on that day already.")
    SAME_DAY = N_("The meeting is on that day already.")
    FAR_AWAY = N_("A meeting moves by four weeks at most.")
    LATER_CLOSED = N_("A later week is closed already; weeks keep their order.")
    HAS_MARKS = N_("Marks or slips stand in this week already; discard it instead.")


# A week without a meeting, and what to do before anything else.
_PUT_ASIDE = {State.HOLIDAY.value: Refusal.IS_HOLIDAY, State.DISCARDED.value: Refusal.IS_DISCARDED}


class MeetingRefused(Refused[Refusal]):
    """A change to a meeting was refused."""


EARLIER_NAMED = N_("The week of %(day)s is still open. Close it or discard it first.")


class EarlierOpen(MeetingRefused):
    """A week waits for an earlier one to be closed; `day` names it."""

    def __init__(self, day: date) -> None:
        super().__init__(Refusal.EARLIER_OPEN)
        self.day = day

    def __str__(self) -> str:
        return EARLIER_NAMED % {"day": self.day.isoformat()}


def occurrences(
    weekday: int, rhythm_weeks: int, anchor: date, first: date, until: date
) -> Iterator[date]:
    """Give the regular meeting days in a half-open range, none before the anchor."""
    day = anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    step = timedelta(weeks=rhythm_weeks)
    if day < first:
        day += step * (-((day - first).days // step.days))
    while day < until:
        yield day
        day += step


def is_regular(weekday: int, rhythm_weeks: int, anchor: date, day: date) -> bool:
    """Tell whether a day is one of the regular meeting days."""
    first = anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return day >= first and (day - first).days % (7 * rhythm_weeks) == 0


def is_waiting(state: str, held_on: date, last_closed: date | None) -> bool:
    """Tell whether a week may still be closed; nothing else decides it.

    A day that was passed over (a later week is closed) takes no slips any more: weeks close in
    the order of their days.
    """
    is_ahead = last_closed is None or held_on > last_closed
    return state == State.OPEN or (state == State.SCHEDULED and is_ahead)


def week_of(day: date, attached: date | None, waiting: Iterable[date]) -> date | None:
    """Return the week a slip counts in: the one it is attached to, or the earliest to come."""
    if attached is not None:
        return attached
    return min((held_on for held_on in waiting if held_on >= day), default=None)


def refusal_to_open(state: str, held_on: date, today: date) -> Refusal | None:
    """Tell why a roll call cannot start."""
    if state == State.CLOSED:
        return Refusal.IS_CLOSED
    if state in _PUT_ASIDE:
        return _PUT_ASIDE[state]
    return Refusal.TOO_EARLY if (held_on - today).days > 7 else None


def refusal_to_close(state: str, held_on: date, today: date, earlier_open: bool) -> Refusal | None:
    """Tell why a week cannot be closed; one closed already is fine."""
    if state in _PUT_ASIDE:
        return _PUT_ASIDE[state]
    if held_on > today:
        return Refusal.NOT_YET
    return Refusal.EARLIER_OPEN if earlier_open else None


def refusal_to_clear(state: str, has_marks: bool) -> Refusal | None:
    """Tell why a meeting cannot become a holiday or move."""
    if state == State.CLOSED:
        return Refusal.IS_CLOSED
    return Refusal.HAS_MARKS if has_marks else None


def refusal_to_move(state: str, held_on: date, to: date, is_taken: bool) -> Refusal | None:
    """Tell why a meeting cannot move to that day."""
    if state in _PUT_ASIDE:
        return _PUT_ASIDE[state]
    if to == held_on:
        return Refusal.SAME_DAY
    if abs((to - held_on).days) > 28:
        return Refusal.FAR_AWAY
    return Refusal.DAY_TAKEN if is_taken else None
