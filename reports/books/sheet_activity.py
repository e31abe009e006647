"""What each member did, in all and per week, and how closed business divides."""

from decimal import Decimal
from typing import Any

import pandas as pd

from reports import activity, frames, palms
from reports.books.book import Book
from reports.books.layout import (
    CENTRED,
    ONE_PAGE,
    RATE,
    TEXT,
    Column,
    Look,
    Sheet,
    Value,
    head,
    line,
)
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

PER_WEEK = Look(align="right", number=RATE)
BUSINESS = {
    "business_new": N_("New business"),
    "business_repeat": N_("Repeat business"),
    "business_inside": N_("Business from inside"),
    "business_outside": N_("Business from outside"),
    "business_spin_off": N_("Spin-off business"),
}


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out a line per member of the period."""
    frame = book.members, book.marks, book.credits, book.period, book.business
    table = activity.table(*frame)
    is_divided = book.business is not None and book.period.is_whole_months
    names = ["weeks", *(n for m in MEASURES for n in (m, f"{m}_per_week"))]
    names += BUSINESS if is_divided else ()
    columns = (
        Column(_("Member"), TEXT, 20, 28),
        Column(_("Trade"), TEXT, 16, 24),
        *(_column(book, _, name) for name in names),
    )
    lines = [head(columns)]
    for first, last, trade, *figures in frames.records(
        table, "first_name", "last_name", "trade", *names
    ):
        shown = [_value(book, name, figure) for name, figure in zip(names, figures, strict=True)]
        lines.append(line(columns, (f"{first} {last}".strip(), trade, *shown)))
    return Sheet(
        _("Activity"),
        columns,
        tuple(lines),
        frozen="B2",
        landscape=True,
        is_one_page=len(lines) <= ONE_PAGE,
    )


def _column(book: Book, _: Words, name: str) -> Column:
    if name == "weeks":
        return Column(_("Weeks"), CENTRED, 6, turned=True)
    if name in BUSINESS:
        return Column(_(BUSINESS[name]), book.plain_look("closed_business"), 11, 16, turned=True)
    measure = name.removesuffix("_per_week")
    if measure == name:
        is_money = MEASURES[measure] == "money"
        look, width = book.plain_look(measure), 11.0 if is_money else 5.5
        return Column(_(NAMES[measure]), look, width, 16 if is_money else 0, turned=True)
    per_week = _("{measure} per week", measure=_(NAMES[measure]))
    if MEASURES[measure] == "money":
        return Column(per_week, book.plain_look(measure), 11, 16, turned=True)
    return Column(per_week, PER_WEEK, 6.5, turned=True)


def _value(book: Book, name: str, figure: Any) -> Value:
    if pd.isna(figure):
        return None
    if name in BUSINESS or name == "closed_business":
        return palms.major(int(figure), book.minor_digits)
    if name == "closed_business_per_week":
        return Decimal(round(figure)).scaleb(-book.minor_digits)
    is_average = name.endswith("_per_week")
    return float(round(figure, 4)) if is_average else int(figure)
