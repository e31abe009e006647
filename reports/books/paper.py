"""A sheet on paper and on a screen: the widths of its columns, and how it prints."""

import unicodedata
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.books import styles
from reports.books.layout import Line, Sheet
from reports.books.texts import text_of

# Titles may run on over the columns beside them.
UNMEASURED = ("title", "lead", "section", "plain_section", "muted")
A4 = 9
# What is left of A4 between the margins, in the pixels widths are counted in, with some to spare.
SHORT_SIDE, LONG_SIDE = 685, 1010


def set_widths(page: Worksheet, sheet: Sheet) -> None:
    """Make the columns as wide as their texts, within what each may take."""
    for index, column in enumerate(sheet.columns):
        width = column.width
        if column.widest:
            texts = (_shown(line, index) for line in sheet.lines)
            width = min(max(width, *(_length(text) + 2 for text in texts)), column.widest)
        page.column_dimensions[get_column_letter(index + 1)].width = width


def _shown(line: Line, index: int) -> str:
    if index >= len(line.values):
        return ""
    value, look = line.values[index], line.looks[index]
    if look.tone in UNMEASURED or look.turned or value is None:
        return ""
    if isinstance(value, str | date):
        return str(value)
    code = look.number.partition("[$")[2].partition("]")[0]
    return f"{code} {value:,}"


def _scale(page: Worksheet, sheet: Sheet) -> int:
    """Give the percentage at which all columns fit on the paper."""
    letters = [get_column_letter(n) for n in range(1, len(sheet.columns) + 1)]
    pixels = sum(page.column_dimensions[letter].width * 7 + 5 for letter in letters)
    return min(100, int(100 * (LONG_SIDE if sheet.landscape else SHORT_SIDE) / pixels))


def _length(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


def set_up_print(page: Worksheet, sheet: Sheet) -> None:
    """Make a sheet ready to print: A4, heads on each page, what it is in the margins."""
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    # Excel passes over page breaks where it is told to fit the width, so the scale is told there.
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=not sheet.breaks)
    page.page_setup.fitToHeight = int(sheet.is_one_page)
    if sheet.breaks:
        page.page_setup.scale = _scale(page, sheet)
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
