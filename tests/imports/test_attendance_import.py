"""The attendance grid: what the preview shows is what is done, and it can be taken back."""

from datetime import date

import pytest

from chapter.attendance.models import AttendanceMark
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.imports import service, wording
from chapter.imports.families import attendance_import as adapter
from chapter.imports.plans import FORMER, SKIP, Answers, Detail
from chapter.imports.reading.contents import AttendanceFile, AttendanceRow
from chapter.imports.reading.reader import read
from chapter.imports.service import Source
from chapter.imports.states import LineState
from chapter.meetings.models import Meeting
from chapter.members import queries as members
from chapter.people.rules import match_key
from tests import layouts
from tests.factories import close_week, make_mark, make_meeting, make_member
from tests.imports.proofs import all_of, bring, dump, shown, take_back
from tests.imports.steps import who

FIRST, SECOND = date(2026, 11, 5), date(2026, 11, 12)


def grid(**letters: str) -> AttendanceFile:
    """Return a grid of two days: two letters a member, a dot where it is blank."""
    rows = [
        AttendanceRow(
            line,
            *name.split("_"),
            {day: mark for day, mark in zip((FIRST, SECOND), marks, strict=True) if mark != "."},
        )
        for line, (name, marks) in enumerate(letters.items(), 7)
    ]
    return AttendanceFile(tuple(rows), (), (FIRST, SECOND), sheet="Report")


def marks() -> list[tuple[str, str, str]]:
    """Return the marks that stand, by day and name."""
    rows = db.session.execute(
        db.select(Meeting.held_on, AttendanceMark)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .order_by(Meeting.held_on, AttendanceMark.person_id)
    )
    return [(str(day), mark.person.first_name, mark.mark) for day, mark in rows]


def test_grid_makes_meetings_and_marks_as_shown(lighthouse: Chapter) -> None:
    content = grid(Ana_Torres="PL", Ben_Okafor=".S")

    said = shown(adapter, lighthouse, content, Answers())
    _, applied = bring(adapter, lighthouse, content)

    assert said == [
        "new | Ana Torres | P",
        "new | Ana Torres | L",
        "new | Ben Okafor | S",
    ]
    assert applied.added == 3
    assert marks() == [
        ("2026-11-05", "Ana", "P"),
        ("2026-11-12", "Ana", "L"),
        ("2026-11-12", "Ben", "S"),
    ]


def test_grid_taken_back_leaves_the_tables_as_before(lighthouse: Chapter) -> None:
    make_mark(make_meeting(lighthouse, FIRST), members.seats(lighthouse)[0].person, "P")
    before = dump()
    content = grid(Ana_Torres="AL", Ben_Okafor="MS")
    made, _ = bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))

    take_back(lighthouse, made)

    assert dump() == before


def test_same_grid_again_adds_nothing(lighthouse: Chapter) -> None:
    """Seen red with the marks that stand not read."""
    bring(adapter, lighthouse, grid(Ana_Torres="PL", Ben_Okafor=".S"))

    _, applied = bring(adapter, lighthouse, grid(Ben_Okafor=".S", Ana_Torres="PL"))

    assert (applied.added, applied.changed, applied.known) == (0, 0, 3)


def test_changed_letter_waits_for_the_officers_word(lighthouse: Chapter) -> None:
    """Seen red with changed lines always due."""
    bring(adapter, lighthouse, grid(Ana_Torres="PP"))
    corrected = grid(Ana_Torres="PA")

    bring(adapter, lighthouse, corrected, Answers(taken=frozenset()))
    untaken = marks()
    bring(adapter, lighthouse, corrected, all_of(adapter, lighthouse, corrected))

    assert [mark for *_, mark in untaken] == ["P", "P"]
    assert [mark for *_, mark in marks()] == ["P", "A"]


def test_blank_of_a_mark_is_proposed_for_removal(lighthouse: Chapter) -> None:
    """Seen red with missing lines taken like changed ones."""
    bring(adapter, lighthouse, grid(Ana_Torres="PP"))
    blank = grid(Ana_Torres="P.")

    said = shown(adapter, lighthouse, blank, Answers())
    bring(adapter, lighthouse, blank)
    unasked = len(marks())
    bring(adapter, lighthouse, blank, all_of(adapter, lighthouse, blank))

    assert said == ["known | Ana Torres | P", "missing | Ana Torres | P→"]
    assert (unasked, len(marks())) == (2, 1)


def test_member_not_listed_keeps_their_marks(lighthouse: Chapter) -> None:
    bring(adapter, lighthouse, grid(Ana_Torres="PP", Ben_Okafor="PP"))

    said = shown(adapter, lighthouse, grid(Ana_Torres="PP"), Answers())

    assert said == ["known | Ana Torres | P"] * 2


