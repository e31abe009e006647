"""The visitors of the period: who came, from where and with whom, and no way to reach them."""

from typing import Any

import pandas as pd

from reports import frames
from reports.books.book import Book
from reports.books.layout import CENTRED, DATE, ROW_HEIGHT, TEXT, Column, Sheet, head, heading, line
from reports.words import N_, Words

TYPES = {
    "visitor": N_("Visitor"),
    "observer": N_("Observer"),
    "substitute": N_("Substitute"),
    "official": N_("Guest of honour"),
}
STATES = {
    "registered": N_("Did not come"),
    "present": N_("Present"),
    "cancelled": N_("Cancelled"),
}


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the visits to the meetings of the period, by day and name."""
    columns = (
        Column(_("Week"), DATE, 13),
        Column(_("Visitor"), TEXT, 22, 30),
        Column(_("Company"), TEXT, 18, 28),
        Column(_("Trade"), TEXT, 16, 24),
        Column(_("Invited by"), TEXT, 20, 28),
        Column(_("Came as"), TEXT, 13),
        Column(_("State"), TEXT, 14),
        Column(_("Visit"), CENTRED, 8),
    )
    lines = [head(columns)]
    lines += [line(columns, _values(row, _)) for row in _visits(book)]
    if len(lines) == 1:
        nobody = _("Nobody is noted as a visitor of these weeks.")
        lines.append(heading(nobody, len(columns), "muted", ROW_HEIGHT))
    return Sheet(_("Visitors"), columns, tuple(lines), landscape=True)


def _visits(book: Book) -> list[tuple[Any, ...]]:
    if book.visits is None:
        return []
    return frames.records(frames.within(book.visits, book.period).sort_values(["held_on", "name"]))


def _values(row: tuple[Any, ...], _: Words) -> tuple[Any, ...]:
    held_on, name, company, trade, _inviter, inviter_name, kind, state, number = row
    told = None if pd.isna(number) or number < 1 else int(number)
    day = held_on.date()
    return day, name, company, trade, inviter_name, _(TYPES[kind]), _(STATES[state]), told
