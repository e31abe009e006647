"""Moving a referral in a browser, the news of it, and the reality check."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.referrals.models import ReferralStep
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import make_slip
from tests.slips.steps import text

SILENT = TODAY - timedelta(days=16)


@pytest.fixture
def passed(chapter: Chapter, member: Reader, vice_president: Reader) -> Slip:
    """A referral Mona gave to Vic, of whom nobody else may know."""
    return pass_on(chapter, member, vice_president)


def pass_on(chapter: Chapter, giver: Reader, receiver: Reader, day: date = TODAY) -> Slip:
    """Pass a referral on."""
    assert giver.person
    assert receiver.person
    said = {"prospect": "Canary Prospect", "phone": "600 100 200", "comment": "Canary comment"}
    return make_slip(chapter, "referral", giver.person, day, receiver_id=receiver.person.id, **said)


def tap(browser: Browser, slip: Slip, stage: str, expected: str = "passed", **more: Any) -> Any:
    """Tap a step and return the answer."""
    sent = {"stage": stage, "expected": expected, "key": "k" * 32}
    headers = {"Accept": "application/json"} if more.pop("json", False) else {}
    return browser.send("referrals.move", {**sent, **more}, slip_id=slip.id, headers=headers)


def steps() -> int:
    """Return how many steps were kept."""
    return db.session.scalar(select(func.count(ReferralStep.id))) or 0


def test_receiver_moves_it_with_one_tap_on_the_first_page(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser = browse(vice_president)
    (form,) = browser.get("dashboard.index").select("section form.way")
    assert [button["value"] for button in form.select("button")] == ["contacted", "won", "lost"]
    answer = tap(browser, passed, "contacted", next="/c/north/")
    assert (answer.status_code, answer.location) == (302, "/c/north/")
    assert "Canary Prospect" not in text(browser.get("dashboard.index"))
    assert "Contacted on Thu 19 Nov" in text(browser.get("slips.show", slip_id=passed.id))


def test_won_leads_to_the_thanks(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every step leading back to the slip."""
    answer = tap(browse(vice_president), passed, "won", next="/c/north/")
    assert answer.location == f"/c/north/slips/closed-business/new?referral={passed.id}"


def test_won_in_a_mirror_is_thanked_in_the_official_system(
    chapter: Chapter, passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    chapter.mode = Mode.MIRROR
    db.session.commit()
    assert tap(browse(vice_president), passed, "won").location == f"/c/north/slips/{passed.id}"


def test_script_is_answered_in_its_words(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    answer = tap(browse(vice_president), passed, "meeting", json=True)
    assert (answer.status_code, answer.json["message"]) == (200, "Noted: Meeting.")
    assert answer.json["address"] == f"/c/north/slips/{passed.id}"


def test_moved_meanwhile_is_a_conflict_that_says_where_it_stands(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the stage the page showed not compared."""
    browser = browse(vice_president)
    tap(browser, passed, "won")
    said = tap(browser, passed, "lost", key="l" * 32, json=True)
    assert (said.status_code, said.json["present"]) == (409, {"stage": "won", "label": "Won"})
    page = browser.post(
        "referrals.move",
        {"stage": "lost", "expected": "passed", "key": "m" * 32},
        409,
        slip_id=passed.id,
    )
    assert "It stands as shown now. Won." in text(page)


def test_undo_takes_the_step_back(
    passed: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser = browse(vice_president)
    undo = tap(browser, passed, "won", json=True).json["undo"]
    for _retry in range(2):
        sent = browser.client.post(undo, data={"csrf_token": browser.csrf_token})
        assert sent.status_code == 302
    assert "Passed on" in text(browser.get("slips.show", slip_id=passed.id))
    assert "Nobody has told anything" in text(browse(member).get("referrals.news"))


@pytest.mark.parametrize(
    "sent", [{"stage": "sold"}, {"expected": ""}, {"key": "short"}, {"stage": ""}]
)
def test_form_gone_wrong_moves_nothing(
    passed: Slip, vice_president: Reader, browse: BrowserFactory, sent: dict[str, str]
) -> None:
    answer = tap(browse(vice_president), passed, sent.pop("stage", "won"), **sent)
    assert (answer.status_code, steps()) == (422, 0)


def test_next_leads_nowhere_else(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the address taken as it comes."""
    answer = tap(browse(vice_president), passed, "lost", next="https://elsewhere.example/")
    assert answer.location == f"/c/north/slips/{passed.id}"


def test_only_the_receiver_moves_it(
    passed: Slip, member: Reader, director: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the receiver not compared."""
    codes = [tap(browse(who), passed, "won").status_code for who in (member, director, stranger)]
    assert (codes, steps()) == ([403, 404, 404], 0)


def test_slip_of_another_kind_or_of_others_is_not_moved(
    chapter: Chapter, passed: Slip, secretary: Reader, browse: BrowserFactory
) -> None:
    assert secretary.person
    own = make_slip(chapter, "education", secretary.person, TODAY)
    browser = browse(secretary)
    assert [tap(browser, slip, "won").status_code for slip in (own, passed)] == [404, 404]


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
        "Passed on",
        "16",
    ]
    assert [word for word in ("Canary", "600 100 200") if word in str(page)] == []


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
