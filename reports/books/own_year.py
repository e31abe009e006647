"""A member's own year: months by measures, every mark, the score explained, and the rows behind.

The book's period is the year, and `asked.person` says whose it is; nobody else's figures are told.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports import trends
from reports.books import own_rows, own_score, sheets
from reports.books.book import Book
from reports.books.layout import (
    DATE,
    FIGURE,
    MONTH,
    SHARE,
    TEXT,
    Column,
    Line,
    Look,
    Sheet,
    blank,
    head,
    heading,
    line,
    relooked,
)
from reports.books.notes_texts import MARKS
from reports.books.sheet_attendance import MARK
from reports.frames import records, within
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import Words

Weeks = list[tuple[Any, str]]
RATE = Look(align="right", number=SHARE)
# Months of five weeks show five letters.
STRIP_WIDTH = 13
# So that a year of weeks fits one page.
WEEK_HEIGHT = 14


def every(book: Book, name: str, words: Mapping[str, str]) -> list[Sheet]:
    """Lay out the sheets of the year of a member of that name."""
    _ = Words(words)
    parts = _attendance(book, _), own_score.sheet(book, _), own_rows.sheet(book, _)
    made = [sheets.framed(each, book, _) for each in (_year(book, name, _), *parts)]
    return [*made, sheets.one(book, words, "notes")]


def _year(book: Book, name: str, _: Words) -> Sheet:
    columns = (
        Column(_("Month"), Look(number=MONTH), 13),
        Column(_("Marks"), TEXT, STRIP_WIDTH),
        Column(_("Attendance"), RATE, 8, turned=True),
        *(_measure(book, measure, _) for measure in MEASURES),
    )
    width = len(columns)
    lines = [
        heading(name, width, "title", 32),
        heading(f"{book.chapter_name} · {_.period(book.period)}", width, "lead", 18),
        heading(own_score.sentence(book, _), width, "lead", 18),
        blank(width),
        head(columns),
        *_months(book, _, columns),
    ]
    return Sheet(_("My year"), columns, tuple(lines), frozen="B6", repeated="5:5", landscape=True)


def _measure(book: Book, measure: str, _: Words) -> Column:
    is_money = MEASURES[measure] == "money"
    look, width = book.look(measure), 14.0 if is_money else 7.0
    return Column(_(NAMES[measure]), look if is_money else FIGURE, width, width + 6, turned=True)


def _months(book: Book, _: Words, columns: tuple[Column, ...]) -> list[Line]:
    letters = defaultdict[tuple[int, int], list[str]](list)
    weeks = _weeks(book)
    for held_on, mark in weeks:
        letters[held_on.year, held_on.month].append(mark)
    frame = trends.monthly(
        *(book.members, book.meetings, book.credits, book.marks, book.day),
        months=_count(book),
        person=book.asked.person,
    )
    lines, sums = [], dict.fromkeys(MEASURES, 0)
    for first, attendance, *figures in records(frame, "first", "attendance", *MEASURES):
        reached = dict(zip(MEASURES, map(int, figures), strict=True))
        sums = {measure: sums[measure] + figure for measure, figure in reached.items()}
        shown = [book.figure(measure, figure) for measure, figure in reached.items()]
        marks = " ".join(letters[first.year, first.month])
        # A share of no marks equals nothing, not even itself.
        rate = attendance if attendance == attendance else None
        lines.append(line(columns, (first.date(), marks, rate, *shown)))
    kept = [mark for _day, mark in weeks]
    rate = 1 - kept.count("A") / len(kept) if kept else None
    values = [book.figure(measure, figure) for measure, figure in sums.items()]
    return [*lines, line(columns, (_("In all"), None, rate, *values), "total")]


def _attendance(book: Book, _: Words) -> Sheet:
    columns = (
        Column(_("Week"), DATE, 20),
        Column(_("Mark"), MARK, 8),
        Column(_("What it means"), TEXT, 56),
    )
    lines = [head(columns)]
    for held_on, mark in _weeks(book):
        made = line(columns, (held_on, mark, _(MARKS[mark])))
        tone = "body" if mark == "P" else f"mark_{mark}"
        lines.append(replace(relooked(made, {1: MARK.toned(tone)}), height=WEEK_HEIGHT))
    return Sheet(_("Attendance"), columns, tuple(lines))


def _weeks(book: Book) -> Weeks:
    """Give the member's own marks of the year, in order."""
    marks = within(book.marks, book.period)
    own = marks[marks["person"] == book.asked.person]
    return [(day.date(), mark) for day, mark in sorted(records(own, "held_on", "mark"))]


def _count(book: Book) -> int:
    first, last = book.period.first, book.day
    return (last.year - first.year) * 12 + last.month - first.month + 1
