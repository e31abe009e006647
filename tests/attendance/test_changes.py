"""What the sheet's script asks every few seconds: what others marked, cheaply, missing nothing."""

from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from chapter import clock
from chapter.attendance import service
from chapter.attendance.service import Entry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_member
from tests.statements import Count

TODAY = date(2026, 11, 19)


@pytest.fixture
def meeting(chapter: Chapter) -> Meeting:
    """The open meeting of today."""
    return make_meeting(chapter, TODAY)


@pytest.fixture
def host(browse: BrowserFactory, vice_president: Reader) -> Browser:
    """The vice president's browser."""
    return browse(vice_president)


def ask(host: Browser, seen: str = "") -> tuple[int, dict[str, object] | None, str]:
    """Ask as the script does; return status, what changed, and what was seen with it."""
    address = host.address("attendance.changes", held_on=TODAY)
    answer = host.client.get(address, headers={"If-None-Match": seen})
    return answer.status_code, answer.get_json(silent=True), answer.headers.get("ETag", "")


def test_changes_tells_every_line_in_short(
    chapter: Chapter, host: Browser, vice_president: Reader, meeting: Meeting
) -> None:
    assert vice_president.person is not None
    ana = make_member(chapter, "Ana One").person
    make_mark(meeting, ana, "S", "Otto")

    assert ask(host)[:2] == (
        200,
        {
            "state": "open",
            "counts": {"P": 0, "A": 0, "L": 0, "M": 0, "S": 1, "none": 1},
            "rows": [[vice_president.person.id, "", "", 0], [ana.id, "S", "Otto", 1]],
        },
    )


def test_changes_answers_nothing_to_who_has_seen_all(host: Browser, meeting: Meeting) -> None:
    """Seen red without an ETag."""
    seen = ask(host)[2]

    assert ask(host, seen)[:2] == (304, None)


def test_changes_misses_no_mark_that_was_made_earlier_and_came_later(
    chapter: Chapter, host: Browser, meeting: Meeting
) -> None:
    """Transactions end in any order; seen red with the newest `changed_at` instead of a digest."""
    ana, bea = make_member(chapter, "Ana One").person, make_member(chapter, "Bea Two").person
    make_mark(meeting, bea, "L")
    seen = ask(host)[2]
    before = clock.now() - timedelta(seconds=5)
    service.set_marks(chapter, meeting, [Entry(ana.id, "A")], actor_id=None, now=before)
    db.session.commit()

    status, said, _ = ask(host, seen)
    assert said is not None
    assert (status, said["counts"]) == (200, {"P": 0, "A": 1, "L": 1, "M": 0, "S": 0, "none": 1})


@pytest.mark.parametrize("change", ["closed", "admitted", "named"])
def test_changes_are_told_also_when_no_letter_changed(
    chapter: Chapter, host: Browser, vice_president: Reader, meeting: Meeting, change: str
) -> None:
    """Seen red with the state, with the persons and with the names left out of the digest."""
    assert vice_president.person is not None
    make_mark(meeting, vice_president.person, "S")
    seen = ask(host)[2]
    if change == "closed":
        close_week(chapter, TODAY)
    elif change == "admitted":
        make_member(chapter, "Nia New")
    else:
        make_mark(meeting, vice_president.person, "S", "Otto")

    assert ask(host, seen)[0] == 200


def test_changes_before_anybody_opened_the_meeting(host: Browser, vice_president: Reader) -> None:
    assert vice_president.person is not None
    status, said, _ = ask(host)

    row = [vice_president.person.id, "", "", 0]
    assert said is not None
    assert (status, said["state"], said["rows"]) == (200, "scheduled", [row])


def test_changes_are_for_those_who_mark_in_this_chapter(
    browse: BrowserFactory,
    anonymous: Browser,
    member: Reader,
    secretary: Reader,
    stranger: Reader,
    meeting: Meeting,
) -> None:
    browsers = [browse(reader) for reader in (member, secretary, stranger)]
    friday = TODAY + timedelta(days=1)

    assert [ask(browser)[0] for browser in browsers] == [403, 200, 404]
    assert ask(anonymous)[0] == 302
    browsers[1].get("attendance.changes", status=404, held_on=friday)


@pytest.mark.parametrize("number", [1, 3])
def test_changes_take_the_same_few_statements_for_any_number(
    chapter: Chapter,
    host: Browser,
    count_queries: type[AbstractContextManager[Count]],
    meeting: Meeting,
    number: int,
) -> None:
    for letter in "ABC"[:number]:
        make_mark(meeting, make_member(chapter, f"Ana {letter}").person, "P")
    ask(host)

    with count_queries() as count:
        ask(host)

    assert count.number == 6
