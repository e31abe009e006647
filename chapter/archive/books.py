"""Rows to the sheets of an Excel file, streamed to disk: values only, text as text."""

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet.datavalidation import DataValidation

from chapter.archive.cells import LIVE, Bold

# What an XML file may not hold; also the halves of surrogate pairs and the C1 controls.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
_BOLD = Font(bold=True)


class Book:
    """An Excel file in the making; a sheet is finished before the next one begins."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_error: object) -> None:
        self.discard()

    def sheet(self, title: str, widths: Sequence[int] = (), *, frozen: str = "") -> "Sheet":
        """Begin a sheet."""
        page = self._book.create_sheet(title)
        for number, width in enumerate(widths, start=1):
            page.column_dimensions[get_column_letter(number)].width = width
        if frozen:
            page.freeze_panes = frozen
        return Sheet(page)

    def save(self, file: IO[bytes]) -> None:
        """Write the file."""
        self._book.save(file)

    def discard(self) -> None:
        """Take away what an unfinished file left on the disk."""
        pages: list[Any] = self._book.worksheets
        for page in pages:
            # A sheet without a row has nothing on the disk, and a saved one no longer.
            with suppress(AttributeError, OSError, WorkbookAlreadySaved):
                page.close()
            with suppress(AttributeError, OSError):
                page._writer.cleanup()


class Sheet:
    """A sheet that takes rows one after another."""

    def __init__(self, page: Any) -> None:
        # The streaming sheet has more than its types tell.
        self.page = page

    def add(self, row: Iterable[Any]) -> None:
        """Write one row."""
        self.page.append([self._value(value) for value in row])

    def head(self, headings: Iterable[str]) -> None:
        """Write one row in bold."""
        self.add(Bold(heading) for heading in headings)

    def format(self, number: int, code: str) -> None:
        """Give a column the format of what people will type into it."""
        self.page.column_dimensions[get_column_letter(number)].number_format = code

    def validate(self, number: int, rule: DataValidation, rows: int) -> None:
        """Hold what people type into a column, below its heading, to a rule."""
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{rows}")
        self.page.data_validations.append(rule)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime) and value.tzinfo is not None:
            # Excel knows no zones; every moment of ours is in UTC.
            return value.replace(tzinfo=None)
        if isinstance(value, dict | list):
            return self._text(json.dumps(value, ensure_ascii=False))
        return value

    def _text(self, value: str) -> Any:
        text = UNWRITABLE.sub("", value.replace("\r\n", "\n"))[:LONGEST]
        is_live = bool(LIVE.match(text))
        if not text or not (is_live or isinstance(value, Bold) or text.startswith("#")):
            return text or None
        cell = WriteOnlyCell(self.page, text)
        # Without this a text that begins with "=" would become a formula, and "#N/A" an error.
        cell.data_type = "s"
        if is_live:
            # And it stays text, too, when somebody edits the cell.
            cell.quotePrefix = True
        if isinstance(value, Bold):
            cell.font = _BOLD
        return cell
