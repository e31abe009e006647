"""Who might be glad of a word; standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Referrals are looked for in so many closed weeks.
WEEKS_LOOKED_AT = 8
ONE_ABSENCE = 10


@dataclass(frozen=True)
class Attendee:
    """A member as the leadership's page looks at them."""

    person_id: int
    name: str
    joined_on: date | None
    gave: bool
    #: What their absences cost so far, in tenths of one.
    absences: int


@dataclass(frozen=True)
class Need:
    """A reason to speak with somebody."""

    person_id: int
    name: str
    #: In tenths; 0 while the limit is far.
    absences: int = 0
    is_over: bool = False
    gave_nothing: bool = False


def needs(attendees: Iterable[Attendee], limit: int, weeks: Iterable[date]) -> list[Need]:
    """Return who needs a hand, the most absent first, then by name as given."""
    looked_at = sorted(weeks)
    found = [
        Need(
            one.person_id,
            one.name,
            absences=one.absences if is_near(one.absences, limit) else 0,
            is_over=one.absences > limit * ONE_ABSENCE,
            gave_nothing=not one.gave and _was_there(one.joined_on, looked_at),
        )
        for one in attendees
    ]
    found = [need for need in found if need.absences or need.gave_nothing]
    return sorted(found, key=lambda need: -need.absences)


def is_near(absences: int, limit: int) -> bool:
    """Tell whether one more absence reaches the limit, or it is reached."""
    return absences > 0 and absences >= (limit - 1) * ONE_ABSENCE


def as_written(tenths: int) -> str:
    """Return tenths as people write them: 2, 1½."""
    whole, rest = divmod(tenths, ONE_ABSENCE)
    if rest == ONE_ABSENCE // 2:
        return f"{whole or ''}½"
    return f"{tenths / ONE_ABSENCE:g}"


def absences_of(letters: Mapping[int, list[tuple[date, str]]], person_id: int, first: date) -> str:
    """Return a member's marks from a day on, as one word of letters."""
    return "".join(mark for held_on, mark in letters.get(person_id, []) if held_on >= first)


def _was_there(joined_on: date | None, weeks: list[date]) -> bool:
    """Tell whether somebody was a member in all these weeks; a newcomer is still settling in."""
    return len(weeks) == WEEKS_LOOKED_AT and (joined_on is None or joined_on <= weeks[0])
