"""A meeting nobody has opened yet: its sheet is there, and the first mark opens it."""

import gzip
from datetime import date, timedelta

import pytest

from chapter.attendance import queries
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.rules import State
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting, make_member
from tests.house import dump

TODAY = date(2026, 11, 19)
JSON = {"Accept": "application/json"}


@pytest.fixture
def ana(chapter: Chapter) -> int:
    """A member whose mark is the first."""
    return make_member(chapter, "Ana One").person_id


def state(chapter: Chapter) -> tuple[str, str]:
    """Return the state of today's meeting, and the letters of its sheet."""
    db.session.expire_all()
    slot = meetings.slot_on(chapter, TODAY)
    assert slot is not None
    rows = queries.sheet(chapter, TODAY, slot.meeting)
    return slot.state, "".join(row.letter or "-" for row in rows)


def test_first_mark_opens_the_meeting(
    chapter: Chapter, browse: BrowserFactory, secretary: Reader, ana: int
) -> None:
    """Seen red with the meeting not opened."""
    row = {f"mark-{ana}": "A", f"version-{ana}": "0"}
    answer = browse(secretary).send("attendance.edit", row, held_on=TODAY, headers=JSON)

    assert answer.json == {
        "counts": {"P": 0, "A": 1, "L": 0, "M": 0, "S": 0, "none": 1},
        "rows": [{"person": ana, "mark": "A", "substitute": "", "version": 1}],
    }
    trace = db.session.scalars(db.select(AuditEntry).filter_by(action="week.open")).one()
    assert (state(chapter), trace.user_id) == (("open", "A-"), secretary.user.id)


def test_second_mark_opens_nothing_again(
    browse: BrowserFactory, vice_president: Reader, ana: int
) -> None:
    browser = browse(vice_president)
    for letter in "AL":
        browser.send("attendance.edit", {f"mark-{ana}": letter}, held_on=TODAY, headers=JSON)

    assert db.session.query(AuditEntry).filter_by(action="week.open").count() == 1


def test_sheet_before_the_roll_call_is_sent_whole_without_script(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, ana: int
) -> None:
    browser = browse(vice_president)
    sheet = browser.get("attendance.edit", held_on=TODAY).select("[data-roll-call] [data-row]")
    browser.post("attendance.edit", {f"mark-{ana}": "L", "shown": f"{ana}"}, held_on=TODAY)

    assert (len(sheet), state(chapter)) == (2, ("open", "L-"))


def test_sheet_sent_without_a_mark_opens_nothing(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the meeting opened whatever was sent."""
    browse(vice_president).post("attendance.edit", {}, status=409, held_on=TODAY)

    assert state(chapter) == ("scheduled", "-")


@pytest.mark.parametrize(
    ("person", "letter", "status"), [("own", "X", 422), ("other", "P", 422), ("own", "A", 409)]
)
def test_mark_that_is_refused_leaves_everything_as_it_was(
    chapter: Chapter,
    elsewhere: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    person: str,
    letter: str,
    status: int,
) -> None:
    """Seen red with what was opened kept after a refusal."""
    others = make_member(elsewhere, "Otto Other").person_id
    assert vice_president.person is not None
    number = others if person == "other" else vice_president.person.id
    if status == 409:
        make_meeting(chapter, TODAY, State.HOLIDAY)
    browser, row = browse(vice_president), {f"mark-{number}": letter}
    before = dump.dump(whole=True)
    answer = browser.send("attendance.edit", row, held_on=TODAY, headers=JSON)

    assert answer.status_code == status
    assert dump.changed(before, dump.dump(whole=True)) in ([], ["sign_ins"])


@pytest.mark.parametrize(
    ("put_aside", "sentence"),
    [
        (State.HOLIDAY, "This week is a holiday. Put the meeting back first."),
        (State.DISCARDED, "This week was discarded. Put the meeting back first."),
        (State.CLOSED, "This week is closed. Reopen it first."),
    ],
)
def test_mark_opens_nothing_that_was_put_aside(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    ana: int,
    put_aside: State,
    sentence: str,
) -> None:
    """Seen red with the state set without asking."""
    make_meeting(chapter, TODAY, put_aside)
    answer = browse(vice_president).send(
        "attendance.edit", {f"mark-{ana}": "P"}, held_on=TODAY, headers=JSON
    )

    assert (answer.status_code, (answer.json or {})["error"]) == (409, sentence)
    assert state(chapter) == (put_aside, "--")


@pytest.mark.parametrize("weeks", [1, 2])
def test_mark_opens_no_meeting_before_its_day(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, ana: int, weeks: int
) -> None:
    """Seen red with the day not looked at: the button alone may open a week ahead."""
    day = TODAY + timedelta(weeks=weeks)
    answer = browse(vice_president).send(
        "attendance.edit", {f"mark-{ana}": "P"}, held_on=day, headers=JSON
    )

    said = {"error": "This meeting is not open. Start the roll call first."}
    assert (answer.status_code, answer.json, meetings.on(chapter, day)) == (409, said, None)


@pytest.mark.parametrize(("days", "shown"), [(-7, [False]), (0, [False]), (7, [True]), (14, [])])
def test_sheet_of_a_coming_day_is_kept_out_of_the_way(
    browse: BrowserFactory, vice_president: Reader, days: int, shown: list[bool]
) -> None:
    """Seen red with the sheet shown to everybody a week ahead."""
    day = TODAY + timedelta(days=days)
    page = browse(vice_president).get("attendance.edit", held_on=day)

    assert [form.has_attr("hidden") for form in page.select("[data-roll-call]")] == shown
    assert len(page.select("[data-row]")) == len(shown)


def test_first_mark_is_for_those_who_mark_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader, ana: int
) -> None:
    row = {f"mark-{ana}": "P"}
    browse(member).post("attendance.edit", row, status=403, held_on=TODAY)
    browse(stranger).post("attendance.edit", row, status=404, held_on=TODAY)

    assert state(chapter) == ("scheduled", "--")


def test_sheet_of_forty_before_the_roll_call_weighs_little(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    for number in range(39):
        make_member(chapter, f"Ana Number{number}")
    browser = browse(vice_president)
    page = browser.client.get(browser.address("attendance.edit", held_on=TODAY))

    assert len(gzip.compress(page.data)) <= 20_000
