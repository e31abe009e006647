"""The leaderboard: each measure with places, what changed, and everybody's best."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reports import bests, frames
from reports.books.book import Book
from reports.books.layout import (
    CENTRED,
    FIGURE,
    MONTH,
    ROW_HEIGHT,
    TEXT,
    Column,
    Line,
    Look,
    Sheet,
    changed,
    head,
    heading,
    line,
    relooked,
)
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

GAINED = Look(align="center", number='"▲ "0;"▼ "0;"="')
BEST = {"month": N_("Best month"), "quarter": N_("Best quarter"), "year": N_("Best year")}
FIGURE_AT, CHANGE_AT, BEST_AT, REACHED_AT = 3, 4, 6, 7

# The best figure, when it was reached, and whether that is the period of the workbook.
Bests = Mapping[tuple[str, int], tuple[int, Any, bool]]


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out a section for each measure; without places where the chapter shows none."""
    columns = _columns(book, _)
    lines, breaks = [head(columns)], list[int]()
    bars: list[tuple[str, int, int]] = []
    found = _bests(book) if book.is_ranked else {}
    wanted = [measure for measure in book.leaders if book.asked.measure in ("", measure)]
    for measure in wanted:
        rows = _ordered(book, measure)
        if rows and len(lines) > 1:
            breaks.append(len(lines))
        lines.append(heading(_(NAMES[measure]), len(columns)))
        first = len(lines) + 1
        improved = _most_improved(rows)
        lines += [_line(book, _, columns, measure, row, found, improved) for row in rows]
        if not rows:
            nobody = _("Nobody was on the roster in this period.")
            lines.append(heading(nobody, len(columns), "muted", ROW_HEIGHT))
        elif book.is_ranked:
            bars.append(("D", first, len(lines)))
    return Sheet(
        _("Leaderboard"),
        columns,
        tuple(lines),
        bars=tuple(bars),
        breaks=tuple(breaks),
        section=_("Measure"),
    )


def _columns(book: Book, _: Words) -> tuple[Column, ...]:
    member = Column(_("Member"), TEXT, 22, 28), Column(_("Trade"), TEXT, 18, 22)
    figure = Column(_("Figure"), FIGURE, 14, 20)
    if not book.is_ranked:
        return (*member, figure)
    return (
        Column(_("Place"), CENTRED, 7),
        *member,
        figure,
        Column(_("Change"), FIGURE, 12),
        Column(_("Places"), GAINED, 8),
        Column(_(BEST[_kind(book)]), FIGURE, 13),
        Column(_("Reached in"), Look(align="center", number=MONTH), 11),
        Column(_("Remark"), TEXT, 16, 40),
    )


def _ordered(book: Book, measure: str) -> Sequence[tuple[Any, ...]]:
    rows = book.leaders[measure]
    if book.is_ranked:
        return rows
    by_name = {row[0]: number for number, row in enumerate(book.roster)}
    return sorted(rows, key=lambda row: by_name[row[1]])


def _line(
    book: Book,
    _: Words,
    columns: tuple[Column, ...],
    measure: str,
    row: tuple[Any, ...],
    found: Bests,
    improved: int,
) -> Line:
    place, person, name, trade, figure, _share, _before, change, places, is_new = row
    look, shown = book.look(measure), book.figure(measure, figure)
    if not book.is_ranked:
        return relooked(line(columns, (name, trade, shown)), {2: look})
    best, reached, found_now = found.get((measure, person), (None, None, False))
    rose = not pd.isna(change) and change == improved
    is_best = bool(figure) and found_now
    remarks = (
        *([_("New")] if is_new else ()),
        *([_("Most improved")] if rose else ()),
        *([_("Personal best")] if is_best and not is_new else ()),
    )
    values = (
        *(place, name, trade, shown),
        None if pd.isna(change) else book.figure(measure, int(change)),
        None if pd.isna(places) else int(places),
        None if best is None else book.figure(measure, best),
        reached,
        ", ".join(remarks),
    )
    tone = "first" if place == 1 and figure else "body"
    plain = book.plain_look(measure)
    looks = {FIGURE_AT: look.toned(tone), CHANGE_AT: changed(plain), BEST_AT: plain}
    return relooked(line(columns, values, tone), looks)


def _most_improved(rows: Sequence[tuple[Any, ...]]) -> int:
    """Give the highest rise; -1 where nobody's figure rose, so that nobody is named."""
    return max((int(row[7]) for row in rows if not pd.isna(row[7]) and row[7] > 0), default=-1)


def _kind(book: Book) -> str:
    return book.period.kind if book.period.kind in BEST else "month"


def _bests(book: Book) -> Bests:
    """Give everybody's best of each measure, and when it was reached."""
    kind = _kind(book)
    rows = bests.personal(book.members, book.up_to_period, kind)
    names = ("measure", "person", "figure", "first", "text")
    found = {}
    for measure, person, figure, first, text in frames.records(rows, *names):
        is_now = kind == book.period.kind and first.date() == book.period.first
        shown = first.date() if kind == "month" else text
        found[measure, person] = (figure, shown, is_now)
    return found
