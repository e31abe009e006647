"""The page of trends: small multiples, with the figures behind each."""

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from tests import factories
from tests.conftest import TODAY, BrowserFactory, Reader


def _figures(page: BeautifulSoup, caption: str) -> list[str]:
    """Return the newest three figures behind a chart."""
    figure = next(f for f in page.select("figure") if f.figcaption.get_text() == caption)
    return [row.get_text("|", strip=True) for row in figure.select("tbody tr")][:3]


def test_each_measure_has_its_weeks_and_months(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.trends")
    assert len(page.select("figure")) == 18
    assert _figures(page, "Referrals given by week") == [
        "Mon 16 Nov|0",
        "Mon 9 Nov|0",
        "Mon 2 Nov|2",
    ]
    assert _figures(page, "Closed business by month")[:2] == [
        "November 2026|€30.50",
        "October 2026|€0",
    ]
    assert _figures(page, "Attendance by week")[2] == "Mon 2 Nov|100%"


def test_member_has_their_own_figures(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    """Seen red with the person passed over."""
    page = browse(member).get("reporting.trends", person=ben.id)
    assert _figures(page, "Referrals given by month")[0] == "November 2026|0"
    assert _figures(page, "Education units by month")[0] == "November 2026|3"


def test_figure_opens_its_rows(
    november: Chapter, member: Reader, ben: Person, browse: BrowserFactory
) -> None:
    browser = browse(member)
    for asked in ({}, {"person": ben.id}):
        for link in browser.get("reporting.trends", **asked).select("figure a"):
            total = browser.open(str(link["href"])).select_one("tfoot .number")
            assert (total.get_text(strip=True) if total else link.get_text()) == link.get_text()


def test_weeks_without_a_meeting_open_nothing(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.trends")
    links = page.select("figure a[href*='period=2026-11-']")
    assert {str(link["href"])[-10:] for link in links} == {"2026-11-05", "2026-11-12"}


def test_drawing_is_as_high_as_its_figures(
    november: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every bar as high as the chart."""
    factories.make_slip(november, "education", member.person, TODAY, units=1)
    factories.close_week(november, TODAY)
    page = browse(member).get("reporting.trends")
    chart = next(f for f in page.select("figure") if "Education units by week" in f.get_text())
    heights = [bar["height"] for bar in chart.select("rect")][-2:]
    assert heights == ["38.0", "12.7"]


def test_chapter_without_a_closed_week_says_what_comes(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("reporting.trends")
    assert page.select("figure") == []
    assert page.select_one(".empty p").get_text() == (
        "The first week stands here once it is closed."
    )


@pytest.mark.parametrize("asked", [0, "x", 999])
def test_trends_of_nobody_are_not_found(
    november: Chapter, member: Reader, browse: BrowserFactory, asked: object
) -> None:
    browse(member).get("reporting.trends", status=404, person=asked)


def test_trends_of_somebody_elsewhere_are_not_found(
    november: Chapter, member: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    assert stranger.person is not None
    browse(member).get("reporting.trends", status=404, person=stranger.person.id)
