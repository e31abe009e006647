"""What lists of marks and of visits say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from chapter.imports.reading.shapes import Issue, full_name


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One member's marks by day: P, A, L, M or S; a day without one is left out."""

    line: int
    first_name: str
    last_name: str
    letters: Mapping[date, str]
    #: What stands on a day and is none of these letters, with its column.
    unclear: Mapping[date, tuple[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the whole name as slips write it."""
        return full_name(self.first_name, self.last_name)


@dataclass(frozen=True, slots=True)
class AttendanceFile:
    """A PALMS Attendance Report; `days` are its meetings, in order."""

    report: ClassVar[str] = "PALMS Attendance Report"

    rows: tuple[AttendanceRow, ...]
    issues: tuple[Issue, ...]
    days: tuple[date, ...]
    first: date | None = None
    until: date | None = None
    chapter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """One visit; `type` is visitor, observer, substitute or official (visitors.rules.VisitType).

    `is_repeat` tells that the file itself calls it a further visit, `credited_as` as what the
    inviter is credited; where it is empty, the rules decide.
    """

    line: int
    name: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    trade: str = ""
    email: str = ""
    phone: str = ""
    visited_on: date | None = None
    invited_by: str = ""
    type: str = "visitor"
    is_repeat: bool = False
    credited_as: str = ""


@dataclass(frozen=True, slots=True)
class VisitorsFile:
    """A Chapter Visitor Report (`has_come`: people came) or a Visitor Registration Report."""

    rows: tuple[VisitorRow, ...]
    issues: tuple[Issue, ...]
    report: str = "Chapter Visitor Report"
    has_come: bool = True
    chapter: str = ""
    sheet: str = ""
