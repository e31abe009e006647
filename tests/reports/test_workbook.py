import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
import python_calamine
from openpyxl.workbook import Workbook

from reports import periods
from reports.books import sheets, workbook
from reports.books.book import Book
from reports.books.layout import FIGURE, TEXT, Column, Sheet, line

MADE_ON = date(2026, 11, 2)
SHEETS = [
    *("Summary", "Leaderboard", "PALMS", "Activity", "Attendance"),
    *("Referral matrix", "One-to-one matrix", "Combination matrix", "Visitors"),
    *("Trends", "Rows", "Notes"),
]


def _bytes(data: Book) -> bytes:
    return workbook.to_bytes(sheets.every(data, {}), MADE_ON)


def _book(data: Book) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_bytes(data)))


def _column(book: Workbook, sheet: str, letter: str) -> list[Any]:
    return [cell.value for cell in book[sheet][letter]]


def _cells(book: Workbook) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def _one(text: str) -> Any:
    columns = (Column("Name", TEXT, 10, 20), Column("Figure", FIGURE))
    sheet = Sheet("One", columns, (line(columns, (text, 1)),), "", "", repeated="")
    content = workbook.to_bytes([sheet], MADE_ON)
    return openpyxl.load_workbook(io.BytesIO(content))["One"]["A1"]


def test_book_of_an_empty_chapter(chapter: Any) -> None:
    book = _book(chapter.data())
    assert book.sheetnames == SHEETS
    assert _column(book, "PALMS", "A") == ["First Name", "Visitors", "Others", "Total"]
    assert book["Summary"]["A3"].value == "No meeting of this period is closed yet."


def test_book_palms_by_two_readers(busy: Any) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(_bytes(busy.data())))
    rows = book.get_sheet_by_name("PALMS").to_python()
    assert rows[1] == ["Ana", "Alonso", 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1234.56, 0, 0]
    found = [[cell.value for cell in row] for row in _book(busy.data())["PALMS"]]
    assert [[value or "" for value in row] for row in found] == [
        [value or "" for value in row] for row in rows
    ]


def test_book_attendance_has_dates_and_letters(busy: Any) -> None:
    rows = [[cell.value for cell in row] for row in _book(busy.data())["Attendance"]]
    days = [value.date() for value in rows[0][3:5]]
    assert (days, rows[0][5]) == ([date(2026, 10, 1), date(2026, 10, 8)], "Weeks")
    assert rows[2] == ["Ben", "Brandt", "Roofer", "S", "A", 2]


def test_book_leaderboard_shares_places(chapter: Any) -> None:
    chapter.member(1, "Ana Ruiz").member(2, "Ben Cole").member(3, "Eva Cruz").credit(3, "visitors")
    sheet = _book(chapter.data())["Leaderboard"]
    rows = [[cell.value for cell in row] for row in sheet]
    start = rows.index(["Visitors", *[None] * 8])
    assert [[row[0], row[1], row[3]] for row in rows[start + 1 : start + 4]] == [
        [1, "Eva Cruz", 1],
        [2, "Ben Cole", 0],
        [2, "Ana Ruiz", 0],
    ]


def test_book_summary_totals_and_weeks(busy: Any) -> None:
    rows = [[cell.value for cell in row] for row in _book(busy.data())["Summary"]]
    assert rows[6] == ["Referrals given", 2, 1, 1, "Ana Alonso"]
    assert rows[9] == ["Closed business", 1234.56, 1, 1234.56, "Ana Alonso"]
    assert rows[13] == ["Sponsored members", 0, 0, None, None]
    assert [row[1:] for row in rows[-2:]] == [[1, 0, 0, 0], [1, 0, 0, 1234.56]]


def test_book_summary_names_many_leaders_shortly(chapter: Any) -> None:
    for person in range(1, 5):
        chapter.member(person, f"Ana {person}").credit(person, "visitors")
    assert _book(chapter.data())["Summary"]["E11"].value == "Ana 1 and 3 more"


def test_book_leaderboard_without_members(chapter: Any) -> None:
    sheet = _book(chapter.data())["Leaderboard"]
    assert sheet["A3"].value == "Nobody was on the roster in this period."
    assert len(sheet.row_breaks.brk) == 0


@pytest.mark.parametrize(("weeks", "labelled"), [(6, True), (7, False)])
def test_book_chart_labels_where_there_is_room(chapter: Any, weeks: int, labelled: bool) -> None:
    for number in range(weeks):
        chapter.meeting(number + 1)
    data = replace(chapter.data(), period=periods.parse("2026-Q4", MADE_ON))
    archive = zipfile.ZipFile(io.BytesIO(_bytes(data)))
    assert (b"dLbls" in archive.read("xl/charts/chart1.xml")) == labelled


def test_book_charts_are_native_and_hold_their_figures(busy: Any) -> None:
    archive = zipfile.ZipFile(io.BytesIO(_bytes(busy.data())))
    charts = [archive.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2)]
    stored = [re.findall(r"<(?:c:)?v>([^<]*)</", chart) for chart in charts]
    assert stored == [["46296", "46303", "1", "1"], ["46296", "46303", "0", "1234.56"]]
    last = _book(busy.data())["Summary"].max_row
    cells = f"'Summary'!$B${last - 1}:$B${last}"
    assert re.findall(r"<(?:c:)?f>([^<]*)<", charts[0])[1] == cells


