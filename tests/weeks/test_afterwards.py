"""After the close: figures everywhere at once, and a text for everybody."""

from datetime import date

from chapter.chapters.models import Chapter
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting, make_slip
from tests.weeks.steps import register

TODAY = date(2026, 11, 19)


def week_of_figures(chapter: Chapter, member: Reader, other: Reader) -> None:
    """Open a week with a referral, thanks and a visitor."""
    assert member.person is not None
    assert other.person is not None
    make_meeting(chapter, TODAY)
    make_slip(chapter, "referral", member.person, TODAY, receiver_id=other.person.id)
    thanked = {"thanked_id": other.person.id, "amount": 7_012_300}
    make_slip(chapter, "closed-business", member.person, TODAY, **thanked)
    register(chapter, TODAY, "Vera Visitor", member)


def texts(browser: Browser) -> dict[str, str]:
    """Return what home, leaderboard and PALMS say."""
    pages = {
        "home": browser.get("dashboard.index"),
        "leaderboard": browser.get("reporting.leaderboard", measure="referrals_given"),
        "palms": browser.get("reporting.palms"),
    }
    return {name: page.get_text(" ", strip=True) for name, page in pages.items()}


def test_figures_are_right_everywhere_in_the_next_request(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the week left open."""
    week_of_figures(chapter, member, vice_president)
    browser = browse(vice_president)

    browser.post("weeks.close", held_on=TODAY)

    said = texts(browser)
    assert "Every week up to today is closed." in said["home"]
    assert "1 Mona Member" in said["leaderboard"]
    assert "€70,123" in said["palms"]


def test_share_text_holds_sums_and_nobodys_name(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    week_of_figures(chapter, member, vice_president)
    browser = browse(vice_president)
    browser.post("weeks.close", held_on=TODAY)

    text = browser.get("weeks.show", held_on=TODAY).select_one("#share-text")

    assert text is not None
    assert text.get_text().splitlines() == [
        "North, Thursday 19 November 2026: 1 referral, 0 one-to-ones, €70,123 thanked, 0 visitors.",
        "We meet again on Thursday 26 November 2026 at 07:00, Café Norte.",
    ]


def test_share_text_is_for_who_closes(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    week_of_figures(chapter, member, vice_president)
    browse(vice_president).post("weeks.close", held_on=TODAY)

    page = browse(member).get("weeks.show", held_on=TODAY)

    assert page.select("#share-text") == []


def test_close_answers_a_script_with_the_same_words(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    week_of_figures(chapter, member, vice_president)
    headers = {"Accept": "application/json"}

    answer = browse(vice_president).send("weeks.close", held_on=TODAY, headers=headers)

    said = answer.get_json()
    assert {**said, "undo": said["undo"].split("?")[0]} == {
        "address": f"/c/north/meetings/{TODAY}",
        "message": "Week of Thu 19 Nov closed. 1 referral, €70,123 thanked, 0 visitors.",
        "undo": f"/c/north/meetings/{TODAY}/reopen",
    }
