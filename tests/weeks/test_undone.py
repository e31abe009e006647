"""Undo of a close gives back what it posted; reopening keeps it with the week."""

from datetime import date, timedelta

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.rules import Refusal
from chapter.slips.ledger import Credit
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_meeting, make_slip
from tests.weeks.steps import state_of

TODAY = date(2026, 11, 19)
BEFORE = TODAY - timedelta(weeks=1)


def pending() -> list[int]:
    """Return the units that wait for a week."""
    db.session.expire_all()
    waits = select(Credit.quantity).where(Credit.meeting_id.is_(None)).order_by(Credit.quantity)
    return list(db.session.scalars(waits))


def close(browser: Browser, day: date = TODAY) -> str:
    """Close the week and return the address that takes it back."""
    headers = {"Accept": "application/json"}
    answer = browser.send("weeks.close", held_on=day, headers=headers)
    return str(answer.get_json()["undo"])


def undo(browser: Browser, address: str) -> int:
    """Take a close back, and return the status."""
    said = {"undo": address.split("undo=")[1]}
    return browser.send("weeks.reopen", held_on=TODAY, **said).status_code


def test_undo_gives_back_what_was_pending_and_leaves_the_week_as_it_was(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the address of reopening."""
    make_slip(chapter, "education", member.person, TODAY, units=3)
    browser = browse(vice_president)
    address = close(browser)
    posted = pending()

    undo(browser, address)

    assert (posted, pending(), state_of(chapter, TODAY)) == ([], [3], "scheduled")
    page = browser.get("weeks.show", held_on=TODAY).get_text(" ", strip=True)
    assert "The close is undone. What was pending before it is pending again." in page
    assert "Vic President took the close back; what was pending before it is pending again." in page


def test_undo_of_a_second_close_keeps_what_the_first_one_posted(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with every slip of the week let go."""
    make_meeting(chapter, TODAY)
    make_slip(chapter, "education", member.person, TODAY, units=3)
    close_week(chapter, TODAY)
    browser = browse(vice_president)
    browser.post("weeks.reopen", held_on=TODAY)
    make_slip(chapter, "education", member.person, TODAY, units=5)

    undo(browser, close(browser))

    assert (pending(), state_of(chapter, TODAY)) == ([5], "open")


def test_undo_of_a_close_that_no_longer_holds_is_refused(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the close that holds taken back, whichever it is."""
    make_slip(chapter, "education", member.person, TODAY, units=3)
    browser = browse(vice_president)
    stale = close(browser)
    browser.post("weeks.reopen", held_on=TODAY)
    close(browser)

    page = browser.post("weeks.reopen", {}, 409, held_on=TODAY, undo=stale.split("undo=")[1])
    assert Refusal.NOT_THAT_CLOSE.value in page.get_text()
    assert (pending(), state_of(chapter, TODAY)) == ([], "closed")


def test_undo_is_for_those_who_close_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader
) -> None:
    close_week(chapter, TODAY)

    statuses = [undo(browse(reader), "undo=1") for reader in (member, stranger)]

    assert (statuses, state_of(chapter, TODAY)) == ([403, 404], "closed")


def test_undo_is_refused_once_a_later_week_was_closed(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the later week not asked for: the slips counted in the week after it."""
    make_slip(chapter, "education", member.person, BEFORE, units=3)
    browser = browse(vice_president)
    stale = close(browser, BEFORE)
    close_week(chapter, TODAY)

    page = browser.post("weeks.reopen", {}, 409, held_on=BEFORE, undo=stale.split("undo=")[1])

    assert Refusal.CLOSED_SINCE.value in page.get_text()
    assert (pending(), state_of(chapter, BEFORE)) == ([], "closed")
