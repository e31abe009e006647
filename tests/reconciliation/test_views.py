"""The page shows both sides and opens the rows; leaders only, each chapter its own."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests.conftest import BrowserFactory, Reader
from tests.exports import Slip as Row
from tests.factories import close_week, make_slip
from tests.imports.steps import ANA, BEN, bring_in, slips
from tests.reconciliation.steps import PERIOD, bring, palms, two

DAY = date(2026, 11, 5)
INSIDE = "Tier 1 (inside)"


@pytest.fixture
def both(chapter: Chapter) -> int:
    """A closed week of three slips beside a summary of more; return Ana's number."""
    ana, _ = two(chapter)
    rows = [Row("Referral", ANA, BEN, INSIDE), Row("TYFCB", "", ANA, amount="12.50")]
    bring_in(chapter, slips([*rows, Row("CEU", ANA, units="2")]), meeting_day=DAY)
    close_week(chapter, DAY)
    beneath = {"Visitors": {"P": 2}, "BNI": {"P": 2}, "Total": {"RGI": 3, "RRI": 1}}
    bring(chapter, palms({"RGI": 2, "TYFCB": 12.5, "CEU": 2}, {"RRI": 1}, **beneath))
    return ana.id


def rows_of(page: BeautifulSoup) -> list[str]:
    """Return name and state of each row of the first table."""
    rows = page.select_one("table").select("tbody tr")
    return [row.select_one("th").get_text(" ", strip=True) for row in rows]


def test_only_differences_are_shown_unless_all_are_asked_for(
    both: int, vice_president: Reader, browse: BrowserFactory
) -> None:
    browser = browse(vice_president)

    assert rows_of(browser.get("reconciliation.index"))[0] == "Ana Torres different"
    assert rows_of(browser.get("reconciliation.index", all=""))[:2] == [
        "Ben Okafor equal",
        "Ana Torres different",
    ]


def test_differing_cell_opens_its_rows(
    both: int, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the figure left out of the address."""
    browser = browse(vice_president)
    (link,) = browser.get("reconciliation.index").select("a.two-sides")

    page = browser.open(str(link["href"]).partition("#")[0])

    assert link["aria-label"] == "RGI of Ana Torres: 1 here, 2 in the summary"
    cells = page.select("#rows tbody tr")[0].select("th, td")
    assert [cell.get_text(" ", strip=True) for cell in cells] == ["Thu 5 Nov 2026", BEN, "1"]


def test_what_holds_for_all_is_said_once(
    both: int, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the weeks' reasons repeated for each member."""
    page = browse(vice_president).get("reconciliation.index")
    said = [" ".join(p.get_text().split()) for p in page.select("main .panel p")]
    assert said == [
        "The summary tells of 2 meetings; slips of 1 are held here.",
        "Marks of these days are not held here, so they are not compared.",
    ]
    assert page.select("#reasons-head") == []


def test_likely_reason_stands_beneath_with_its_figure(
    chapter: Chapter, both: int, vice_president: Reader, browse: BrowserFactory
) -> None:
    ana, ben = (db.session.get_one(Person, number) for number in (both, both + 1))
    make_slip(chapter, "referral", ana, DAY, receiver_id=ben.id, tier="inside")
    page = browse(vice_president).get("reconciliation.index")
    reasons = [small.get_text() for small in page.select("section li small")]
    assert reasons == ["RGI 1 dated in these days will count once the week is closed."]


def test_thanks_are_shown_as_the_sum_of_a_week(
    chapter: Chapter, both: int, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red with a row for each slip."""
    slip = make_slip(chapter, "closed-business", vice_president.person, DAY, thanked_id=both)
    meeting = db.session.query(Credit.meeting_id).filter(Credit.meeting_id.is_not(None)).first()
    slip.credits[0].meeting_id = meeting[0]
    db.session.commit()
    page = browse(vice_president).get("reconciliation.show", person_id=both, figure="TYFCB")
    rows = [row.get_text(" ", strip=True) for row in page.select("#rows tbody tr")]
    assert rows == ["Thu 5 Nov 2026 €112.50"]


def test_who_leads_may_see_it(
    both: int, member: Reader, director: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    for endpoint, values in (("index", {}), ("show", {"person_id": both})):
        browse(director).get(f"reconciliation.{endpoint}", **values)
        browse(member).get(f"reconciliation.{endpoint}", 403, **values)
        browse(stranger).get(f"reconciliation.{endpoint}", 404, **values)


def test_person_of_another_chapter_is_not_found(
    both: int, vice_president: Reader, stranger: Reader, browse: BrowserFactory
) -> None:
    browser, other = browse(vice_president), stranger.person
    assert other is not None
    browser.get("reconciliation.show", 404, person_id=other.id)
    browser.get("reconciliation.show", 404, person_id=both, figure="X")
    browser.get("reconciliation.index", 404, period="2020")
    browser.get("reconciliation.index", period=PERIOD)


def test_chapter_without_a_summary_is_told_the_way(
    vice_president: Reader, browse: BrowserFactory
) -> None:
    page = browse(vice_president).get("reconciliation.index")
    assert page.select_one(".empty p").get_text().startswith("No summary of a term")
