"""A member's own year: their months, marks, score and rows, and nobody else's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reports import periods
from reports.books import own_rows, own_year
from reports.books.book import Book
from reports.books.editions import Asked
from reports.books.layout import Sheet
from reports.words import Words

YEAR = periods.parse("2025-12..2026-11", date(2026, 11, 2))
ENGLISH = Words({})


def year_of(person: int, chapter: Any) -> Book:
    """Return the book of somebody's year."""
    book: Book = replace(chapter.data(), period=YEAR, asked=Asked(person=person))
    return book


def sheets_of(person: int, chapter: Any) -> dict[str, Sheet]:
    """Return the sheets of somebody's year by title."""
    return {one.title: one for one in own_year.every(year_of(person, chapter), "Ana", {})}


def values(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Return the lines of a table."""
    return [line.values for line in sheet.lines if line.kind == "row"]


def test_every_sheet_of_a_year(busy: Any) -> None:
    titles = ["My year", "Attendance", "My score", "My rows", "Notes"]
    assert list(sheets_of(1, busy)) == titles


def test_year_has_every_month_and_a_sum(busy: Any) -> None:
    rows = values(sheets_of(1, busy)["My year"])
    october = (1, 0, 0, Decimal("1234.56"), 0, 0, 0, 0)
    assert [row[0] for row in rows] == [
        *(date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))),
        "In all",
    ]
    assert rows[10] == (date(2026, 10, 1), "P P", 1.0, *october)
    assert rows[12] == ("In all", None, 1.0, *october)


def test_year_counts_absences_as_the_chapter_does(busy: Any) -> None:
    rows = values(sheets_of(2, busy)["My year"])
    assert (rows[10][1:3], rows[-1][2]) == (("S A", 0.5), 0.5)


def test_year_of_a_member_without_marks(chapter: Any) -> None:
    made = sheets_of(1, chapter.member(1))
    assert values(made["My year"])[-1] == ("In all", None, None, 0, 0, 0, Decimal("0.00"), *[0] * 4)
    assert values(made["Attendance"]) == []
    assert made["My rows"].lines[-1].values[0] == "Nothing is counted in this time yet."


def test_attendance_has_every_week_of_the_member(busy: Any) -> None:
    rows = values(sheets_of(2, busy)["Attendance"])
    assert [row[:2] for row in rows] == [(date(2026, 10, 1), "S"), (date(2026, 10, 8), "A")]


def test_score_shows_its_arithmetic_and_the_next_step(busy: Any) -> None:
    rows = values(sheets_of(1, busy)["My score"])
    assert rows[0] == ("Referrals", 10, 25, "1 referral in 2 weeks = 0.5 → 10 of 25")
    assert rows[7][0:3] == ("○ grey", 20, 95)
    assert rows[7][3] == "1 more education unit takes you to red."


def test_score_of_who_has_left_says_so(chapter: Any) -> None:
    left = chapter.member(1, left=date(2026, 5, 1))
    rows = [line.values[0] for line in sheets_of(1, left)["My score"].lines]
    assert rows[1] == "A score is told of members of the day; there is none to tell here."


def test_rows_name_the_other_side_as_matrices_do(chapter: Any) -> None:
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt").meeting(1)
    chapter.pair("referrals", 1, 2).pair("referrals", 2, 1).pair("one_to_ones", 1, 2)
    chapter.pair("referrals", 1, 9, said=("member", "visitor")).pair(
        "one_to_ones", 1, 0, said=("member", "")
    )
    rows = own_rows.rows(year_of(1, chapter), ENGLISH)
    assert [row[1:3] for row in rows] == [
        ("referrals_given", "Ben Brandt"),
        ("referrals_given", "A visitor"),
        ("referrals_received", "Ben Brandt"),
        ("one_to_ones", "Ben Brandt"),
        ("one_to_ones", "Somebody outside the chapter"),
    ]


def test_rows_name_nobody_beside_closed_business(busy: Any) -> None:
    """Seen red with closed business among those that have another side."""
    rows = own_rows.rows(year_of(1, busy), ENGLISH)
    assert rows[1] == (date(2026, 10, 8), "closed_business", None, "Outside", 123_456)


@pytest.mark.parametrize("person", [1, 2])
def test_year_holds_nobody_elses_figures(busy: Any, person: int) -> None:
    """Seen red with everybody's credits taken."""
    busy.credit(3 - person, "testimonials", quantity=987)
    lines = [line for one in sheets_of(person, busy).values() for line in one.lines]
    assert 987 not in [value for line in lines for value in line.values]


def test_rows_add_up_to_the_year(busy: Any) -> None:
    book = year_of(1, busy)
    sums: dict[str, int] = {}
    for _week, measure, _other, _tier, figure in own_rows.rows(book, ENGLISH):
        sums[measure] = sums.get(measure, 0) + figure
    assert sums == {"referrals_given": 1, "closed_business": 123_456}
