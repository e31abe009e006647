from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries, service
from tests.conftest import BrowserFactory, Reader


def words(page_part: object) -> str:
    """Return a text on one line."""
    return " ".join(page_part.get_text(" ").split())  # type: ignore[attr-defined]


def test_rules_are_for_leadership(
    browse: BrowserFactory, member: Reader, vice_president: Reader, stranger: Reader
) -> None:
    for endpoint in ("rulesets.index", "rulesets.new"):
        browse(vice_president).get(endpoint)
        browse(member).get(endpoint, 403)
        browse(stranger).get(endpoint, 404)


def test_rules_are_said_in_sentences(browse: BrowserFactory, vice_president: Reader) -> None:
    page = browse(vice_president).get("rulesets.index")
    assert [words(item) for item in page.select(".panel li")] == [
        "3 absences are allowed in the 6 months before each day.",
        "An absence counts 1, coming late 0, a medical absence 0 and a substitute 0.",
        "3 substitutes may come in that time. One person may visit 2 times.",
        "A one-to-one of the same pair within 30 days is pointed out. A word on a referral is due "
        "after 14 days.",
    ]


def test_rules_are_adopted_as_typed(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    typed = {"valid_from": "2027-01-01", "absence_limit": "4", "substitutes_limit": ""}
    browse(vice_president).submit("rulesets.new", {**typed, "cost_l": "5"}, preset="terms")
    rules = queries.on(chapter, date(2027, 1, 1))
    kept = (rules.preset, rules.absence_limit, rules.substitutes_limit, rules.window)
    assert kept == ("terms", 4, None, "half-years")
    assert rules.weights == {"P": 0, "A": 10, "L": 5, "M": 0, "S": 0}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"valid_from": ""}, "Choose the day."),
        ({"valid_from": "0001-01-01"}, "Choose a year between 1900 and 2199."),
        (
            {"valid_from": "2026-09-01"},
            "Rules that begin on this day exist already; choose another day.",
        ),
        ({"absence_limit": "-1"}, "Write a number from 0 to 99."),
        ({"absence_limit": ""}, "Write a number from 0 to 99."),
        ({"window_months": "25"}, "Write a number from 1 to 24."),
        (
            {"window": "half-years", "window_months": "5"},
            "Fixed periods divide the year; choose 1, 2, 3, 4, 6 or 12 months.",
        ),
        ({"visits_limit": "many"}, "Write a whole number."),
        ({"preset": "of-mars"}, "Choose one of the rules to start from."),
    ],
)
def test_rules_written_wrong_are_refused(
    browse: BrowserFactory, vice_president: Reader, typed: dict[str, str], sentence: str
) -> None:
    page = browse(vice_president).submit("rulesets.new", typed, 422)
    assert [item.get_text() for item in page.select(".error-summary li")] == [sentence]


@pytest.mark.parametrize("number", [1, 3])
def test_rules_list_costs_the_same_for_1_and_3(
    browse: BrowserFactory,
    count_queries: object,
    vice_president: Reader,
    chapter: Chapter,
    number: int,
) -> None:
    for year in range(2030, 2029 + number):
        service.start(chapter, date(year, 1, 1))
    db.session.commit()
    browser = browse(vice_president)
    with count_queries() as count:  # type: ignore[operator]
        browser.get("rulesets.index")
    assert count.number == 7


def test_chapter_sets_its_own_days_for_slips(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    typed = {"pair_days": "0", "silent_days": "21", "valid_from": "2026-12-01"}
    page = browse(vice_president).submit("rulesets.new", typed)
    assert [words(item) for item in page.select(".panel li")][3] == (
        "One-to-ones of the same pair are not pointed out. A word on a referral is due after 21 "
        "days."
    )
