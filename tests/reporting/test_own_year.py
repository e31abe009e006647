"""A member's own year is theirs alone."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import own_year
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.statements import counting


def book(browser: Browser, **asked: str) -> Any:
    """Fetch one's own year and read it."""
    answer = browser.client.get(browser.address("reporting.own", **asked))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.data))


def months(sheet: Any) -> dict[Any, tuple[Any, ...]]:
    """Return the lines of the months."""
    return {row[0]: tuple(row[1:]) for row in sheet.iter_rows(min_row=6, values_only=True)}


def test_member_has_their_own_months(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    made = book(browse(member))
    assert made["My year"]["A1"].value == "Mona Member"
    assert months(made["My year"])["In all"] == (None, 1, 2, 0, 1, 30.5, 0, 0, 0, 0)


def test_member_has_the_rows_with_names(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Closed business stands as the sum of its week, and beside it no name."""
    rows = list(book(browse(member))["My rows"].iter_rows(min_row=2, values_only=True))
    assert [row[1:] for row in rows] == [
        ("Referrals given", "Ben Brandt", "Inside", 1),
        ("Referrals given", "Ben Brandt", "Outside", 1),
        ("Closed business", None, None, 30.5),
        ("One-to-ones", "Ben Brandt", None, 1),
    ]


def test_another_member_has_theirs_at_the_same_address(
    november: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    made = book(browse(vice_president))
    assert made["My year"]["A1"].value == "Vic President"
    assert made["My rows"]["A2"].value == "Nothing is counted in this time yet."


def test_director_has_no_year_here(
    november: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    browse(director).get("reporting.own", 404)


def test_stranger_finds_nothing(
    november: Chapter, stranger: Reader, browse: BrowserFactory
) -> None:
    browse(stranger).get("reporting.own", 404)


@pytest.mark.parametrize("period", ["soon", "2025-01..2026-06", "6m", "all", "2026-11-05"])
def test_other_periods_are_unknown(
    chapter: Chapter, member: Reader, browse: BrowserFactory, period: str
) -> None:
    browse(member).get("reporting.own", 404, period=period)


def test_year_of_an_address(november: Chapter, member: Reader, browse: BrowserFactory) -> None:
    made = book(browse(member), period="2025")
    found = months(made["My year"])
    assert (len(found), found["In all"]) == (13, (None, None, 0, 0, 0, 0, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2025-12..2026-11", date(2025, 12, 1), date(2026, 11, 30)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_period_of_a_year_or_less(text: str, first: date, last: date) -> None:
    period = own_year.period_of(text, TODAY)
    assert (period.first, period.last) == (first, last)


def test_latest_is_twelve_months() -> None:
    assert own_year.latest(TODAY).text == "2025-12..2026-11"


def test_year_takes_few_statements(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    browser = browse(member)
    book(browser)
    with counting() as count:
        book(browser)
    assert count.number <= 15
