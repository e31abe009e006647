"""A workbook written as its sheets come, one in memory at a time, however many there are."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray

from reports.books import workbook
from reports.books.layout import Look, Sheet


def write(
    target: Path | BinaryIO, sheets: Iterable[Sheet], made_on: date, first: Callable[[], Sheet]
) -> None:
    """Write the sheets and, in front of them, the one that can only be made at the end.

    Each sheet waits in a temporary file until all are there; only then the target is touched.
    """
    book, looks = workbook.started(Workbook(write_only=True), made_on), dict[Look, StyleArray]()
    try:
        for sheet in sheets:
            _add(book, sheet, looks)
        _add(book, first(), looks, 0)
        workbook.save(book, target)
    finally:
        _clear(book)


def _add(
    book: Workbook, sheet: Sheet, looks: dict[Look, StyleArray], place: int | None = None
) -> None:
    page: Any = workbook.write(book, sheet, looks, place)
    page.close()
    # They stand in the file now.
    page.row_dimensions.clear()


def _clear(book: Workbook) -> None:
    """Take away the temporary files that are left when something went wrong."""
    for page in book.worksheets:
        writer = vars(page).get("_writer")
        if writer and Path(writer.out).exists():
            writer.cleanup()
