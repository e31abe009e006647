"""Bytes to sheets: what a file is by its bytes, never by its name, and within which limits."""

import re
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from chapter.imports import spreadsheetml
from chapter.imports.rules import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_ELEMENTS,
    MOST_ENTRIES,
    Trouble,
    Unreadable,
)
from chapter.imports.spreadsheetml import Cell, Sheet

__all__ = ["Cell", "Sheet", "sheets"]

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_LOOK = 65_536


def sheets(data: bytes) -> list[Sheet]:
    """Return the filled sheets of a spreadsheet, or raise Unreadable with what it is instead."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    if data.startswith(b"PK\x03\x04"):
        found = _workbook(data)
    else:
        trouble = _trouble_of_bytes(data) or _trouble_of_text(_opening(data))
        if trouble:
            raise Unreadable(trouble)
        found = spreadsheetml.sheets(data.strip(b" \t\r\n") if data[:1].isspace() else data)
    filled = [sheet for sheet in found if sheet.rows]
    if not filled:
        raise Unreadable(Trouble.NO_CELLS)
    return filled


def _trouble_of_bytes(data: bytes) -> Trouble | None:
    if not data.strip():
        return Trouble.EMPTY
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        return Trouble.PASSWORD if is_locked else Trouble.OLD_EXCEL
    if data.startswith((b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")):
        return Trouble.OLD_EXCEL
    return Trouble.PDF if data.lstrip().startswith(b"%PDF") else None


def _opening(data: bytes) -> str:
    """Return the first characters, decoded as the byte order mark says."""
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    head = data[:_LOOK].decode(encoding, errors="ignore")
    return head.removeprefix("\ufeff").lstrip()


def _trouble_of_text(text: str) -> Trouble | None:
    """Tell why a file that is no container cannot be SpreadsheetML."""
    if text.startswith("<"):
        is_page = re.match(r"<!doctype html|<html|<table|<head|<meta", text, re.IGNORECASE)
        return Trouble.WEB_PAGE if is_page else None
    return Trouble.NOT_A_SPREADSHEET if _CONTROLS.search(text) else Trouble.PLAIN_TEXT


def _workbook(data: bytes) -> list[Sheet]:
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
        self.elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count one element and stop when there are too many."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Unreadable(Trouble.UNPACKS_TOO_LARGE)


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
        has_formula |= cell.data_type == "f"
        is_bold = bool(cell.font and cell.font.b)
        sheet.put(cell.row, cell.column, Cell(_value(cell.value), is_bold))
    return has_formula


def _value(value: object) -> str | Decimal | datetime:
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = spreadsheetml.number(str(value))
        return str(value) if found is None else found
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else str(value)
