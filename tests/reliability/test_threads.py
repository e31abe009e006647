"""Many at once: one key is one row, one close is one close, and no mark lands after it."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest

from chapter import check
from chapter.attendance.models import AttendanceMark
from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db, reading_only
from chapter.slips.ledger import Credit, Slip
from tests import factories
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.reliability.at_once import at_once, insist

TODAY = date(2026, 11, 19)


def education(browser: Browser, author_id: int, key: str) -> Callable[[], int]:
    """Return the sending of one slip under a key."""
    data = {"key": key, "author_id": str(author_id), "units": "1", "dated": str(TODAY)}
    address = browser.address("slips.new", kind_name="education")
    return lambda: insist(browser, address, data).status_code


def mark(browser: Browser, person_id: int, letter: str) -> Callable[[], int]:
    """Return the marking of somebody who is not marked yet."""
    data = {f"mark-{person_id}": letter, f"version-{person_id}": "0"}
    address = browser.address("attendance.edit", held_on=TODAY)
    return lambda: insist(browser, address, data, Accept="application/json").status_code


def close(browser: Browser) -> Callable[[], int]:
    """Return the closing of today's week."""
    address = browser.address("weeks.close", held_on=TODAY)
    return lambda: insist(browser, address, {}).status_code


def same_keys(reader: Reader, browsers: Sequence[Browser], keys: int) -> tuple[set[int], int, int]:
    """Let everybody send the same keys, at the same time; return answers, slips, credits."""
    assert reader.person is not None
    author_id, names = reader.person.id, [uuid.uuid4().hex for _ in range(keys)]

    def send_all(browser: Browser) -> set[int]:
        return {education(browser, author_id, key)() for key in names}

    answers = at_once([partial(send_all, browser) for browser in browsers])
    slips, credits = db.session.query(Slip).count(), db.session.query(Credit).count()
    return set().union(*answers), slips, credits


def traces(action: str) -> list[AuditEntry]:
    """Return what an action left."""
    db.session.remove()
    with reading_only():
        return list(db.session.scalars(db.select(AuditEntry).where(AuditEntry.action == action)))


def test_one_key_of_many_threads_is_one_row(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red on PostgreSQL without the unique key; SQLite lets one writer in at a time."""
    browsers = [browse(vice_president) for _ in range(10)]

    assert same_keys(vice_president, browsers, 10) == ({302}, 10, 10)


@pytest.mark.long
def test_hundred_keys_of_hundred_threads_are_hundred_rows(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    browsers = [browse(vice_president) for _ in range(100)]

    assert same_keys(vice_president, browsers, 100) == ({302}, 100, 100)


def test_closing_many_times_at_once_is_one_close(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red without the look at a closed week; on PostgreSQL without the meeting's lock."""
    person = vice_president.person
    assert person is not None
    factories.make_meeting(chapter, TODAY)
    factories.make_slip(chapter, "education", person, TODAY)
    answers = at_once([close(browse(vice_president)) for _ in range(6)])

    assert (answers, len(traces("week.close"))) == ([302] * 6, 1)
    assert check.faults() == []


def test_marks_during_a_close_are_in_it_or_refused(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    """Seen red on PostgreSQL without the meeting's lock."""
    people = [factories.make_member(chapter, f"M{n} Marked").person_id for n in range(8)]
    factories.make_meeting(chapter, TODAY)
    works = [mark(browse(vice_president), person_id, "L") for person_id in people]
    works.insert(3, close(browse(vice_president)))
    answers = at_once(works)
    (trace,) = traces("week.close")
    marked = db.session.query(AttendanceMark).count()

    assert (answers.pop(3), set(answers) <= {200, 409}) == (302, True)
    assert answers.count(200) == marked == len(people) + 1 - trace.details["unmarked"]


def test_slips_during_a_close_count_or_wait(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    assert vice_president.person is not None
    factories.make_meeting(chapter, TODAY)
    author = vice_president.person.id
    works = [education(browse(vice_president), author, uuid.uuid4().hex) for _ in range(8)]
    works.insert(3, close(browse(vice_president)))
    answers = at_once(works)
    (trace,) = traces("week.close")
    counted = db.session.query(Credit).filter(Credit.meeting_id.is_not(None)).count()

    assert (answers, db.session.query(Credit).count()) == ([302] * 9, 8)
    assert counted == trace.details["posted"]


@pytest.mark.parametrize(
    ("letters", "answers"), [("LL", [200, 200]), ("LA", [200, 409])], ids=["same", "different"]
)
def test_two_officers_marking_one_member_first_are_one_mark(
    chapter: Chapter,
    vice_president: Reader,
    secretary: Reader,
    browse: BrowserFactory,
    letters: str,
    answers: list[int],
) -> None:
    """Seen red on PostgreSQL without the unique constraint of meeting and person."""
    people = [factories.make_member(chapter, f"M{n} Marked").person_id for n in range(5)]
    factories.make_meeting(chapter, TODAY)
    officers = browse(vice_president), browse(secretary)
    given = [
        sorted(
            at_once(
                [mark(one, person, letter) for one, letter in zip(officers, letters, strict=True)]
            )
        )
        for person in people
    ]

    assert given == [answers] * 5
    assert db.session.query(AttendanceMark).count() == 5
