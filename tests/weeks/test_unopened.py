"""A past meeting nobody opened, for which slips wait: it is named, and comes first."""

from datetime import date

import pytest
from flask import Flask

from chapter.chapters.models import Chapter
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_mark, make_meeting, make_slip
from tests.weeks.steps import register, rows, state_of

QUIET, BEFORE, TODAY = date(2026, 11, 5), date(2026, 11, 12), date(2026, 11, 19)
NEXT = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def waiting(chapter: Chapter, member: Reader) -> None:
    """Let a slip wait for a meeting nobody opened, a week after one for which nothing waits."""
    chapter.started_on = QUIET
    make_slip(chapter, "education", member.person, BEFORE, units=5)
    make_slip(chapter, "education", member.person, TODAY, units=2)


def test_later_week_does_not_close_over_it(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the open weeks alone in the way: all slips went to the later week."""
    page = browse(vice_president).post("weeks.close", status=409, held_on=TODAY)

    assert "The week of Thu 12 Nov is still open. Close it or discard it first." in page.get_text()
    assert (state_of(chapter, BEFORE), state_of(chapter, TODAY)) == ("scheduled", "scheduled")


def test_command_says_the_same_sentence(app: Flask, chapter: Chapter) -> None:
    answer = app.test_cli_runner().invoke(args=["close", "north", str(TODAY)])

    sentence = f"The week of {BEFORE} is still open. Close it or discard it first."
    assert (answer.exit_code, answer.stderr.strip()) == (2, sentence)


def test_page_of_the_later_week_names_both_and_counts_its_own_slips(
    browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with slips up to the day counted whatever they wait for."""
    page = browse(vice_president).get("weeks.show", held_on=TODAY)

    said = [line.get_text(strip=True) for line in page.select("#closing + .rows > li p")][:2]
    assert said == [
        "Nobody opened the meeting of Thu 12 Nov, and slips wait for it. "
        "Close its week, or say that it was not held.",
        "1 other earlier meeting waits to be closed.",
    ]
    assert page.select_one(f"form[action$='{TODAY}/close']") is None
    assert rows(page, "slips") == ["Education 2 units Mona Member, Thu 19 Nov"]


def test_each_slip_stands_in_the_one_week_its_line_names(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the open weeks alone before: both slips stood in three weeks."""
    make_meeting(chapter, NEXT)
    browser = browse(vice_president)

    listed = [
        len(rows(browser.get("weeks.show", held_on=day), "slips"))
        for day in (QUIET, BEFORE, TODAY, NEXT)
    ]

    assert listed == [0, 1, 1, 0]


def test_said_not_to_be_held_its_slips_count_in_the_later_week(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    browser.post("weeks.discard", {"back": str(TODAY)}, held_on=BEFORE)

    browser.post("weeks.close", held_on=TODAY)

    page = browser.get("weeks.show", held_on=TODAY)
    assert [state_of(chapter, day) for day in (QUIET, BEFORE, TODAY)] == [
        *("scheduled", "discarded", "closed")
    ]
    assert len(rows(page, "slips")) == 2


def test_home_and_the_list_name_the_same_days(
    browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the open weeks alone on the list."""
    browser = browse(vice_president)

    home = browser.get("dashboard.index").select("section[aria-labelledby=steps] .row-text > a")
    listed = browser.get("weeks.open_weeks").select(".rows .row-text > a")

    days = ["Thursday 5 November 2026", "Thursday 12 November 2026"]
    assert [link.get_text() for link in listed] == days
    assert [link.get_text() for link in home] == [*days, "Thursday 19 November 2026"]


def test_list_leads_back_to_itself(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    form = browser.get("weeks.open_weeks").select_one(f"form[action*='{QUIET}/discard']")
    assert form is not None

    answer = browser.client.post(
        str(form["action"]), data={one["name"]: one["value"] for one in form.select("input")}
    )

    assert (answer.location, state_of(chapter, QUIET)) == ("/c/north/meetings/open", "discarded")


def test_nothing_is_named_before_the_chapter_began_or_behind_a_closed_week(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with neither regular days nor states measured by the last closed week."""
    make_meeting(chapter, BEFORE, "closed")

    page = browse(vice_president).get("weeks.open_weeks")

    assert "No earlier week waits to be closed." in page.get_text()


@pytest.mark.parametrize("is_missing", [True, False])
def test_week_in_which_something_is_missing_is_looked_at_before_it_closes(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    member: Reader,
    is_missing: bool,
) -> None:
    """Seen red with what it lacks not asked: four expected visitors were passed in silence."""
    for reader in (vice_president, member):
        make_mark(make_meeting(chapter, BEFORE), reader.person, "P")
    if is_missing:
        register(chapter, BEFORE, "Vera Visitor", member)

    page = browse(vice_president).get("weeks.show", held_on=TODAY)

    link = page.select_one("#closing + .rows a.btn-primary")
    assert (link is not None, page.select_one(f"form[action$='{BEFORE}/close']") is None) == (
        is_missing,
        is_missing,
    )
