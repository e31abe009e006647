"""Dues, lengths, rosters, and lists of one's own."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime

import pytest

from chapter.imports.reading.contents import (
    DuesFile,
    LengthFile,
    RosterFile,
)
from chapter.imports.reading.reader import Trouble, read
from tests import exports, layouts
from tests.exports import Row

WRITERS = [exports.spreadsheetml, exports.xlsx, layouts.text]
Writer = Callable[[list[Row]], bytes]


def filled(row: object, *without: str) -> dict[str, object]:
    """Return what a row says, without its line and its empty fields."""
    found = asdict(row)
    return {
        name: value for name, value in found.items() if value and name not in ("line", *without)
    }


@pytest.mark.parametrize("write", WRITERS)
def test_dues_of_all_sections_are_read(write: Writer) -> None:
    """Seen red with the columns of the first table kept for all."""
    found = read(write(layouts.DUES))

    assert isinstance(found, DuesFile)
    assert (found.chapter, found.issues) == ("Lighthouse", ())
    assert [(row.name, row.section, row.status, row.due_on) for row in found.rows] == [
        ("Ana Torres", "current", "active", date(2027, 5, 1)),
        ("Ben Okafor", "current", "active", date(2026, 4, 1)),
        ("Eve Newcomer", "new", "", None),
        ("Caro Díaz", "late", "late", date(2026, 1, 1)),
        ("Dara Gone", "dropped", "dropped", date(2025, 10, 1)),
    ]
    assert (found.rows[0].type, found.rows[2].started_on) == (
        "President, Member",
        date(2026, 3, 1),
    )


@pytest.mark.parametrize("write", WRITERS)
def test_dues_in_chinese_are_read(write: Writer) -> None:
    found = read(write(layouts.DUES_ZH))

    assert isinstance(found, DuesFile)
    assert [(row.name, row.section, row.status) for row in found.rows] == [
        ("林測試甲", "current", "active"),
        ("陳測試乙", "new", ""),
        ("王測試丙", "late", "late"),
    ]


def test_unknown_status_changes_nothing_and_is_told() -> None:
    """Seen red with every other status taken for dropped."""
    row = ["Ana Torres", "Resting", datetime(2027, 5, 1)]

    found = read(exports.spreadsheetml([["Member Name", "Membership Status", "Due Date"], row]))

    assert [(row.name, row.status) for row in found.rows] == [("Ana Torres", "")]
    assert [(i.line, i.column, i.trouble, i.value, i.sheet) for i in found.issues] == [
        (2, "Membership Status", Trouble.UNKNOWN_STATUS, "Resting", "Report")
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_lengths_tell_the_first_start_from_the_last(write: Writer) -> None:
    found = read(write(layouts.LENGTH))

    assert isinstance(found, LengthFile)
    assert (found.chapter, found.issues) == ("Lighthouse", ())
    assert [filled(row, "chapter") for row in found.rows] == [
        {
            "first_name": "Ana",
            "last_name": "Torres",
            "cumulative_start": date(2023, 4, 1),
            "recent_start": date(2025, 2, 1),
        }
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_roster_report_is_read_below_its_two_headers(write: Writer) -> None:
    """Seen red with the second header taken for a row."""
    found = read(write(layouts.ROSTER))

    assert isinstance(found, RosterFile)
    assert (found.report, found.issues) == ("Chapter Roster Report", ())
    assert found.columns == {"trade", "company", "phone"}
    assert [(row.line, row.name, row.trade, row.phone) for row in found.rows] == [
        (4, "Ana Torres", "Social Media", "+34 600 000 001"),
        (5, "Ben Okafor", "Commercial", "+34 600 000 002"),
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_regional_list_is_read_with_its_text_dates(write: Writer) -> None:
    """A day past 12 in one column proves the order for both."""
    found = read(write(layouts.REGIONAL))

    assert isinstance(found, RosterFile)
    assert (found.report, found.chapter, found.issues) == (
        "regional members list",
        "Lighthouse",
        (),
    )
    assert filled(found.rows[0], "chapter", "name", "trade_path") == {
        "first_name": "Ana",
        "last_name": "Torres",
        "trade": "Caterer",
        "company": "Torres SL",
        "phone": "600",
        "email": "ana@example.org",
        "status": "active",
        "joined_on": date(2023, 3, 5),
        "renewal_on": date(2027, 3, 25),
        "sponsor": "Ben Okafor",
    }


@pytest.mark.parametrize("write", WRITERS)
def test_list_of_ones_own_in_spanish_is_read(write: Writer) -> None:
    found = read(write(layouts.OWN))

    assert isinstance(found, RosterFile)
    assert (found.report, found.issues) == ("members list", ())
    assert filled(found.rows[0], "trade_path") == {
        "name": "José Muñoz",
        "first_name": "José",
        "last_name": "Muñoz",
        "trade": "Fontanería",
        "company": "Muñoz y Cía",
        "phone": "600 1",
        "email": "jose@example.org",
        "joined_on": date(2023, 4, 1),
    }


@pytest.mark.parametrize(
    ("labels", "row", "name"),
    [
        (["Name", "Phone"], ["Ana Torres", "600"], "Ana Torres"),
        (["Name", "Surname", "Phone"], ["Ana", "Torres", "600"], "Ana Torres"),
        (["Phone", "Surname", "First name"], ["600", "Torres", "Ana"], "Ana Torres"),
        (["姓名", "電話"], ["林測試甲", "600"], "林測試甲"),
        (["姓氏", "名字", "電話"], ["林", "測試甲", "600"], "林測試甲"),
    ],
)
def test_name_is_found_in_one_column_or_two(labels: Row, row: Row, name: str) -> None:
    found = read(exports.spreadsheetml([labels, row]))

    assert [(row.name, row.phone) for row in found.rows] == [(name, "600")]


def test_second_column_of_the_same_thing_is_told() -> None:
    """Seen red with the file refused: only the same label twice leaves no way to choose."""
    found = read(exports.spreadsheetml([["Name", "Trade", "Category"], ["Ana", "Baker", "A"]]))

    assert [row.trade for row in found.rows] == ["Baker"]
    assert [(i.trouble, i.value) for i in found.issues] == [(Trouble.UNREAD_COLUMN, "Category")]


@pytest.mark.parametrize(
    ("row", "column", "trouble", "is_out"),
    [
        (["", "a@b.c", ""], "Name", Trouble.NAMELESS, True),
        (["12", "a@b.c", ""], "Name", Trouble.NOT_A_NAME, True),
        (["#REF!", "a@b.c", ""], "Name", Trouble.NOT_A_NAME, True),
        (["A" * 121, "a@b.c", ""], "Name", Trouble.TOO_LONG, True),
        (["Ana", "nobody", ""], "E-mail", Trouble.UNREAD_EMAIL, False),
        (["Ana", "a@b.c", "soon"], "Joined", Trouble.UNREAD_DAY, False),
        (["Ana", "a@b.c", "31/02/2026"], "Joined", Trouble.UNREAD_DAY, False),
        (["Ana", "a@b.c", "05/03/2026"], "Joined", Trouble.UNCERTAIN_DAYS, False),
    ],
)
def test_fault_of_a_list_is_named(row: Row, column: str, trouble: Trouble, is_out: bool) -> None:
    """Seen red with each check off, in its case."""
    found = read(exports.spreadsheetml([["Name", "E-mail", "Joined"], row, ["Ben", "", ""]]))

    assert [(i.line, i.column, i.trouble) for i in found.issues] == [(2, column, trouble)]
    assert [row.name for row in found.rows] == (["Ben"] if is_out else ["Ana", "Ben"])


def test_formula_without_its_result_is_named_and_text_is_text() -> None:
    """Seen red with a formula's text taken for what it would say."""
    rows: list[Row] = [["Name", "Phone"], ["=A1&A2 Ana", "600"]]

    workbook, export = read(exports.xlsx(rows)), read(exports.spreadsheetml(rows))

    assert [(i.line, i.column, i.trouble) for i in workbook.issues] == [
        (2, "Name", Trouble.UNCOMPUTED)
    ]
    assert (workbook.rows, [row.name for row in export.rows]) == ((), ["=A1&A2 Ana"])


@pytest.mark.parametrize(
    ("order", "expected"), [("dmy", date(2026, 3, 5)), ("mdy", date(2026, 5, 3))]
)
def test_order_of_day_and_month_is_taken_from_the_answer(order: str, expected: date) -> None:
    data = exports.spreadsheetml([["Name", "Joined"], ["Ana", "05/03/2026"]])

    found = read(data, day_order=order)

    assert ([row.joined_on for row in found.rows], found.issues) == ([expected], ())


def test_dates_beside_texts_are_told() -> None:
    """A spreadsheet that met 05/03/2026 made it another day than one that kept 25/03/2026."""
    rows: list[Row] = [["Name", "Joined"], ["Ana", datetime(2026, 5, 3)], ["Ben", "25/03/2026"]]

    found = read(exports.xlsx(rows))

    assert [(i.line, i.column, i.trouble) for i in found.issues] == [
        (3, "Joined", Trouble.MIXED_DAYS)
    ]
