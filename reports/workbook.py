"""Sheets to the bytes of an Excel file: values only, text as text, the same bytes each time."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import NamedStyle
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports import charts, styles
from reports.layout import Line, Look, Sheet, Value

# What an XML file may not hold; also the halves of surrogate pairs and the C1 controls.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LIVE = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767
# Titles may run on over the columns beside them.
UNMEASURED = ("title", "lead", "section", "plain_section", "muted")
A4 = 9
EARLIEST = (1980, 1, 1, 0, 0, 0)


def to_bytes(sheets: Sequence[Sheet], made_on: date) -> bytes:
    """Write the sheets; the same sheets and date give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties = _properties(made_on)
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    # Widths are counted in this font; the library offers no other way to name it.
    normal: NamedStyle = vars(book)["_named_styles"]["Normal"]
    normal.font = styles.NORMAL
    looks: dict[Look, StyleArray] = {}
    for sheet in sheets:
        _write(book, sheet, looks)
    stream = BytesIO()
    with SteadyZip(stream, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return stream.getvalue()


def text_of(text: str) -> str:
    """Take out what a spreadsheet cannot hold: control characters, and more than 32,767 signs."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n"))[:LONGEST]


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


def _write(book: Workbook, sheet: Sheet, looks: dict[Look, StyleArray]) -> None:
    page: Worksheet = book.create_sheet(sheet.title)
    for row, line in enumerate(sheet.lines, start=1):
        for look in line.looks:
            if look not in looks:
                style = styles.named(look, f"Chapter {len(looks) + 1}")
                book.add_named_style(style)
                looks[look] = style.as_tuple()
        pairs = enumerate(zip(line.values, line.looks, strict=True), start=1)
        page.append(
            [_fill(Cell(page, row, n, None, looks[look]), value) for n, (value, look) in pairs]
        )
        if line.height is not None:
            page.row_dimensions[row].height = line.height
    _set_widths(page, sheet)
    page.freeze_panes = sheet.frozen or None
    page.sheet_view.showGridLines = False
    for number, chart in enumerate(sheet.charts):
        row = len(sheet.lines) + 1 + number * (charts.ROWS + 1)
        page.add_chart(charts.columns(sheet, chart, row))
    for column, first, last in sheet.bars:
        page.conditional_formatting.add(f"{column}{first}:{column}{last}", _bars())
    _set_up_print(page, sheet)


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


def _set_widths(page: Worksheet, sheet: Sheet) -> None:
    for index, column in enumerate(sheet.columns):
        width = column.width
        if column.widest:
            texts = (_shown(line, index) for line in sheet.lines)
            width = min(max(width, *(_length(text) + 2 for text in texts)), column.widest)
        page.column_dimensions[get_column_letter(index + 1)].width = width


def _shown(line: Line, index: int) -> str:
    value, look = line.values[index], line.looks[index]
    if look.tone in UNMEASURED or value is None:
        return ""
    if isinstance(value, str | date):
        return str(value)
    code = look.number.partition("[$")[2].partition("]")[0]
    return f"{code} {value:,}"


def _length(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


def _set_up_print(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    # Excel passes over page breaks where it is told to fit the width.
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=not sheet.breaks)
    page.page_setup.fitToHeight = 0
    for row in sheet.breaks:
        page.row_breaks.append(Break(row))
    if sheet.repeated:
        page.print_title_rows = sheet.repeated
    page.print_options.horizontalCentered = True
    page.page_margins = PageMargins(
        left=0.5, right=0.5, top=0.7, bottom=0.6, header=0.3, footer=0.3
    )
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    for part, text in ((header.left, sheet.header), (footer.center, sheet.footer)):
        part.text, part.font, part.size, part.color = text_of(text), styles.FONT, 8, styles.MUTED
    page.HeaderFooter = HeaderFooter(oddHeader=header, oddFooter=footer)
