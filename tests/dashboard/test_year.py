"""What a member's page shows everybody of their time."""

from datetime import date

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
