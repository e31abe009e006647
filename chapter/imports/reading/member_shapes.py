"""What lists of members say: dues, lengths, rosters."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chapter.imports.reading.shapes import Issue, full_name


@dataclass(frozen=True, slots=True)
class DuesRow:
    """One member's dues; `section` is current, new, late or dropped.

    `status` is active, late, dropped or expired, or empty where the file's word is not known.
    `type` is as written ("President, Member"); `vocabulary.offices_in` finds the offices in it.
    """

    line: int
    name: str
    section: str
    trade: str = ""
    type: str = ""
    status: str = ""
    due_on: date | None = None
    #: Where the section lists new members.
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class DuesFile:
    """A Membership Dues Report: up to four tables on one sheet."""

    report: ClassVar[str] = "Membership Dues Report"

    rows: tuple[DuesRow, ...]
    issues: tuple[Issue, ...]
    chapter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LengthRow:
    """When somebody first joined, and when they last did; the two differ after a return."""

    line: int
    first_name: str
    last_name: str
    chapter: str = ""
    cumulative_start: date | None = None
    recent_start: date | None = None

    @property
    def name(self) -> str:
        """Return the whole name as slips write it."""
        return full_name(self.first_name, self.last_name)


@dataclass(frozen=True, slots=True)
class LengthFile:
    """A Membership Length Report; `chapter` where all its rows are of one."""

    report: ClassVar[str] = "Membership Length Report"

    rows: tuple[LengthRow, ...]
    issues: tuple[Issue, ...]
    chapter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a members' list; what the list does not say is empty.

    First and last name are empty where the list has the whole name in one column. `trade` is the
    last step of `trade_path`. `status` as in DuesRow; `office` is as written.
    """

    line: int
    name: str
    first_name: str = ""
    last_name: str = ""
    trade: str = ""
    trade_path: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    status: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    renewal_on: date | None = None
    sponsor: str = ""
    office: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A Chapter Roster Report, a regional members list, or a members' list of one's own.

    `columns` names the fields of RosterRow that the list has, so that an empty cell can be told
    from a column that is not there.
    """

    rows: tuple[RosterRow, ...]
    issues: tuple[Issue, ...]
    columns: frozenset[str]
    report: str = "Chapter Roster Report"
    chapter: str = ""
    sheet: str = ""
