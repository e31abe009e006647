"""What a phone still sends to a meeting that moved, or to a week that was closed meanwhile."""

from datetime import date
from typing import Any

import pytest

from chapter import clock
from chapter.attendance import queries
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings import service as meeting_service
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.visitors.models import Visit
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting, make_member

TODAY, FRIDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)
SHEET = "/c/north/meetings/{}/attendance"
JSON = {"Accept": "application/json"}


@pytest.fixture
def ana(chapter: Chapter) -> int:
    """A member to be marked."""
    return make_member(chapter, "Ana One").person_id


def move(chapter: Chapter, reader: Reader, *days: date) -> None:
    """Move today's meeting from day to day."""
    day = TODAY
    for to in days:
        trace: dict[str, Any] = {"actor_id": reader.user.id, "now": clock.now()}
        meeting_service.move(chapter, day, to=to, has_marks=False, **trace)
        day = to
    db.session.commit()


def letter(chapter: Chapter, day: date, person_id: int) -> str:
    """Return somebody's mark of a day."""
    db.session.expire_all()
    meeting = meetings.on(chapter, day)
    return (
        {one.person_id: one.letter for one in queries.lines(chapter, meeting)}[person_id]
        if meeting
        else ""
    )


@pytest.mark.parametrize(
    ("days", "old", "new"),
    [
        ([FRIDAY], TODAY, FRIDAY),
        ([FRIDAY, MONDAY], TODAY, MONDAY),
        ([FRIDAY, MONDAY], FRIDAY, MONDAY),
        ([FRIDAY, TODAY], FRIDAY, TODAY),
    ],
)
def test_old_day_leads_to_the_new_one(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    days: list[date],
    old: date,
    new: date,
) -> None:
    """Seen red with the page of what is not there, and with the regular day known alone."""
    move(chapter, vice_president, *days)
    client = browse(vice_president).client
    answers = [client.get(f"/c/north/meetings/{old}{page}") for page in ("", "/attendance?a=b")]

    assert [(answer.status_code, answer.location) for answer in answers] == [
        (302, f"/c/north/meetings/{new}"),
        (302, f"{SHEET.format(new)}?a=b"),
    ]


def test_mark_for_the_old_day_stands_in_the_meeting_that_moved(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, vice_president: Reader, ana: int
) -> None:
    """Also before its new day; seen red with 404, and with “start the roll call first”."""
    move(chapter, vice_president, FRIDAY)
    answer = browse(secretary).send(
        "attendance.edit", {f"mark-{ana}": "A"}, held_on=TODAY, headers=JSON
    )

    assert (answer.status_code, (answer.json or {})["address"]) == (200, SHEET.format(FRIDAY))
    assert (letter(chapter, FRIDAY, ana), meetings.on(chapter, TODAY)) == ("A", None)


def test_visitor_for_the_old_day_is_on_the_list_of_the_meeting_that_moved(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, vice_president: Reader
) -> None:
    """Seen red with 422, “There is no meeting on that day”."""
    move(chapter, vice_president, FRIDAY)
    said = {"name": "Vera Visitor", "company": "Newco", "inviter_id": "", "key": "k" * 32}
    answer = browse(secretary).send("weeks.receive", said, held_on=TODAY, headers=JSON)
    days = db.session.scalars(db.select(Meeting.held_on).join(Visit)).all()

    assert (answer.status_code, days) == (201, [FRIDAY])


def test_start_for_the_old_day_calls_the_roll_of_the_meeting_that_moved(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, vice_president: Reader, ana: int
) -> None:
    """Seen red with 404."""
    move(chapter, vice_president, FRIDAY)
    answer = browse(secretary).send("attendance.start", held_on=TODAY, headers=JSON)

    assert (answer.status_code, (answer.json or {})["address"]) == (200, SHEET.format(FRIDAY))
    assert letter(chapter, FRIDAY, ana) == "P"


def test_sheet_open_at_the_old_day_hears_where_the_meeting_is(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with 404, after which the sheet's script asked no more."""
    address = browse(vice_president).address("attendance.changes", held_on=TODAY)
    client = browse(vice_president).client
    before = client.get(address, headers=JSON).json or {}
    move(chapter, vice_president, FRIDAY)
    after = client.get(address, headers=JSON).json or {}

    assert (before.get("address"), after.get("address")) == (None, SHEET.format(FRIDAY))


def test_day_that_never_had_a_meeting_leads_nowhere(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, stranger: Reader
) -> None:
    """Nor does a moved one for whoever is not of the chapter."""
    move(chapter, vice_president, FRIDAY)

    browse(vice_president).get("attendance.edit", 404, held_on=MONDAY)
    browse(stranger).get("attendance.edit", 404, held_on=TODAY)


def closed_answer(browse: BrowserFactory, reader: Reader, ana: int) -> tuple[int, Any]:
    """Mark somebody in today's closed week, and return what is answered."""
    answer = browse(reader).send(
        "attendance.edit", {f"mark-{ana}": "A"}, held_on=TODAY, headers=JSON
    )
    return answer.status_code, answer.json


def test_closed_week_names_who_reopens_it_and_where_to_ask(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, vice_president: Reader, ana: int
) -> None:
    """Seen red with “Reopen it first” for those who cannot."""
    make_meeting(chapter, TODAY, State.CLOSED)
    name, watch = vice_president.user.name, f"{SHEET.format(TODAY)}/changes"
    said = f"This week is closed. Ask {name}, vice president, to reopen it."

    assert closed_answer(browse, secretary, ana) == (409, {"error": said, "watch": watch})
    assert closed_answer(browse, vice_president, ana) == (
        409,
        {"error": "This week is closed. Reopen it first.", "watch": watch},
    )


def test_closed_week_asks_for_whoever_leads_where_nobody_holds_the_office(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, ana: int
) -> None:
    make_meeting(chapter, TODAY, State.CLOSED)
    start = browse(secretary).send("attendance.start", held_on=TODAY, headers=JSON)
    said = "This week is closed. Ask whoever leads the chapter to reopen it."

    assert closed_answer(browse, secretary, ana)[1]["error"] == said
    assert (start.status_code, start.json) == (
        409,
        {"error": said, "watch": f"{SHEET.format(TODAY)}/changes"},
    )


def test_closed_sheet_says_who_reopens_the_week_or_offers_it(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, vice_president: Reader
) -> None:
    """Seen red with a sheet that only says it is closed."""
    make_meeting(chapter, TODAY, State.CLOSED)
    theirs = browse(secretary).get("attendance.edit", held_on=TODAY)
    own = browse(vice_president).get("attendance.edit", held_on=TODAY)

    assert f"Ask {vice_president.user.name}, vice president," in theirs.get_text()
    assert [form["action"] for form in theirs.select("main form")] == []
    assert [form["action"] for form in own.select("main form")] == [
        f"/c/north/meetings/{TODAY}/reopen"
    ]
