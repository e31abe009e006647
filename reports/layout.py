"""What a sheet is made of, before anything is written: plain values with a look each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None

# Figures end a bracket's width before the edge, as accountants set them; so do their headings.
PAD = "_)"
WHOLE = "#,##0"
DAY = "d mmm yyyy"
SHORT_DAY = "d mmm"
ROW_HEIGHT = 16


@dataclass(frozen=True)
class Look:
    """How a cell looks: its tone (a key of `styles.TONES`), alignment and number format.

    A `wrap` cell breaks its text into lines; a `tall` one stands beside such a cell, at its top.
    """

    tone: str = "body"
    align: str = "left"
    number: str = "General"
    wrap: bool = False
    tall: bool = False

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


@dataclass(frozen=True)
class Column:
    """A column: its heading, the look of its cells, its width, and how far that may grow."""

    title: Value
    look: Look = TEXT
    width: float = 9
    widest: float = 0


@dataclass(frozen=True)
class Line:
    """A row of cells; each value has its look. Height is in points, None as the text needs."""

    values: tuple[Value, ...]
    looks: tuple[Look, ...]
    height: float | None = None


@dataclass(frozen=True)
class Chart:
    """A column chart of one column of the sheet, against its first; rows count from 1."""

    title: str
    column: int
    first_row: int
    last_row: int
    number: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, ready to be written."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    header: str
    footer: str
    frozen: str = "A2"
    repeated: str = "1:1"
    landscape: bool = False
    charts: tuple[Chart, ...] = ()
    # The first and last row of each run of figures that gets bars, and the column's letter.
    bars: tuple[tuple[str, int, int], ...] = ()
    # Pages end after these rows.
    breaks: tuple[int, ...] = ()


def head(columns: Sequence[Column], height: float | None = 22) -> Line:
    """Make the line of headings, each aligned as its column is."""
    looks = [Look("head", column.look.align, _head_number(column)) for column in columns]
    return Line(tuple(column.title for column in columns), tuple(looks), height)


def line(columns: Sequence[Column], values: Sequence[Value], tone: str = "body") -> Line:
    """Make a line of a table: a value per column, in the column's look."""
    looks = [column.look.toned(tone) for column in columns]
    height = None if any(look.wrap for look in looks) else ROW_HEIGHT
    return Line(tuple(values), tuple(looks), height)


def heading(text: str, width: int, tone: str = "section", height: float | None = 24) -> Line:
    """Make a line that holds one text, over the given number of columns."""
    return Line((text, *[None] * (width - 1)), (Look(tone),) * width, height)


def _head_number(column: Column) -> str:
    if isinstance(column.title, date):
        return SHORT_DAY
    return f"@{PAD}" if column.look.align == "right" else "General"
