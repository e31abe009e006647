"""The chapter's page, the recognition, and the list of all reports."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.reporting import catalogue
from chapter.rulesets import queries as rulesets
from chapter.web.permissions import Permission
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader

MINUS = "\N{MINUS SIGN}"


def _rules(chapter: Chapter, **changes: object) -> None:
    rules = rulesets.on(chapter, TODAY)
    for name, value in changes.items():
        setattr(rules, name, value)
    db.session.commit()


def _table(page: BeautifulSoup, section: str) -> dict[str, list[str]]:
    rows = page.select(f'section[aria-labelledby="{section}"] tbody tr')
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in rows
    }


def test_light_shows_its_arithmetic(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.chapter")
    light = page.select_one('section[aria-labelledby="light"]')
    assert light.svg["aria-label"] == "The chapter’s light is red, 30 of 75 known."
    said = [row.span.get_text() for row in light.select("li.measure")]
    assert said[0] == "Size 2 members → 0 of 15"
    assert said[3] == "Referrals 1 referrals per member and week → 10 of 15"
    assert "inferred" in light.get_text()


def test_own_table_scores_the_chapter(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the preset taken whatever the rules say."""
    own = {
        "name": "ours",
        "title": "Ours",
        "source": "Agreed in November.",
        "valid_from": None,
        "status": "published",
        "note": "",
        "currency": "",
        "scope": "chapter",
        "lights": {"green": 70, "amber": 50, "red": 30},
        "parts": [
            {
                "name": "size",
                "counts": "size",
                "per": "total",
                "brackets": [{"at": "2", "above": False, "points": 80}],
                "most": 80,
                "effort": None,
                "note": "",
            }
        ],
    }
    _rules(november, chapter_table=own)
    page = browse(member).get("reporting.chapter")
    light = page.select_one('section[aria-labelledby="light"]')
    assert light.svg["aria-label"] == "The chapter’s light is green, 80 of 80."


def test_goals_grow_with_the_weeks_held(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the weeks left out."""
    _rules(november, goals={"members": 30, "referrals_given": 1.5, "closed_business": 10_000})
    page = browse(member).get("reporting.chapter", period="2026-11")
    assert _table(page, "goals") == {
        "Referrals given": ["2", "3"],
        "Closed business": ["€30.50", "€200"],
        "Members": ["2", "30"],
    }


def test_change_is_told_against_the_time_before(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    factories.make_member(november, "Nora New", joined_on=date(2026, 11, 12))
    page = browse(member).get("reporting.chapter", period="2026-11-12")
    found = _table(page, "signs")
    assert found["Members on the last day"] == ["3", "2", "+1"]
    assert found["Referrals given"] == ["0", "2", f"{MINUS}2"]
    assert found["Closed business"] == ["€0", "€30.50", f"{MINUS}€30.50"]
    assert found["One-to-ones"] == ["2", "0", "+2"]
    assert found["Testimonials"] == ["0", "0", "the same"]


def test_months_stand_beside_each_other(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    factories.make_meeting(november, date(2026, 9, 3), "closed")
    page = browse(member).get("reporting.chapter")
    heads = [
        head.get_text() for head in page.select('section[aria-labelledby="months"] th[scope=col]')
    ]
    assert heads == ["Figure", "September 2026", "October 2026", "November 2026"]
    assert _table(page, "months")["Members on the last day"] == ["2", "2", "2"]


@pytest.mark.parametrize("endpoint", ["reporting.chapter", "reporting.recognition"])
def test_chapter_without_a_closed_week_has_its_pages(
    chapter: Chapter, member: Reader, browse: BrowserFactory, endpoint: str
) -> None:
    for period in ("6m", "all", "2026-11", "2026"):
        browse(member).get(endpoint, period=period)


def _honours(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        award.h2.get_text(): [row.get_text("|", strip=True) for row in award.select("li")]
        for award in page.select(".honour")
    }


def test_recognition_names_ties_alike(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.recognition", period="2026-11")
    assert _honours(page) == {
        "Most referrals given": ["Mona Member|Baker|2"],
        "Most one-to-ones": ["Ben Brandt|Roofer|1", "Mona Member|Baker|1"],
        "Most education units": ["Ben Brandt|Roofer|3"],
        "Most closed business credited": ["Mona Member|Baker|€30.50"],
        "Perfect attendance": ["Mona Member|Baker|1 week"],
    }


def test_recognition_gives_the_chapters_own_awards(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the usual awards alone."""
    own = {"name": "Bridge builder", "measure": "one_to_ones", "rule": "at_least", "figure": 1}
    _rules(november, awards=[own])
    page = browse(member).get("reporting.recognition", period="2026-11")
    assert _honours(page)["Bridge builder"] == ["Ben Brandt|Roofer|1", "Mona Member|Baker|1"]


def test_recognition_opens_the_rows_of_a_figure(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    browser = browse(member)
    links = browser.get("reporting.recognition", period="2026-11").select(".honour a")
    assert [browser.open(str(link["href"])).h1.get_text(strip=True) for link in links] == [
        *("Mona Member", "Ben Brandt", "Mona Member", "Ben Brandt", "Mona Member"),
        "Attendance",
    ]


def test_reports_offer_the_leaderships_edition_to_the_leadership(
    november: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the right not asked."""
    months = "a[download][href*='/reports/']"
    members = browse(member).get("reporting.index").select(months)
    leaders = browse(vice_president).get("reporting.index").select(months)
    assert [str(link["href"]) for link in members] == ["/c/north/reports/2026-11.xlsx"]
    assert [str(link["href"]) for link in leaders] == [
        "/c/north/reports/2026-11.xlsx",
        "/c/north/reports/2026-11.xlsx?edition=leadership",
    ]


def test_reports_list_what_the_reader_may_see(
    november: Chapter, member: Reader, secretary: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every report listed."""
    found = [
        {row.a.get_text() for row in browse(who).get("reporting.index").select(".row-text:has(a)")}
        for who in (member, secretary)
    ]
    assert found[1] - found[0] == {
        report.title for report in catalogue.REPORTS if report.permission == Permission.REPORT_LEAD
    }


def test_every_report_of_the_list_opens(
    november: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser = browse(vice_president)
    links = browser.get("reporting.index").select(".row-text a")
    titles = [browser.open(str(link["href"])).h1.get_text(strip=True) for link in links]
    assert titles == [link.get_text().replace("Scores", "My score") for link in links]
