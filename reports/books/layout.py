"""What a sheet is made of, before anything is written: plain values with a look each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None

# Figures end a bracket's width before the edge, as accountants set them; so do their headings.
PAD = "_)"
WHOLE = "#,##0"
SHARE = f"0%{PAD}"
RATE = f"0.00{PAD}"
# The sign is told, so that a rise and a fall are not a matter of colour.
CHANGE = f"+#,##0{PAD};-#,##0{PAD};0{PAD}"
DAY = "d mmm yyyy"
SHORT_DAY = "d mmm"
MONTH = "mmm yyyy"
ROW_HEIGHT, HEAD_HEIGHT = 16, 22
# So many rows are still read easily when a broad sheet is made to fit on one page.
ONE_PAGE = 60
# What a sign of a turned heading takes of the height, in points.
SIGN_HEIGHT = 5.4
TEXT_TONES = ("title", "lead", "muted", "group", "blank")


@dataclass(frozen=True)
class Look:
    """How a cell looks: its tone (a key of `styles.TONES`), alignment and number format.

    A `wrap` cell breaks its text into lines; a `tall` one stands beside such a cell, at its top;
    the text of a `turned` one runs upwards.
    """

    tone: str = "body"
    align: str = "left"
    number: str = "General"
    wrap: bool = False
    tall: bool = False
    turned: bool = False

    def toned(self, tone: str) -> "Look":
        """Give the same look in another tone."""
        return self if tone == self.tone else replace(self, tone=tone)


TEXT = Look()
WRAPPED = Look(wrap=True, tall=True)
TERM = Look(tone="first", tall=True)
FIGURE = Look(align="right", number=WHOLE + PAD)
CENTRED = Look(align="center", number=WHOLE)
DATE = Look(number=DAY)


def money(currency: str, minor_digits: int) -> Look:
    """Give the look of an amount in major units; an empty currency leaves its code out."""
    digits = "." + "0" * minor_digits if minor_digits else ""
    code = f"[${currency}] " if currency.isalpha() else ""
    return Look(align="right", number=f"{code}#,##0{digits}{PAD}")


def changed(look: Look) -> Look:
    """Give the look of a change of figures that look so: with its sign."""
    return replace(look, number=f"+{look.number};-{look.number};{look.number}")


@dataclass(frozen=True)
class Column:
    """A column: its heading, the look of its cells, its width, and how far that may grow.

    The text of a `turned` heading runs upwards.
    """

    title: Value
    look: Look = TEXT
    width: float = 9
    widest: float = 0
    turned: bool = False


@dataclass(frozen=True)
class Line:
    """A row of cells; each value has its look. Height is in points, None as the text needs.

    `kind` is one of row, head, section and text (what stands around tables).
    """

    values: tuple[Value, ...]
    looks: tuple[Look, ...]
    height: float | None = None
    kind: str = "row"


@dataclass(frozen=True)
class Area:
    """Where a chart stands: columns and rows before it, and how many it covers."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True)
class Chart:
    """A chart of one column of the sheet, against its first; rows count from 1.

    `kind` is "bars" or "line". Without an area it stands below the table, as wide as the sheet.
    """

    title: str
    column: int
    first_row: int
    last_row: int
    number: str
    kind: str = "bars"
    area: Area | None = None
    days: str = SHORT_DAY


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, ready to be written.

    Where one table is cut into sections, `section` says what they are, as the heading of a column.
    """

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    header: str = ""
    footer: str = ""
    frozen: str = "A2"
    repeated: str = "1:1"
    landscape: bool = False
    charts: tuple[Chart, ...] = ()
    # The first and last row of each run of figures that gets bars, and the column's letter.
    bars: tuple[tuple[str, int, int], ...] = ()
    # Pages end after these rows.
    breaks: tuple[int, ...] = ()
    # Whether all of it is made to fit on one page, not only its width.
    is_one_page: bool = False
    section: str = ""


def head(columns: Sequence[Column]) -> Line:
    """Make the line of headings, each aligned as its column is, as high as the longest turned."""
    turned = (len(str(column.title)) for column in columns if column.turned)
    height = max([HEAD_HEIGHT, *(SIGN_HEIGHT * signs + ROW_HEIGHT for signs in turned)])
    looks = [
        Look("head", column.look.align, _head_number(column), turned=column.turned)
        for column in columns
    ]
    return Line(tuple(column.title for column in columns), tuple(looks), height, "head")


def line(columns: Sequence[Column], values: Sequence[Value], tone: str = "body") -> Line:
    """Make a line of a table: a value per column, in the column's look."""
    looks = [column.look.toned(tone) for column in columns]
    height = None if any(look.wrap for look in looks) else ROW_HEIGHT
    return Line(tuple(values), tuple(looks), height)


def heading(text: str, width: int, tone: str = "section", height: float | None = 24) -> Line:
    """Make a line that holds one text, over the given number of columns."""
    kind = "text" if tone in TEXT_TONES else "section"
    return Line((text, *[None] * (width - 1)), (Look(tone),) * width, height, kind)


def relooked(given: Line, looks: dict[int, Look]) -> Line:
    """Give a line with other looks in some of its cells, by their place."""
    return replace(given, looks=tuple(looks.get(n, look) for n, look in enumerate(given.looks)))


def blank(width: int) -> Line:
    """Make an empty line between two tables."""
    return heading("", width, "blank", 15)


def _head_number(column: Column) -> str:
    if isinstance(column.title, date):
        return SHORT_DAY
    return f"@{PAD}" if column.look.align == "right" else "General"
