"""Attendance against the limits of a day: who is near, who is over, and when they were away."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.rulesets import service as rulesets
from tests import factories
from tests.conftest import BrowserFactory, Reader
from tests.factories import FOUNDED
from tests.scoring.half_year import hold
from tests.statements import counting


def rows(page: BeautifulSoup, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select(f"section[aria-labelledby={heading}] tbody tr")
    ]


def amend(chapter: Chapter, valid_from: date, **changes: object) -> None:
    """Change the rules from a day on."""
    rulesets.amend(chapter, valid_from, changes, actor_id=None, now=clock.now())


@pytest.fixture
def ana(chapter: Chapter) -> Person:
    """A member since the chapter began."""
    return factories.make_member(chapter, "Ana Alonso", "Roofer").person


def test_policy_is_for_the_leadership(
    chapter: Chapter,
    member: Reader,
    secretary: Reader,
    stranger: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the right lowered to REPORT_VIEW."""
    browse(secretary).get("reporting.policy")
    browse(member).get("reporting.policy", 403)
    browse(stranger).get("reporting.policy", 404)


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("", "No mark of a closed week counts in this time yet."),
        ("P", "Everybody is well within the limits."),
    ],
)
def test_policy_praises_nobody_before_anything_counts(
    chapter: Chapter,
    ana: Person,
    secretary: Reader,
    browse: BrowserFactory,
    letters: str,
    said: str,
) -> None:
    """Seen red with everybody said to be well within the limits."""
    hold(chapter, {ana: letters}, FOUNDED)

    page = browse(secretary).get("reporting.policy").get_text(" ", strip=True)

    assert (said in page, "Well within the limits" in page) == (True, bool(letters))


def test_policy_says_who_is_near_with_the_days(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    hold(chapter, {ana: "AAL"}, FOUNDED)
    page = browse(secretary).get("reporting.policy")
    assert rows(page, "told") == [
        [
            "Ana Alonso Roofer",
            "2 of 3 near the limit",
            "2 Tue 1 Sep, Tue 8 Sep",
            "1 Tue 15 Sep",
            "0 of 3",
        ]
    ]
    assert rows(page, "within") == [["Sue Secretary Banker", "0 of 3", "0", "0", "0 of 3"]]


def test_policy_says_who_is_over(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    hold(chapter, {ana: "AAAA"}, FOUNDED)
    ((_name, counted, *_days),) = rows(browse(secretary).get("reporting.policy"), "told")
    assert counted == "4 of 3 over the limit"


def test_marks_weigh_what_the_rules_of_the_day_say(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the rules of today for every day."""
    weights = {"P": 0, "A": 10, "L": 5, "M": 0, "S": 5}
    amend(chapter, date(2026, 10, 1), weights=weights, substitutes_limit=1)
    hold(chapter, {ana: "ALS"}, FOUNDED)
    browser = browse(secretary)
    ((_name, counted, *_, substitutes),) = rows(browser.get("reporting.policy"), "told")
    assert (counted, substitutes) == (
        "2 of 3 near the limit",
        "1 of 1 Tue 15 Sep near the limit",
    )
    earlier = browser.get("reporting.policy", day="2026-09-30")
    assert rows(earlier, "told") == []
    assert rows(earlier, "within")[0][1] == "1 of 3"


def test_fixed_window_forgets_the_half_year_before(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the rolling window for both."""
    hold(chapter, {ana: "AA"}, FOUNDED)
    amend(chapter, FOUNDED, window="half-years", window_starts_month=4)
    browser = browse(secretary)
    assert rows(browser.get("reporting.policy"), "told") == []
    assert len(rows(browser.get("reporting.policy", day="2026-09-30"), "told")) == 1


def test_who_joined_later_does_not_stand_on_an_earlier_day(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    factories.make_member(chapter, "Zoe New", joined_on=date(2026, 11, 2))
    page = browse(secretary).get("reporting.policy", day="2026-11-01")
    assert [name for name, *_ in rows(page, "within")] == [
        "Ana Alonso Roofer",
        "Sue Secretary Banker",
    ]


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "9999-12-31", ""])
def test_day_that_is_none_is_said_so(
    chapter: Chapter, secretary: Reader, browse: BrowserFactory, day: str
) -> None:
    page = browse(secretary).get("reporting.policy", 422, day=day)
    assert len(page.select(".error-summary li")) == 1


def test_policy_costs_the_same_for_more_people(
    chapter: Chapter, ana: Person, secretary: Reader, browse: BrowserFactory
) -> None:
    browser, letters = browse(secretary), {ana: "AA"}
    for name in ("Ben Brandt", "Cleo Cook"):
        hold(chapter, letters, FOUNDED.replace(day=2 + len(letters)))
        letters[factories.make_member(chapter, name).person] = "AL"
        with counting() as count:
            browser.get("reporting.policy")
        assert count.number == 8
