"""What the pages of imports refuse: strangers, too much, broken and hostile files."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportDraft
from chapter.imports.rules import LARGEST_FILE
from chapter.meetings.models import Meeting
from tests import factories
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.exports import Slip as Row
from tests.imports.broken import FILES, Broken
from tests.imports.pages import answer, bring, draft_id, drop, slips, take_back, texts
from tests.imports.steps import ANA, DAY, ROWS, audit

# What is too large is refused before it is kept.
SENT = [file for file in FILES if len(file.data) <= LARGEST_FILE]
LONG = [pytest.param(SENT[n : n + 50], marks=pytest.mark.long) for n in range(0, len(SENT), 50)]
MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def test_files_are_for_those_who_bring_them_in(
    browse: BrowserFactory, member: Reader, stranger: Reader, director: Reader
) -> None:
    """Seen red with @requires lowered to REPORT_VIEW."""
    browse(member).get("imports.index", 403)
    browse(stranger).get("imports.index", 404)
    browse(director).get("imports.index")


def test_upload_of_another_is_unknown(
    officer: Browser, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the uploads of everybody fetched."""
    drop(officer, ("slips.xls", audit(ROWS)))
    other = browse(vice_president)

    other.get("imports.show", 404, draft_id=draft_id())
    other.post("imports.bring", {"shown": ""}, 404, draft_id=draft_id())


def test_post_without_its_token_is_refused(officer: Browser) -> None:
    """Seen red with CSRFProtect off."""
    sent = {"csrf_token": "", "files": [(BytesIO(audit(ROWS)), "slips.xls")]}
    answer = officer.client.post(officer.address("imports.upload"), data=sent)

    assert (answer.status_code, db.session.query(ImportDraft).count()) == (400, 0)


def test_nothing_dropped_is_said_at_the_field(officer: Browser) -> None:
    page = drop(officer, status=422)

    assert texts(page, "#files-error") == ["Choose a file, or drop one here."]


def test_file_too_large_is_named(officer: Browser) -> None:
    """Seen red with the sizes not looked at."""
    page = drop(officer, ("a.csv", b"x" * (5 * 1024 * 1024 + 1)), status=413)

    assert "a.csv is larger than 5 MB" in texts(page, ".error-summary li")[0]
    assert db.session.query(ImportDraft).count() == 0


def test_files_too_large_together_are_refused_at_the_field(officer: Browser) -> None:
    """Seen red with the bare page of too large requests."""
    large = b"x" * (4 * 1024 * 1024)
    page = drop(officer, ("a.csv", large), ("b.csv", large), status=413)

    assert texts(page, "h1") == ["Bring files in"]
    assert texts(page, "#files-error")[0].startswith("Together these files are larger than 6 MB;")
    assert page.select_one("input[type=file]")["aria-invalid"] == "true"


def test_too_many_files_are_refused(officer: Browser) -> None:
    page = drop(officer, *[(f"{n}.csv", b"x") for n in range(61)], status=422)

    assert "more than 60 files" in texts(page, ".error-summary li")[0]


def test_wrong_file_is_named_and_can_be_left_out(officer: Browser) -> None:
    """Seen red with an unread file not standing in the way."""
    page = drop(officer, ("print.xls", b"%PDF-1.4"), ("slips.xls", audit(ROWS)))
    page = answer(officer, page)
    told, here = texts(page, "#unread-head ~ ul p"), page.select("#bring .form-actions")
    officer.post("imports.leave_out", draft_id=draft_id(), position=0)
    bring(officer, officer.get("imports.show", draft_id=draft_id()))

    assert told == ["This is a PDF; download the report as a spreadsheet instead."]
    assert (here, slips()) == ([], 8)


def test_last_file_left_out_ends_the_upload(officer: Browser) -> None:
    drop(officer, ("print.xls", b"%PDF-1.4"))
    officer.post("imports.leave_out", draft_id=draft_id(), position=0)

    ended = officer.get("imports.show", 302, draft_id=draft_id())
    told = texts(officer.get("imports.index"), ".message-text")

    assert (len(ended.select("h1")), told[-1]) == (1, told[-1])
    officer.post("imports.leave_out", None, 404, draft_id=99, position=7)


@pytest.mark.parametrize("some", [SENT[::9], *LONG])
def test_broken_files_are_named_and_never_a_fault(officer: Browser, some: list[Broken]) -> None:
    """Seen red with Unreadable not caught."""
    page = drop(officer, *[(file.name, file.data) for file in some])
    told = texts(page, "#unread-head ~ ul > li, #bring .field-error, #bring .remarks li, legend")

    assert len(told) >= len(page.select("#unread-head ~ ul > li, #bring section"))
    assert (page.select("#bring .form-actions"), slips()) == ([], 0)
    assert db.session.query(ImportBatch).count() == 0


def test_markup_in_names_sheets_and_heads_is_shown_as_text(officer: Browser) -> None:
    """Seen red with `|safe` behind a line's name."""
    rows = [Row("Referral", MARKUP, ANA, tier=MARKUP), Row("Referral", f"A{MARKUP}", ANA)]
    page = drop(officer, (f"{MARKUP}.xls", audit(rows)), (f"b{MARKUP}.csv", heads()))
    page = answer(officer, page) if page.select("legend") else page
    lines = officer.get("imports.lines", draft_id=draft_id(), position=0)

    assert MARKUP in page.get_text()
    assert page.select("img, main script") + lines.select("img, main script") == []


