"""Asking and answering in a browser, and who sees what of it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.corrections.models import CorrectionRequest
from chapter.db import db
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader, sign_up
from tests.corrections.conftest import Asker
from tests.factories import close_week, make_slip
from tests.slips.steps import text

JSON = {"Accept": "application/json"}


def test_member_asks_from_the_list_and_reads_the_answer(
    member: Reader, slip: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    author, officer = browse(member), browse(vice_president)
    link = author.get("slips.index").select_one("a[href$='/correction']")
    assert link is not None
    assert link.get_text() == "Ask for a correction"
    sent = {"units": "5", "reason": "It was a whole day."}
    page = author.submit("corrections.ask", sent, slip_id=slip.id)
    assert "Waiting" in text(page)
    assert "Units (about an hour each) 2 → 5" in text(page)
    assert "1 request to change a closed week waits" in text(officer.get("dashboard.index"))
    page = officer.get("corrections.index")
    assert "Mona Member writes “It was a whole day.”" in text(page)
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    assert "5" in text(author.get("slips.show", slip_id=slip.id))
    assert "Your request about it · Accepted" in text(author.get("slips.index"))


def test_declining_needs_a_word_which_the_member_reads(
    member: Reader, slip: Slip, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    """Seen red with the word not required."""
    request, officer = ask(slip, units=5, topic=""), browse(vice_president)
    page = officer.post("corrections.decline", {"version": 1}, status=422, request_id=request.id)
    assert "Write a word, so that they know why." in text(page)
    sent = {"version": 1, "word": "The list says two."}
    officer.post("corrections.decline", sent, request_id=request.id)
    page = browse(member).get("corrections.mine")
    assert "Vic President writes “The list says two.”" in text(page)
    assert "“The list says two.”" in text(browse(member).get("slips.index"))


def test_member_takes_the_request_back(
    member: Reader, slip: Slip, browse: BrowserFactory, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    browser = browse(member)
    browser.post("corrections.take_back", {"version": 1}, request_id=request.id)
    assert "Taken back" in text(browser.get("corrections.mine"))
    assert "Ask for a correction" in text(browser.get("slips.show", slip_id=slip.id))


def test_withdrawal_is_asked_with_the_reason(
    member: Reader, slip: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    browse(member).submit("corrections.ask_withdrawal", {"reason": "Twice."}, slip_id=slip.id)
    officer = browse(vice_president)
    assert "It should no longer count." in text(officer.get("corrections.index"))
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    assert "Withdrawn" in text(browse(member).get("slips.show", slip_id=slip.id))


@pytest.mark.parametrize("who", ["secretary", "stranger"])
def test_others_neither_read_nor_answer(
    slip: Slip, who: str, browse: BrowserFactory, ask: Asker, request: pytest.FixtureRequest
) -> None:
    """Seen red with SLIP_RECORD asked of who answers, and with every request found by number."""
    asked, browser = ask(slip, units=5, topic=""), browse(request.getfixturevalue(who))
    wall = {"secretary": 403, "stranger": 404}[who]
    browser.get("corrections.index", status=wall)
    browser.post("corrections.accept", {"version": 1}, status=wall, request_id=asked.id)
    browser.post("corrections.take_back", {"version": 1}, status=404, request_id=asked.id)
    browser.get("corrections.ask", status=404, slip_id=slip.id)
    assert db.session.get_one(CorrectionRequest, asked.id).state == "waiting"


def test_request_of_another_chapter_is_unknown(
    slip: Slip, stranger: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    """Seen red with the chapter left out of queries.one."""
    asked = ask(slip, units=5, topic="")
    numbers = {"chapter_slug": "south", "request_id": asked.id}
    for view in ("accept", "take_back"):
        browse(stranger).post(f"corrections.{view}", {"version": 1}, status=404, **numbers)


def test_figures_are_right_with_the_next_request(
    chapter: Chapter,
    member: Reader,
    slip: Slip,
    vice_president: Reader,
    browse: BrowserFactory,
    ask: Asker,
) -> None:
    """Seen red with the credits not written anew."""
    officer, where = browse(vice_president), {"measure": "education", "period": "2026-11"}
    request = ask(slip, units=7, topic="")
    assert figure(officer.get("reporting.leaderboard", **where)) == "2"
    officer.post("corrections.accept", {"version": 1}, request_id=request.id)
    assert figure(officer.get("reporting.leaderboard", **where)) == "7"


def figure(board: BeautifulSoup) -> str:
    """Return the first figure of a leaderboard."""
    row = board.select("tbody tr")[0]
    return row.select_one("td.number").get_text(" ", strip=True).split()[0]


def test_second_officer_is_told_it_is_decided(
    chapter: Chapter, slip: Slip, vice_president: Reader, browse: BrowserFactory, ask: Asker
) -> None:
    request = ask(slip, units=5, topic="")
    president = sign_up(chapter, "Pete President", "Printer", Office.PRESIDENT)
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=request.id)
    sent = {"version": 1, "word": "No."}
    page = browse(president).post("corrections.decline", sent, status=409, request_id=request.id)
    assert "decided or taken back meanwhile" in text(page)


def test_script_is_answered_in_kind(
    member: Reader, slip: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    author, where = browse(member), {"slip_id": slip.id, "headers": JSON}
    sent = {"key": "k" * 32, "version": 1, "units": 5, "dated": str(TODAY), "topic": ""}
    refused = author.send("corrections.ask", sent, **where)
    assert (refused.status_code, refused.json["field"]) == (422, "reason")
    kept = author.send("corrections.ask", {**sent, "reason": "So."}, **where)
    again = author.send("corrections.ask", {**sent, "reason": "So."}, **where)
    other = author.send("corrections.ask", {**sent, "reason": "Otherwise."}, **where)
    assert (kept.status_code, kept.json["id"], again.json["id"]) == (201, 1, 1)
    assert (other.status_code, "error" in other.json) == (422, True)
    officer = browse(vice_president)
    said = officer.send("corrections.accept", {"version": 1}, request_id=1, headers=JSON)
    assert (said.status_code, sorted(said.json)) == (200, ["address", "message"])


def test_open_week_leads_back_to_the_slip(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    slip = make_slip(chapter, "education", member.person, TODAY)
    browser = browse(member)
    browser.get("corrections.ask", status=302, slip_id=slip.id)
    assert "correct or withdraw it there at once" in text(browser.get("slips.show", slip_id=1))


def test_imported_slip_of_a_mirror_says_where_it_is_corrected(
    chapter: Chapter, member: Reader, slip: Slip, browse: BrowserFactory
) -> None:
    chapter.mode = "mirror"
    db.session.commit()
    browser = browse(member)
    browser.get("corrections.ask", status=302, slip_id=slip.id)
    page = browser.get("slips.show", slip_id=slip.id)
    assert "official system; record or correct it there" in text(page)
    assert "Ask for a correction" not in text(page)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_few_statements(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    count_queries: Any,
    ask: Asker,
    number: int,
) -> None:
    """Seen red with the slip of each request read by itself."""
    days = [TODAY - timedelta(days=one) for one in range(number)]
    slips = [make_slip(chapter, "education", member.person, day, units=2) for day in days]
    close_week(chapter, TODAY)
    for slip in slips:
        ask(slip, units=5, topic="")
    pages = {"corrections.index": browse(vice_president), "corrections.mine": browse(member)}
    for endpoint, browser in pages.items():
        browser.get(endpoint)
        with count_queries() as count:
            browser.get(endpoint)
        assert count.number <= 12, (endpoint, count.number)
