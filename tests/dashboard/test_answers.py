"""Who asked for a change of a closed week is told on the first page what became of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.corrections import service
from chapter.corrections.models import CorrectionRequest
from chapter.db import db
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.corrections.conftest import Asker, ask, slip

__all__ = ["ask", "slip"]


def told(page: BeautifulSoup) -> list[str]:
    """Return what the first page says of one's requests."""
    rows = page.select("section[aria-labelledby=answers] li .row-text")
    return [row.get_text(" ", strip=True) for row in rows]


def decide(chapter: Chapter, request: CorrectionRequest, who: Reader, word: str = "") -> None:
    """Answer a request: decline it with a word, or accept it."""
    number, now = who.user.id, clock.now()
    if word:
        service.decline(chapter, request, word=word, seen=1, actor_id=number, now=now)
    else:
        service.accept(chapter, request, seen=1, today=TODAY, actor_id=number, now=now)
    db.session.commit()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("", "1 request of yours about a closed week was accepted."),
        ("No.", "1 request of yours about a closed week was declined."),
    ],
)
def test_asker_is_told_of_the_answer(
    chapter: Chapter,
    slip: Slip,
    ask: Asker,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
    word: str,
    sentence: str,
) -> None:
    """Seen red with nothing said."""
    request = ask(slip, units=5, topic="")
    before = told(browse(member).get("dashboard.index"))
    decide(chapter, request, vice_president, word)
    page = browse(member).get("dashboard.index")
    assert (before, told(page)) == ([], [sentence])
    link = page.select_one("section[aria-labelledby=answers] a")
    assert link is not None
    assert link["href"] == "/c/north/slips/requests"


def test_answer_is_told_to_nobody_else(
    chapter: Chapter,
    slip: Slip,
    ask: Asker,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the asker not compared."""
    decide(chapter, ask(slip, units=5, topic=""), vice_president)
    assert told(browse(vice_president).get("dashboard.index")) == []


def test_own_answer_to_oneself_is_no_news(
    chapter: Chapter, slip: Slip, ask: Asker, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the decider not compared."""
    decide(chapter, ask(slip, units=5, topic=""), member)
    assert told(browse(member).get("dashboard.index")) == []


def test_answer_is_old_after_two_weeks(
    chapter: Chapter,
    slip: Slip,
    ask: Asker,
    member: Reader,
    vice_president: Reader,
    browse: BrowserFactory,
) -> None:
    """Seen red with the day of the answer not looked at."""
    request = ask(slip, units=5, topic="")
    decide(chapter, request, vice_president)
    request.decided_at = clock.now() - timedelta(days=14, minutes=1)
    db.session.commit()
    assert told(browse(member).get("dashboard.index")) == []
