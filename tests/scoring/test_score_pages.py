"""The pages of scores: one's own, everybody's and one member's."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from tests import factories
from tests.conftest import BrowserFactory, Reader
from tests.factories import FOUNDED
from tests.house import source
from tests.scoring.half_year import give, hold
from tests.statements import counting


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """Return what stands in some parts of a page."""
    return [part.get_text(" ", strip=True) for part in page.select(selector)]


@pytest.fixture
def ben(chapter: Chapter, member: Reader) -> Person:
    """A second member, who came five times, as Mona did, and gave less than she."""
    assert member.person is not None
    ben = factories.make_member(chapter, "Ben Brandt", "Roofer").person
    give(chapter, member.person, ben, 6, FOUNDED)
    give(chapter, ben, member.person, 2, FOUNDED)
    hold(chapter, {member.person: "PPPPA", ben: "PPPPL"}, FOUNDED)
    return ben


def show_lights(chapter: Chapter) -> None:
    """Let members see each other's lights."""
    chapter.lights_shown = True
    db.session.commit()


def test_own_score_is_for_members(
    chapter: Chapter, member: Reader, director: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    browse(member).get("scores.mine")
    browse(director).get("scores.mine", 302)
    browse(stranger).get("scores.mine", 404)


@pytest.mark.parametrize(("is_shown", "status"), [(False, 403), (True, 200)])
def test_everybodys_scores_are_for_the_leadership_unless_shown(
    ben: Person,
    chapter: Chapter,
    member: Reader,
    secretary: Reader,
    stranger: Reader,
    browse: BrowserFactory,
    is_shown: bool,
    status: int,
) -> None:
    """Seen red with the chapter's setting not asked."""
    chapter.lights_shown = is_shown
    db.session.commit()
    browse(secretary).get("scores.everyone")
    browse(member).get("scores.everyone", status)
    browse(stranger).get("scores.everyone", 404)


@pytest.mark.parametrize("is_shown", [False, True])
def test_score_of_somebody_else_is_for_the_leadership(
    ben: Person,
    chapter: Chapter,
    member: Reader,
    secretary: Reader,
    stranger: Reader,
    browse: BrowserFactory,
    is_shown: bool,
) -> None:
    """Seen red with the light enough to see the parts."""
    chapter.lights_shown = is_shown
    db.session.commit()
    assert member.person is not None
    browse(secretary).get("scores.show", person_id=ben.id)
    browse(member).get("scores.show", person_id=member.person.id)
    browse(member).get("scores.show", 403, person_id=ben.id)
    browse(stranger).get("scores.show", 404, person_id=ben.id)


def test_score_of_nobody_here_is_not_found(
    chapter: Chapter, secretary: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    assert stranger.person is not None
    for person_id in (stranger.person.id, 9_999):
        browse(secretary).get("scores.show", 404, person_id=person_id)


def test_own_score_shows_its_arithmetic_and_table(
    ben: Person, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("scores.mine")
    assert page.select_one("svg.light")["aria-label"] == "20 of 95 known, grey"
    assert texts(page, "#why ~ .rows small")[:2] == [
        "6 referrals in 5 weeks = 1.2 → 20 of 25",
        "0 visitors → 0 of 25",
    ]
    assert texts(page, "[aria-labelledby=score] p")[1].endswith("take you to red.")
    assert texts(page, "[aria-labelledby=by-table] .pill") == ["reconstructed"]
    assert "not scored" in texts(page, "#why ~ .rows .number")


def test_part_of_a_score_opens_its_rows(
    ben: Person, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the period left out of the link."""
    browser = browse(member)
    links = browser.get("scores.mine").select("#why ~ .rows a")
    assert "period=6m" in str(links[0]["href"])
    rows = browser.open(str(links[0]["href"]))
    assert rows.select_one("tfoot .number").get_text(strip=True) == "6"
    marks = browser.open(str(next(a for a in links if "#marks" in a["href"])["href"]))
    assert texts(marks, "#marks ~ dl dd") == ["Tue 29 Sep"]


def test_what_if_shows_the_score_and_the_parts_that_change(
    ben: Person, member: Reader, browse: BrowserFactory
) -> None:
    browser = browse(member)
    page = browser.get("scores.mine", visitors="3", one_to_ones="")
    answer = page.select_one("[aria-labelledby=what-if] .standing")
    assert answer.get_text(" ", strip=True) == (
        "35 R 35 of 95 known, red 15 points more than now. 3 visitors → 15 of 25"
    )
    typed = {i["name"]: i["value"] for i in page.select("[aria-labelledby=what-if] .cell input")}
    assert (typed["visitors"], typed["referrals_given"], typed["A"]) == ("3", "6", "1")


def test_what_if_written_wrong_says_so(ben: Person, member: Reader, browse: BrowserFactory) -> None:
    page = browse(member).get("scores.mine", 422, visitors="many")
    assert texts(page, ".error-summary li") == ["Write a whole number."]
    assert page.select("[aria-labelledby=what-if] .standing") == []


def test_everybodys_scores_tell_the_leadership_what_would_help(
    ben: Person, member: Reader, secretary: Reader, browse: BrowserFactory
) -> None:
    page = browse(secretary).get("scores.everyone")
    assert texts(page, "#scored ~ .rows .row-text a") == ["Ben Brandt", "Mona Member"]
    assert texts(page, "#settling ~ .rows a") == ["Sue Secretary"]
    assert "would lead to" in texts(page, "#scored ~ .rows .row-text")[0]


def test_members_see_lights_by_name_and_nothing_else(
    ben: Person, chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the leadership's list shown to all."""
    show_lights(chapter)
    page = browse(member).get("scores.everyone")
    assert texts(page, "#scored ~ .rows .row-text") == [
        "Ben Brandt 15 of 95 known, grey",
        "Mona Member 20 of 95 known, grey",
    ]
    assert "would lead" not in page.get_text()


@pytest.mark.parametrize("text", ["2026-10", "x", "all", "2026-05..2026-09"])
@pytest.mark.parametrize("endpoint", ["scores.mine", "scores.everyone"])
def test_six_months_that_are_none_are_not_found(
    ben: Person, secretary: Reader, browse: BrowserFactory, endpoint: str, text: str
) -> None:
    browse(secretary).get(endpoint, 404, period=text)


@pytest.mark.parametrize("period", ["6m", "2026-05..2026-10"])
def test_both_kinds_of_six_months_have_their_address(
    ben: Person, member: Reader, browse: BrowserFactory, period: str
) -> None:
    page = browse(member).get("scores.mine", period=period)
    assert str(page.select_one(".tabs [aria-current]")["href"]).endswith(f"?period={period}")


@pytest.mark.parametrize("endpoint", ["scores.mine", "scores.everyone", "scores.show"])
def test_page_of_a_chapter_without_closed_weeks(
    chapter: Chapter, secretary: Reader, browse: BrowserFactory, endpoint: str
) -> None:
    assert secretary.person is not None
    values = {"person_id": secretary.person.id} if endpoint == "scores.show" else {}
    page = browse(secretary).get(endpoint, **values)
    assert page.select("[aria-labelledby=what-if]") == []


@pytest.mark.parametrize(
    ("endpoint", "number"), [("scores.mine", 8), ("scores.everyone", 9), ("scores.show", 9)]
)
def test_page_of_scores_costs_the_same_for_more_people(
    chapter: Chapter,
    member: Reader,
    secretary: Reader,
    browse: BrowserFactory,
    endpoint: str,
    number: int,
) -> None:
    assert member.person is not None
    values = {"person_id": member.person.id} if endpoint == "scores.show" else {}
    browser, letters = browse(secretary), {member.person: "PPPP"}
    for name in ("Ben Brandt", "Cleo Cook"):
        letters[factories.make_member(chapter, name).person] = "PAPP"
        hold(chapter, letters, FOUNDED.replace(day=2 + len(letters)))
        with counting() as count:
            browser.get(endpoint, **values)
        assert count.number == number


def test_home_and_scores_are_served_without_pandas(tmp_path: Path) -> None:
    """Seen red with `import pandas` in scoring/figures.py."""
    command = [sys.executable, "-m", "tests.scoring.serving", str(tmp_path)]
    said = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert said.stdout.splitlines() == ["200 200 200 200", "without pandas"], said.stderr
