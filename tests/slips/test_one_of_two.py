"""Of a one-to-one that both recorded, one takes theirs back: the pages say what stands, and do."""

import pytest

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_member
from tests.slips.steps import credits, met, text

YOURS = "Yours is taken back. What Bea Builder recorded stands and counts for both of you."
OF_MONA = (
    "What Mona Member recorded is taken back. What Bea Builder recorded stands and counts for both."
)
KEPT = [("Bea Builder", "one_to_ones"), ("Mona Member", "one_to_ones")]


@pytest.fixture
def slip(chapter: Chapter, member: Reader, bea: Person) -> Slip:
    """A one-to-one that Bea recorded first, then the member."""
    assert member.person is not None
    met(chapter, bea, member.person, topics="Canary of Bea")
    return met(chapter, member.person, bea, topics="Mine")


def take_back(browse: BrowserFactory, who: Reader, slip: Slip) -> str:
    """Withdraw a slip, and return what the next page says."""
    sent = {"key": "w" * 32, "version": slip.version}
    browser = browse(who)
    browser.post("slips.withdraw", sent, slip_id=slip.id)
    return text(browser.get("slips.index"))


def test_asker_is_told_before_and_after(slip: Slip, member: Reader, browse: BrowserFactory) -> None:
    """Seen red with one sentence for every withdrawal."""
    page = text(browse(member).get("slips.show", slip_id=slip.id))
    assert "Withdrawing takes back yours alone: what Bea Builder recorded stands" in page
    assert YOURS in take_back(browse, member, slip)
    assert credits() == KEPT


def test_officer_is_told_that_both_go(
    slip: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    page = text(browse(vice_president).get("slips.show", slip_id=slip.id))
    assert "Both recorded it. Withdrawing takes back what both recorded." in page
    assert "Recorded for Both of them" in page
    assert "The slip is withdrawn. It does not count." in take_back(browse, vice_president, slip)
    after = text(browse(vice_president).get("slips.show", slip_id=slip.id))
    assert (credits(), "A slip counts in" in after) == ([], False)


def test_who_took_theirs_back_keeps_sight_of_it(
    slip: Slip, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red (a 404, and an empty list) with the partner left out of may_see and the list."""
    listed = take_back(browse, member, slip)
    page = browse(member).get("slips.show", slip_id=slip.id)
    assert "With Bea Builder From Bea Builder" in listed
    assert "If something is wrong with it, tell Bea Builder, who recorded it." in text(page)
    assert "Canary" not in str(page)
    assert page.select("form.post[action$='/withdraw']") == []


def test_partner_sees_any_one_to_one_and_changes_none(
    chapter: Chapter, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with `may_change` true for the partner."""
    slip, browser = met(chapter, bea, member.person), browse(member)
    row = browser.get("slips.index").select_one("ul.rows li")
    assert row is not None
    assert (row.a["href"].endswith(f"/{slip.id}"), row.select("button, .btn")) == (True, [])
    browser.get("slips.edit", status=404, slip_id=slip.id)
    sent = {"key": "w" * 32, "version": 1}
    browser.post("slips.withdraw", sent, status=404, slip_id=slip.id)


def test_nobody_else_sees_it(
    chapter: Chapter, member: Reader, bea: Person, browse: BrowserFactory
) -> None:
    slip = met(chapter, bea, make_member(chapter, "Cleo Cook").person)
    browse(member).get("slips.show", status=404, slip_id=slip.id)
    assert browse(member).get("slips.index").select("ul.rows li") == []


def test_closed_week_tells_asker_and_who_decides(
    chapter: Chapter, slip: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with "It should no longer count." and "its week counts without it"."""
    close_week(chapter, TODAY)
    author, officer = browse(member), browse(vice_president)
    form = author.get("corrections.ask_withdrawal", slip_id=slip.id)
    author.submit("corrections.ask_withdrawal", {"reason": "Wrong day."}, slip_id=slip.id)
    waiting = [author.get("corrections.mine"), officer.get("corrections.index")]
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    said = text(officer.get("corrections.index"))
    assert [
        "what Bea Builder recorded stands and counts for both" in text(page)
        for page in (form, *waiting)
    ] == [True, True, True]
    assert (OF_MONA in said, credits()) == (True, KEPT)


def test_lists_and_week_tell_the_withdrawal_of_one_of_two(
    chapter: Chapter, slip: Slip, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every accepted withdrawal told as one of the whole slip."""
    close_week(chapter, TODAY)
    author, officer = browse(member), browse(vice_president)
    author.submit("corrections.ask_withdrawal", {"reason": "Wrong day."}, slip_id=slip.id)
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    lists = [author.get("corrections.mine"), officer.get("corrections.index")]
    week = text(officer.get("weeks.show", held_on=TODAY))
    kept = "One of two took theirs back; the other’s stands and counts for both."
    assert [kept in text(page) for page in lists] == [True, True]
    assert "taken back by one of two after a request; it counts as before." in week
    assert lists[0].select(f"a[href$='/slips/{slip.id}']") != []


def test_officer_who_asks_withdraws_what_both_recorded(
    chapter: Chapter, slip: Slip, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the author's side taken back alone, whoever asked."""
    close_week(chapter, TODAY)
    officer = browse(vice_president)
    officer.submit("corrections.ask_withdrawal", {"reason": "Never met."}, slip_id=slip.id)
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    said = text(officer.get("corrections.index"))
    assert "The slip is withdrawn as asked. It does not count." in said
    assert credits() == []


def test_slip_sent_again_after_its_withdrawal_says_so(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the same answer as to one that stands."""
    browser = browse(member)
    sent = {"key": "k" * 32, "units": 2, "topic": "", "dated": TODAY}
    browser.post("slips.new", sent, kind_name="education")
    browser.post("slips.withdraw", {"key": "w" * 32, "version": 1}, slip_id=1)
    browser.get("slips.index")
    browser.post("slips.new", sent, kind_name="education")
    again = text(browser.get("slips.index"))
    assert "recorded. It was withdrawn since, so it does not count." in again
