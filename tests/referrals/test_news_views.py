"""The news of referrals, those nobody heard of for a while, and who reads what of them."""

from datetime import timedelta

import pytest

from chapter.chapters.models import Chapter
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.referrals.steps import pass_on, tap
from tests.slips.steps import text

SILENT = TODAY - timedelta(days=16)


@pytest.fixture
def passed(chapter: Chapter, member: Reader, vice_president: Reader) -> Slip:
    """A referral Mona gave to Vic, of whom nobody else may know."""
    return pass_on(chapter, member, vice_president)


def test_giver_reads_the_news_and_is_told_how_much_is_new(
    passed: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the count left out of the frame."""
    tap(browse(vice_president), passed, "meeting")
    browser = browse(member)
    page = browser.get("dashboard.index")
    assert [one.get_text(" ", strip=True) for one in page.select("nav .news-count")] == ["1 new"]
    assert "1 piece of news of referrals you gave" in text(page)
    news = browser.get("referrals.news")
    assert "Vic President has a meeting about your referral." in text(news)
    (form,) = news.select("form[data-on-open]")
    until = form.select("input[name=until]")[0]["value"]
    browser.post("referrals.read", {"until": until})
    assert browser.get("referrals.news").select(".news-count, form[data-on-open]") == []


def test_reading_a_page_marks_nothing(
    passed: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Only what is sent is a write; the page sends it by script, or by its button."""
    tap(browse(vice_president), passed, "meeting")
    browser = browse(member)
    pages = [browser.get("referrals.news") for _ in range(2)]
    assert [len(page.select("form[data-on-open]")) for page in pages] == [1, 1]


def test_news_of_others_is_nobodys(
    passed: Slip,
    vice_president: Reader,
    secretary: Reader,
    stranger: Reader,
    browse: BrowserFactory,
) -> None:
    tap(browse(vice_president), passed, "meeting")
    assert "meeting about" not in text(browse(secretary).get("referrals.news"))
    browse(stranger).get("referrals.news", status=404)


def test_waiting_referrals_stand_on_a_page_with_a_kind_word(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    pass_on(chapter, member, vice_president, SILENT)
    said = text(browse(vice_president).get("referrals.received"))
    assert "Canary Prospect From Mona Member, Tue 3 Nov · Passed on" in said
    assert "No news for 16 days. Mona Member would be glad of a word." in said


def test_reality_check_has_giver_receiver_and_age_alone(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    secretary: Reader,
    browse: BrowserFactory,
) -> None:
    pass_on(chapter, member, vice_president, SILENT)
    page = browse(secretary).get("referrals.silent")
    (row,) = page.select("tbody tr")
    assert [cell.get_text(strip=True) for cell in row.select("th, td")] == [
        "Mona Member",
        "Vic President",
        "16",
        "Passed on",
    ]
    assert [word for word in ("Canary", "600 100 200") if word in str(page)] == []


@pytest.mark.parametrize(
    ("passed", "said"),
    [(False, "No referral is recorded yet."), (True, "No referral is without news for that long.")],
)
def test_reality_check_says_no_more_than_is_true(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    passed: bool,
    said: str,
) -> None:
    """Seen red with every referral said to have had news."""
    if passed:
        pass_on(chapter, member, vice_president, TODAY)

    assert said in text(browse(vice_president).get("referrals.silent"))


def test_reality_check_is_for_the_leadership_here(
    member: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    browse(member).get("referrals.silent", status=403)
    browse(stranger).get("referrals.silent", status=404)


def test_prospect_is_shown_to_the_two_alone(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    secretary: Reader,
    director: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the prospect for the stage in the reality check."""
    slip = pass_on(chapter, member, vice_president, SILENT)
    pages = ("dashboard.index", "referrals.silent", "slips.index")
    for reader in (secretary, director):
        browser = browse(reader)
        assert [name for name in pages if "Canary" in str(browser.get(name))] == []
    tap(browse(vice_president), slip, "contacted")
    assert "Canary" in str(browse(member).get("referrals.news"))
