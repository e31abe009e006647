"""The first sheet of several chapters' workbook."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from reports.books import region, sheet_members
from reports.books.layout import Sheet
from reports.books.region import Told
from reports.periods import Period

TOLD = Told(
    name="Harbour",
    region="Coast",
    currency="EUR",
    minor_digits=2,
    members=20,
    growth=1,
    light="green",
    points=75,
    attendance=Fraction(3, 4),
    referrals=30,
    one_to_ones=12,
    visitors=4,
    business=123_456,
)
YEN = replace(TOLD, name="Minato", currency="JPY", minor_digits=0, business=5_000)


def values(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Return the lines of a sheet, titles and gaps left out."""
    return [line.values for line in sheet.lines if line.kind == "row" and any(line.values)]


def test_told_of_a_busy_chapter(busy: Any) -> None:
    told = region.told(busy.data(), "Coast")
    assert (told.members, told.growth, told.attendance) == (2, 0, Fraction(3, 4))
    assert (told.referrals, told.one_to_ones, told.business) == (2, 0, 123_456)
    assert (told.name, told.region, told.currency) == ("Harbour", "Coast", "EUR")


def test_told_of_an_empty_chapter(chapter: Any) -> None:
    told = region.told(chapter.data(), "")
    assert (told.members, told.referrals, told.attendance) == (0, 0, None)


def test_overview_has_a_line_per_chapter(october: Period) -> None:
    rows = values(region.overview([TOLD, YEN], october, {}))
    assert rows[0] == (
        *("Harbour", "Coast", "● green · 75", 20, 1, 0.75, 30, 12),
        *(Decimal("1234.56"), 4),
    )
    assert rows[2] == ("All chapters", None, None, 40, 2, None, 60, 24, None, 8)


def test_overview_sums_each_currency_by_itself(october: Period) -> None:
    """Seen red with all of closed business under one heading."""
    rows = values(region.overview([TOLD, YEN, TOLD], october, {}))
    sums = [(row[0], row[1], row[8]) for row in rows[4:]]
    assert sums == [
        ("EUR", "2 chapters", Decimal("2469.12")),
        ("JPY", "1 chapter", Decimal("5000")),
    ]


def test_overview_shows_each_amount_in_its_currency(october: Period) -> None:
    lines = region.overview([TOLD, YEN], october, {}).lines
    numbers = [line.looks[8].number for line in lines if line.values[0] in ("Harbour", "Minato")]
    assert numbers == ["[$EUR] #,##0.00_)", "[$JPY] #,##0_)"]


def test_overview_of_no_chapter(october: Period) -> None:
    lines = region.overview([], october, {}).lines
    assert lines[-1].values[0] == "There is no chapter to tell of."


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("North", "South"), ["North", "South"]),
        (("North", "north", "NORTH"), ["North", "north 2", "NORTH 3"]),
        (("Chapters",), ["Chapters 2"]),
        (("A/B: [x]", "?"), ["A B   x", "–"]),
        (("n" * 40, "n" * 35), ["n" * 31, "n" * 29 + " 2"]),
    ],
)
def test_title_is_each_sheets_own(names: tuple[str, ...], titles: list[str]) -> None:
    taken = {"chapters"}
    assert [region.title(name, taken) for name in names] == titles


def test_members_have_marks_and_measures(busy: Any) -> None:
    sheet = sheet_members.sheet(busy.data(), {}, "Harbour")
    ana = ("Ana Alonso", "Baker", 2, 2, 0, 0, 0, 0, 1, 0, 0, Decimal("1234.56"), 0, 0, 0, 0)
    ben = ("Ben Brandt", "Roofer", 2, 0, 1, 0, 0, 1, 0, 1, 0, Decimal("0.00"), 0, 3, 0, 0)
    assert (sheet.title, values(sheet)) == ("Harbour", [ana, ben])


def test_members_of_an_empty_chapter(chapter: Any) -> None:
    lines = sheet_members.sheet(chapter.data(), {}, "Harbour").lines
    assert lines[-1].values[0] == "Nobody was on the roster in this period."
