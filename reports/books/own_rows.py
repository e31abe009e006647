"""The rows behind a member's own figures: week by week, with whom, and nothing confidential."""

from collections.abc import Mapping
from typing import Any

from reports import frames
from reports.books.book import Book
from reports.books.layout import DATE, FIGURE, TEXT, Column, Sheet, head, heading, line, relooked
from reports.books.sheet_rows import STANDINGS, TIERS
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import Words

# The two sides of a thing done by two; closed business is told of one side only.
OTHER_SIDE = {
    "referrals_given": "referrals_received",
    "referrals_received": "referrals_given",
    "one_to_ones": "one_to_ones",
}
COLUMNS = ("held_on", "slip", "person", "standing", "measure", "tier", "quantity", "amount")
Row = tuple[Any, ...]


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the member's credits of the period; closed business as the sum of each week."""
    columns = (
        Column(_("Week"), DATE, 14),
        Column(_("Measure"), TEXT, 24, 30),
        Column(_("With"), TEXT, 28, 34),
        Column(_("Tier"), TEXT, 14),
        Column(_("Figure"), FIGURE, 16, 24),
    )
    lines = [head(columns)]
    for day, measure, other, tier, figure in rows(book, _):
        values = (day, _(NAMES[measure]), other, tier, book.figure(measure, figure))
        lines.append(relooked(line(columns, values), {4: book.plain_look(measure)}))
    if len(lines) == 1:
        lines.append(heading(_("Nothing is counted in this time yet."), len(columns), "muted"))
    return Sheet(_("My rows"), columns, tuple(lines))


def rows(book: Book, _: Words) -> list[Row]:
    """Give week, measure, with whom, tier and figure of each of the member's own credits."""
    person, names, order = book.asked.person, _names(book), list(MEASURES)
    counted = frames.records(book.counted, *COLUMNS)
    sides = {
        (slip, measure, who): (who, standing)
        for _day, slip, who, standing, measure, *_rest in counted
        if measure in OTHER_SIDE
    }
    others = _others(sides, person)
    found = []
    for day, slip, who, standing, measure, tier, quantity, amount in counted:
        if who == person and standing == "member":
            other = _name(others.get((slip, measure)), names, _) if measure in OTHER_SIDE else None
            figure = amount if MEASURES[measure] == "money" else quantity
            told = day.date(), measure, other, _(TIERS[tier]) if tier else "", figure
            found.append(((day, order.index(measure), slip), told))
    return [told for _key, told in sorted(found, key=lambda each: each[0])]


def _others(sides: Mapping[Any, Any], person: int) -> dict[tuple[int, str], tuple[int, str]]:
    """Give, by slip and the member's own side of it, who holds the other side and as what."""
    found = {}
    for (slip, measure, who), other in sides.items():
        if who != person:
            found[slip, OTHER_SIDE[measure]] = other
    return found


def _name(other: tuple[int, str] | None, names: Mapping[int, str], _: Words) -> str:
    who, standing = other or (0, "other")
    return _(STANDINGS[standing]) if standing in STANDINGS else names.get(who, f"#{who}")


def _names(book: Book) -> dict[int, str]:
    told = frames.records(book.members, "person", "first_name", "last_name")
    return {person: f"{first} {last}".strip() for person, first, last in told}
