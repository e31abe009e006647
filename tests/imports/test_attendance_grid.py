"""The wide PALMS Attendance Report: days, years, letters."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from chapter.imports.reading.contents import AttendanceFile
from chapter.imports.reading.reader import Trouble, Unreadable, read
from tests import exports, layouts
from tests.exports import Row, Value

Writer = Callable[[list[Row]], bytes]


def grid(labels: list[Value], marks: list[Value], first: Value, until: Value) -> AttendanceFile:
    """Return one member's marks below some labels, as they are read."""
    rows: list[Row] = [
        ["PALMS Attendance Report"],
        ["From:", None, first],
        ["To:", None, until],
        ["First Name", "Last Name", *labels],
        ["Ana", "Torres", *marks],
    ]
    found = read(exports.spreadsheetml(rows))
    assert isinstance(found, AttendanceFile)
    return found


@pytest.mark.parametrize("write", [exports.spreadsheetml, exports.xlsx, layouts.text])
def test_letters_are_read_by_day_over_the_new_year(write: Writer) -> None:
    """Seen red with the year of From taken for every day, and with a blank taken for absent."""
    found = read(write(layouts.ATTENDANCE))

    assert isinstance(found, AttendanceFile)
    assert [str(day) for day in found.days] == [
        *("2025-12-03", "2025-12-10", "2025-12-17", "2026-01-07", "2026-01-14"),
    ]
    assert {
        row.name: "".join(row.letters.get(d, "-") for d in found.days) for row in found.rows
    } == {
        "Ana Torres": "PSPLP",
        "Ben Okafor": "PAMP-",
        "Caro Díaz": "---P-",
    }
    assert (found.chapter, found.first, found.until) == (
        *("Lighthouse", date(2025, 12, 1)),
        date(2026, 1, 31),
    )


def test_unknown_letter_is_told_and_leaves_its_row_in() -> None:
    """Seen red with every other letter taken for present."""
    found = read(exports.spreadsheetml(layouts.ATTENDANCE))

    assert [(i.line, i.column, i.trouble, i.value, i.leaves_row_out) for i in found.issues] == [
        (9, "Jan 14", Trouble.UNKNOWN_LETTER, "X", False)
    ]


@pytest.mark.parametrize(
    "label",
    [
        *("Dec 03", "03 Dec", "Dec 3", "December 3, 2025", "2025-12-03", "3-Dec-2025"),
        *("3 de diciembre de 2025", datetime(2025, 12, 3)),
    ],
)
def test_day_of_a_column_is_read_in_any_certain_spelling(label: Value) -> None:
    found = grid([label], ["p"], datetime(2025, 12, 1), datetime(2026, 1, 31))

    assert found.rows[0].letters == {date(2025, 12, 3): "P"}


@pytest.mark.parametrize("label", ["Total", "Feb 30", "Mar 04", "03/12", datetime(2026, 3, 4)])
def test_column_that_is_no_day_of_the_period_is_told(label: Value) -> None:
    """Seen red with days outside the period taken."""
    found = grid([label, "Dec 10"], ["P", "A"], datetime(2025, 12, 1), datetime(2026, 1, 31))

    assert found.rows[0].letters == {date(2025, 12, 10): "A"}
    assert [(i.line, i.trouble) for i in found.issues] == [(4, Trouble.UNCERTAIN_COLUMN)]


def test_period_of_more_than_a_year_is_told_by_the_sequence() -> None:
    labels: list[Value] = ["Jan 08", "Jul 02", "Dec 31", "Jan 07", "Jun 24"]

    found = grid(labels, list("PALMS"), datetime(2025, 1, 1), datetime(2026, 6, 30))

    assert [str(day) for day in found.days] == [
        *("2025-01-08", "2025-07-02", "2025-12-31", "2026-01-07", "2026-06-24"),
    ]


def test_day_of_two_years_is_not_guessed() -> None:
    """Seen red with the first year taken."""
    labels: list[Value] = ["2025-01-08", "Mar 04"]

    found = grid(labels, ["P", "A"], datetime(2025, 1, 1), datetime(2026, 6, 30))

    assert found.days == (date(2025, 1, 8),)
    assert [(i.column, i.trouble) for i in found.issues] == [("Mar 04", Trouble.UNCERTAIN_COLUMN)]


@pytest.mark.parametrize(
    ("rows", "trouble"),
    [
        ([["First Name", "Last Name", "Dec 03"]], Trouble.NO_YEAR),
        ([*layouts.ATTENDANCE[:5], ["First Name", "Last Name", "Feb 30"]], Trouble.NO_MEETINGS),
        (
            [*layouts.ATTENDANCE[:5], ["First Name", "Last Name", "Dec 03", "03 Dec"]],
            Trouble.DOUBLE_COLUMN,
        ),
    ],
)
def test_grid_without_certain_days_is_refused(rows: list[Row], trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as refused:
        read(exports.spreadsheetml(rows))

    assert refused.value.trouble is trouble


def test_days_with_their_year_need_no_period() -> None:
    rows: list[Row] = [["First Name", "Last Name", datetime(2026, 1, 7)], ["Ana", "Torres", "P"]]

    found = read(exports.xlsx(rows))

    assert (found.days, found.first) == ((date(2026, 1, 7),), None)


def test_row_with_a_name_and_nothing_else_is_named() -> None:
    found = read(exports.spreadsheetml([*layouts.ATTENDANCE, ["Printed by Sam"]]))

    assert [(i.line, i.trouble) for i in found.issues if i.leaves_row_out] == [
        (12, Trouble.LONE_NAME)
    ]
