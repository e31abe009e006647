"""The attendance sheet, as a page and as the address its script talks to."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from chapter.attendance import queries
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_mark, make_meeting, make_member
from tests.statements import Count

TODAY = date(2026, 11, 19)
JSON = {"Accept": "application/json"}


@pytest.fixture
def meeting(chapter: Chapter) -> Meeting:
    """The open meeting of today."""
    return make_meeting(chapter, TODAY)


def letters(chapter: Chapter) -> str:
    """Return the letters of the sheet in its order, a dash for those not marked."""
    db.session.expire_all()
    sheet = queries.sheet(chapter, TODAY, meetings.on(chapter, TODAY))
    return "".join(row.letter or "-" for row in sheet)


def test_start_puts_everybody_present_and_opens_the_sheet(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    make_member(chapter, "Ana One")
    browser = browse(vice_president)

    browser.post("attendance.start", held_on=TODAY)

    counts = [b.get_text() for b in browser.get("attendance.edit", held_on=TODAY).select("b")]
    assert (letters(chapter), counts) == ("PP", ["2", "0", "0", "0", "0", "0"])


def test_open_meeting_leaves_everybody_unmarked(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browse(vice_president).post("weeks.open_meeting", held_on=TODAY)

    assert letters(chapter) == "-"


def test_start_more_than_a_week_ahead_is_refused(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    page = browse(vice_president).post("attendance.start", status=409, held_on=date(2026, 12, 3))

    assert "This meeting is more than a week away; it opens nearer the day." in page.get_text()


def test_edit_before_the_roll_call_offers_both_ways_and_the_sheet(
    browse: BrowserFactory, vice_president: Reader
) -> None:
    page = browse(vice_president).get("attendance.edit", held_on=TODAY)

    actions = [form["action"] for form in page.select("main form")]
    assert actions == [
        f"/c/north/meetings/{TODAY}/attendance/start",
        f"/c/north/meetings/{TODAY}/open",
        f"/c/north/meetings/{TODAY}/attendance",
    ]


def test_edit_sends_counts_and_rows_to_its_script(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    ana = make_member(chapter, "Ana One").person_id
    row = {f"mark-{ana}": "S", f"substitute-{ana}": " Otto ", f"version-{ana}": "0"}

    answer = browse(vice_president).send("attendance.edit", row, held_on=TODAY, headers=JSON)

    assert (answer.status_code, answer.json) == (
        200,
        {
            "counts": {"P": 0, "A": 0, "L": 0, "M": 0, "S": 1, "none": 1},
            "rows": [{"person": ana, "mark": "S", "substitute": "Otto", "version": 1}],
        },
    )


def test_edit_over_a_newer_mark_tells_its_script_what_stands(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, meeting: Meeting
) -> None:
    """Seen red with the comparison of versions off."""
    ana = make_member(chapter, "Ana One").person
    browser, row = browse(vice_president), {f"mark-{ana.id}": "P", f"version-{ana.id}": "0"}
    browser.send("attendance.edit", row, held_on=TODAY, headers=JSON)

    answer = browser.send(
        "attendance.edit", {**row, f"mark-{ana.id}": "A"}, held_on=TODAY, headers=JSON
    )

    assert (answer.status_code, answer.json, letters(chapter)) == (
        409,
        {
            "error": "Vic President marked P at 11:00.",
            "present": {
                "person": ana.id,
                "mark": "P",
                "substitute": "",
                "version": 1,
                "by": "Vic President",
                "at": "2026-11-19T10:00:00+00:00",
                "own": True,
            },
        },
        "P-",
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"mark-{}": "X"}, "A mark is one of P, A, L, M and S."),
        ({"mark-{}": ["P", "A"]}, "“mark-{}” came twice. Send it once."),
        (
            {"mark-{}": "S", "substitute-{}": "x" * 121},
            "Write the substitute’s name in at most 120 characters.",
        ),
        ({"mark-999999999": "P"}, "This person is not a member on that day."),
    ],
)
def test_edit_refuses_what_is_wrong_and_changes_nothing(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    meeting: Meeting,
    sent: dict[str, Any],
    sentence: str,
) -> None:
    assert vice_president.person is not None
    own = vice_president.person.id
    data = {name.format(own): value for name, value in sent.items()}

    answer = browse(vice_president).send("attendance.edit", data, held_on=TODAY, headers=JSON)

    assert (answer.status_code, answer.json) == (422, {"error": sentence.format(own)})
    assert letters(chapter) == "-"


def test_attendance_is_for_those_who_mark_in_this_chapter(
    browse: BrowserFactory, member: Reader, secretary: Reader, stranger: Reader
) -> None:
    browse(member).get("attendance.edit", status=403, held_on=TODAY)
    browse(member).post("attendance.start", status=403, held_on=TODAY)
    browse(stranger).get("attendance.edit", status=404, held_on=TODAY)
    browse(stranger).post("attendance.start", status=404, held_on=TODAY)
    browse(secretary).post("attendance.start", held_on=TODAY)


def test_attendance_of_a_day_without_a_meeting_is_not_found(
    browse: BrowserFactory, vice_president: Reader
) -> None:
    friday = date(2026, 11, 20)

    browse(vice_president).get("attendance.edit", status=404, held_on=friday)
    browse(vice_president).post("attendance.start", status=404, held_on=friday)
    browse(vice_president).post("weeks.open_meeting", status=404, held_on=friday)


@pytest.mark.parametrize("number", [1, 3])
def test_edit_takes_the_same_statements_for_any_number_of_members(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    count_queries: type[AbstractContextManager[Count]],
    meeting: Meeting,
    number: int,
) -> None:
    for letter in "ABC"[:number]:
        make_mark(meeting, make_member(chapter, f"Ana {letter}").person, "P")
    browser = browse(vice_president)

    with count_queries() as count:
        browser.get("attendance.edit", held_on=TODAY)

    assert count.number == 9


@pytest.mark.parametrize("endpoint", ["attendance.edit", "weeks.show", "meetings.index"])
def test_pages_offer_no_start_while_nobody_is_on_the_roster(
    browse: BrowserFactory, director: Reader, endpoint: str
) -> None:
    """The way to a first member instead. Seen red with the start offered all the same."""
    held_on = {} if endpoint == "meetings.index" else {"held_on": TODAY}

    page = browse(director).get(endpoint, **held_on)

    said = "Nobody is on the roster of this meeting yet." in page.get_text()
    leads = page.select("main a[href$='/members/new']") != []
    starts = page.select("form[action$='/attendance/start']") != []
    assert (said, leads, starts) == (bool(held_on), bool(held_on), False)


def test_start_with_nobody_on_the_roster_leaves_the_meeting_unopened(
    chapter: Chapter, browse: BrowserFactory, director: Reader
) -> None:
    page = browse(director).post("attendance.start", status=409, held_on=TODAY)

    assert "Nobody is on the roster of this meeting yet." in page.get_text()
    assert meetings.on(chapter, TODAY) is None
