"""Moving a referral in a browser, the news of it, and the reality check."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from chapter.chapters.models import Chapter
from chapter.chapters.rules import Mode
from chapter.db import db
from chapter.referrals.models import ReferralStep
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import make_slip
from tests.referrals.steps import pass_on, tap
from tests.slips.steps import text

SILENT = TODAY - timedelta(days=16)


@pytest.fixture
def passed(chapter: Chapter, member: Reader, vice_president: Reader) -> Slip:
    """A referral Mona gave to Vic, of whom nobody else may know."""
    return pass_on(chapter, member, vice_president)


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
    assert "Contacted on Thu 19 Nov" in text(browser.get("slips.show", slip_id=passed.id))


def test_row_tapped_today_stays_in_its_place_on_the_first_page(
    chapter: Chapter,
    passed: Slip,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with told referrals left out until they are silent."""
    pass_on(chapter, member, vice_president, TODAY - timedelta(days=1))
    browser = browse(vice_president)
    tap(browser, passed, "contacted")
    page = browser.get("dashboard.index")
    rows = [row.get_text(" ", strip=True) for row in page.select("section .way-row small")]
    assert rows == [
        "From Mona Member, Thu 19 Nov · Contacted",
        "From Mona Member, Wed 18 Nov · Passed on",
    ]
    (first, _second) = page.select("section form.way")
    assert [button["value"] for button in first.select("button")] == ["meeting", "won", "lost"]


def test_row_tapped_yesterday_has_left_the_first_page(
    passed: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the day of the step not looked at."""
    tap(browse(vice_president), passed, "contacted")
    step = db.session.scalars(select(ReferralStep)).one()
    step.at -= timedelta(days=1)
    db.session.commit()
    assert "Canary Prospect" not in text(browse(vice_president).get("dashboard.index"))


def test_list_of_those_passed_on_has_the_steps_too(
    chapter: Chapter,
    passed: Slip,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the list as it was, without a step anywhere."""
    lost = pass_on(chapter, member, vice_president)
    browser = browse(vice_president)
    tap(browser, lost, "lost")
    (form,) = browser.get("slips.index", received=1).select("form.way")
    assert form["action"] == f"/c/north/slips/{passed.id}/stage"
    assert form.select_one("input[name=next]")["value"] == "/c/north/slips?received=1"
    assert browse(member).get("slips.index").select("form.way") == []


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
