"""No reports together tell a single thanks of a week in which somebody was thanked more often.

Each thanks is worth another power of three, so every sum tells which thanks are in it. What
readers can work out is what adding and taking away any figures gives, whoever shows them.
"""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import workbooks
from reports import periods
from reports.books import editions
from tests import factories
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.reporting import papers

WEEKS = factories.thursdays(TODAY.replace(month=10, day=1), 8)
# Week, who is thanked, tier, whether it is repeat business; a power of three each, in this order.
THANKS = [
    *((0, 0, "inside", False), (0, 0, "outside", True), (1, 0, "inside", False)),
    *((2, 1, "outside", False), (2, 1, "outside", False), (3, 1, "inside", True)),
    *((5, 0, "inside", False), (5, 0, "inside", False), (5, 0, "inside", True)),
    *((6, 0, "outside", True), (6, 1, "spin_off", False), (7, 1, "spin_off", False)),
    *((7, 1, "spin_off", False), (3, 2, "outside", False)),
]
UNIT = 1_000_000
ALONE = [n for n, one in enumerate(THANKS) if [t[:2] for t in THANKS].count(one[:2]) == 1]
NAMES = [name for name in editions.NAMES if name not in ("notes", "visitors", "scores", "policy")]
PAGES = ("leaderboard", "palms", "trends", "recognition", "chapter", "figure", "rows", "index")
PERIODS = (*map(str, WEEKS), "2026-10", "2026-11", "2026-Q4", "2026", "6m", "all")
PERIODS = (*PERIODS, "2026-05..2026-10", "2026-10..2026-11")
Told = set[int]


@pytest.fixture
def thanked(chapter: Chapter, member: Reader, ben: Person) -> list[Person]:
    """Three people thanked in eight closed weeks, by two others."""
    assert member.person is not None
    zoe = factories.make_member(chapter, "Zoe Zorn", "Painter").person
    people, payers = [member.person, ben, zoe], ("Pia Payer", "Paul Payer")
    earners = [factories.make_member(chapter, name).person for name in payers]
    for n, (week, whom, tier, is_repeat) in enumerate(THANKS):
        slip = {"thanked_id": people[whom].id, "tier": tier, "is_repeat": is_repeat}
        slip["amount"] = UNIT * 3**n
        factories.make_slip(chapter, "closed-business", earners[n % 2], WEEKS[week], **slip)
    for week in WEEKS:
        factories.make_mark(factories.make_meeting(chapter, week), people[0], "P")
        factories.close_week(chapter, week)
    return people


def sums(texts: list[str]) -> set[int]:
    """Give the figures that are sums of thanks, or differences of such sums."""
    found = set()
    for text in texts:
        figure = Decimal(text.replace(",", "")) * 100
        if figure and figure % UNIT == 0:
            found.add(int(figure) // UNIT)
    return found


def in_files(chapter: Chapter, edition: str) -> Told:
    """Give what all sheets of all periods say."""
    told: Told = set()
    for period in (periods.parse(text, TODAY) for text in PERIODS):
        book = workbooks.book(chapter, period, today=TODAY, edition=edition)
        for name in NAMES:
            rows = papers.file(workbooks.csv(book, chapter, name).encode())
            told |= sums([c for row in rows for c in row if re.fullmatch(r"-?\d+(\.\d+)?", c)])
    return told


def on_pages(browser: Browser, people: list[Person]) -> Told:
    """Give what the pages say to somebody."""
    told: Told = set()
    asked = {"measure": "closed_business", "person": people[0].id}
    for name, period in product(PAGES, PERIODS):
        answer = browser.client.get(browser.address(f"reporting.{name}", period=period, **asked))
        told |= sums(re.findall(r"€(-?[\d,]+(?:\.\d+)?)", answer.text))
    trades = browser.client.get(browser.address("trades.index"))
    return told | sums(re.findall(r"€([\d,]+(?:\.\d+)?)", trades.text))


def digits(figure: int) -> tuple[int, ...]:
    """Tell how often each thanks is in a figure: once, not, or taken away."""
    found, rest = [], figure
    for _ in THANKS:
        digit = (rest + 1) % 3 - 1
        found.append(digit)
        rest = (rest - digit) // 3
    return tuple(found) if not rest else ()


def reach(told: Told) -> list[int]:
    """Give the thanks that adding and taking away figures tells by themselves."""
    rows = [[Fraction(digit) for digit in digits(figure)] for figure in told if digits(figure)]
    done: list[list[Fraction]] = []
    for column in range(len(THANKS)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is not None:
            rows.remove(pivot)
            pivot = [value / pivot[column] for value in pivot]
            rows = [_less(row, pivot, column) for row in rows]
            done = [*(_less(row, pivot, column) for row in done), pivot]
    return [row.index(1) for row in done if sum(map(bool, row)) == 1]


def _less(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [value - row[column] * less for value, less in zip(row, pivot, strict=True)]


@pytest.mark.parametrize("edition", editions.EDITIONS)
def test_no_files_together_tell_a_single_thanks(
    chapter: Chapter, thanked: list[Person], edition: str
) -> None:
    """Seen red with the parts of closed business told for every month."""
    told = in_files(chapter, edition)
    assert set(reach(told)) <= set(ALONE)
    assert len(told) > len(ALONE)


def test_no_pages_together_tell_a_single_thanks(
    chapter: Chapter, thanked: list[Person], member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the rows of closed business left unsummed."""
    told = in_files(chapter, "leadership") | on_pages(browse(member), thanked)
    assert set(reach(told)) <= set(ALONE)


def test_reach_known_cases() -> None:
    """The attack itself finds what can be found."""
    assert reach({1 + 3, 3 + 9, 1 + 9}) == [0, 1, 2]
    assert reach({1 + 3, 1 + 3 + 9}) == [2]
    assert reach({1 + 3, 9 + 27}) == []