def heads() -> bytes:
    """Return a list of members with markup in its heads and names."""
    return f'Name,Trade,"{MARKUP.replace(chr(34), chr(34) * 2)}"\n"Eve {MARKUP[2:]}",x,y\n'.encode()


def closed(officer: Browser, rows: list[Row], again: list[Row]) -> BeautifulSoup:
    """Bring a week in, close it, and drop it again with other rows."""
    bring(officer, answer(officer, drop(officer, ("slips.xls", audit(rows)))))
    db.session.query(Meeting).filter_by(held_on=DAY).update({"state": "closed"})
    db.session.commit()
    return answer(officer, drop(officer, ("slips.xls", audit(again))), meeting=str(DAY))


def test_closed_week_asks_nothing_that_cannot_matter(officer: Browser) -> None:
    """Seen red with every question asked; and with ticks in the preview and in its lists."""
    page = closed(officer, ROWS[:6], [*ROWS[1:], Row("One-to-One", "Nora Nobody", ANA)])
    lines = officer.get("imports.lines", draft_id=draft_id(), position=0, state="missing")

    assert texts(page, ".field-error")[0].startswith("The week of Thu 12 Nov 2026 is closed.")
    assert "Not in the file 1" in texts(page, ".tabs a")
    assert page.select("legend, main input[type=checkbox]") == []
    assert (len(lines.select("tbody tr")), lines.select("main input[type=checkbox]")) == (1, [])


def test_closed_week_asks_whom_it_means_where_that_may_be_all(officer: Browser) -> None:
    """A row may be there already in another spelling; seen red with no question asked."""
    page = closed(officer, ROWS, [*ROWS[:7], Row("Visitor", "Bem Okafor", "Vera Visitor")])

    assert texts(page, "legend") == ["Who is Bem Okafor?"]


def test_row_missing_of_a_closed_week_has_no_tick(officer: Browser) -> None:
    """Seen red with a tick that is refused once it is taken."""
    page = closed(officer, ROWS, ROWS[:7])
    (said,) = [text for text in texts(page, "#bring p.muted") if "lacks" in text]

    assert said.startswith("What the file lacks stays. The week of Thu 12 Nov 2026 is closed.")
    assert page.select("main input[type=checkbox]") == []


def test_waiting_upload_tells_what_cannot_be_read(officer: Browser) -> None:
    """Seen red with nothing noted when it was uploaded; answering anew keeps it."""
    drop(officer, ("print.xls", b"%PDF-1.4"), ("slips.xls", audit(ROWS)))
    officer.post("imports.ask_again", draft_id=draft_id())
    (told,) = texts(officer.get("imports.index"), "#waiting-head ~ ul .row-text")
    page = officer.get("imports.show", draft_id=draft_id())

    assert told.startswith("print.xls, slips.xls Thu 19 Nov 2026,")
    assert told.endswith(
        "print.xls cannot be read. This is a PDF; download the report as a spreadsheet instead."
    )
    assert page.select("form[action$='/ask-again']") == []


def test_all_waiting_uploads_are_forgotten_at_once(
    officer: Browser, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Not those of others, nor one of meanwhile; seen red with either of them forgotten."""
    drop(browse(vice_president), ("hers.xls", b"%PDF-1.4"))
    for n in range(7):
        drop(officer, (f"{n}.xls", b"%PDF-1.4"))
    page = officer.get("imports.index")
    drop(officer, ("late.xls", b"%PDF-1.4"))
    form = page.select_one("form[action*='/imports/forget']")
    officer.client.post(str(form["action"]), data={"csrf_token": officer.csrf_token})
    waiting = db.session.query(ImportDraft).filter_by(state="waiting")

    assert texts(page, "#waiting-head ~ details summary") == ["2 earlier ones"]
    assert [draft.files[0].name for draft in waiting] == ["hers.xls", "late.xls"]


def test_undo_that_cannot_be_says_why(officer: Browser, lighthouse: Chapter) -> None:
    """Seen red with the refusal not caught."""
    listed = bring(officer, answer(officer, drop(officer, ("slips.xls", audit(ROWS)))))
    factories.close_week(lighthouse, DAY)
    page = take_back(officer, listed, 422)

    assert "is closed; reopen it, then take the file back." in texts(page, "[role=alert]")[0]
    assert slips() == 8


def test_import_of_another_chapter_is_unknown(
    officer: Browser, browse: BrowserFactory, stranger: Reader
) -> None:
    """Seen red with batches fetched without their chapter."""
    bring(officer, answer(officer, drop(officer, ("slips.xls", audit(ROWS)))))
    number = int(db.session.scalar(db.select(db.func.max(ImportBatch.id))) or 0)

    browse(stranger).post("imports.undo", None, 404, batch_id=number, chapter_slug="south")
    assert slips() == 8


@pytest.mark.parametrize("sent", [{"shown": ["a", "b"]}, {"shown": "old"}, {}])
def test_word_that_fits_nothing_is_refused(officer: Browser, sent: dict[str, Any]) -> None:
    answer(officer, drop(officer, ("slips.xls", audit(ROWS))))
    page = officer.post("imports.bring", sent, 422, draft_id=draft_id())

    assert (len(page.select(".error-summary")), slips()) == (1, 0)
