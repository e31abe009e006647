"""The lists behind figures and pairs as files: the same rows as their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import behind, catalogue, matrices, pair_changes
from chapter.reporting.service import Choice
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, minor_digits
from chapter.web.words import N_
from reports import plain_csv
from reports.books import layout
from reports.books.layout import Column, Look, Sheet

Value = str | int | date | Decimal | None


@dataclass(frozen=True)
class Listing:
    """What a page lists: headings, and a row of plain values each."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def rows(chapter: Chapter, person: Person, measure: Measure, chosen: Choice) -> Listing:
    """List what a member's figure is made of."""
    found = behind.rows(chapter, person, measure, chosen.period, chosen.days)
    return _of_rows(chapter, f"{person.name} {catalogue.measure_name(chapter, measure)}", found)


def pair(chapter: Chapter, giver: Person, receiver: Person, kind: str, chosen: Choice) -> Listing:
    """List the slips behind a cell of a matrix."""
    measures = matrices.MEASURES[kind]
    found = behind.between(chapter, giver, receiver, measures, chosen.period, chosen.days)
    return _of_rows(chapter, f"{giver.name} {receiver.name}", found)


def figure(chapter: Chapter, measure: Measure, chosen: Choice) -> Listing:
    """List whose figures a figure of the whole chapter is made of."""
    found = behind.shares(chapter, measure, chosen.period)
    name = catalogue.measure_name(chapter, measure)
    heads = (gettext(chapter.noun("member")), gettext("Figure"))
    return Listing(
        name, heads, [(one.name, _amount(chapter, measure, one.figure)) for one in found]
    )


def pairs(chapter: Chapter, kind: str, chosen: Choice) -> Listing:
    """List the pairs that are new, kept and gone."""
    found = pair_changes.changes(chapter, chosen.period, chosen.before, kind, chosen.days)
    heads = (N_("Change"), N_("Member"), N_("With or to"), N_("Before"), N_("Now"))
    rows = [
        (gettext(label), one.row_name, one.column_name, one.before, one.now)
        for name, label in pair_changes.CHANGES.items()
        for one in found.pairs[name]
    ]
    return Listing(gettext("New and lost pairs"), [gettext(head) for head in heads], rows)


def csv(listing: Listing) -> str:
    """Write a list as CSV, with no text a spreadsheet would run."""
    return plain_csv.written(listing.heads, listing.rows)


def workbook(listing: Listing, chapter: Chapter, today: date) -> bytes:
    """Write a list as a workbook of one sheet."""
    # openpyxl is slow to import and needed for no page.
    from reports.books import sheets
    from reports.books import workbook as book

    looks = [_look(chapter, [row[at] for row in listing.rows]) for at in range(len(listing.heads))]
    columns = tuple(
        Column(head, look, 14, 60) for head, look in zip(listing.heads, looks, strict=True)
    )
    lines = [layout.head(columns), *(layout.line(columns, tuple(row)) for row in listing.rows)]
    sheet = Sheet(sheets.title_of(listing.title), columns, tuple(lines))
    return book.to_bytes([sheet], today)


def _of_rows(chapter: Chapter, title: str, found: Sequence[behind.Row]) -> Listing:
    heads = (
        *(N_("Week"), N_("Measure"), N_("With, to or from")),
        *(N_("Tier"), N_("Why this week"), N_("Figure")),
    )
    return Listing(
        title,
        [gettext(head) for head in heads],
        [
            (
                row.held_on,
                catalogue.measure_name(chapter, row.measure),
                row.counterpart,
                catalogue.tier_name(row.tier),
                row.why,
                _amount(chapter, row.measure, row.figure),
            )
            for row in found
        ],
    )


def _amount(chapter: Chapter, measure: Measure, figure: int) -> int | Decimal:
    if measure != Measure.CLOSED_BUSINESS:
        return figure
    return Decimal(figure).scaleb(-minor_digits(chapter.currency))


def _look(chapter: Chapter, values: Sequence[Value]) -> Look:
    first = next((value for value in values if value is not None), "")
    if isinstance(first, date):
        return layout.DATE
    if isinstance(first, Decimal):
        return layout.money(chapter.currency, minor_digits(chapter.currency))
    return layout.FIGURE if isinstance(first, int) else layout.TEXT
