"""The rows behind the figures, without what is confidential."""

from collections.abc import Iterator
from typing import Any

from reports import frames
from reports.books.book import Book
from reports.books.layout import (
    DATE,
    FIGURE,
    ROW_HEIGHT,
    TEXT,
    Column,
    Sheet,
    head,
    heading,
    line,
    relooked,
)
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

TIERS = {"": "", "inside": N_("Inside"), "outside": N_("Outside"), "spin_off": N_("Spin-off")}
STANDINGS = {"visitor": N_("A visitor"), "other": N_("Somebody outside the chapter")}
# A sheet of more rows is slow to open on a phone; as a file of its own it has them all.
MOST = 5_000
# The rows a spreadsheet holds, less its heading and a note.
WHOLE = 1_048_574


def sheet(book: Book, _: Words, most: int = MOST) -> Sheet:
    """Lay out what the period's figures are made of, week by week."""
    columns = (
        Column(_("Week"), DATE, 14),
        Column(_("Member"), TEXT, 26, 32),
        Column(_("Measure"), TEXT, 24, 30),
        Column(_("Figure"), FIGURE, 16, 24),
        Column(_("Tier"), TEXT, 14),
    )
    lines = [head(columns)]
    rows = list(_rows(book))
    for held_on, person, standing, measure, figure, tier in rows[:most]:
        who = _(STANDINGS[standing]) if standing in STANDINGS else book.name_of(person)
        values = (held_on.date(), who, _(NAMES[measure]), book.figure(measure, figure))
        found = line(columns, (*values, _(TIERS[tier]) if tier else ""))
        lines.append(relooked(found, {3: book.plain_look(measure)}))
    if len(rows) > most:
        text = N_("There are {count} more rows; the sheet by itself has them all.")
        more = _(text, count=len(rows) - most)
        lines.append(heading(more, len(columns), "muted", ROW_HEIGHT))
    return Sheet(_("Rows"), columns, tuple(lines))


def _rows(book: Book) -> Iterator[tuple[Any, ...]]:
    order = {measure: number for number, measure in enumerate(MEASURES)}
    at = {person: number for number, (person, *_names) in enumerate(book.roster)}
    names = ("held_on", "person", "standing", "measure", "tier", "quantity", "amount")
    found = []
    for day, person, standing, measure, tier, quantity, amount in frames.records(
        book.counted, *names
    ):
        if _is_asked(book, measure, person, standing):
            figure = amount if MEASURES[measure] == "money" else quantity
            key = day, order[measure], standing != "member", at.get(person, len(at)), tier
            found.append((key, (day, person, standing, measure, figure, tier)))
    found.sort(key=lambda each: each[0])
    return (row for _key, row in found)


def _is_asked(book: Book, measure: str, person: int, standing: str) -> bool:
    asked = book.asked
    is_theirs = not asked.person or (person == asked.person and standing == "member")
    return is_theirs and asked.measure in ("", measure)
