"""Who might be glad of a word; standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Referrals are looked for in so many closed weeks.
WEEKS_LOOKED_AT = 8
ONE_ABSENCE = 10
#: The lights that ask for a word, from below; above them somebody gets along.
LOW = ("grey", "red")


@dataclass(frozen=True)
class Attendee:
    """A member as the leadership's page looks at them."""

    person_id: int
    name: str
    joined_on: date | None
    gave: bool
    #: What their absences cost so far, in tenths of one.
    absences: int
    #: The colour of their score and its total; no colour while they settle in.
    light: str = ""
    total: int = 0


@dataclass(frozen=True)
class Need:
    """A reason to speak with somebody."""

    person_id: int
    name: str
    #: In tenths; 0 while the limit is far.
    absences: int = 0
    is_over: bool = False
    #: Empty while the score is no reason to worry.
    light: str = ""
    total: int = 0
    gave_nothing: bool = False

    def rank(self) -> tuple[int, int, int]:
        """Order reasons: absences over and near the limit, the lowest lights, who gave nothing."""
        by_light = LOW.index(self.light) if self.light else len(LOW)
        return -self.is_over, -self.absences, 1000 * by_light + self.total


def needs(attendees: Iterable[Attendee], limit: int, weeks: Iterable[date]) -> list[Need]:
    """Return who needs a hand, the gravest reason first, then by name as given."""
    looked_at = sorted(weeks)
    found = [
        Need(
            one.person_id,
            one.name,
            absences=one.absences if is_near(one.absences, limit) else 0,
            is_over=one.absences > limit * ONE_ABSENCE,
            light=one.light if one.light in LOW else "",
            total=one.total if one.light in LOW else 0,
            gave_nothing=not one.gave and _was_there(one.joined_on, looked_at),
        )
        for one in attendees
    ]
    found = [need for need in found if need.absences or need.light or need.gave_nothing]
    return sorted(found, key=Need.rank)


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
