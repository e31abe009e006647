"""The attendance policy: who is near a limit and who is over, with the dates."""

import textwrap
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from reports import columns as contract
from reports import frames, policy
from reports.books.book import Book
from reports.books.layout import ROW_HEIGHT, WRAPPED, Column, Line, Look, Sheet, head, heading, line
from reports.words import N_, Words

STATES = {
    policy.FINE: N_("● fine"),
    policy.NEAR: N_("▲ near the limit"),
    policy.OVER: N_("■ over the limit"),
}
TONES = {policy.FINE: "body", policy.NEAR: "light_amber", policy.OVER: "light_red"}
COUNT = Look(align="center", tall=True, number="0")
COST = Look(align="center", tall=True, number="0.#")
STATE_AT, SUBSTITUTES_AT = 9, 11
DATES_WIDTH, SIGNS_PER_LINE = 24, 26


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the members of the day; the lines most in need of a word come first."""
    columns = _columns(_)
    lines = [head(columns)]
    if book.settings.limits is None:
        nothing = _("No limits are set.")
        lines.append(heading(nothing, len(columns), "muted", ROW_HEIGHT))
        return Sheet(_("Policy"), columns, tuple(lines), frozen="B2", landscape=True)
    table = policy.table(book.members, book.marks, book.day, book.settings.limits)
    for _person, first, last, trade, *rest in frames.records(table):
        lines.append(_line(columns, (f"{first} {last}".strip(), trade, *rest), _))
    since = _("Counted from {day}.", day=_.day(book.settings.limits.first))
    lines.append(heading(since, len(columns), "muted", ROW_HEIGHT))
    return Sheet(_("Policy"), columns, tuple(lines), frozen="B2", landscape=True)


def _columns(_: Words) -> tuple[Column, ...]:
    text = Look(tall=True)
    return (
        Column(_("Member"), Look(tone="first", tall=True), 20, 28),
        Column(_("Trade"), text, 16, 24),
        *(Column(_(letter), COUNT, 4.5) for letter in contract.LETTERS),
        Column(_("Counted"), COST, 10),
        Column(_("Limit"), COUNT, 7),
        Column(_("Absences"), text, 17),
        Column(_("Limit"), COUNT, 7),
        Column(_("Substitutes"), text, 17),
        Column(_("Absent on"), WRAPPED, DATES_WIDTH),
        Column(_("Late on"), WRAPPED, DATES_WIDTH),
        Column(_("Substituted on"), WRAPPED, DATES_WIDTH),
    )


def _line(columns: tuple[Column, ...], row: tuple[Any, ...], _: Words) -> Line:
    name, trade, *counts, cost, limit, state, most, substitutes, absent, late, sent = row
    days = [_days(each, _) for each in (absent, late, sent)]
    is_limited = not pd.isna(most)
    values = (
        *(name, trade, *counts, Decimal(cost) / policy.ONE, limit, _(STATES[state])),
        *((int(most), _(STATES[substitutes])) if is_limited else (None, None)),
        *days,
    )
    looks = {STATE_AT: columns[STATE_AT].look.toned(TONES[state])}
    if is_limited:
        looks[SUBSTITUTES_AT] = columns[SUBSTITUTES_AT].look.toned(TONES[substitutes])
    rows = max(1, *(len(textwrap.wrap(text, SIGNS_PER_LINE)) for text in days))
    found = line(columns, values)
    found = Line(found.values, found.looks, ROW_HEIGHT + (rows - 1) * 13)
    return Line(
        found.values,
        tuple(looks.get(n, look) for n, look in enumerate(found.looks)),
        found.height,
    )


def _days(days: tuple[date, ...], _: Words) -> str:
    return ", ".join(_.short_day(day) for day in days)
