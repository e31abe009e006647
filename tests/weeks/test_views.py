"""The meeting's page and what is done on it."""

from contextlib import AbstractContextManager
from datetime import date

import pytest

from chapter.chapters.models import Chapter
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_mark, make_meeting, make_member, make_slip
from tests.statements import Count
from tests.weeks.steps import register, rows, state_of

BEFORE, TODAY, NEXT = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)
POSTS = (
    "weeks.open_meeting",
    "weeks.close",
    "weeks.reopen",
    "weeks.discard",
    "weeks.make_holiday",
    "weeks.put_back",
    "weeks.receive",
)


@pytest.mark.parametrize("endpoint", POSTS)
def test_actions_are_for_those_with_the_right_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader, endpoint: str
) -> None:
    browse(member).post(endpoint, status=403, held_on=TODAY)
    browse(stranger).post(endpoint, status=404, held_on=TODAY)

    assert state_of(chapter, TODAY) == "scheduled"


@pytest.mark.parametrize("endpoint", POSTS)
def test_actions_on_a_day_without_a_meeting_are_not_found(
    browse: BrowserFactory, vice_president: Reader, endpoint: str
) -> None:
    typed = {"name": "Vera"} if endpoint == "weeks.receive" else {}

    browse(vice_president).post(endpoint, typed, status=404, held_on=date(2026, 11, 20))


def test_show_is_not_found_for_a_stranger(browse: BrowserFactory, stranger: Reader) -> None:
    browse(stranger).get("weeks.show", status=404, held_on=TODAY)


