"""A workbook written sheet by sheet holds what the other way of writing holds."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet import _writer

from reports.books import sheet_members, streamed, workbook
from reports.books.layout import FIGURE, TEXT, Column, Sheet, head, line

MADE_ON = date(2026, 11, 2)
COLUMNS = (Column("Name", TEXT, 10, 20), Column("Figure", FIGURE))


def sheet(title: str, *names: str) -> Sheet:
    """Make a sheet of a line per name."""
    lines = [line(COLUMNS, (name, number)) for number, name in enumerate(names)]
    return Sheet(title, COLUMNS, (head(COLUMNS), *lines))


def cells(content: bytes, title: str) -> list[Any]:
    """Return what each cell holds and how it looks."""
    page = openpyxl.load_workbook(io.BytesIO(content))[title]
    return [
        (c.value, c.data_type, c.number_format, c.font.b, c.fill.fgColor.rgb, c.quotePrefix)
        for row in page.iter_rows()
        for c in row
    ]


def written(sheets: Any, first: Sheet) -> bytes:
    """Write sheets one after another."""
    stream = io.BytesIO()
    streamed.write(stream, sheets, MADE_ON, lambda: first)
    return stream.getvalue()


def test_write_puts_the_last_made_sheet_first() -> None:
    content = written(iter([sheet("A"), sheet("B")]), sheet("All"))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["All", "A", "B"]


def test_write_holds_what_the_other_way_holds(busy: Any) -> None:
    made = sheet_members.sheet(busy.data(), {}, "Harbour")
    plain = workbook.to_bytes([made], MADE_ON)
    assert cells(written([made], sheet("All")), "Harbour") == cells(plain, "Harbour")


def test_write_lays_pages_out_alike(busy: Any) -> None:
    made = sheet_members.sheet(busy.data(), {}, "Harbour")
    pages = [
        openpyxl.load_workbook(io.BytesIO(content))["Harbour"]
        for content in (written([made], sheet("All")), workbook.to_bytes([made], MADE_ON))
    ]
    told = [
        (
            p.freeze_panes,
            p.print_title_rows,
            p.row_dimensions[1].height,
            p.column_dimensions["A"].width,
        )
        for p in pages
    ]
    assert told[0] == told[1]


def test_write_gives_the_same_bytes_twice() -> None:
    once, again = (written([sheet("A", "Ana")], sheet("All")) for _ in range(2))
    assert once == again


def test_write_makes_no_formula() -> None:
    """Seen red with the data type of texts left to openpyxl."""
    assert [kind for _, kind, *_ in cells(written([sheet("A", "=1+1")], sheet("B")), "A")] == [
        *("s", "s"),
        *("s", "n"),
    ]


def test_write_that_fails_leaves_no_file_behind(tmp_path: Path) -> None:
    """Seen red with `_clear` left out: openpyxl keeps its files until the process ends."""

    def broken() -> Iterator[Sheet]:
        yield sheet("A")
        raise ZeroDivisionError

    kept, target = list(_writer.ALL_TEMP_FILES), tmp_path / "out.xlsx"
    with pytest.raises(ZeroDivisionError):
        streamed.write(target, broken(), MADE_ON, lambda: sheet("All"))
    assert (_writer.ALL_TEMP_FILES, target.exists()) == (kept, False)


def peak(target: Path, number: int) -> int:
    """Return the most memory that writing so many sheets takes."""
    sheets = (sheet(f"Sheet {n}", *["Ana"] * 100) for n in range(number))
    tracemalloc.start()
    try:
        streamed.write(target, sheets, MADE_ON, lambda: sheet("All"))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_write_holds_one_sheet_at_a_time(tmp_path: Path) -> None:
    """Seen red with a workbook that is not written as it comes: 120 kB more for each sheet."""
    target = tmp_path / "out.xlsx"
    peak(target, 1)
    assert (peak(target, 40) - peak(target, 4)) / 36 < 30_000
