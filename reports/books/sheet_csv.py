"""A sheet as CSV: the same figures, from the same lines."""

from collections.abc import Iterator
from typing import Any

from reports import plain_csv
from reports.books.layout import Line, Sheet


def written(sheet: Sheet) -> str:
    """Write a sheet's tables; where one table has sections, they become a column of its own."""
    first, *rest = _with_sections(sheet) if sheet.section else _tables(sheet.lines)
    return plain_csv.written(first, rest)


def _with_sections(sheet: Sheet) -> Iterator[list[Any]]:
    heads, told = list[int](), ""
    for line in sheet.lines:
        if line.kind == "head":
            heads = _told(line)
            yield [sheet.section, *(line.values[n] for n in heads)]
        elif line.kind == "section":
            told = str(line.values[0])
        elif line.kind == "row":
            yield [told, *(line.values[n] for n in heads)]


def _tables(lines: tuple[Line, ...]) -> Iterator[list[Any]]:
    heads = list[int]()
    for line in lines:
        if line.kind == "head":
            heads = _told(line)
        if line.kind in ("head", "row"):
            yield [line.values[n] for n in heads]
        elif line.kind == "section" and line.values[0]:
            yield [line.values[0]]


def _told(head: Line) -> list[int]:
    """Give the places of the columns that have a heading; the others are only there to be seen."""
    return [n for n, title in enumerate(head.values) if title is not None]
