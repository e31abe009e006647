"""What the template workbook says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from chapter.imports.reading.member_shapes import RosterRow
from chapter.imports.reading.shapes import Issue, Party


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the template: scheduled, open, closed, holiday or discarded."""

    line: int
    held_on: date
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark of the template."""

    line: int
    held_on: date
    name: str
    letter: str
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class TemplateSlip:
    """One slip of the template; its first fields are those of SlipRow.

    `counts_on` is the day of the meeting it counts in, `source_as` and `target_as` say as what the
    two are credited; where they are empty, the rules decide.
    """

    line: int
    kind: str
    source: Party | None = None
    target: Party | None = None
    tier: str | None = None
    amount: Decimal | None = None
    units: int | None = None
    detail: str = ""
    dated: date | None = None
    counts_on: date | None = None
    is_repeat: bool = False
    text: str = ""
    source_as: str = ""
    target_as: str = ""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """The project's own template workbook; the rows' sheets are those of `template.TEMPLATE`."""

    report: ClassVar[str] = "template workbook"

    members: tuple[RosterRow, ...]
    meetings: tuple[MeetingRow, ...]
    marks: tuple[MarkRow, ...]
    slips: tuple[TemplateSlip, ...]
    issues: tuple[Issue, ...]
    chapter: str = ""
    sheet: str = ""
