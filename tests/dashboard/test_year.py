"""What a member's page shows everybody of their time."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.dashboard.queries import year_of
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_slip

WEEK = date(2026, 11, 12)


def test_year_holds_what_is_posted_and_nothing_pending(chapter: Chapter, member: Reader) -> None:
    """Seen red with pending figures let through."""
    assert member.person is not None
    make_slip(chapter, "education", member.person, WEEK, units=3)
    make_mark(make_meeting(chapter, WEEK), member.person, "L")
    close_week(chapter, WEEK)
    make_slip(chapter, "testimonial", member.person, TODAY, outsider_name="Zed")

    year = year_of(chapter, member.person, TODAY)

    assert year.strip == [(WEEK, "L")]
    assert [(one.posted, measure) for one, measure in year.figures] == [("3", "education")]


def test_figures_of_a_person_open_their_rows(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    assert member.person is not None
    make_slip(chapter, "education", member.person, WEEK, units=3)
    close_week(chapter, WEEK)
    browser = browse(vice_president)
    page = browser.get("members.show", person_id=member.person.id)
    figure, link = page.select_one(".stat-figure"), page.select_one(".stat a")
    assert figure is not None
    assert link is not None

    rows = browser.open(str(link["href"]))

    total = rows.select_one("tfoot")
    assert figure.get_text(strip=True) == "3"
    assert total is not None
    assert "3" in total.get_text()


@pytest.mark.parametrize(("is_shown", "lights"), [(False, 0), (True, 1)])
def test_light_of_a_member_is_shown_where_the_chapter_shows_it(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    is_shown: bool,
    lights: int,
) -> None:
    """Seen red with the light made for everybody."""
    assert vice_president.person is not None
    assert member.person is not None
    chapter.lights_shown = is_shown
    meeting = make_meeting(chapter, WEEK)
    for person in (vice_president.person, member.person):
        make_mark(meeting, person, "P")
    close_week(chapter, WEEK)
    other = browse(member).get("members.show", person_id=vice_president.person.id)
    own = browse(member).get("members.show", person_id=member.person.id)
    led = browse(vice_president).get("members.show", person_id=member.person.id)
    assert [len(page.select("svg.light")) for page in (other, own, led)] == [lights, 1, 1]


def test_light_on_a_member_s_page_is_that_of_their_score(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person is not None
    make_slip(chapter, "referral", member.person, WEEK, outsider_name="Zed", tier="outside")
    make_mark(make_meeting(chapter, WEEK), member.person, "P")
    close_week(chapter, WEEK)
    browser = browse(member)
    pages = (
        browser.get("members.show", person_id=member.person.id),
        browser.get("scores.mine"),
        browser.get("dashboard.index"),
    )
    assert {page.select_one("svg.light")["aria-label"] for page in pages} == {"30 of 95 known, red"}
