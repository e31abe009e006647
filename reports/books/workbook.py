"""Sheets to the bytes of an Excel file: values only, text as text, the same bytes each time."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import NamedStyle
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports.books import charts, paper, styles
from reports.books.layout import Look, Sheet, Value
from reports.books.texts import text_of

LIVE = ("=", "+", "-", "@", "\t", "\r")
EARLIEST = (1980, 1, 1, 0, 0, 0)


def to_bytes(sheets: Sequence[Sheet], made_on: date) -> bytes:
    """Write the sheets; the same sheets and date give the same bytes."""
    stream = BytesIO()
    with _collector_paused():
        book, looks = started(Workbook(), made_on), dict[Look, StyleArray]()
        book.remove(book.worksheets[0])
        for sheet in sheets:
            write(book, sheet, looks)
        save(book, stream)
    return stream.getvalue()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare Python looking for garbage among cells that are all still needed.

    Charts make so many small things that it would look a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def started(book: Workbook, made_on: date) -> Workbook:
    """Set what holds for all sheets of a workbook."""
    book.properties = _properties(made_on)
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    # Widths are counted in this font; the library offers no other way to name it.
    normal: NamedStyle = vars(book)["_named_styles"]["Normal"]
    normal.font = styles.NORMAL
    return book


def save(book: Workbook, target: Path | BinaryIO) -> None:
    """Write a workbook to where it is wanted."""
    with SteadyZip(target, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class SteadyZip(ZipFile):
    """An archive without the hour it was made at, so that equal content gives equal bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write one part."""
        part = ZipInfo(zinfo_or_arcname, EARLIEST)
        part.compress_type = ZIP_DEFLATED
        super().writestr(part, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write one part that was gathered in a file."""
        self.writestr(arcname, Path(filename).read_bytes())


def _properties(made_on: date) -> DocumentProperties:
    made = datetime.combine(made_on, time())
    return DocumentProperties(creator="Chapter", created=made, modified=made)


def write(
    book: Workbook, sheet: Sheet, looks: dict[Look, StyleArray], place: int | None = None
) -> Worksheet:
    """Add a sheet to a workbook, last or at a place; `looks` keeps the styles already there."""
    page: Worksheet = book.create_sheet(sheet.title, place)
    # A workbook that is written as it comes takes these before the first row only.
    _lay_out(page, sheet)
    for row, line in enumerate(sheet.lines, start=1):
        for look in line.looks:
            if look not in looks:
                style = styles.named(look, f"Chapter {len(looks) + 1}")
                book.add_named_style(style)
                looks[look] = style.as_tuple()
        if line.height is not None:
            page.row_dimensions[row].height = line.height
        pairs = enumerate(zip(line.values, line.looks, strict=True), start=1)
        page.append(
            [_fill(Cell(page, row, n, None, looks[look]), value) for n, (value, look) in pairs]
        )
    return page


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    paper.set_widths(page, sheet)
    page.freeze_panes = sheet.frozen or None
    page.sheet_view.showGridLines = False
    for number, chart in enumerate(sheet.charts):
        page.add_chart(charts.drawn(sheet, chart, number))
    for column, first, last in sheet.bars:
        page.conditional_formatting.add(f"{column}{first}:{column}{last}", _bars())
    paper.set_up_print(page, sheet)


def _fill(cell: Cell, value: Value) -> Cell:
    text = text_of(value) if isinstance(value, str) else ""
    cell.value = text or None if isinstance(value, str) else value
    if text:
        # Without this a text that begins with "=" would become a formula.
        cell.data_type = "s"
        if text.startswith(LIVE):
            # And it stays text, too, when somebody edits the cell.
            cell.quotePrefix = True
    return cell


def _bars() -> Rule:
    ends = [FormatObject(type="num", val=0), FormatObject(type="max")]
    return Rule(
        type="dataBar", dataBar=DataBar(cfvo=ends, color=styles.BAR, minLength=0, maxLength=100)
    )
