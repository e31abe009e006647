"""The earlier weeks that are still open: listed, and closed in order."""

from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.visitors import service as visiting
from chapter.weeks import open_queries
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_slip, thursdays
from tests.statements import Count
from tests.weeks.steps import rows, state_of

FIRST, SECOND, BEFORE, TODAY = thursdays(date(2026, 10, 29), 4)


@pytest.fixture(autouse=True)
def begins(chapter: Chapter) -> None:
    """Let the calendar begin with the first of the four weeks."""
    chapter.started_on = FIRST


def open_all(chapter: Chapter, *days: date) -> None:
    """Open the weeks of some days."""
    for day in days:
        make_meeting(chapter, day)


def states(chapter: Chapter) -> list[str]:
    """Return the states of the four weeks."""
    return [state_of(chapter, day) for day in (FIRST, SECOND, BEFORE, TODAY)]


def test_still_open_tells_what_counts_and_what_is_missing(chapter: Chapter, member: Reader) -> None:
    """Seen red with pending slips left out, and with all of them in the newest week."""
    assert member.person is not None
    make_mark(make_meeting(chapter, FIRST), member.person, "S")
    meeting = make_meeting(chapter, SECOND)
    visiting.came(chapter, meeting, "Vera Visitor", None)
    make_slip(chapter, "education", member.person, FIRST, units=2)
    make_slip(chapter, "closed-business", member.person, SECOND, outsider_name="Otto")

    weeks = open_queries.still_open(chapter, BEFORE, TODAY)

    assert [(w.held_on, w.unmarked, w.nameless, w.uninvited, w.totals) for w in weeks] == [
        (FIRST, 0, 1, 0, {"education": (2, 0)}),
        (SECOND, 1, 0, 1, {"closed_business": (1, 10_000)}),
    ]


def test_still_open_counts_as_the_close_will(chapter: Chapter, member: Reader) -> None:
    assert member.person is not None
    open_all(chapter, FIRST, SECOND)
    for day in (FIRST, date(2026, 11, 1), SECOND, date(2026, 11, 6)):
        make_slip(chapter, "education", member.person, day)
    said = [week.totals for week in open_queries.still_open(chapter, BEFORE, TODAY)]

    counted = [close_week(chapter, day) for day in (FIRST, SECOND)]

    assert said == [{"education": (1, 0)}, {"education": (2, 0)}]
    assert [meeting.state for meeting in counted] == ["closed", "closed"]


def test_still_open_leaves_out_today_other_states_and_other_chapters(
    chapter: Chapter, elsewhere: Chapter
) -> None:
    """Seen red with the chapter left out."""
    open_all(chapter, TODAY)
    make_meeting(chapter, SECOND, "holiday")
    make_meeting(chapter, BEFORE, "closed")
    make_meeting(elsewhere, SECOND)

    assert open_queries.still_open(chapter, TODAY, TODAY) == []


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_statements_for_any_number_of_weeks(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    count_queries: type[AbstractContextManager[Count]],
    number: int,
) -> None:
    open_all(chapter, *(FIRST, SECOND, BEFORE)[:number])
    browser = browse(vice_president)

    with count_queries() as count:
        browser.get("weeks.open_weeks")

    assert count.number <= 15
    assert count.number == 9


def test_close_all_closes_the_earlier_weeks_and_not_today(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    open_all(chapter, FIRST, SECOND, BEFORE, TODAY)
    browser = browse(vice_president)

    browser.post("weeks.close_all")

    assert states(chapter) == ["closed", "closed", "closed", "open"]
    said = browser.get("weeks.open_weeks").select_one(".message-text")
    assert said is not None
    assert said.get_text() == "3 weeks are closed."


def test_home_names_the_number_of_weeks_left_open(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the weeks of the last three months alone."""
    open_all(chapter, date(2026, 3, 5), FIRST, SECOND, BEFORE)

    steps = rows(browse(vice_president).get("dashboard.index"), "steps")

    assert steps[0] == "4 earlier weeks are still open. See them"


def test_open_weeks_are_for_those_who_close_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader
) -> None:
    open_all(chapter, FIRST)
    for reader, status in ((member, 403), (stranger, 404)):
        browse(reader).get("weeks.open_weeks", status)
        browse(reader).post("weeks.close_all", status=status)

    assert state_of(chapter, FIRST) == "open"


def test_command_closes_all_up_to_a_day(app: Flask, chapter: Chapter) -> None:
    open_all(chapter, FIRST, SECOND, BEFORE)

    answer = app.test_cli_runner().invoke(args=["close", "north", "--all-until", str(SECOND)])

    assert answer.output.splitlines() == [
        f"north: the week of {day} is closed; 0 slips count in it, 0 members are not marked."
        for day in (FIRST, SECOND)
    ]
    assert states(chapter)[:3] == ["closed", "closed", "open"]


def test_command_names_the_earlier_week_in_the_words_of_the_page(
    app: Flask, chapter: Chapter
) -> None:
    open_all(chapter, FIRST, SECOND)

    answer = app.test_cli_runner().invoke(args=["close", "north", str(SECOND)])

    sentence = f"The week of {FIRST} is still open. Close it or discard it first."
    assert (answer.exit_code, answer.stderr.strip()) == (2, sentence)


def test_command_stops_at_a_week_to_come_and_keeps_what_it_closed(
    app: Flask, chapter: Chapter
) -> None:
    """Seen red with no transaction of its own for each week."""
    ahead = date(2026, 11, 26)
    open_all(chapter, BEFORE, ahead)

    answer = app.test_cli_runner().invoke(args=["close", "north", "--all-until", str(ahead)])
    db.session.rollback()

    assert (answer.exit_code, state_of(chapter, BEFORE), state_of(chapter, ahead)) == (
        2,
        "closed",
        "open",
    )


@pytest.mark.parametrize("args", [[], ["2026-11-12", "--all-until", "2026-11-12"]])
def test_command_wants_one_day_or_the_other(app: Flask, chapter: Chapter, args: list[str]) -> None:
    answer = app.test_cli_runner().invoke(args=["close", "north", *args])

    sentence = "Write the day of one meeting, or --all-until and a day."
    assert (answer.exit_code, answer.stderr.strip()) == (2, sentence)
