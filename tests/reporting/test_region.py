"""Many chapters in one file: whose, what of them, and for whom."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter import clock
from chapter.accounts import service as accounts
from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.reporting import region, workbooks
from reports import periods
from tests import factories
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader
from tests.statements import counting

NOVEMBER = periods.parse("2026-11", TODAY)


def direct(reader: Reader, chapter: Chapter, until: date | None = None) -> None:
    """Make somebody a director of one more chapter."""
    term = {"starts_on": date(2026, 9, 1), "ends_on": until}
    accounts.grant_office(
        chapter, reader.user, Office.DIRECTOR, **term, actor_id=None, now=clock.now()
    )
    db.session.commit()


def book(browser: Browser, month: str = "2026-11") -> Any:
    """Fetch the file and read it."""
    answer = browser.client.get(browser.address("reporting.chapters_month", month=month))
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.data))


def line(sheet: Any, name: str) -> tuple[Any, ...]:
    """Return the line of a chapter."""
    (found,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == name]
    return tuple(found)


def test_director_has_each_of_her_chapters(
    november: Chapter, elsewhere: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    direct(director, elsewhere)
    made = book(browse(director))
    assert made.sheetnames == ["Chapters", "North", "South"]
    assert line(made["Chapters"], "North")[3:] == (2, 0, 1, 2, 2, 30.5, 0)
    assert line(made["Chapters"], "South")[3:] == (0, 0, None, 0, 0, 0, 0)


def test_director_has_no_other_chapter(
    november: Chapter, elsewhere: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    """Seen red with every chapter there is handed to `write`."""
    assert book(browse(director)).sheetnames == ["Chapters", "North"]


def test_member_has_their_own_chapter(
    november: Chapter, elsewhere: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    made = book(browse(member))
    assert made.sheetnames == ["Chapters", "North"]
    mona = ("Mona Member", "Baker", 1, 1, 0, 0, 0, 0, 2, 0, 1, 30.5, 0, 0, 0, 0)
    assert line(made["North"], "Mona Member") == mona


def test_stranger_has_theirs(november: Chapter, stranger: Reader, browse: BrowserFactory) -> None:
    assert book(browse(stranger)).sheetnames == ["Chapters", "South"]


def test_admin_has_every_chapter(
    november: Chapter, elsewhere: Chapter, admin: Reader, browse: BrowserFactory
) -> None:
    assert book(browse(admin)).sheetnames == ["Chapters", "North", "South"]


def test_who_enters_no_chapter_gets_a_file_that_says_so(
    november: Chapter, browse: BrowserFactory
) -> None:
    nobody = browse(Reader(accounts.add_user("n@nobody.example", name="N", now=clock.now())))
    assert book(nobody)["Chapters"]["A5"].value == "There is no chapter to tell of."
    page = nobody.get("reporting.chapters")
    assert "No chapter shows you its reports at present." in page.get_text()


def test_right_is_asked_in_each_chapter_on_its_own_day(
    november: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    """Seen red with `chapters_with` giving what `own_chapters` gives: there it is tomorrow."""
    isle = factories.make_chapter("isle", "Isle", zone="Pacific/Kiritimati")
    direct(director, isle, until=TODAY + timedelta(days=1))
    assert book(browse(director)).sheetnames == ["Chapters", "North"]


def test_page_lists_months_and_chapters(
    november: Chapter, elsewhere: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    direct(director, elsewhere)
    page = browse(director).get("reporting.chapters")
    links = [a["href"] for a in page.select("main a[download]")]
    assert (links[0], len(links)) == ("/chapters/2026-11.xlsx", 12)
    assert [a.get_text() for a in page.select("main .panel a:not([download])")] == [
        "North",
        "South",
    ]


def test_chapters_page_leads_there(
    chapter: Chapter, elsewhere: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    direct(director, elsewhere)
    page = browse(director).get("chapters.index")
    assert page.select_one('main a[href="/chapters"], header a[href="/chapters"]') is not None


def test_page_takes_the_same_statements_for_many_chapters(
    chapter: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    """Seen red with each chapter's rights asked, and with its region named."""
    browser, counts = browse(director), []
    for number in range(3):
        direct(director, factories.make_chapter(f"more{number}", f"More {number}"))
        with counting() as count:
            browser.get("reporting.chapters")
        counts.append(count.number)
    assert counts == [2, 2, 2]


def test_too_many_chapters_are_left_to_the_command(
    november: Chapter,
    elsewhere: Chapter,
    admin: Reader,
    browse: BrowserFactory,
) -> None:
    for number in range(region.MOST):
        factories.make_chapter(f"more{number}", f"More {number}")
    page = browse(admin).get("reporting.chapters")
    assert ("flask report chapters" in page.get_text(), page.select("a[download]")) == (True, [])
    browse(admin).get("reporting.chapters_month", 404, month="2026-11")


def test_sums_never_cross_currencies(
    november: Chapter, elsewhere: Chapter, director: Reader, browse: BrowserFactory
) -> None:
    direct(director, elsewhere)
    sheet = book(browse(director))["Chapters"]
    assert line(sheet, "All chapters")[8] is None
    assert [line(sheet, code)[8] for code in ("EUR", "USD")] == [30.5, 0]


def test_book_agrees_with_the_chapters_own(november: Chapter) -> None:
    made = region.book(november, NOVEMBER, TODAY)
    own = workbooks.book(november, NOVEMBER, today=TODAY)
    assert (made.vitals(NOVEMBER), made.by_meeting) == (own.vitals(NOVEMBER), own.by_meeting)
    assert made.chapter_score == own.chapter_score


@pytest.mark.parametrize("month", ["2026", "soon", "2026-13", "6m"])
def test_what_is_no_month_is_unknown(director: Reader, browse: BrowserFactory, month: str) -> None:
    browse(director).get("reporting.chapters_month", 404, month=month)
