"""The attendance sheet sent whole, as a browser without script does."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.attendance import queries
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_member

TODAY = date(2026, 11, 19)


@pytest.fixture
def meeting(chapter: Chapter) -> Meeting:
    """The open meeting of today."""
    return make_meeting(chapter, TODAY)


def letters(chapter: Chapter) -> str:
    """Return the letters of the sheet in its order, a dash for those not marked."""
    db.session.expire_all()
    sheet = queries.sheet(chapter, TODAY, meetings.on(chapter, TODAY))
    return "".join(row.letter or "-" for row in sheet)


def as_sent(page: BeautifulSoup) -> dict[str, str]:
    """Return what a browser without script would send of the sheet."""
    form = page.select_one("form[data-roll-call]")
    assert form is not None
    fields = form.select("input[name]:not([type=radio]), input[type=radio][checked]")
    return {str(field["name"]): str(field["value"]) for field in fields}


def test_edit_without_script_saves_the_sheet_at_once(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    ana = make_member(chapter, "Ana One").person_id
    page = browse(vice_president).submit("attendance.edit", {f"mark-{ana}": "L"}, held_on=TODAY)

    assert (letters(chapter), "The marks are saved." in page.get_text()) == ("L-", True)


def test_edit_without_script_leaves_rows_nobody_touched_to_others(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    """Seen red with `shown` not read."""
    ana, bea = make_member(chapter, "Ana One").person, make_member(chapter, "Bea Two").person
    make_mark(meeting, ana, "P")
    browser = browse(vice_president)
    sent = as_sent(browser.get("attendance.edit", held_on=TODAY))
    make_mark(meeting, ana, "A")

    browser.post("attendance.edit", {**sent, f"mark-{bea.id}": "L"}, held_on=TODAY)

    assert letters(chapter) == "A-L"


def test_edit_without_script_shows_a_conflict_at_its_row_and_keeps_the_others(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    ana, bea = make_member(chapter, "Ana One").person, make_member(chapter, "Bea Two").person
    make_mark(meeting, ana, "P")
    browser = browse(vice_president)
    sent = as_sent(browser.get("attendance.edit", held_on=TODAY))
    make_mark(meeting, ana, "A")

    typed = {**sent, f"mark-{ana.id}": "M", f"mark-{bea.id}": "L"}
    page = browser.post("attendance.edit", typed, status=409, held_on=TODAY)

    again = as_sent(page)
    assert [note.get_text() for note in page.select("[data-note]:not([hidden])")] == [
        "North marked A at 11:00."
    ]
    assert (again[f"mark-{ana.id}"], again[f"mark-{bea.id}"], letters(chapter)) == ("A", "L", "A--")


@pytest.mark.parametrize(
    "name", ["mark-x", "mark-", "mark--1", f"mark-{10**20}", "marks", "version-1", "mark-\uff11"]
)
def test_edit_ignores_fields_it_does_not_know(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting, name: str
) -> None:
    browse(vice_president).post("attendance.edit", {name: "P"}, held_on=TODAY)

    assert letters(chapter) == "-"


def test_edit_of_a_closed_week_is_refused_and_shows_the_letters(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    assert vice_president.person is not None
    make_mark(meeting, vice_president.person, "L")
    close_week(chapter, TODAY)
    row = {f"mark-{vice_president.person.id}": "P"}

    page = browse(vice_president).post("attendance.edit", row, status=409, held_on=TODAY)

    assert [letter.get_text() for letter in page.select(".letter")] == ["L"]
