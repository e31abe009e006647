"""The leaderboard's page: its periods, its words for changes, and what a chapter hides."""

import subprocess
import sys
from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.house import source

WITHOUT_PANDAS = """
import sys
from pathlib import Path
from chapter import create_app
from chapter.config import Settings
from chapter.db import db
from tests import factories
from tests.browse import Browser
from tests.conftest import BrowserFactory, sign_up
folder = Path(sys.argv[1])
app = create_app(Settings(
    database_url=f"sqlite:///{folder}/it.db",
    secret_key="only for tests, but as long as a real one",
    public_url="http://127.0.0.1:8000", data_dir=folder, is_testing=True))
with app.app_context():
    db.create_all()
    chapter = factories.make_chapter("north", "North")
    browser = BrowserFactory(app)(sign_up(chapter, "Mona Member", "Baker"))
    for name in ("leaderboard", "index", "rows", "figure"):
        asked = {"person": 1} if name == "rows" else {}
        browser.get(f"reporting.{name}", **asked)
print("pandas" in sys.modules)
"""


@pytest.fixture
def lively(november: Chapter, member: Reader, ben: Person) -> Chapter:
    """A third week in which Mona learned, and a member who joined in it."""
    assert member.person is not None
    factories.make_member(november, "Nora New", joined_on=TODAY)
    factories.make_slip(november, "education", member.person, TODAY, units=2)
    factories.close_week(november, TODAY)
    return november


def _lines(page: BeautifulSoup) -> list[str]:
    return [row.get_text("|", strip=True) for row in page.select("table.data tbody tr")]


def test_page_names_newcomers_and_oneself(
    lively: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.leaderboard", measure="education", period=str(TODAY))
    assert _lines(page) == [
        "1|Mona Member|you|Baker|2|2 more|up 1 place",
        "2|Ben Brandt|Roofer|0|3 fewer|down 1 place",
        "2|Nora New|new|Trade of Nora New|0",
    ]


def test_page_names_who_rose_most_and_ones_best(
    lively: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.leaderboard", measure="education", period=str(TODAY))
    assert [p.get_text(" ", strip=True) for p in page.select(".callouts p")] == [
        "Most improved Mona Member 2 more than the time before",
        "Your best so far 2 on Thursday 19 November 2026 · that is now",
    ]


def test_hidden_ranking_lists_names_without_places_changes_and_bars(
    lively: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the setting not asked."""
    lively.ranking_shown = False
    db.session.commit()
    page = browse(member).get("reporting.leaderboard", measure="education", period=str(TODAY))
    assert _lines(page) == [
        "Ben Brandt|Roofer|0",
        "Mona Member|you|Baker|2",
        "Nora New|new|Trade of Nora New|0",
    ]
    assert page.select("svg.share") == []
    assert "Most improved" not in page.get_text()


def test_hidden_ranking_stays_in_sight_of_the_leadership(
    lively: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the right not asked."""
    lively.ranking_shown = False
    db.session.commit()
    page = browse(vice_president).get("reporting.leaderboard", measure="education")
    assert [line.split("|")[:2] for line in _lines(page)[:2]] == [
        ["1", "Ben Brandt"],
        ["2", "Mona Member"],
    ]


@pytest.mark.parametrize("period", ["2026-10..2027-03", "2026-05..2026-10", "6m", "all", "2026-11"])
def test_one_tab_is_where_one_is(
    november: Chapter, member: Reader, browse: BrowserFactory, period: str
) -> None:
    page = browse(member).get("reporting.leaderboard", period=period)
    tabs = page.select('nav[aria-label="Period"] a')
    assert [tab.get_text() for tab in tabs] == [
        *("Week", "Month", "Quarter", "Six months to today", "Six whole months"),
        *("Term", "Year", "All time"),
    ]
    (current,) = (tab for tab in tabs if tab.get("aria-current"))
    assert f"period={period}" in str(current["href"])


def test_periods_keep_the_measure(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.leaderboard", measure="visitors")
    tabs = page.select('nav[aria-label="Period"] a')
    assert {("measure=visitors" in str(tab["href"])) for tab in tabs} == {True}


def test_downloads_ask_for_what_is_shown(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.leaderboard", measure="visitors", period="2026-11")
    assert [str(link["href"]) for link in page.select("a[download]")] == [
        "/c/north/reports/2026-11.xlsx",
    ] + [
        f"/c/north/reports/sheets/leaderboard/{ending}?measure=visitors&period=2026-11"
        for ending in ("csv", "xlsx")
    ]


def test_chapters_figure_adds_up_and_leads_to_its_rows(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with what visitors gave left out."""
    browser = browse(member)
    page = browser.get("reporting.figure", measure="referrals_given", period="2026-11")
    assert _lines(page) == ["Mona Member|2"]
    assert page.select_one("tfoot .number").get_text(strip=True) == "2"
    browser.open(str(page.select_one("tbody a")["href"]))


def test_pages_of_sums_do_without_pandas(tmp_path: object) -> None:
    """Seen red with pandas imported by reporting/boards.py."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANDAS, str(tmp_path)],
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split()[-1:] == ["False"], done.stderr


def test_best_of_who_never_had_a_figure_is_not_named(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    factories.make_meeting(chapter, date(2026, 11, 5), "closed")
    page = browse(member).get("reporting.leaderboard", period="2026-11")
    assert page.select(".callouts") == []


ONE_BEFORE = ["Changes compare 2 closed weeks with 1 of the time before."]


@pytest.mark.parametrize(("october", "said"), [([15], ONE_BEFORE), ([8, 15], [])])
def test_page_tells_how_many_weeks_a_change_compares(
    october: list[int], said: list[str], november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Said where the two times have not as many. Seen red with the look for that off."""
    for day in october:
        factories.close_week(november, date(2026, 10, day))
    page = browse(member).get("reporting.leaderboard", period="2026-11")
    assert page.find_all(string=lambda text: "Changes compare" in text) == said
