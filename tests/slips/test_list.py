"""A member's list: this week, pending, posted, each with the week and the reason."""

from datetime import timedelta

from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips import queries
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_meeting, make_member, make_slip
from tests.imports.proofs import batch
from tests.slips.steps import text

LAST_WEEK = TODAY - timedelta(weeks=1)
NEXT_WEEK = TODAY + timedelta(weeks=1)


def groups(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the list's headings, each with where its slips count."""
    return {
        section.h2.get_text(): [
            item.select("small")[-1].get_text() for item in section.select("li")
        ]
        for section in page.select("main section[aria-labelledby^=group-]")
    }


def test_slips_stand_under_their_week(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with what is posted taken for pending."""
    make_slip(chapter, "education", member.person, LAST_WEEK)
    close_week(chapter, LAST_WEEK)
    make_slip(chapter, "education", member.person, TODAY)
    make_slip(chapter, "visitor", member.person, NEXT_WEEK)
    assert groups(browse(member).get("slips.index")) == {
        "This week, up to Thu 19 Nov": ["Thu 19 Nov · Counts in the week of Thu 19 Nov, pending."],
        "Pending": ["Thu 26 Nov · Counts once they came, if it is their first visit."],
        "Posted": ["Thu 12 Nov · Posted in the week of Thu 12 Nov."],
    }


def test_slips_a_file_brought_are_not_what_the_officer_recorded(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every slip of the same recorder listed."""
    for _ in range(2):
        slip = make_slip(chapter, "education", member.person, TODAY)
        slip.recorder_id = vice_president.user.id
    slip.import_id = batch(chapter, "slips").id
    db.session.commit()

    listed = queries.of_recorder(chapter, vice_president.user)
    assert [one.id for one in listed] == [1]


def test_late_slip_says_why_it_rolls_on(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the closed weeks not handed on."""
    close_week(chapter, LAST_WEEK)
    make_slip(chapter, "education", member.person, LAST_WEEK)
    browser = browse(member)
    said = "Counts in the week of Thu 19 Nov, since the week of Thu 12 Nov was closed."
    assert groups(browser.get("slips.index")) == {
        "This week, up to Thu 19 Nov": [f"Thu 12 Nov · {said}"]
    }
    assert said in text(browser.get("slips.show", slip_id=1))


def test_late_slip_says_so_once_it_is_posted(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    close_week(chapter, LAST_WEEK)
    make_slip(chapter, "education", member.person, LAST_WEEK)
    close_week(chapter, TODAY)
    said = "Posted in the week of Thu 19 Nov, since the week of Thu 12 Nov was closed."
    assert said in text(browse(member).get("slips.index"))


def test_earlier_open_week_is_pending_and_not_this_week(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    make_meeting(chapter, LAST_WEEK)
    make_slip(chapter, "education", member.person, LAST_WEEK)
    assert groups(browse(member).get("slips.index")) == {
        "Pending": ["Thu 12 Nov · Counts in the week of Thu 12 Nov, pending."]
    }


def test_list_shows_no_slip_of_others(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the author left out of queries.of_author."""
    make_slip(chapter, "education", vice_president.person, TODAY, topic="Canary")
    assert groups(browse(member).get("slips.index")) == {}


def test_officer_finds_what_they_recorded_for_others(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with their own slips listed too."""
    officer, author = browse(vice_president), browse(member)
    typed = {"units": "2", "author_id": member.person.id}
    officer.submit("slips.new", typed, kind_name="education")
    make_slip(chapter, "education", vice_president.person, TODAY)
    page = officer.get("slips.index", recorded=1)
    assert [line.get_text() for line in page.select("ul.rows small")][::2] == ["From Mona Member"]
    assert "Recorded by Vic President" in text(author.get("slips.show", slip_id=1))
    assert author.get("slips.index", recorded=1).select("ul.rows li a[href$='/1']") != []


def test_own_slip_names_no_recorder(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    make_slip(chapter, "education", member.person, TODAY)
    assert "Recorded by" not in text(browse(member).get("slips.show", slip_id=1))


def test_who_passed_me_something_lately_comes_first(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with only those I named among the recent ones."""
    people = [make_member(chapter, f"{name} Builder").person for name in ("Abe", "Ben", "Cid")]
    make_slip(chapter, "referral", people[2], TODAY, receiver_id=member.person.id)
    page = browse(member).get("slips.new", kind_name="closed-business")
    names = [label.span.get_text() for label in page.select(".picker-list .choice label")]
    assert names[:2] == ["Cid Builder", "Abe Builder"]


def test_amount_has_the_focus_where_the_referral_says_whom(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the focus always on the search."""
    giver = vice_president.person
    make_slip(chapter, "referral", giver, TODAY, receiver_id=member.person.id)
    page = browse(member).get("slips.new", kind_name="closed-business", referral=1)
    assert [tag["name"] for tag in page.select("main [autofocus]")] == ["amount"]
    first = page.select(".picker-list input")[0]
    assert (first["value"], first.has_attr("checked")) == (str(giver.id), True)
