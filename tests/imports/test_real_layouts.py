"""The invented files of each layout of which no real one is public, where they are at hand."""

from collections import Counter

from chapter.imports.reading.contents import (
    AttendanceFile,
    DuesFile,
    LengthFile,
    RosterFile,
    VisitorsFile,
)
from chapter.imports.reading.reader import read
from tests.imports.test_real_exports import LAYOUTS, known, needs_exports


def layout(name: str) -> tuple[object, dict]:
    """Return a layout's file as it is read, and what it must say."""
    return read((LAYOUTS / name).read_bytes(), name), known(LAYOUTS)[name]


@needs_exports
def test_layout_of_attendance_is_read() -> None:
    found, case = layout("palms_attendance_wide.xls")

    assert isinstance(found, AttendanceFile)
    cells = {row.name: [row.letters.get(day) for day in found.days] for row in found.rows}
    told = {name: [m if m != "?X" else None for m in row] for name, row in case["cells"].items()}
    assert ([str(day) for day in found.days], cells) == (case["meetings"], told)
    assert [(i.value, len(found.issues)) for i in found.issues] == [("X", case["issues"])]


@needs_exports
def test_layout_of_dues_is_read() -> None:
    found, case = layout("membership_dues.xls")

    assert isinstance(found, DuesFile)
    assert {r.name: [r.status.capitalize(), str(r.due_on)] for r in found.rows} == case["members"]
    assert (found.chapter, found.issues) == ("Lighthouse", ())


@needs_exports
def test_layout_of_roster_is_read() -> None:
    found, case = layout("chapter_roster.xls")

    assert isinstance(found, RosterFile)
    assert {row.name: row.trade for row in found.rows} == case["profession_leaf"]
    assert (len(found.rows), "status" in found.columns) == (case["members"], False)


@needs_exports
def test_layout_of_length_is_read() -> None:
    found, case = layout("membership_length.xls")

    assert isinstance(found, LengthFile)
    starts = [(row.cumulative_start, row.recent_start) for row in found.rows]
    assert [tuple(map(str, pair)) for pair in starts] == [tuple(case["Ana Torres"].values())]


@needs_exports
def test_layout_of_visitors_is_read() -> None:
    found, case = layout("chapter_visitor_report.xls")

    assert isinstance(found, VisitorsFile)
    first = [row for row in found.rows if row.type == "visitor" and not row.is_repeat]
    assert (len({row.name for row in found.rows}), len(found.rows)) == (
        case["people"],
        case["visits"],
    )
    assert Counter(row.invited_by for row in first) == case["visitor_credits"]


@needs_exports
def test_layout_of_registrations_is_read() -> None:
    found, case = layout("visitor_registration_report.xls")

    assert isinstance(found, VisitorsFile)
    assert (len(found.rows), found.has_come) == (case["registered"], bool(case["attended"]))
