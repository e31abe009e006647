"""What is missing before a close is mended on the same page."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from chapter.attendance import queries as attendance
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Slip
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_mark, make_meeting, make_member, make_slip
from tests.weeks.steps import rows, state_of

BEFORE, FRIDAY, TODAY = date(2026, 11, 12), date(2026, 11, 13), date(2026, 11, 19)


def sent(page: BeautifulSoup, address: str) -> dict[str, str]:
    """Return what the form of an address would send."""
    form = page.select_one(f"form[action$='{address}']")
    assert form is not None, address
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input")}


def marks(chapter: Chapter, day: date) -> dict[str, str]:
    """Return the marks of a day by name, with who came instead."""
    db.session.expire_all()
    found = attendance.between(chapter, day, date.max).get(day, [])
    return {mark.person.name: f"{mark.mark} {mark.substitute}".strip() for mark in found}


def mend(browser: Browser, person_id: int, **data: str) -> None:
    """Send the form of one member on the week's page."""
    page = browser.get("weeks.show", held_on=TODAY)
    data = {**sent(page, f"/marks/{person_id}"), **data}
    browser.post("weeks.mark", data, held_on=TODAY, person_id=person_id)


def test_a_missing_mark_is_set_in_place(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    make_meeting(chapter, TODAY)

    mend(browse(vice_president), member.person.id, mark="M")

    assert marks(chapter, TODAY) == {"Mona Member": "M"}


def test_a_substitutes_name_is_added_in_place(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    make_mark(make_meeting(chapter, TODAY), member.person, "S")

    mend(browse(vice_president), member.person.id, substitute="Sam Stand-in")

    assert marks(chapter, TODAY) == {"Mona Member": "S Sam Stand-in"}


def test_a_mark_set_elsewhere_meanwhile_is_not_written_over(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the version of the mark that stands sent along."""
    assert member.person is not None
    make_mark(make_meeting(chapter, TODAY), member.person, "L")
    data = {"mark": "A", "version": "0"}

    browse(vice_president).post("weeks.mark", data, 409, held_on=TODAY, person_id=member.person.id)

    assert marks(chapter, TODAY) == {"Mona Member": "L"}


@pytest.mark.parametrize(
    "data", [{}, {"mark": "X"}, {"mark": ["A", "P"]}, {"mark": "S", "substitute": "x" * 121}]
)
def test_marks_that_say_nothing_are_refused(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    data: dict[str, Any],
) -> None:
    assert member.person is not None
    make_meeting(chapter, TODAY)
    who = {"held_on": TODAY, "person_id": member.person.id}

    browse(vice_president).post("weeks.mark", {"version": "0", **data}, 422, **who)

    assert marks(chapter, TODAY) == {}


def test_mending_is_for_those_with_the_right_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader
) -> None:
    assert member.person is not None
    slip = make_slip(chapter, "education", member.person, TODAY)
    asked = {
        "weeks.mark": {"person_id": member.person.id},
        "weeks.count_here": {"slip_id": slip.id},
    }
    for endpoint, who in asked.items():
        browse(member).post(endpoint, status=403, held_on=TODAY, **who)
        browse(stranger).post(endpoint, status=404, held_on=TODAY, **who)


def late_slip(chapter: Chapter, author: Reader, kind: str = "education", **said: Any) -> Slip:
    """Record a slip the day after an open week's meeting."""
    assert author.person is not None
    make_meeting(chapter, BEFORE)
    return make_slip(chapter, kind, author.person, FRIDAY, **said)


def test_a_slip_dated_after_the_meeting_is_counted_in_it(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    slip, browser = late_slip(chapter, member, units=3), browse(vice_president)
    data = sent(browser.get("weeks.show", held_on=BEFORE), f"/late/{slip.id}")

    browser.post("weeks.count_here", data, held_on=BEFORE, slip_id=slip.id)
    browser.post("weeks.close", held_on=BEFORE)

    db.session.refresh(slip)
    assert slip.dated == BEFORE
    assert rows(browser.get("weeks.show", held_on=BEFORE), "slips") == [
        "Education 3 units Mona Member, Thu 12 Nov"
    ]


def test_a_late_slip_changed_meanwhile_stays(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the version not compared."""
    slip = late_slip(chapter, member)
    data = {"version": "7"}

    browse(vice_president).post("weeks.count_here", data, 409, held_on=BEFORE, slip_id=slip.id)

    db.session.refresh(slip)
    assert slip.dated == FRIDAY


def test_thanks_are_not_among_the_late_slips(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the kind of thanks not left out."""
    thanked = make_member(chapter, "Theo Thanked").person
    slip = late_slip(chapter, member, "closed-business", thanked_id=thanked.id, amount=70123)
    browser = browse(vice_president)

    page = browser.get("weeks.show", held_on=BEFORE)

    assert page.select("form[action*='/late/']") == []
    browser.post("weeks.count_here", {"version": "1"}, 404, held_on=BEFORE, slip_id=slip.id)


def test_late_thanks_are_counted_and_not_named(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the slips that are shown counted alone: it said one slip."""
    thanked = make_member(chapter, "Theo Thanked").person
    late_slip(chapter, member)
    make_slip(chapter, "closed-business", member.person, FRIDAY, thanked_id=thanked.id)

    page = browse(vice_president).get("weeks.show", held_on=BEFORE)

    said = str(page.select("[aria-labelledby=closing] .missing")[-1])
    assert "2 slips are dated after the meeting and count in the next week." in said
    assert "1 thank-you among them is not shown here" in said
    assert ("Theo" in said, len(page.select("form[action*='/late/']"))) == (False, 1)


def test_an_earlier_open_week_is_closed_from_here_and_leads_back(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the earlier week's own page as the next one."""
    for day in (BEFORE, TODAY):
        make_mark(make_meeting(chapter, day), vice_president.person, "P")
    browser = browse(vice_president)
    data = sent(browser.get("weeks.show", held_on=TODAY), f"{BEFORE}/close")

    answer = browser.send("weeks.close", data, held_on=BEFORE)

    assert answer.location == f"/c/north/meetings/{TODAY}"
    assert (state_of(chapter, BEFORE), state_of(chapter, TODAY)) == ("closed", "open")


def test_the_close_that_an_earlier_week_keeps_back_names_it(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    for day in (BEFORE, TODAY):
        make_meeting(chapter, day)

    page = browse(vice_president).post("weeks.close", status=409, held_on=TODAY)

    sentence = "The week of Thu 12 Nov is still open. Close it or discard it first."
    assert sentence in page.get_text()


def test_the_trade_stands_by_a_name_that_two_have(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the name alone."""
    meeting = make_meeting(chapter, TODAY)
    twins = [
        make_member(chapter, "Ana Abel", trade, email=f"{trade}@north.example")
        for trade in ("Baker", "Roofer")
    ]
    make_mark(meeting, twins[0].person, "P")
    make_mark(meeting, vice_president.person, "S")

    page = browse(vice_president).get("weeks.show", held_on=TODAY)

    missing = [
        row.get_text(" ", strip=True).removesuffix(" P A L M S")
        for row in page.select(".mending > li:has(.mark-buttons)")
    ]
    said = page.select_one("section[aria-labelledby=closing]").get_text(" ", strip=True)
    assert missing == ["Ana Abel (Roofer)"]
    assert "Nobody is noted to have come for Vic President." in said
