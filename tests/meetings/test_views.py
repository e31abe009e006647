"""The calendar's pages."""

from contextlib import AbstractContextManager
from datetime import date, time

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting
from tests.statements import Count

TODAY, NEXT = date(2026, 11, 19), date(2026, 11, 26)


def days(page: BeautifulSoup) -> list[str]:
    """Return the days a calendar page lists, in order."""
    return [link.get_text(strip=True) for link in page.select(".rows .row-text > a")]


def test_index_lists_thirteen_coming_weeks_and_those_that_were(
    browse: BrowserFactory, member: Reader
) -> None:
    listed = days(browse(member).get("meetings.index"))

    assert listed[0] == "Thursday 19 November 2026"
    assert listed[12] == "Thursday 11 February 2027"
    assert listed[13:] == [
        f"Thursday {day}"
        for day in (
            "12 November 2026",
            "5 November 2026",
            "29 October 2026",
            "22 October 2026",
            "15 October 2026",
            "8 October 2026",
            "1 October 2026",
            "24 September 2026",
            "17 September 2026",
            "10 September 2026",
            "3 September 2026",
        )
    ]


def test_index_before_a_day_lists_past_weeks_only(browse: BrowserFactory, member: Reader) -> None:
    page = browse(member).get("meetings.index", before="2026-09-11")

    assert days(page) == ["Thursday 10 September 2026", "Thursday 3 September 2026"]


def test_index_leads_on_to_earlier_weeks_while_there_are_any(
    chapter: Chapter, browse: BrowserFactory, member: Reader
) -> None:
    make_meeting(chapter, date(2026, 6, 4), "closed")
    browser = browse(member)

    more = browser.get("meetings.index").select_one("a[rel=next]")

    assert more is not None
    assert more["href"] == "/c/north/meetings?before=2026-08-20"
    assert days(browser.open(str(more["href"]))) == ["Thursday 4 June 2026"]


def test_index_says_moved_days_and_holidays_in_words(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    browser.post("weeks.move", {"to": "2026-11-25"}, held_on=NEXT)
    browser.post("weeks.make_holiday", {"note": "Christmas"}, held_on=date(2026, 12, 24))

    said = browser.get("meetings.index").get_text(" ", strip=True)

    assert said.count("Moved from Thursday 26 November 2026.") == 1
    assert said.count("No meeting this week: Christmas") == 1


@pytest.mark.parametrize("before", ["never", "0001-01-01", "9999-12-31", "2026-13-01"])
def test_index_before_no_day_is_not_found(
    browse: BrowserFactory, member: Reader, before: str
) -> None:
    browse(member).get("meetings.index", status=404, before=before)


@pytest.mark.parametrize("number", [1, 3])
def test_index_takes_the_same_statements_for_any_number_of_meetings(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    count_queries: type[AbstractContextManager[Count]],
    number: int,
) -> None:
    for week in range(number):
        make_meeting(chapter, date(2026, 10, 1 + 7 * week), "closed")
    browser = browse(vice_president)

    with count_queries() as count:
        browser.get("meetings.index")

    assert count.number == 8


def test_edit_changes_what_the_calendar_says(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    typed = {"starts_at": "18:30", "place": "Sala Sur", "form": "online", "note": "Bring cards"}

    browse(vice_president).submit("meetings.edit", typed, held_on=NEXT)

    db.session.expire_all()
    slot = queries.slot_on(chapter, NEXT)
    assert slot is not None
    assert (slot.starts_at, slot.place, slot.form, slot.note) == (
        time(18, 30),
        "Sala Sur",
        "online",
        "Bring cards",
    )


@pytest.mark.parametrize("hour", ["", "25:00", "soon", "\uff17:00x"])
def test_edit_refuses_an_hour_that_is_none_and_keeps_it(
    browse: BrowserFactory, vice_president: Reader, hour: str
) -> None:
    page = browse(vice_president).submit(
        "meetings.edit", {"starts_at": hour}, status=422, held_on=NEXT
    )

    field = page.select_one("input[name=starts_at]")
    assert field is not None
    assert (field["aria-invalid"], field["value"]) == ("true", hour)


def test_edit_refuses_a_closed_week(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the refusal in `arrange` off."""
    make_meeting(chapter, TODAY, "closed")

    page = browse(vice_president).submit(
        "meetings.edit", {"place": "Elsewhere"}, status=422, held_on=TODAY
    )

    assert "This week is closed. Reopen it first." in page.get_text()


@pytest.mark.parametrize("endpoint", ["meetings.edit", "weeks.move"])
def test_arranging_is_for_the_leadership_of_the_chapter(
    browse: BrowserFactory, member: Reader, stranger: Reader, endpoint: str
) -> None:
    browse(member).get(endpoint, status=403, held_on=NEXT)
    browse(stranger).get(endpoint, status=404, held_on=NEXT)


@pytest.mark.parametrize("endpoint", ["meetings.edit", "weeks.move", "weeks.show"])
def test_a_day_without_a_meeting_is_not_found(
    browse: BrowserFactory, vice_president: Reader, endpoint: str
) -> None:
    browse(vice_president).get(endpoint, status=404, held_on=date(2026, 11, 20))