def test_book_without_weeks_has_no_chart(chapter: Any) -> None:
    names = zipfile.ZipFile(io.BytesIO(_bytes(chapter.member(1).data()))).namelist()
    assert [name for name in names if "chart" in name] == []


@pytest.mark.parametrize("name", ["=1+1 Ltd", "+1 Ltd", "-1 Ltd", "@SUM Ltd", "#N/A Ltd"])
def test_book_text_is_never_live(busy: Any, name: str) -> None:
    """Seen red with `data_type = "s"` off: a member named =1+1 became a formula."""
    busy.member(3, name, trade=name).mark(1, 3, "P")
    cells = _cells(_book(busy.data(name=name)))
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert sum(cell.value == name.split()[0] for cell in cells) == 2


def test_book_text_stays_text_when_edited() -> None:
    assert (_one("=1+1").quotePrefix, _one("Ana").quotePrefix) == (True, False)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A\x00n\x01a\x0b", "Ana"),
        ("Ana\r\nRuiz", "Ana\nRuiz"),
        ("\x1b[31mAna\x7f\x85", "[31mAna"),
        ("Ana\ud800\uffff", "Ana"),
        ("José 李明 😀 عمر", "José 李明 😀 عمر"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        (" Ana ", " Ana "),
        ("\x00", None),
    ],
)
def test_book_text_without_controls(text: str, written: str | None) -> None:
    """Seen red with nothing taken out: the file could not be written at all."""
    assert _one(text).value == written


def test_book_text_too_long_is_cut() -> None:
    assert len(_one("a" * 40_000).value) == 32_767


def test_book_with_controls_in_the_chapters_name(busy: Any) -> None:
    book = _book(busy.data(name="R&B\x00 &P"))
    assert book["Summary"]["A1"].value == "R&B &P"
    assert book["PALMS"].oddHeader.left.text == "R&&B &&P · October 2026 · PALMS"


@pytest.mark.parametrize(
    ("minor_digits", "amount", "number"),
    [(0, 123456, "#,##0_)"), (2, 1234.56, "#,##0.00_)"), (3, 123.456, "#,##0.000_)")],
)
def test_book_amounts_by_minor_digits(
    busy: Any, minor_digits: int, amount: float, number: str
) -> None:
    cell = _book(busy.data(minor_digits))["PALMS"]["N2"]
    assert (cell.value, cell.number_format) == (amount, number)


def test_book_amounts_are_exact_to_fifteen_digits(chapter: Any) -> None:
    chapter.member(1).credit(1, "closed_business", amount=999999999999999)
    sheet = zipfile.ZipFile(io.BytesIO(_bytes(chapter.data()))).read("xl/worksheets/sheet3.xml")
    assert sheet.count(b"<v>9999999999999.99</v>") == 2


def test_book_is_the_same_twice(busy: Any) -> None:
    """Seen red with the library's own archive, which stamps each part with the hour."""
    assert _bytes(busy.data()) == _bytes(busy.data())
    parts = zipfile.ZipFile(io.BytesIO(_bytes(busy.data()))).infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}


def test_book_was_made_on_the_day_given(busy: Any) -> None:
    made = _book(busy.data()).properties
    assert (made.created.date(), made.modified.date()) == (MADE_ON, MADE_ON)


def test_book_print_set_up(busy: Any) -> None:
    book = _book(busy.data())
    assert {sheet.page_setup.paperSize for sheet in book} == {9}
    wide = [sheet.title for sheet in book if sheet.page_setup.orientation == "landscape"]
    fitted = [sheet.title for sheet in book if sheet.sheet_properties.pageSetUpPr.fitToPage]
    broken = {"Leaderboard", "Trends"}
    assert wide == ["Activity", *SHEETS[5:9]]
    assert fitted == [title for title in SHEETS if title not in broken]
    assert {sheet.oddFooter.center.text for sheet in book} == {"Page &P of &N"}


def test_book_heads_are_frozen_and_repeated(busy: Any) -> None:
    book = _book(busy.data())
    frozen = [None, "A2", "C2", "B2", "C2", "B2", "B2", "B2", "A2", None, "A2", "A2"]
    assert [sheet.freeze_panes for sheet in book] == frozen
    assert [bool(sheet.print_title_rows) for sheet in book] == [bool(cell) for cell in frozen]


def test_book_leaderboard_breaks_pages_by_measure(busy: Any) -> None:
    sheet = _book(busy.data())["Leaderboard"]
    assert [each.id for each in sheet.row_breaks.brk] == [4, 7, 10, 13, 16, 19, 22]


def test_book_has_one_font(busy: Any) -> None:
    assert {cell.font.name for cell in _cells(_book(busy.data()))} == {"Arial"}


def test_book_columns_are_wide_enough(chapter: Any) -> None:
    chapter.member(1, "Maximiliana Castellanos-Ortega", trade="Heating engineer (commercial)")
    widths = _book(chapter.data())["Attendance"].column_dimensions
    assert [widths[letter].width for letter in "ABC"] == [13, 20, 31]
