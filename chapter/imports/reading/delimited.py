"""Text with columns (CSV): what stands between its cells."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from chapter.imports.reading.letters import text_of
from chapter.imports.reading.spreadsheetml import Cell, Sheet
from chapter.imports.rules import Trouble, Unreadable

_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_MARKS = ",;\t"
# What writes a CSV puts an apostrophe before a text that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# How many rows are looked at to find what stands between the cells.
_LOOK = 50


def sheet(data: bytes, name: str) -> Sheet:
    """Return text as a sheet, or raise Unreadable when it is no text or has no columns."""
    found = text_of(data)
    if found is None:
        raise Unreadable(Trouble.NOT_A_SPREADSHEET)
    text, is_guessed = found
    chosen = _SEPARATOR.match(text)
    body = text[chosen.end() :] if chosen else text
    mark = chosen[1] if chosen and chosen[1] in _MARKS else _mark_of(body)
    if mark is None:
        raise Unreadable(Trouble.PLAIN_TEXT)
    result = Sheet(name, has_bold=False, is_guessed=is_guessed and not text.isascii())
    for line, cells in _rows(body, mark, 2 if chosen else 1):
        result.widths[line] = len(cells)
        for column, cell in enumerate(cells, start=1):
            result.put(line, column, Cell(cell[1:] if _GUARDED.match(cell) else cell))
    return result


def _rows(body: str, mark: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Give the rows by number; quotation marks that do not match would swallow rows unseen."""
    reader = csv.reader(StringIO(body, newline=""), delimiter=mark, strict=True)
    line = first
    try:
        for cells in reader:
            yield line, cells
            line += 1
    except csv.Error as error:
        raise Unreadable(Trouble.BROKEN_ROW, str(line)) from error


def _mark_of(body: str) -> str | None:
    """Return the mark that gives most rows the same number of cells, more than one."""
    best: tuple[int, int, str] | None = None
    for mark in _MARKS:
        widths = Counter(_widths(body[:200_000], mark))
        widths.pop(1, None)
        if widths:
            width, count = max(widths.items(), key=lambda found: (found[1], found[0]))
            best = max(best or (0, 0, ""), (count, width, mark))
    return best[2] if best else None


def _widths(start: str, mark: str) -> list[int]:
    """Return how many cells the first rows have; what is wrong with a row is said later."""
    found: list[int] = []
    with suppress(csv.Error):
        for cells in islice(csv.reader(StringIO(start, newline=""), delimiter=mark), _LOOK):
            found.append(len(cells))
    return found
