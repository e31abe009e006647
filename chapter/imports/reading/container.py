"""Bytes to sheets: what a file is by its bytes, never by its name, and within which limits."""

import re
from pathlib import PurePath

from chapter.imports.reading import delimited, spreadsheetml, workbook
from chapter.imports.reading.spreadsheetml import Cell, Sheet
from chapter.imports.rules import LARGEST_FILE, Trouble, Unreadable

__all__ = ["Cell", "Sheet", "sheets"]

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LOOK = 65_536
# Commas make columns of what programs write for programs, and its words may be a report's.
_JSON = re.compile(r'[\[{]\s*["\[{\]}]')


def sheets(data: bytes, name: str = "") -> list[Sheet]:
    """Return the filled sheets of a file, or raise Unreadable with what it is instead."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    filled = [sheet for sheet in _sheets(data, name) if sheet.rows]
    if any(sheet.is_too_large for sheet in filled):
        raise Unreadable(Trouble.TOO_MANY_CELLS)
    if not filled:
        raise Unreadable(Trouble.NO_CELLS)
    return filled


def _sheets(data: bytes, name: str) -> list[Sheet]:
    if data.startswith(b"PK\x03\x04"):
        return workbook.sheets(data)
    trouble = _trouble_of(data)
    if trouble:
        raise Unreadable(trouble)
    opening = _opening(data)
    if _JSON.match(opening):
        raise Unreadable(Trouble.NOT_A_SPREADSHEET)
    if not opening.startswith("<"):
        # Spreadsheets call the sheet of a CSV by the file's name.
        return [delimited.sheet(data, PurePath(name).stem)]
    if re.match(r"<!doctype html|<html|<table|<head|<meta", opening, re.IGNORECASE):
        raise Unreadable(Trouble.WEB_PAGE)
    return spreadsheetml.sheets(data.strip(b" \t\r\n") if data[:1].isspace() else data)


def _trouble_of(data: bytes) -> Trouble | None:
    """Tell why bytes that begin like another kind of file are not read."""
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
