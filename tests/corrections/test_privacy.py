"""Who decides sees what changes, and neither a prospect nor who thanked."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.factories import close_week, make_slip
from tests.slips.steps import text


def settled(chapter: Chapter, kind: str, author: Person, **values: Any) -> Slip:
    """Record a slip and close its week."""
    slip = make_slip(chapter, kind, author, TODAY, **values)
    close_week(chapter, TODAY)
    return slip


def test_prospect_stays_hidden_from_who_decides(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the private fields compared like the others."""
    said = {"receiver_id": bea.id, "prospect": "Canary Before", "phone": "600 111 222"}
    slip = settled(chapter, "referral", member.person, **said)
    sent = {"prospect": "Canary After", "phone": "600 333 444", "tier": "inside", "reason": "Typo."}
    page = browse(member).submit("corrections.ask", sent, slip_id=slip.id)
    assert "Canary Before → Canary After" in text(page)
    officer = browse(vice_president)
    page = officer.get("corrections.index")
    assert canaries(page) == []
    assert text(page).count("The contact changes; it is not shown to you.") == 1
    assert "Who is the customer? Somebody you know (outside) → You yourself (inside)" in text(page)
    officer.post("corrections.accept", {"version": 1}, request_id=1)
    assert canaries(officer.get("corrections.index")) == []
    assert "Canary After" in text(browse(member).get("slips.show", slip_id=slip.id))


def canaries(page: BeautifulSoup) -> list[str]:
    """Return what a page tells of a prospect."""
    return [word for word in ("Canary", "600 111", "600 333") if word in str(page)]


def test_who_thanked_stays_hidden_from_who_decides(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the asker named, and with the amounts shown."""
    slip = settled(chapter, "closed-business", member.person, thanked_id=bea.id, amount=777_00)
    sent = {"amount": "888", "reason": "A slip of the pen."}
    browse(member).submit("corrections.ask", sent, slip_id=slip.id)
    page = str(browse(vice_president).get("corrections.index").main)
    assert [word for word in ("Mona", "777", "888", "Bea") if word in page] == []
    assert "Who recorded it writes “A slip of the pen.”" in page
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=1)
    page = browse(vice_president).get("corrections.index")
    assert "Mona" not in text(page)
    assert "888" not in text(page)
    board = browse(vice_president).get(
        "reporting.leaderboard", measure="closed_business", period="2026-11"
    )
    assert "€888" in text(board)


def test_who_thanked_reads_their_own_amount_after_the_answer(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    """Seen red with the sentence for all others: her own amount was kept from her."""
    slip = settled(chapter, "closed-business", member.person, thanked_id=bea.id, amount=777_00)
    browse(member).submit("corrections.ask", {"amount": "888", "reason": "Pen."}, slip_id=slip.id)
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=1)

    own = text(browse(member).get("corrections.mine"))
    official = text(browse(vice_president).get("corrections.index"))

    assert "The amount changed; it is €888 now." in own
    assert ("€888" in official, "it is not shown here" in official) == (False, True)


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("600 333 444", "“Their phone” changed; it is “600 333 444” now."),
        ("", "“Their phone” changed; it is empty now."),
    ],
)
def test_author_reads_their_own_contact_after_the_answer(
    chapter: Chapter,
    member: Reader,
    vice_president: Reader,
    bea: Person,
    browse: BrowserFactory,
    phone: str,
    sentence: str,
) -> None:
    said = {"receiver_id": bea.id, "prospect": "Canary Before", "phone": "600 111 222"}
    slip = settled(chapter, "referral", member.person, **said)
    browse(member).submit("corrections.ask", {"phone": phone, "reason": "Pen."}, slip_id=slip.id)
    browse(vice_president).post("corrections.accept", {"version": 1}, request_id=1)

    assert sentence in text(browse(member).get("corrections.mine"))


def test_who_closes_sees_the_thanks_where_the_chapter_said_so(
    chapter: Chapter, member: Reader, vice_president: Reader, bea: Person, browse: BrowserFactory
) -> None:
    chapter.closer_sees_thanks = True
    slip = settled(chapter, "closed-business", member.person, thanked_id=bea.id, amount=777_00)
    browse(member).submit("corrections.ask", {"amount": "888", "reason": "Pen."}, slip_id=slip.id)
    page = text(browse(vice_president).get("corrections.index"))
    assert "€777 → €888" in page
    assert "Mona Member writes “Pen.”" in page
