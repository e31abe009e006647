"""The first page: a member's own, the leadership's, a director's; and the help."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from chapter.accounts.rules import Office
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Person
from tests.conftest import TODAY, BrowserFactory, Reader, sign_up
from tests.factories import (
    close_week,
    make_mark,
    make_meeting,
    make_member,
    make_slip,
    thursdays,
)

FIRST, FOURTH = date(2026, 9, 3), date(2026, 9, 24)


def section(page: BeautifulSoup, name: str) -> str:
    """Return the words of a section by its heading's id."""
    part = page.select_one(f"section[aria-labelledby={name}]")
    return part.get_text(" ", strip=True) if part else ""


def hold_weeks(chapter: Chapter, number: int, absent: dict[Person, int]) -> None:
    """Hold and close the first weeks, with some away in the first of them."""
    for index, day in enumerate(thursdays(FIRST, number)):
        meeting = make_meeting(chapter, day)
        for person, times in absent.items():
            make_mark(meeting, person, "A" if index < times else "P")
        close_week(chapter, day)


def test_member_sees_the_next_meeting(member: Reader, browse: BrowserFactory) -> None:
    page = browse(member).get("dashboard.index")
    lead = page.select_one(".lead")
    assert lead is not None
    assert " ".join(lead.get_text().split()) == (
        "Thursday 19 November 2026, 07:00, Café Norte · today"
    )


