"""Native charts, drawn by the spreadsheet itself, with their figures stored for previews."""

from datetime import date
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname

from reports import styles
from reports.layout import SHORT_DAY, Chart, Sheet, Value

# How many rows of the sheet a chart covers.
ROWS = 13
# Figures above more columns than these would run into each other; the table has them.
LABELLED = 6
# The day before a spreadsheet's first, as it counts the days since 1900.
ZERO = date(1899, 12, 30)


def columns(sheet: Sheet, chart: Chart, row: int) -> BarChart:
    """Draw a column chart below a row, as wide as the sheet: one colour, no legend, quiet lines."""
    drawn = BarChart()
    drawn.type, drawn.gapWidth, drawn.legend, drawn.roundedCorners = "col", 70, None, False
    _place(drawn, AnchorMarker(0, row=row), AnchorMarker(len(sheet.columns), row=row + ROWS))
    drawn.title = _title(chart.title)
    drawn.series.append(_series(sheet, chart))
    drawn.x_axis.number_format, drawn.y_axis.number_format = SHORT_DAY, chart.number
    drawn.y_axis.scaling.min = 0
    drawn.y_axis.majorGridlines = ChartLines(spPr=_line(styles.LINE))
    drawn.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    drawn.x_axis.spPr = _line(styles.MUTED)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete, axis.majorTickMark = False, None
        axis.txPr = RichText(p=[Paragraph(pPr=_letters(900, styles.MUTED), endParaRPr=None)])
    return drawn


def _place(drawn: Any, corner: AnchorMarker, opposite: AnchorMarker) -> None:
    # The library takes an anchor, its type stubs only the name of a cell.
    drawn.anchor = TwoCellAnchor(_from=corner, to=opposite)


def _title(text: str) -> Title:
    letters = _letters(1200, styles.INK, bold=True)
    words = Paragraph(pPr=letters, r=[RegularTextRun(t=text)])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)


def _series(sheet: Sheet, chart: Chart) -> Series:
    series = Series(
        cat=AxDataSource(numRef=_stored(sheet, chart, 1, SHORT_DAY)),
        val=NumDataSource(numRef=_stored(sheet, chart, chart.column, chart.number)),
    )
    series.spPr = GraphicalProperties(solidFill=styles.ACCENT)
    series.invertIfNegative = False
    if chart.last_row - chart.first_row < LABELLED:
        series.dLbls = _labels(chart)
    return series


def _labels(chart: Chart) -> DataLabelList:
    labels = DataLabelList(numFmt=chart.number, dLblPos="outEnd", showVal=True)
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = RichText(p=[Paragraph(pPr=_letters(900, styles.INK), endParaRPr=None)])
    return labels


def _stored(sheet: Sheet, chart: Chart, column: int, number: str) -> NumRef:
    letter = get_column_letter(column)
    cells = f"${letter}${chart.first_row}:${letter}${chart.last_row}"
    values = [
        sheet.lines[row - 1].values[column - 1]
        for row in range(chart.first_row, chart.last_row + 1)
    ]
    points = [NumVal(idx=n, v=_number(value)) for n, value in enumerate(values)]
    stored = NumData(formatCode=number, ptCount=len(points), pt=points)
    return NumRef(f=f"{quote_sheetname(sheet.title)}!{cells}", numCache=stored)


def _number(value: Value) -> str:
    return str((value - ZERO).days) if isinstance(value, date) else str(value)


def _line(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=9525))


def _letters(size: int, colour: str, bold: bool = False) -> ParagraphProperties:
    return ParagraphProperties(
        defRPr=CharacterProperties(
            latin=Font(typeface=styles.FONT), sz=size, b=bold, solidFill=colour
        )
    )
