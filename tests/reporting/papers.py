"""Sheets of a workbook and CSV files, read into the same plain tables."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from python_calamine import CalamineWorkbook

Rows = list[list[str]]
Table = list[dict[str, str]]


def cell(value: Any) -> str:
    """Write a cell alike, whatever it came from."""
    text = "" if value is None else str(value)
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


def sheets(data: bytes) -> dict[str, Rows]:
    """Read every sheet of a workbook, by its title."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [[cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def file(data: bytes) -> Rows:
    """Read a CSV file."""
    text = data.decode("utf-8-sig")
    return [[cell(value) for value in row] for row in csv.reader(io.StringIO(text))]


def lines(rows: Rows, *heads: str, section: str = "") -> Iterator[dict[str, str]]:
    """Give the lines below the heading that begins so, until they end or another table begins.

    A line of one text alone is a section of the table, or a note; the first may be told.
    """
    at = next((n for n, row in enumerate(rows) if heads == tuple(row[: len(heads)])), len(rows))
    head, told = rows[at] if at < len(rows) else [], ""
    for row in rows[at + 1 :]:
        filled = [text for text in row if text]
        if len(filled) == 1 and row[0]:
            told = row[0]
        elif not filled or row[-1] == head[-1] != "":
            return
        else:
            found = {name: text for name, text in zip(head, row, strict=True) if name}
            yield {section: told, **found} if section else found
