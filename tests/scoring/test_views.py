from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries as rulesets
from chapter.rulesets import service as rules_service
from chapter.rulesets.models import RuleSet
from tests.browse import Browser, filled
from tests.conftest import TODAY, BrowserFactory, Reader

PAGES = ("index", "choose", "edit", "goals", "awards")


def errors_of(page: BeautifulSoup) -> list[str]:
    """Return the sentences of the error summary."""
    return [item.get_text() for item in page.select(".error-summary li")]


def holding(chapter: Chapter, day: date = TODAY) -> RuleSet:
    """Return what holds on a day, as it is stored."""
    db.session.expire_all()
    return rulesets.on(chapter, day)


@pytest.fixture
def leader(browse: BrowserFactory, vice_president: Reader) -> Browser:
    """The vice president's browser."""
    return browse(vice_president)


@pytest.mark.parametrize("endpoint", PAGES)
def test_scoring_is_for_leadership(
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    stranger: Reader,
    endpoint: str,
) -> None:
    """Seen red with the right lowered to REPORT_VIEW."""
    browse(vice_president).get(f"scoring.{endpoint}")
    browse(member).get(f"scoring.{endpoint}", 403)
    browse(stranger).get(f"scoring.{endpoint}", 404)


def test_tables_are_shown_with_source_and_status(leader: Browser) -> None:
    page = leader.get("scoring.index")
    assert len(page.select("main details")) == 8
    head = page.select_one("section[aria-labelledby=members-head]")
    assert [pill.get_text() for pill in head.select(".pill")] == ["reconstructed"]
    assert head.select_one("strong").get_text() == "Global, 2025–26"


def test_table_is_chosen_from_a_day_on(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.choose", {"valid_from": "2027-01-01"}, preset="uk-2012")
    days = (TODAY, date(2027, 1, 1))
    assert [holding(chapter, day).scoring for day in days] == ["global-2025", "uk-2012"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"preset": ""}, "Choose one of the tables."),
        ({"preset": "of-mars"}, "Choose one of the tables."),
        ({"valid_from": ""}, "Choose the day."),
        ({"valid_from": "0001-01-01"}, "Choose a year between 1900 and 2199."),
    ],
)
def test_choice_written_wrong_is_refused(
    leader: Browser, typed: dict[str, str], sentence: str
) -> None:
    data = {"preset": "uk-2012", "valid_from": "2027-01-01", **typed}
    page = leader.submit("scoring.choose", data, 422)
    assert errors_of(page) == [sentence]


def test_goals_are_kept_as_typed(leader: Browser, chapter: Chapter) -> None:
    typed = {
        "members": "30",
        "visitors": "1.5",
        "referrals_given": "25",
        "closed_business": "1,250.50",
    }
    leader.submit("scoring.goals", typed)
    kept = {"members": 30, "visitors": 1.5, "referrals_given": 25, "closed_business": 125_050}
    assert holding(chapter).goals == kept
    page = leader.get("scoring.goals")
    assert {name: filled(page)[name] for name in typed} == {**typed, "closed_business": "1250.5"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"members": "0"}, "Write a number from 1 to 999."),
        ({"members": "many"}, "Write a whole number."),
        ({"visitors": "0"}, "Write more than nothing, or leave it empty."),
        ({"visitors": "-1"}, "Write a figure that is not below nothing."),
        ({"visitors": "1e5"}, "Write a figure such as 0.75."),
        ({"visitors": "NaN"}, "Write a figure such as 0.75."),
        ({"visitors": "0.12345"}, "Write at most four decimals."),
        ({"visitors": "9" * 30}, "This figure is larger than any we know."),
        ({"closed_business": "0"}, "Write more than nothing, or leave it empty."),
        ({"valid_from": "soon"}, "Write the day as year-month-day: 2026-11-26."),
    ],
)
def test_goals_written_wrong_are_refused_and_kept(
    leader: Browser, typed: dict[str, str], sentence: str
) -> None:
    page = leader.submit("scoring.goals", {"sponsored": "3", **typed}, 422)
    assert errors_of(page) == [sentence]
    data = filled(page)
    assert {name: data[name] for name in ("sponsored", *typed)} == {"sponsored": "3", **typed}


def test_goals_emptied_are_none(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.goals", {"members": "30", "visitors": "2"})
    leader.submit("scoring.goals", {"members": ""})
    assert holding(chapter).goals == {"visitors": 2}


def award(number: int, **parts: str) -> dict[str, str]:
    """Return what an award's line sends."""
    return {f"award-{number}-{part}": text for part, text in parts.items()}


def test_awards_are_kept_as_typed_a_line_at_a_time(leader: Browser, chapter: Chapter) -> None:
    """Seen red with money kept in major units."""
    bee = {"name": "Busy bee", "rule": "at_least", "figure": "4", "measure": "one_to_ones"}
    big = {"name": "Big thanks", "rule": "most", "figure": "0.50", "measure": "closed_business"}
    leader.submit("scoring.awards", award(0, **bee))
    leader.submit("scoring.awards", award(1, **big))
    assert holding(chapter).awards == [{**bee, "figure": 4}, {**big, "figure": 50}]


def test_award_emptied_ends(leader: Browser, chapter: Chapter) -> None:
    leader.submit("scoring.awards", award(0, name="One", rule="most") | award(0, figure="2"))
    leader.submit("scoring.awards", award(0, name="", figure=""))
    assert holding(chapter).awards == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"figure": "3"}, "Write what the award is called, or empty the line."),
        ({"name": "A", "rule": "at_least"}, "Write the least that earns it."),
        ({"name": "A", "figure": "1.5"}, "This has more decimals than what is counted."),
        ({"name": "A", "figure": "few"}, "Write a figure such as 0.75."),
        ({"name": "A", "measure": "luck"}, "Not a valid choice."),
    ],
)
def test_awards_written_wrong_are_refused(
    leader: Browser, chapter: Chapter, typed: dict[str, str], sentence: str
) -> None:
    """Seen red with the check of whole lines off."""
    page = leader.submit("scoring.awards", award(0, **typed), 422)
    assert (errors_of(page), holding(chapter).awards) == ([sentence], [])


def test_awards_of_one_name_are_refused(leader: Browser, chapter: Chapter) -> None:
    """Seen red with the look for the same name off."""
    leader.submit("scoring.awards", award(0, name="Bee", rule="most"))
    page = leader.submit("scoring.awards", award(1, name="bee", rule="most"), 422)
    assert errors_of(page) == ["Another award is called so."]
    assert [kept["name"] for kept in holding(chapter).awards] == ["Bee"]


@pytest.mark.parametrize("number", [1, 3])
def test_scoring_costs_the_same_for_1_and_3(
    leader: Browser, count_queries: object, chapter: Chapter, number: int
) -> None:
    for year in range(2030, 2029 + number):
        rules_service.start(chapter, date(year, 1, 1))
    db.session.commit()
    with count_queries() as count:  # type: ignore[operator]
        leader.get("scoring.index")
    assert count.number == 7
