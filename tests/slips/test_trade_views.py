"""The page of closed business by trade: sums of three people's thanks, and only once settled."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from chapter.slips import trade_queries, trades
from chapter.weeks import service as weeks
from tests import factories
from tests.conftest import BrowserFactory, Reader

DAY = date(2026, 12, 31)
PERIOD = "2026-07..2026-12"
HALF = trades.half_of(DAY)
LATER = date(2027, 2, 4)


@pytest.fixture
def thanked(chapter: Chapter, member: Reader) -> Iterator[Chapter]:
    """Three of a group of seats thanked Mona in a closed week, and the half-year has settled."""
    assert member.person is not None
    for number, name in enumerate(("Ann Ash", "Ben Brandt", "Cleo Cook")):
        factories.make_member(chapter, name, f"Construction > Trade {number}")
    with time_machine.travel(DAY, tick=False):
        for amount, membership in zip((100, 200, 400), _builders(chapter), strict=True):
            _thank(chapter, member, membership, amount)
        factories.make_meeting(chapter, date(2026, 12, 24), "closed")
        factories.close_week(chapter, DAY)
    with time_machine.travel(LATER, tick=False):
        yield chapter


def _builders(chapter: Chapter) -> list[Membership]:
    seats = db.select(Membership).where(Membership.trade.startswith("Construction"))
    return list(db.session.scalars(seats.order_by(Membership.id)))


def _thank(chapter: Chapter, member: Reader, seat: Membership, amount: int) -> None:
    assert member.person is not None
    factories.make_slip(
        chapter, "closed-business", seat.person, DAY, thanked_id=member.person.id, amount=amount
    )


def _rows(page: BeautifulSoup) -> list[str]:
    return [row.get_text("|", strip=True) for row in page.select("tbody tr")]


def test_page_shows_the_sum_of_three(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert _rows(browse(member).get("trades.index")) == ["Construction|€7"]


def test_page_shows_nothing_of_two(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a limit of two."""
    slip = trade_queries.thanks_in(thanked, HALF)[0]
    db.session.execute(
        db.text("UPDATE closed_business_slips SET earner_id = NULL WHERE earner_id = :who"),
        {"who": slip.earner},
    )
    db.session.commit()
    page = browse(member).get("trades.index")
    assert _rows(page) == []
    assert "Too few people thanked" in page.get_text()


def test_file_holds_what_the_page_shows(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    answer = browse(member).client.get(f"/c/north/reports/trades/file?period={PERIOD}")
    assert answer.get_data(as_text=True) == "\ufeffTrade,Earned\r\nConstruction,7.00\r\n"


def test_trade_that_a_spreadsheet_would_run_becomes_text(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with trades written as they are."""
    for seat in _builders(thanked):
        seat.trade = "=1+1"
    db.session.commit()
    answer = browse(member).client.get("/c/north/reports/trades/file")
    assert answer.get_data(as_text=True).splitlines()[1] == "'=1+1,7.00"


def test_half_year_that_changed_since_stays_hidden(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Compare two reports; seen red with the trace of the week not read."""
    browser = browse(member)
    weeks.reopen(thanked, DAY, actor_id=None, now=clock.now())
    db.session.commit()
    assert "stay hidden" in browser.get("trades.index").get_text()
    _thank(thanked, member, _builders(thanked)[0], 50)
    factories.close_week(thanked, DAY)
    page = browser.get("trades.index")
    assert _rows(page) == []
    assert "stay hidden" in page.get_text()
    assert "7" not in browser.client.get("/c/north/reports/trades/file").get_data(as_text=True)


def test_half_year_with_an_open_week_stays_hidden(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the open weeks not looked for."""
    factories.make_meeting(thanked, date(2026, 11, 12), "open")
    assert _rows(browse(member).get("trades.index")) == []


def test_trade_is_that_of_the_slips_day(thanked: Chapter) -> None:
    """Seen red with the trade of today."""
    first = _builders(thanked)[0]
    first.left_on = date(2027, 1, 7)
    db.session.add(
        Membership(
            chapter_id=thanked.id,
            person_id=first.person_id,
            trade="Vet",
            seat_key="vet",
            joined_on=date(2027, 1, 7),
        )
    )
    db.session.commit()
    found = trade_queries.thanks_in(thanked, HALF)
    assert {one.trade.partition(" ")[0] for one in found} == {"Construction"}


def test_half_year_that_runs_or_is_none_is_not_found(
    thanked: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    for period in ("2027-01..2027-06", "2026-12", "all", "x"):
        browse(member).get("trades.index", status=404, period=period)
        browse(member).get("trades.file", status=404, period=period)


def test_page_before_any_half_year_says_when_one_comes(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("trades.index")
    assert page.select_one(".empty p").get_text() == (
        "The first half-year stands here a month after it is over."
    )


def test_page_is_for_the_people_of_the_chapter(
    thanked: Chapter, director: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    assert _rows(browse(director).get("trades.index")) == ["Construction|€7"]
    browse(stranger).get("trades.index", status=404)
    browse(stranger).get("trades.file", status=404)