def test_show_gives_a_member_their_own_slips_only(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    assert vice_president.person is not None
    make_slip(chapter, "education", member.person, TODAY, units=2)
    make_slip(chapter, "education", vice_president.person, TODAY, units=3)

    page = browse(member).get("weeks.show", held_on=TODAY)

    assert rows(page, "slips") == ["Education 2 units Thu 19 Nov"]


def test_show_gives_a_member_the_one_to_one_that_the_other_recorded(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with only what somebody recorded first themselves shown."""
    assert member.person is not None
    assert vice_president.person is not None
    two = {"first_id": vice_president.person.id, "second_id": member.person.id}
    make_slip(chapter, "one-to-one", vice_president.person, TODAY, **two)

    (row,) = rows(browse(member).get("weeks.show", held_on=TODAY), "slips")
    assert vice_president.person.name in row


def test_show_gives_who_closes_every_slip_but_who_thanked(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the kind of thanks not left out."""
    assert member.person is not None
    thanked = make_member(chapter, "Theo Thanked").person
    make_slip(chapter, "closed-business", member.person, TODAY, thanked_id=thanked.id, amount=70123)
    make_slip(chapter, "referral", member.person, TODAY, receiver_id=thanked.id)

    page = browse(vice_president).get("weeks.show", held_on=TODAY)

    section = page.select_one("section[aria-labelledby=slips]")
    assert section is not None
    assert rows(page, "slips") == ["Referral To Theo Thanked, outside Mona Member, Thu 19 Nov"]
    assert "1 thanks for closed business, €701.23." in section.get_text()


def test_show_gives_who_thanked_where_the_chapter_allows_it_but_not_to_a_director(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    director: Reader,
) -> None:
    """What was recorded before the chapter allowed it stays hidden.

    Seen red with the director taken for an office that closes the week, and with the promise
    of the earlier slip left out.
    """
    assert member.person is not None
    thanked = make_member(chapter, "Theo Thanked").person
    make_slip(chapter, "closed-business", member.person, BEFORE, thanked_id=thanked.id)
    chapter.closer_sees_thanks = True
    make_slip(chapter, "closed-business", member.person, TODAY, thanked_id=thanked.id)

    seen = [
        rows(browse(reader).get("weeks.show", held_on=TODAY), "slips")
        for reader in (vice_president, director)
    ]

    assert seen == [["Closed business Thanks to Theo Thanked Mona Member, Thu 19 Nov €100"], []]


def test_show_lists_what_is_missing_before_the_close(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert vice_president.person is not None
    chapter.started_on = BEFORE
    make_meeting(chapter, BEFORE)
    make_mark(make_meeting(chapter, TODAY), vice_president.person, "S")
    register(chapter, TODAY, "Vera Visitor", Reader(member.user))

    page = browse(vice_president).get("weeks.show", held_on=TODAY)

    said = [line.get_text(strip=True) for line in page.select("#closing + .rows > li p")][:4]
    assert said == [
        "The week of Thu 12 Nov is still open. Close it or discard it first.",
        "1 member is not marked. That is not an absence, and the week may be closed so.",
        "Nobody is noted to have come for Vic President.",
        "Nobody is noted to have invited Vera Visitor.",
    ]


def test_close_says_what_counts_and_offers_undo_and_the_workbook(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    assert vice_president.person is not None
    other = vice_president.person.id
    make_meeting(chapter, TODAY)
    make_slip(chapter, "referral", member.person, TODAY, receiver_id=other)
    make_slip(chapter, "closed-business", member.person, TODAY, thanked_id=other, amount=1840000)
    browser = browse(vice_president)

    browser.post("weeks.close", held_on=TODAY)

    page = browser.get("weeks.show", held_on=TODAY)
    said, undo = page.select_one(".message-text"), page.select_one("[data-undo] form")
    link = page.select_one(".page-actions a[href$='.xlsx']")
    assert said is not None
    assert undo is not None
    assert link is not None
    assert said.get_text() == "Week of Thu 19 Nov closed. 1 referral, €18,400 thanked, 0 visitors."
    assert str(undo["action"]).split("?")[0] == f"/c/north/meetings/{TODAY}/reopen"
    assert link["href"] == "/c/north/reports/2026-11.xlsx"


def test_close_of_a_week_to_come_is_refused(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the day not compared."""
    page = browse(vice_president).post("weeks.close", status=409, held_on=NEXT)

    sentence = "This meeting is still to come; it is closed on its day or later."
    assert (sentence in page.get_text(), state_of(chapter, NEXT)) == (True, "scheduled")


def test_reopen_leaves_a_trace_on_the_page(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    browser = browse(vice_president)
    browser.post("weeks.close", held_on=TODAY)
    browser.post("weeks.reopen", held_on=TODAY)

    page = browser.get("weeks.show", held_on=TODAY)

    traces = [row.get_text(" ", strip=True) for row in page.select("details .rows.panel > li")]
    assert traces == [
        "Vic President reopened the week. Thursday 19 November 2026, 11:00",
        "Vic President closed the week. Thursday 19 November 2026, 11:00",
    ]


def test_slips_dated_before_an_earlier_open_week_do_not_show_here(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    make_meeting(chapter, BEFORE)
    make_slip(chapter, "education", member.person, BEFORE, units=5)
    make_slip(chapter, "education", member.person, TODAY, units=2)

    browser = browse(vice_president)
    listed = [rows(browser.get("weeks.show", held_on=d), "slips") for d in (BEFORE, TODAY, NEXT)]

    assert listed == [
        ["Education 5 units Mona Member, Thu 12 Nov"],
        ["Education 2 units Mona Member, Thu 19 Nov"],
        [],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_show_takes_the_same_statements_for_any_number_of_rows(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    count_queries: type[AbstractContextManager[Count]],
    number: int,
) -> None:
    assert vice_president.person is not None
    meeting, vice = make_meeting(chapter, TODAY), vice_president.person
    for letter in "ABC"[:number]:
        ana = make_member(chapter, f"Ana {letter}").person
        make_mark(meeting, ana, "P")
        register(chapter, TODAY, f"Vera {letter}", vice_president)
        make_slip(chapter, "visitor", ana, TODAY, name=f"Vito {letter}")
        make_slip(chapter, "referral", ana, TODAY, receiver_id=vice.id)
        make_slip(chapter, "one-to-one", ana, TODAY, second_id=vice.id)
        make_slip(chapter, "education", ana, TODAY)
    close_week(chapter, TODAY)
    browser = browse(vice_president)

    with count_queries() as count:
        browser.get("weeks.show", held_on=TODAY)

    assert count.number == 13
