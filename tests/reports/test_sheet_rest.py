"""Visitors, rows, activity, trends, the chapter and recognition in the workbook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports import columns, frames
from reports.books import sheet_csv, sheets
from reports.books.book import Book, reach
from reports.books.editions import Asked
from reports.books.settings import usual
from reports.periods import parse
from reports.recognition import Award


def _rows(book: Book, name: str) -> list[str]:
    return sheet_csv.written(sheets.one(book, {}, name)).splitlines()


def test_visitors_have_no_contact_data(chapter: Any) -> None:
    visit = ("Vera", "Vera Ltd", "Vet", 1, "Ana Alonso", "visitor", "present", 1)
    row = dict(zip(columns.VISITS, (chapter.day(1), *visit), strict=True))
    book = chapter.member(1).meeting(1).data(visits=frames.typed([row], columns.VISITS))
    assert _rows(book, "visitors") == [
        "Week,Visitor,Company,Trade,Invited by,Came as,State,Visit",
        "2026-10-01,Vera,Vera Ltd,Vet,Ana Alonso,Visitor,Present,1",
    ]


def test_rows_stand_by_week_measure_and_name(busy: Any) -> None:
    assert _rows(busy.data(), "rows")[1:] == [
        "2026-10-01,Ana Alonso,Referrals given,1,Inside",
        "2026-10-01,Ben Brandt,Referrals received,1,Inside",
        "2026-10-08,A visitor,Referrals given,1,Outside",
        "2026-10-08,Ana Alonso,Closed business,1234.56,Outside",
        "2026-10-08,Ben Brandt,Education units,3,",
    ]


def test_rows_of_a_person_leave_out_what_they_gave_before_joining(busy: Any) -> None:
    """Seen red with the standing passed over."""
    busy.credit(1, "referrals_given", standing="visitor")
    book = replace(busy.data(), asked=Asked(person=1, measure="referrals_given"))
    assert _rows(book, "rows")[1:] == ["2026-10-01,Ana Alonso,Referrals given,1,Inside"]


def test_rows_beyond_the_most_are_told(busy: Any) -> None:
    busy.credit(1, "visitors", quantity=1)
    for _number in range(5_000):
        busy.credit(2, "testimonials")
    last = sheets.every(busy.data(), {})[-2].lines[-1]
    assert last.values[0] == "There are 6 more rows; the sheet by itself has them all."


def test_activity_divides_business_of_whole_months(busy: Any) -> None:
    row = {"person": 1, "month": date(2026, 10, 1), "tier": "outside"}
    rows = [row | {"is_repeat": True, "amount": 123456}]
    book = busy.data(business=frames.typed(rows, columns.BUSINESS))
    heads, ana, *_others = (line.split(",") for line in _rows(book, "activity"))
    told = dict(zip(heads, ana, strict=True))
    assert (told["Repeat business"], told["New business"]) == ("1234.56", "0.00")
    assert (told["Closed business per week"], told["Referrals given per week"]) == ("617.28", "0.5")


def test_activity_of_a_week_does_not_divide_business(busy: Any) -> None:
    """Seen red with the columns there whatever the period."""
    book = busy.data(business=frames.typed([], columns.BUSINESS))
    week = replace(book, period=parse("2026-10-08", book.made_on))
    assert "business" not in _rows(week, "activity")[0].replace("Closed business", "")


def test_trends_hold_twelve_months_and_twenty_six_weeks(busy: Any) -> None:
    rows = [line.split(",") for line in _rows(busy.data(), "trends")]
    dates = [row[0] for row in rows if row[0][:2] == "20"]
    assert (dates[0], dates[11], dates[-1], len(dates)) == (
        *("2025-11-01", "2026-10-01", "2026-10-26"),
        38,
    )


def test_trends_of_a_member_are_theirs(busy: Any) -> None:
    """Seen red with the person passed over."""
    book = replace(busy.data(), asked=Asked(person=2))
    october = next(row.split(",") for row in _rows(book, "trends") if row[:7] == "2026-10")
    assert (october[2], october[3], october[8]) == ("1", "0", "3")


def test_goals_are_set_against_what_was_reached(busy: Any) -> None:
    settings = replace(usual(), goals={"referrals_given": Decimal("2.5"), "members": Decimal(4)})
    heads, given, *_rest = sheets.one(busy.data(settings=settings), {}, "summary").lines[5:]
    told = dict(zip(heads.values, given.values, strict=True))
    assert (told["Goal"], told["Reached"]) == (5, 0.4)


def test_chapter_has_its_light_with_the_arithmetic(busy: Any) -> None:
    rows = _rows(busy.data(), "chapter")
    assert "Size,0,15,2 members → 0 of 15" in rows


def test_recognition_names_who_ties_together(busy: Any) -> None:
    busy.credit(2, "referrals_given")
    settings = replace(usual(), awards=(Award("Good start", "education", "at_least", 2),))
    assert _rows(busy.data(settings=settings), "recognition") == [
        "Award,Figure,Members",
        'Most referrals given,1,"Ana Alonso, Ben Brandt"',
        "Most education units,3,Ben Brandt",
        "Most closed business credited,1234.56,Ana Alonso",
        "Perfect attendance,2,Ana Alonso",
        "Good start,3,Ben Brandt",
    ]


def test_workbook_looks_back_as_far_as_its_trends(october: Any) -> None:
    day = date(2026, 11, 2)
    assert reach(october, day, None, date(2026, 5, 1)) == date(2025, 11, 1)
    assert reach(parse("2026", day), day, parse("2025", day), day) == date(2025, 1, 1)


def test_csv_takes_the_life_from_a_text(chapter: Any) -> None:
    """Seen red with the apostrophe left out."""
    rows = _rows(chapter.member(1, "=1+1 Ltd").mark(1, 1, "P").data(), "palms")
    assert rows[1].startswith("'=1+1,Ltd,")
