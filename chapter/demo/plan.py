"""What happened in a made-up chapter, before anything is written down; people are numbers here."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from chapter.accounts.rules import Office
from chapter.meetings.rules import State
from chapter.people.rules import Category


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to the chapter for a time."""

    first_name: str
    last_name: str
    trade: str
    joined_on: date
    profile: dict[str, str]
    #: The first day no longer a member.
    left_on: date | None = None
    sponsor: int | None = None

    def covers(self, day: date) -> bool:
        """Tell whether they are a member on a day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


@dataclass(frozen=True)
class Outsider:
    """A counterparty who is not on the roster."""

    name: str
    category: Category
    home: str


@dataclass(frozen=True)
class Invitation:
    """A visitor whom a slip invites, and whether they came."""

    name: str
    contact: dict[str, str]
    came: bool


@dataclass(frozen=True, slots=True)
class PlannedSlip:
    """A slip: whose, of which kind, with whom, and what it says."""

    kind: str
    author: int
    dated: date
    key: str
    says: dict[str, Any]
    member: int | None = None
    outsider: Outsider | None = None
    visitor: Invitation | None = None


@dataclass(frozen=True)
class PlannedMark:
    """How a member attended."""

    member: int
    letter: str
    substitute: str = ""


@dataclass
class Week:
    """One week: the regular day, the day held, who came and went, what was handed in."""

    regular_day: date
    held_on: date
    state: State = State.CLOSED
    note: str = ""
    released: list[int] = field(default_factory=list)
    admitted: list[int] = field(default_factory=list)
    slips: list[PlannedSlip] = field(default_factory=list)
    marks: list[PlannedMark] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """Where and when a chapter meets."""

    slug: str
    name: str
    place: str
    weekday: int
    meets_at: time
    zone: str
    currency: str
    region: str


@dataclass
class ChapterPlan:
    """A chapter from its founding to its last week."""

    setting: Setting
    founded: date
    members: list[Member]
    offices: dict[Office, int]
    weeks: list[Week]

    def joining_at_founding(self) -> list[int]:
        """Return who belongs from the first day on."""
        later = {number for week in self.weeks for number in week.admitted}
        return [number for number in range(len(self.members)) if number not in later]


def moment(day: date) -> datetime:
    """Return the moment at which everything of a day is written down."""
    return datetime.combine(day, time(12), UTC)
