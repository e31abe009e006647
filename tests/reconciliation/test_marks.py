"""Marks are held against a summary only where they are held for the weeks."""

from datetime import date
from typing import Any

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import SummaryLine
from chapter.meetings import queries as meetings
from chapter.people.models import Person
from chapter.reconciliation import wording
from chapter.reconciliation.rules import State
from tests.conftest import BrowserFactory, Reader
from tests.exports import Slip as Row
from tests.factories import make_mark
from tests.imports.steps import ANA, BEN, bring_in, slips
from tests.reconciliation.steps import (
    FIRST,
    LAST,
    Figures,
    bring,
    of,
    palms,
    reconciled,
    sides,
    two,
)

DAYS = (date(2026, 11, 5), date(2026, 11, 12))


@pytest.fixture
def people(chapter: Chapter) -> tuple[Person, Person]:
    """Two people who learned in each of two weeks, beside a summary of many marks."""
    both = two(chapter)
    for day in DAYS:
        rows = [Row("CEU", name, units="2") for name in (ANA, BEN)]
        bring_in(chapter, slips(rows), meeting_day=day, is_again=True)
    return both


def mark(chapter: Chapter, day: date, *people: Person) -> None:
    """Put some present."""
    meeting = meetings.on(chapter, day)
    assert meeting is not None
    for person in people:
        make_mark(meeting, person, "P")


def test_weeks_without_marks_are_judged_by_the_rest(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    """Seen red with marks that are not held taken as nought."""
    total: Figures = {"P": 60, "CEU": 8}
    bring(chapter, palms({"CEU": 4, "P": 26}, {"CEU": 3, "P": 24, "A": 2}, Total=total))

    found = reconciled(chapter)

    assert (found.number(State.EQUAL), sides(of(found, BEN))) == (1, {"CEU": (4, 3)})
    assert (of(found, ANA).figure("P").here, of(found, "Total").state) == (None, State.EQUAL)


def test_marks_of_some_weeks_are_said_once(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with the marks of one week held against those of two."""
    mark(chapter, DAYS[0], *people)
    bring(chapter, palms({"CEU": 4, "P": 2}, {"CEU": 4, "P": 2}))

    found = reconciled(chapter)

    said = "Marks are held here for 1 of 2 weeks, so they are not compared."
    assert (found.number(State.EQUAL), said in wording.notices(found)) == (2, True)


def test_marks_of_all_weeks_are_compared(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with marks always set aside."""
    for day in DAYS:
        mark(chapter, day, *people)
    bring(chapter, palms({"CEU": 4, "P": 2}, {"CEU": 4, "P": 1, "A": 1}))

    assert sides(of(reconciled(chapter), BEN)) == {"P": (2, 1), "A": (0, 1)}


def test_page_shows_no_figure_of_marks_that_are_not_held(
    chapter: Chapter,
    people: tuple[Person, Person],
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the summary's figure shown as if both had it."""
    bring(chapter, palms({"CEU": 3, "P": 26}, {"CEU": 4, "P": 26}))
    page = browse(vice_president).get("reconciliation.index")
    (row,) = page.select("table tbody tr")
    cells = {str(cell["data-label"]): cell.get_text(" ", strip=True) for cell in row.select("td")}
    assert (cells["P"], cells["S"], cells["CEU"]) == ("–", "–", "4 3")


def test_period_said_the_wrong_way_round_is_read_the_right_way(
    chapter: Chapter,
    people: tuple[Person, Person],
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the days taken as they stand."""
    bring(chapter, palms({"CEU": 4}, {"CEU": 4}))
    turned: dict[str, Any] = {"first": LAST, "until": FIRST, "period": f"{LAST}..{FIRST}"}
    db.session.query(SummaryLine).update(turned)
    db.session.commit()

    browse(vice_president).get("reconciliation.index")

    found = reconciled(chapter)
    assert (found.summary.first, found.summary.last) == (FIRST, LAST)
    assert found.number(State.EQUAL) == 2
