"""The XML the organisation's exports consist of (SpreadsheetML 2003), read as a stream."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from chapter.imports.rules import MOST_CELLS, MOST_ROWS, Trouble, Unreadable

Value = str | Decimal | datetime

_OFFICE = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL_DAY_ZERO = date(1899, 12, 30)
_WIDEST = 999_999


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell; empty ones are not kept. A formula's text stands where it has no result."""

    value: Value
    bold: bool = False
    is_formula: bool = False

    @property
    def text(self) -> str:
        """Return what the cell says, whole numbers without a decimal point."""
        if isinstance(self.value, Decimal):
            whole = self.value.to_integral_value() if self.value.adjusted() < 15 else self.value
            return f"{whole:f}" if whole == self.value else str(self.value)
        return self.value if isinstance(self.value, str) else self.value.isoformat(sep=" ")


@dataclass(slots=True)
class Sheet:
    """A sheet's filled cells, by 1-based row and column; `has_bold` is False for text."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    day_zero: date = EXCEL_DAY_ZERO
    has_bold: bool = True
    #: Whether nothing in the file says how its letters are written.
    is_guessed: bool = False
    #: How many cells each row of a text has, empty ones too.
    widths: dict[int, int] = field(default_factory=dict)
    size: int = 0
    has_formulas: bool = False

    @property
    def is_too_large(self) -> bool:
        """Tell whether cells were left behind."""
        return self.size > MOST_CELLS

    def put(self, line: int, column: int, cell: Cell) -> None:
        """Keep a cell that says something; a sheet that is too long is refused."""
        if not cell.text.strip():
            return
        if line > MOST_ROWS:
            raise Unreadable(Trouble.TOO_MANY_ROWS)
        self.size += 1
        self.has_formulas |= cell.is_formula
        # Read on to its end: a list that is too long has too many cells as well.
        if self.size > MOST_CELLS:
            return
        self.rows.setdefault(line, {})[column] = cell


def number(text: str) -> Decimal | None:
    """Return a finite number of sensible size, or None."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and -20 < value.adjusted() < 20 else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


_TYPES: dict[str, Callable[[str], Decimal | datetime | None]] = {
    "Number": number,
    "DateTime": _moment,
}


def _typed(kind: str, text: str) -> Value:
    """Return a value of the declared type; what does not fit it stays text, to be reported."""
    convert = _TYPES.get(kind)
    value = convert(text) if convert else None
    return text if value is None else value


class _Builder:
    """Takes the parser's events and keeps only what a report can say."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.path: list[str] = []
        self.styles: dict[str, tuple[bool | None, str]] = {}
        self.style = ""
        self.line = self.next_line = self.column = self.next_column = 0
        self.row_style = self.cell_style = self.kind = ""
        self.texts: list[tuple[str, bool]] | None = None
        self.openers: dict[tuple[str, str], Callable[[dict[str, str]], None]] = {
            ("Styles", "Style"): self._open_style,
            ("Style", "Font"): self._open_font,
            ("Workbook", "Worksheet"): self._open_sheet,
            ("Table", "Row"): self._open_row,
            ("Row", "Cell"): self._open_cell,
            ("Cell", "Data"): self._open_data,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element; prefixes do not matter, namespaces do."""
        parent = self.path[-1] if self.path else ""
        name = tag.removeprefix(_OFFICE)
        self.path.append(name)
        opener = self.openers.get((parent, name))
        if opener:
            opener({key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Leave an element; leaving Data keeps its cell."""
        self.path.pop()
        if self.texts is not None and self.path and self.path[-1] == "Cell":
            self._keep(self.texts)
            self.texts = None

    def data(self, text: str) -> None:
        """Take text, inline bold or not, while inside Data."""
        if self.texts is not None:
            is_bold = any(name.rpartition("}")[2] == "B" for name in self.path)
            self.texts.append((text, is_bold))

    def _open_style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("ID", "")
        self.styles[self.style] = (None, attributes.get("Parent", ""))

    def _open_font(self, attributes: dict[str, str]) -> None:
        if "Bold" in attributes:
            is_bold = attributes["Bold"] in {"1", "true"}
            self.styles[self.style] = (is_bold, self.styles[self.style][1])

    def _open_sheet(self, attributes: dict[str, str]) -> None:
        self.sheets.append(Sheet(attributes.get("Name", "")))
        self.next_line = 1

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.line = _position(attributes, "Index", self.next_line)
        self.next_line = self.line + 1 + _position(attributes, "Span", 0)
        self.next_column = 1
        self.row_style = attributes.get("StyleID", "Default")

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.column = _position(attributes, "Index", self.next_column)
        self.next_column = self.column + 1 + _position(attributes, "MergeAcross", 0)
        self.cell_style = attributes.get("StyleID", self.row_style)

    def _open_data(self, attributes: dict[str, str]) -> None:
        self.kind = attributes.get("Type", "String")
        self.texts = []

    def _keep(self, texts: list[tuple[str, bool]]) -> None:
        text = "".join(piece for piece, _ in texts)
        is_inline_bold = all(is_bold for piece, is_bold in texts if piece.strip())
        cell = Cell(_typed(self.kind, text), is_inline_bold or self._is_bold(self.cell_style))
        self.sheets[-1].put(self.line, self.column, cell)

    def _is_bold(self, style: str) -> bool:
        # At most as many steps as there are styles: a style may name itself as its parent.
        for _ in self.styles:
            is_bold, parent = self.styles.get(style, (False, ""))
            if is_bold is not None:
                return is_bold
            style = parent
        return False


def _position(attributes: dict[str, str], name: str, default: int) -> int:
    """Return a position or span; one that goes backwards or nowhere means damage."""
    text = attributes.get(name)
    if text is None:
        return default
    is_position = text.isascii() and text.isdigit() and len(text) < 7
    if not is_position or not default <= int(text) <= _WIDEST:
        raise Unreadable(Trouble.DAMAGED)
    return int(text)


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a SpreadsheetML file."""
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable(Trouble.ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(Trouble.DAMAGED) from error
    if not builder.sheets:
        raise Unreadable(Trouble.NOT_A_SPREADSHEET)
    return builder.sheets