def test_closed_week_of_a_ledger_is_refused_with_the_way_out(lighthouse: Chapter) -> None:
    """Seen red with closed weeks let through."""
    close_week(lighthouse, FIRST)
    content = grid(Ana_Torres="PP", Ben_Okafor="PP")

    said = shown(adapter, lighthouse, content, Answers())
    bring(adapter, lighthouse, content)

    assert said[0].startswith("refused | 2026-11-05 | 2 | The week of 2026-11-05 is closed. ")
    assert "flask reopen north 2026-11-05" in said[0]
    assert {day for day, *_ in marks()} == {"2026-11-12"}


def test_closed_week_of_a_mirror_takes_marks_with_a_trace(lighthouse: Chapter) -> None:
    """Seen red with the trace of official marks off."""
    lighthouse.mode = Mode.MIRROR
    meeting = close_week(lighthouse, FIRST)

    bring(adapter, lighthouse, grid(Ana_Torres="PP"))

    traces = db.session.scalars(
        db.select(AuditEntry.action).where(AuditEntry.subject == f"meetings:{meeting.id}")
    ).all()
    assert marks()[0] == ("2026-11-05", "Ana", "P")
    assert "week.official-marks" in traces


def test_unknown_name_is_asked_and_becomes_a_former_member(lighthouse: Chapter) -> None:
    content = grid(Ana_Torres="PP", Nora_Nobody="P.")
    asked = adapter.plan(lighthouse, content, Answers(), date(2026, 11, 19)).questions
    answers = Answers(people={match_key("Nora Nobody"): FORMER})

    bring(adapter, lighthouse, content, answers)

    assert [question.key for question in asked] == ["nora nobody"]
    assert ("2026-11-05", "Nora", "P") in marks()
    former = members.former(lighthouse, date(2026, 11, 19))
    assert [(m.person.name, m.left_on) for m in former] == [("Nora Nobody", date(2026, 11, 6))]


def test_name_left_out_brings_nothing(lighthouse: Chapter) -> None:
    content = grid(Nora_Nobody="PP")

    bring(adapter, lighthouse, content, Answers(people={"nora nobody": SKIP}))

    assert marks() == []


@pytest.mark.parametrize(("name", "letters"), [("Late_Comer", "P."), ("Late_Comer", "A.")])
def test_mark_before_joining_is_refused(lighthouse: Chapter, name: str, letters: str) -> None:
    """Seen red with the roster of the day not asked."""
    make_member(lighthouse, "Late Comer", joined_on=SECOND)

    said = shown(adapter, lighthouse, grid(**{name: letters}), Answers())

    assert said == [
        f"refused | Late Comer | {letters[0]} | This person is not a member on that day."
    ]


def test_member_listed_twice_has_one_mark(lighthouse: Chapter) -> None:
    """Seen red with the rows not held against one another."""
    rows = [
        AttendanceRow(7, "Ana", "Torres", {FIRST: "P"}),
        AttendanceRow(8, "ANA", "Torres", {FIRST: "A"}),
    ]
    content = AttendanceFile(tuple(rows), (), (FIRST,))

    said = shown(adapter, lighthouse, content, Answers())

    assert [line.split(" | ")[0] for line in said] == ["new", "refused"]


def test_unknown_letter_is_named_by_place_member_and_day(lighthouse: Chapter) -> None:
    """Seen red with the letter told as a sentence without its place."""
    content = read(layouts.text(layouts.ATTENDANCE), "grid.csv")
    (plan,) = service.preview(lighthouse, [Source("grid.csv", b"", content)], [Answers()], who())

    found = [line for line in plan.lines if line.column]
    assert [(o.state, o.sheet, o.name, o.details) for o in found] == [
        (LineState.REFUSED, "grid", "Caro Díaz", (Detail("2026-01-14", "X"),))
    ]
    assert [wording.place(line) for line in found] == ["Row 9, column Jan 14"]
    assert [str(one) for one in plan.notices if "none of P" in str(one)] == []


def test_unknown_letter_neither_marks_nor_takes_a_mark_away(lighthouse: Chapter) -> None:
    """Seen red with an unknown letter read as a blank."""
    bring(adapter, lighthouse, grid(Ana_Torres="PP"))
    row = AttendanceRow(7, "Ana", "Torres", {FIRST: "P"}, {SECOND: ("Nov 12", "X")})
    content = AttendanceFile((row,), (), (FIRST, SECOND))

    bring(adapter, lighthouse, content, all_of(adapter, lighthouse, content))

    assert [mark for *_, mark in marks()] == ["P", "P"]
