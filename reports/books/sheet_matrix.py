"""The matrices: who gave to whom, who met whom, and both in one."""

from typing import Any

import pandas as pd

from reports import exchange, frames
from reports.books.book import Book
from reports.books.layout import (
    FIGURE,
    ROW_HEIGHT,
    TEXT,
    Column,
    Line,
    Look,
    Sheet,
    Value,
    head,
    heading,
    line,
    relooked,
)
from reports.exchange import COMBINATION, Matrix
from reports.words import N_, Words

TITLES = {
    "referrals": N_("Referral matrix"),
    "one_to_ones": N_("One-to-one matrix"),
    COMBINATION: N_("Combination matrix"),
}
LEGENDS = {
    "referrals": N_("Referrals the member of the row gave to the member of the column."),
    "one_to_ones": N_("One-to-ones of the member of the row with the member of the column."),
    COMBINATION: N_(
        "0 neither, 1 one-to-one only, 2 referral only, 3 both. A referral is one the member of "
        "the row gave to the member of the column."
    ),
}
COUNTS = (N_("Both"), N_("Referral only"), N_("One-to-one only"), N_("Neither"))
# What "not yet" leaves standing: nobody given to, nobody met.
UNMET = {"referrals": (0,), "one_to_ones": (0,), COMBINATION: (0, 2)}
DEEPEST = 3
HEAD_SIGNS = 17
CELL = Look(align="center", number='0;-0;"·"')
DIGIT = Look(align="center", number="0")
GAP = Look("blank")


def sheet(book: Book, _: Words, kind: str) -> Sheet:
    """Lay out the members by the members, former ones apart, with sums and counts."""
    made = exchange.matrix(book.members, book.credits, book.period, kind)
    people = frames.records(made.roster, "first_name", "last_name", "is_former")
    now = sum(not is_former for *_names, is_former in people)
    columns = _columns(_, made, [_short(*names) for *names, _is_former in people], now)
    lines = [head(columns)]
    rows = zip(people, frames.records(made.cells), _tails(made), strict=True)
    for number, ((first, last, _is_former), row, tail) in enumerate(rows):
        if number == now:
            lines.append(heading(_("Former members"), len(columns), "group", ROW_HEIGHT))
        cells = [_value(book, kind, value) for value in row]
        if not _is_left_out(book, cells):
            name = f"{first} {last}".strip()
            lines.append(_line(columns, kind, name, _spread(cells, now), tail))
    lines += _sums(_, columns, made, now)
    width = len(columns)
    lines.append(heading(_(LEGENDS[kind]), width, "muted", ROW_HEIGHT))
    return Sheet(
        _(TITLES[kind]),
        columns,
        tuple(lines),
        frozen="B2",
        landscape=True,
        is_one_page=True,
    )


def _columns(_: Words, made: Matrix, shorts: list[str], now: int) -> tuple[Column, ...]:
    gap = Column(None, GAP, 1.4)
    people = [Column(short, CELL, 3.7, turned=True) for short in shorts]
    sums = [_("Outside the chapter"), _("Sum")] if len(made.sums.columns) else []
    return (
        Column(_("Member"), TEXT, 20, 28),
        *people[:now],
        *((gap, *people[now:]) if people[now:] else ()),
        gap,
        *(Column(title, FIGURE, 6, turned=True) for title in sums),
        *(Column(_(title), FIGURE, 6, turned=True) for title in COUNTS),
    )


def _short(first: str, last: str) -> str:
    """Give a name that fits a narrow heading, as in Maximiliana C."""
    return f"{first} {last[:1]}.".strip() if first and last else (first or last)[:HEAD_SIGNS]


def _spread(cells: list[Value], now: int) -> list[Value]:
    """Set the former members apart by an empty cell, and the sums by another."""
    return [*cells[:now], *((None, *cells[now:]) if cells[now:] else ()), None]


def _value(book: Book, kind: str, value: Any) -> Value:
    if pd.isna(value) or (book.asked.only == "unmet" and value not in UNMET[kind]):
        return None
    return int(value)


def _is_left_out(book: Book, cells: list[Value]) -> bool:
    return book.asked.only == "unmet" and all(cell is None for cell in cells)


def _tails(made: Matrix) -> list[tuple[int, ...]]:
    counts = frames.records(made.counts)
    if not len(made.sums.columns):
        return counts
    sums = frames.records(made.sums, "row_outside", "row_sum")
    return [(*ours, *theirs) for ours, theirs in zip(sums, counts, strict=True)]


def _line(
    columns: tuple[Column, ...], kind: str, name: str, cells: list[Value], tail: tuple[int, ...]
) -> Line:
    looks = {n: _look(kind, value) for n, value in enumerate(cells, start=1)}
    looks |= {n: GAP for n, column in enumerate(columns) if column.look == GAP}
    return relooked(line(columns, (name, *cells, *tail)), looks)


def _look(kind: str, value: Value) -> Look:
    if not isinstance(value, int):
        return CELL.toned("diagonal")
    if kind == COMBINATION:
        return DIGIT.toned(f"cell_{value}")
    return CELL.toned(f"tint_{min(value, DEEPEST)}")


def _sums(_: Words, columns: tuple[Column, ...], made: Matrix, now: int) -> list[Line]:
    if not len(made.sums.columns):
        return []
    found = []
    for label, name, tone in (
        (_("From outside the chapter"), "column_outside", "group"),
        (_("Sum"), "column_sum", "total"),
    ):
        cells = _spread(made.sums[name].tolist(), now)
        rest = [None] * (len(columns) - 1 - len(cells))
        found.append(line(columns, (label, *cells, *rest), tone))
    return found
