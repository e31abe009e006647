"""Who takes a chapter's data out, what they get, and that it is traced."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.reading.template import TEMPLATE
from tests import factories
from tests.browse import Browser
from tests.conftest import TODAY, BrowserFactory, Reader

DOWNLOADS = ("archive.download", "archive.fill", "archive.hand_out")
ASKED = {"layout": "slips-audit", "period": str(TODAY), "ending": "xlsx"}


@pytest.fixture
def leader(browse: BrowserFactory, vice_president: Reader) -> Browser:
    """The browser of the office that closes the week."""
    return browse(vice_president)


@pytest.fixture
def closed(chapter: Chapter, member: Reader, vice_president: Reader) -> Chapter:
    """A chapter with a thank-you in a closed week."""
    assert member.person
    assert vice_president.person
    factories.make_slip(
        chapter, "closed-business", member.person, TODAY, thanked_id=vice_president.person.id
    )
    factories.close_week(chapter, TODAY)
    return chapter


def traces() -> list[str]:
    """Return what was handed out, as the trace has it."""
    query = db.select(AuditEntry.action).where(AuditEntry.action.startswith("archive."))
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


def test_page_tells_what_stays_out(leader: Browser, closed: Chapter) -> None:
    """Seen red with the list of what stays out left empty."""
    page = leader.get("archive.show")
    stays = [li.get_text(strip=True)[:28] for li in page.select("#everything-head ~ ul li")]

    assert stays == [
        "Who thanked for closed busin",
        "Whom a referral is about and",
        "Passwords, devices, invitati",
    ]


def test_page_tells_the_closer_of_thanks(leader: Browser, closed: Chapter) -> None:
    """Seen red with the office's right not asked for."""
    closed.closer_sees_thanks = True
    db.session.commit()
    stays = leader.get("archive.show").select("#everything-head ~ ul li")

    assert len(stays) == 2


@pytest.mark.parametrize("endpoint", ["archive.show", "archive.template"])
def test_pages_are_for_the_leadership(
    browse: BrowserFactory, member: Reader, stranger: Reader, director: Reader, endpoint: str
) -> None:
    """Seen red with @requires lowered to REPORT_VIEW."""
    for reader, status in ((member, 403), (stranger, 404), (director, 200)):
        browser = browse(reader)
        with browser.client.get(browser.address(endpoint)) as answer:
            assert answer.status_code == status


@pytest.mark.parametrize("endpoint", DOWNLOADS)
def test_downloads_are_for_the_leadership(
    browse: BrowserFactory, member: Reader, stranger: Reader, endpoint: str
) -> None:
    """Seen red with @requires lowered to REPORT_VIEW."""
    browse(member).post(endpoint, ASKED, 403)
    browse(stranger).post(endpoint, ASKED, 404)

    assert traces() == []


def test_page_leads_on_to_imports_and_lights_the_chapter_up(leader: Browser) -> None:
    """Seen red with the data's pages left out of the menu, and without the link."""
    page = leader.get("archive.show")
    lit = {a.get_text(strip=True) for a in page.select("nav a[aria-current]")}

    assert lit == {"Chapter"}
    assert page.select("main a[href$='/imports']") != []


def test_download_hands_the_archive_out_and_is_traced(leader: Browser, closed: Chapter) -> None:
    """Seen red with the trace left out."""
    with leader.send("archive.download") as answer:
        names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()

    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=north-{TODAY}.zip"
    assert names[-3:] == ["data.xlsx", "schema.json", "README.txt"]
    assert traces() == ["archive.export"]


def test_template_is_empty_and_not_traced(leader: Browser) -> None:
    """Seen red with the chapter's members in it."""
    book = workbook(leader.client.get(leader.address("archive.template")))

    assert book.sheetnames == ["Read me", *TEMPLATE]
    assert {name: book[name].max_row for name in TEMPLATE} == dict.fromkeys(TEMPLATE, 1)
    assert traces() == []


def test_filled_template_holds_the_chapter(leader: Browser, closed: Chapter) -> None:
    """Seen red with the payer written under From."""
    book = workbook(leader.send("archive.fill"))
    rows = {name: list(book[name].values)[1:] for name in TEMPLATE}

    assert sorted(row[1] for row in rows["Members"]) == ["Member", "President"]
    assert rows["Slips"][0][2:5] == ("Closed business", None, "Vic President")
    assert traces() == ["archive.template"]


def test_official_report_is_handed_out(leader: Browser, closed: Chapter) -> None:
    """Seen red with the payer written under From."""
    rows = list(workbook(leader.send("archive.hand_out", ASKED))["Report"].values)

    assert rows[1] == (None, "Vic President", "TYFCB", None, "100.00", None, None)
    assert traces() == ["archive.official"]


def test_slips_audit_of_a_month_is_refused(leader: Browser, closed: Chapter) -> None:
    """Seen red with the refusal not caught."""
    page = leader.post("archive.hand_out", {**ASKED, "period": "2026-11"}, 422)

    assert page.select_one("#period-error").get_text(strip=True) == "Choose a week that is closed."
    assert traces() == []


def test_period_not_offered_is_refused(leader: Browser, closed: Chapter) -> None:
    """Seen red with choices not checked."""
    asked = {"layout": "palms-summary", "period": "2026", "ending": "csv"}
    leader.post("archive.hand_out", asked, 422)

    assert traces() == []


def test_page_without_a_closed_week_says_so(leader: Browser) -> None:
    """Seen red with an empty list to choose from."""
    panel = leader.get("archive.show").select_one("[aria-labelledby=official-head]")

    assert panel.select("select") == []


def workbook(answer: Any) -> Any:
    """Open an answer as a workbook."""
    with answer:
        assert answer.status_code == 200
        return load_workbook(io.BytesIO(answer.data))
