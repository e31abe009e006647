"""The sheets of an .xlsx file, weighed before they are unpacked."""

import warnings
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from chapter.imports.reading import spreadsheetml
from chapter.imports.reading.spreadsheetml import Cell, Sheet
from chapter.imports.rules import (
    LARGEST_UNPACKED,
    MOST_CELLS,
    MOST_ELEMENTS,
    MOST_ENTRIES,
    MOST_ROWS,
    Trouble,
    Unreadable,
)

_LOOK = 65_536


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an .xlsx file, after weighing what it would unpack to."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _weigh(archive)
        return _sheets_of_workbook(data)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        # openpyxl and zipfile raise whatever a broken file makes them stumble over.
        raise Unreadable(Trouble.DAMAGED) from error


def _weigh(archive: ZipFile) -> None:
    entries = archive.infolist()
    # zipfile never unpacks more of an entry than the size it declares.
    size = sum(entry.file_size for entry in entries)
    if size > LARGEST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise Unreadable(Trouble.UNPACKS_TOO_LARGE)
    trouble = _trouble_of_package(archive, entries)
    if trouble:
        raise Unreadable(trouble)
    counter = _Counter()
    for entry in entries:
        if entry.filename.casefold().endswith((".xml", ".rels")):
            _count_elements(archive, entry, counter)


def _trouble_of_package(archive: ZipFile, entries: list[ZipInfo]) -> Trouble | None:
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        return Trouble.PASSWORD
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        return Trouble.OPEN_DOCUMENT
    if "xl/workbook.bin" in names:
        return Trouble.BINARY_EXCEL
    is_excel = "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)
    return None if is_excel else Trouble.NOT_A_SPREADSHEET


class _Counter:
    """Counts elements: a small file may hold millions of empty cells."""

    def __init__(self) -> None:
        self.elements = self.cells = self.line = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count one element and stop when there are too many, or too many rows."""
        self.elements += 1
        end = tag[-2:]
        if end == "}c":
            self.line = _line_of(attributes.get("r", ""))
        # A cell that was only coloured holds nothing.
        is_filled = end == "}v" or tag[-3:] == "}is"
        self.cells += is_filled
        if is_filled and self.line > MOST_ROWS:
            raise Unreadable(Trouble.TOO_MANY_ROWS)
        # Filled cells are counted on for a while: a list that is too long is named for its length.
        if self.elements > MOST_ELEMENTS and self.cells <= MOST_CELLS:
            raise Unreadable(Trouble.UNPACKS_TOO_LARGE)
        if self.elements > 2 * MOST_ELEMENTS:
            raise Unreadable(Trouble.TOO_MANY_CELLS)


def _line_of(place: str) -> int:
    """Return the row of a place such as C12."""
    digits = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _count_elements(archive: ZipFile, entry: ZipInfo, counter: _Counter) -> None:
    parser = DefusedXMLParser(target=counter, forbid_dtd=True)
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_LOOK):
                parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable(Trouble.ENTITIES) from error
    except ParseError as error:
        raise Unreadable(Trouble.DAMAGED) from error


def _sheets_of_workbook(data: bytes) -> list[Sheet]:
    found, has_formulas = _load(data, values_only=False)
    if not has_formulas:
        return found
    # A formula says what Excel last computed; where it never did, its own text stays and is
    # reported as unreadable.
    values, _ = _load(data, values_only=True)
    for sheet, computed in zip(found, values, strict=True):
        for line, cells in computed.rows.items():
            sheet.rows.setdefault(line, {}).update(cells)
    return found


def _load(data: bytes, *, values_only: bool) -> tuple[list[Sheet], bool]:
    from openpyxl import load_workbook  # slow import, needed for a file only

    found, has_formulas = [], False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(data), read_only=True, data_only=values_only, keep_links=False)
        for source in book.worksheets:
            # What a file says of its own extent is often wrong.
            source.reset_dimensions()
            sheet = Sheet(source.title, day_zero=_day_zero(book.epoch))
            for row in source.iter_rows():
                has_formulas |= _put_row(sheet, row)
            found.append(sheet)
    return found, has_formulas


def _day_zero(epoch: datetime) -> date:
    return epoch.date()


def _put_row(sheet: Sheet, row: tuple[Any, ...]) -> bool:
    """Keep the filled cells of a row and tell whether one is a formula."""
    has_formula = False
    for cell in row:
        if cell.value is None:
            continue
        is_formula = cell.data_type == "f"
        has_formula |= is_formula
        is_bold = bool(cell.font and cell.font.b)
        sheet.put(cell.row, cell.column, Cell(_value(cell.value), is_bold, is_formula))
    return has_formula


def _value(value: object) -> str | Decimal | datetime:
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = spreadsheetml.number(str(value))
        return str(value) if found is None else found
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else str(value)
