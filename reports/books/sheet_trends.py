"""Twelve months and twenty-six weeks of each measure, with a small chart for each."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from reports import frames, trends
from reports.books.book import Book
from reports.books.layout import (
    CENTRED,
    DATE,
    MONTH,
    SHARE,
    SHORT_DAY,
    WHOLE,
    Area,
    Chart,
    Column,
    Line,
    Look,
    Sheet,
    Value,
    blank,
    head,
    heading,
    line,
)
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import Words

MONTHLY = Look(number=MONTH)
ATTENDANCE = Look(align="right", number=SHARE)
# Three small charts stand side by side, each so many columns wide and rows high.
BESIDE, CHART_COLUMNS, CHART_ROWS = 3, 4, 10
FIRST_MEASURE = 4


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the months, then the weeks; of one member where one is asked for."""
    who = book.asked.person or None
    frame = book.members, book.meetings, book.credits, book.marks, book.day
    months, weeks = trends.monthly(*frame, person=who), trends.weekly(*frame, person=who)
    columns = _columns(book, _, _("Month"), MONTHLY)
    width = len(columns)
    title = book.name_of(who) if who else book.chapter_name
    lines = [heading(title, width, "title", 32), heading(_("Month by month"), width)]
    charts = _part(book, _, lines, columns, months, "line")
    end = len(lines)
    lines.append(heading(_("Week by week"), width))
    charts += _part(book, _, lines, _columns(book, _, _("Week"), DATE), weeks, "bars")
    return Sheet(
        _("Trends"),
        columns,
        tuple(lines),
        frozen="",
        repeated="",
        charts=tuple(charts),
        breaks=(end,),
    )


def _columns(book: Book, _: Words, title: str, look: Look) -> tuple[Column, ...]:
    measures = (Column(_(NAMES[m]), book.plain_look(m), 12, 16, turned=True) for m in MEASURES)
    return (
        Column(title, look, 14),
        Column(_("Meetings"), CENTRED, 8, turned=True),
        Column(_("Members"), CENTRED, 8, turned=True),
        *measures,
        Column(_("Attendance"), ATTENDANCE, 12, turned=True),
    )


def _part(
    book: Book,
    _: Words,
    lines: list[Line],
    columns: tuple[Column, ...],
    table: pd.DataFrame,
    kind: str,
) -> list[Chart]:
    """Add a table and room for its charts; give the charts."""
    lines.append(head(columns))
    first = len(lines) + 1
    names = ("first" if kind == "line" else "text", "meetings", "members", *MEASURES, "attendance")
    for figures in frames.records(table, *names):
        values = zip(names, figures, strict=True)
        lines.append(line(columns, [_value(book, name, value) for name, value in values]))
    if not table["meetings"].any():
        lines.append(blank(len(columns)))
        return []
    last, below = len(lines), len(lines) + 1
    charts = []
    for number, name in enumerate((*MEASURES, "attendance")):
        down, beside = divmod(number, BESIDE)
        area = Area(beside * CHART_COLUMNS, below + down * CHART_ROWS, CHART_COLUMNS, CHART_ROWS)
        title = _(NAMES[name]) if name in NAMES else _("Attendance")
        code = WHOLE if name in NAMES else "0%"
        days = "mmm" if kind == "line" else SHORT_DAY
        charts.append(Chart(title, FIRST_MEASURE + number, first, last, code, kind, area, days))
    room = 1 + CHART_ROWS * (-(-len(charts) // BESIDE)) + 1
    lines += [blank(len(columns))] * room
    return charts


def _value(book: Book, name: str, value: Any) -> Value:
    if name == "first":
        day: date = value.date()
        return day
    if name == "text":
        # A week goes by the day of its meeting.
        return date.fromisoformat(value)
    if name in MEASURES:
        return book.figure(name, value)
    if name == "attendance":
        return None if pd.isna(value) else Decimal(str(round(value, 4)))
    return int(value)
