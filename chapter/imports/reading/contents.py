"""All that a readable file may say.

Each file says its report's name, the sheet it was found on, its chapter where it says one, its
rows with their sheet's row number, and what could not be read.
"""

from chapter.imports.reading.meeting_shapes import (
    AttendanceFile,
    AttendanceRow,
    VisitorRow,
    VisitorsFile,
)
from chapter.imports.reading.member_shapes import (
    DuesFile,
    DuesRow,
    LengthFile,
    LengthRow,
    RosterFile,
    RosterRow,
)
from chapter.imports.reading.shapes import SlipsFile, SummaryFile
from chapter.imports.reading.template_shapes import MarkRow, MeetingRow, TemplateFile, TemplateSlip

__all__ = [
    "AttendanceFile",
    "AttendanceRow",
    "Content",
    "DuesFile",
    "DuesRow",
    "LengthFile",
    "LengthRow",
    "MarkRow",
    "MeetingRow",
    "RosterFile",
    "RosterRow",
    "SlipsFile",
    "SummaryFile",
    "TemplateFile",
    "TemplateSlip",
    "VisitorRow",
    "VisitorsFile",
]

Content = (
    SlipsFile
    | SummaryFile
    | AttendanceFile
    | DuesFile
    | LengthFile
    | RosterFile
    | VisitorsFile
    | TemplateFile
)