def test_next_meeting_follows_a_closed_one(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    close_week(chapter, TODAY)
    lead = browse(member).get("dashboard.index").select_one(".lead")
    assert lead is not None
    assert lead.get_text(strip=True).endswith("in 7 days")


def test_member_has_six_large_buttons(member: Reader, browse: BrowserFactory) -> None:
    assert len(browse(member).get("dashboard.index").select("a.tile")) == 6


def test_member_reads_absences_against_the_limit(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person
    hold_weeks(chapter, 2, {member.person: 1})
    said = section(browse(member).get("dashboard.index"), "attendance")
    assert said == "Your attendance 1 of 3 absences in the 6 months to today. A P"


def test_member_sees_posted_beside_pending(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person
    make_slip(chapter, "education", member.person, FIRST, units=4)
    close_week(chapter, FIRST)
    make_slip(chapter, "education", member.person, TODAY, units=3)
    said = section(browse(member).get("dashboard.index"), "sums")
    assert said.endswith("Education units 4 3 pending")


def test_member_sees_own_six_months_with_the_way_on(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    assert member.person
    hold_weeks(chapter, 4, {member.person: 0})
    page = browse(member).get("dashboard.index")
    assert section(page, "six-months").startswith(
        "My six months Why this score, and what if? 10 Gy 10 of 95 known, grey"
    )
    assert "take you to red." in section(page, "six-months")
    assert len(page.select("section[aria-labelledby=six-months] .measure")) == 7


def test_member_without_a_week_has_no_light_yet(member: Reader, browse: BrowserFactory) -> None:
    said = section(browse(member).get("dashboard.index"), "six-months")
    assert said.endswith("Your light stands here once a week of yours is closed.")


def test_secretary_sees_who_needs_a_hand_but_closes_no_week(
    chapter: Chapter, secretary: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the list tied to closing weeks."""
    page = browse(secretary).get("dashboard.index")
    assert [bool(section(page, name)) for name in ("steps", "needs")] == [False, True]


def test_newcomer_s_light_is_no_reason_to_worry(
    chapter: Chapter, secretary: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the first weeks judged."""
    assert secretary.person
    hold_weeks(chapter, 3, {secretary.person: 0})
    assert "Sue" not in section(browse(secretary).get("dashboard.index"), "needs")
    make_mark(make_meeting(chapter, FOURTH), secretary.person, "P")
    close_week(chapter, FOURTH)
    said = section(browse(secretary).get("dashboard.index"), "needs")
    assert "Sue Secretary The light is grey." in said


def test_people_not_met_leave_once_met(
    chapter: Chapter, member: Reader, browse: BrowserFactory
) -> None:
    """Seen red with the pair's credits not compared."""
    assert member.person
    bea = make_member(chapter, "Bea Builder", ask="people who renovate").person
    assert "Looks for people who renovate" in section(
        browse(member).get("dashboard.index"), "unmet"
    )
    make_slip(chapter, "one-to-one", bea, TODAY, second_id=member.person.id)
    assert "Bea Builder" not in section(browse(member).get("dashboard.index"), "unmet")


def test_member_sees_nothing_of_the_leadership(member: Reader, browse: BrowserFactory) -> None:
    """Seen red with the leadership's part shown to all."""
    page = browse(member).get("dashboard.index")
    assert (section(page, "steps"), section(page, "needs")) == ("", "")


def test_leadership_sees_the_weeks_to_close(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    close_week(chapter, date(2026, 11, 5))
    page = browse(vice_president).get("dashboard.index")
    links = [a.get_text() for a in page.select("section[aria-labelledby=steps] .row-text a")]
    assert links == ["Thursday 12 November 2026", "Thursday 19 November 2026"]


def test_leadership_sees_who_needs_a_hand(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory
) -> None:
    assert vice_president.person
    bea = make_member(chapter, "Bea Builder").person
    make_slip(chapter, "referral", vice_president.person, FIRST, receiver_id=bea.id)
    hold_weeks(chapter, 8, {bea: 2})
    said = section(browse(vice_president).get("dashboard.index"), "needs")
    assert said == (
        "Who needs a hand Reality check Everybody’s scores 0 Gy Bea Builder"
        " 2 of 3 absences. Agree on a substitute before the next one."
        " The light is grey. 4 more education units and 4 more visitors would lead to red."
        " No referral given in the last 8 weeks. Offer a one-to-one about whom the others look for."
        " Which days"
    )


def test_director_sees_the_leadership_part_only(director: Reader, browse: BrowserFactory) -> None:
    page = browse(director).get("dashboard.index")
    assert [bool(section(page, name)) for name in ("steps", "unmet", "latest")] == [
        True,
        False,
        False,
    ]


def test_home_of_elsewhere_is_not_found(
    chapter: Chapter, stranger: Reader, browse: BrowserFactory
) -> None:
    browse(stranger).get("dashboard.index", status=404)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_fourteen_statements(
    chapter: Chapter, vice_president: Reader, browse: BrowserFactory, count_queries: Any, rows: int
) -> None:
    assert vice_president.person
    for number in range(rows):
        other = make_member(chapter, f"Member {number}").person
        make_slip(chapter, "one-to-one", vice_president.person, TODAY, second_id=other.id)
        make_slip(chapter, "visitor", vice_president.person, TODAY, name=f"Visitor {number}")
    browser = browse(vice_president)
    with count_queries() as count:
        browser.get("dashboard.index")
    assert count.number == 14


def test_help_names_whom_to_ask(
    chapter: Chapter, member: Reader, vice_president: Reader, browse: BrowserFactory
) -> None:
    page = browse(member).get("dashboard.show_help")
    assert section(page, "ask") == "Whom to ask Vice president Vic President"


@pytest.mark.parametrize(
    ("is_told", "sentence"),
    [
        (False, "Nobody else sees it here, the leadership included."),
        (True, "In this chapter the office that closes the week sees it too."),
    ],
)
def test_help_says_who_sees_thanks(
    chapter: Chapter, member: Reader, browse: BrowserFactory, is_told: bool, sentence: str
) -> None:
    chapter.closer_sees_thanks = is_told
    db.session.commit()
    assert sentence in section(browse(member).get("dashboard.show_help"), "confidential")


@pytest.mark.parametrize("officers", [1, 3])
def test_help_costs_seven_statements(
    chapter: Chapter, member: Reader, browse: BrowserFactory, count_queries: Any, officers: int
) -> None:
    for number in range(officers):
        sign_up(chapter, f"Olive {number}", f"Trade {number}", Office.VISITOR_HOST)
    browser = browse(member)
    with count_queries() as count:
        browser.get("dashboard.show_help")
    assert count.number == 7


@pytest.mark.parametrize(
    ("is_shown", "sentence"),
    [
        (False, "Your score is for you and the leadership."),
        (True, "Everybody in the chapter sees the light and the total of each member’s score."),
    ],
)
def test_help_says_who_sees_scores(
    chapter: Chapter, member: Reader, browse: BrowserFactory, is_shown: bool, sentence: str
) -> None:
    chapter.lights_shown = is_shown
    db.session.commit()
    said = section(browse(member).get("dashboard.show_help"), "confidential")
    assert said.endswith(sentence)
