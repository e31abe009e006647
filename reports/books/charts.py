"""Native charts, drawn by the spreadsheet itself, with their figures stored for previews."""

from datetime import date
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
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

from reports.books import styles
from reports.books.layout import Area, Chart, Sheet, Value

# How many rows of the sheet a chart covers.
ROWS = 13
# The letters of a title, in hundredths of a point.
LARGE, SMALL = 1200, 1000
# Figures above more columns than these would run into each other; the table has them.
LABELLED = 6
# The day before a spreadsheet's first, as it counts the days since 1900.
ZERO = date(1899, 12, 30)


def drawn(sheet: Sheet, chart: Chart, number: int) -> Any:
    """Draw a chart: one colour, no legend, quiet lines.

    Without an area of its own it stands below the sheet's rows, under the `number` before it.
    """
    made = BarChart() if chart.kind == "bars" else LineChart()
    if isinstance(made, BarChart):
        made.type, made.gapWidth = "col", 70
    made.legend, made.roundedCorners = None, False
    area = chart.area or Area(0, _below(sheet, number), len(sheet.columns), ROWS)
    _place(made, area)
    made.title = _title(chart.title, SMALL if chart.area else LARGE)
    made.series.append(_series(sheet, chart))
    made.x_axis.number_format, made.y_axis.number_format = chart.days, chart.number
    made.y_axis.scaling.min = 0
    made.y_axis.majorGridlines = ChartLines(spPr=_line(styles.LINE))
    made.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    made.x_axis.spPr = _line(styles.MUTED)
    for axis in (made.x_axis, made.y_axis):
        axis.delete, axis.majorTickMark = False, None
        axis.txPr = RichText(p=[Paragraph(pPr=_letters(900, styles.MUTED), endParaRPr=None)])
    return made


def _below(sheet: Sheet, number: int) -> int:
    return len(sheet.lines) + 1 + number * (ROWS + 1)


def _place(made: Any, area: Area) -> None:
    # The library takes an anchor, its type stubs only the name of a cell.
    corner = AnchorMarker(area.column, row=area.row)
    opposite = AnchorMarker(area.column + area.columns, row=area.row + area.rows)
    made.anchor = TwoCellAnchor(_from=corner, to=opposite)


def _title(text: str, size: int) -> Title:
    letters = _letters(size, styles.INK, bold=True)
    words = Paragraph(pPr=letters, r=[RegularTextRun(t=text)])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)


def _series(sheet: Sheet, chart: Chart) -> Series:
    series = Series(
        cat=AxDataSource(numRef=_stored(sheet, chart, 1, chart.days)),
        val=NumDataSource(numRef=_stored(sheet, chart, chart.column, chart.number)),
    )
    if chart.kind == "line":
        series.spPr = GraphicalProperties(ln=LineProperties(solidFill=styles.ACCENT, w=19050))
        series.smooth = False
        series.marker = Marker("none")
        return series
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
    points = [NumVal(idx=n, v=_number(v)) for n, v in enumerate(values) if v is not None]
    stored = NumData(formatCode=number, ptCount=len(values), pt=points)
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
