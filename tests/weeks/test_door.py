"""Visitors on the meeting's page: at the door, welcomed, and who invited them."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Credit, Slip
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_member
from tests.weeks.steps import invite, register, rows

BEFORE, TODAY, NEXT = date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 26)


def test_show_gives_a_member_the_visitors_names_and_no_more(
    chapter: Chapter, browse: BrowserFactory, member: Reader
) -> None:
    register(chapter, TODAY, "Vera Visitor", member)

    page = browse(member).get("weeks.show", held_on=TODAY)

    assert rows(page, "visitors") == ["Vera Visitor invited by Mona Member"]
    assert page.select("main form") == []


def test_receive_at_the_door_is_present_and_credited(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    typed = {"name": "Vera Visitor", "company": "Vera & Co", "inviter_id": member.person.id}
    browser = browse(vice_president)
    key = browser.get("weeks.show_door", held_on=TODAY).select_one("#door input[name=key]")
    assert key is not None

    browser.post("weeks.receive", {**typed, "key": key["value"]}, held_on=TODAY)

    page = browser.get("weeks.show", held_on=TODAY)
    assert rows(page, "visitors") == [
        "Vera Visitor Vera & Co, first visit, invited by Mona Member present Not here"
    ]
    assert db.session.scalars(db.select(Credit.person_id)).all() == [member.person.id]


def test_receive_keeps_what_was_typed_when_it_is_refused(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    page = browse(vice_president).post(
        "weeks.receive",
        {"name": "Vic President", "company": "Ñandú", "key": "k" * 20},
        422,
        held_on=TODAY,
    )

    field, error = page.select_one("#door input[name=company]"), page.select_one("#name-error")
    assert field is not None
    assert error is not None
    assert (field["value"], error.get_text(strip=True)) == (
        "Ñandú",
        "This is a member’s name; members are on the attendance sheet.",
    )


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": ["A", "B"]},
        {"name": "x" * 121},
        {"name": "V", "inviter_id": "999"},
        {"name": "V", "type": "spy"},
        {"name": "V", "email": "nobody"},
        {"key": ""},
    ],
)
def test_receive_refuses_what_is_wrong_and_changes_nothing(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, typed: dict[str, object]
) -> None:
    browse(vice_president).post("weeks.receive", {"key": "k" * 20, **typed}, 422, held_on=TODAY)

    assert db.session.scalars(db.select(Slip)).all() == []
    assert db.session.scalars(db.select(Visit)).all() == []


def test_welcome_notes_who_came_and_who_did_not(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    visit_id = register(chapter, TODAY, "Vera Visitor", member).id
    browser, states = browse(vice_president), []

    for present in "10":
        browser.post("weeks.welcome", {"present": present}, held_on=TODAY, visit_id=visit_id)
        db.session.expire_all()
        visit = visitors.at(chapter, TODAY, visit_id)
        states.append(visit and visit.state)

    assert states == ["present", "registered"]


@pytest.mark.parametrize("sent", [{}, {"present": "2"}, {"present": ["1", "0"]}])
def test_welcome_refuses_what_says_neither(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    sent: dict[str, object],
) -> None:
    visit_id = register(chapter, TODAY, "Vera Visitor", member).id

    browse(vice_president).post("weeks.welcome", sent, 422, held_on=TODAY, visit_id=visit_id)


def test_welcome_of_another_chapters_visitor_is_not_found(
    chapter: Chapter,
    elsewhere: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    stranger: Reader,
) -> None:
    """Seen red with the chapter left out of `visitors.at`."""
    theirs = register(elsewhere, TODAY, "Vera Visitor", stranger).id
    sent = {"present": "1"}

    browse(vice_president).post("weeks.welcome", sent, 404, held_on=TODAY, visit_id=theirs)


def test_name_inviter_mends_the_row_in_place(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    visit_id = register(chapter, TODAY, "Vera Visitor", Reader(member.user)).id
    browser, sent = browse(vice_president), {"inviter_id": member.person.id}

    browser.post("weeks.name_inviter", sent, held_on=TODAY, visit_id=visit_id)

    page = browser.get("weeks.show", held_on=TODAY)
    assert rows(page, "visitors")[0].startswith(
        "Vera Visitor Vera & Co, first visit, invited by Mona Member"
    )


def test_name_inviter_who_was_no_member_that_day_is_refused(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    visit = register(chapter, TODAY, "Vera Visitor", Reader(member.user))
    late = make_member(chapter, "Nina New", joined_on=NEXT).person
    sent = {"inviter_id": late.id}

    answer = browse(vice_president).send(
        "weeks.name_inviter", sent, held_on=TODAY, visit_id=visit.id
    )

    db.session.refresh(visit)
    assert "Choose a member of that day." in answer.get_data(as_text=True)
    assert (answer.status_code, visit.inviter_id) == (422, None)


def test_a_closed_week_says_whose_visit_was_changed_and_which_way(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the number of the visitor not kept."""
    visit = invite(chapter, BEFORE, "Vera Visitor", member)
    close_week(chapter, BEFORE)
    browser, where = browse(vice_president), {"held_on": BEFORE, "visit_id": visit.id}

    for present in "10":
        browser.post("weeks.welcome", {"present": present}, **where)

    page = browser.get("weeks.show", held_on=BEFORE)
    told = [row.get_text("|", strip=True) for row in page.select("details .rows.panel > li")]
    assert [one.partition("|")[0] for one in told][:2] == [
        "Vic President changed who visited: Vera Visitor no longer counts.",
        "Vic President changed who visited: Vera Visitor counts since.",
    ]


def test_a_closed_week_shows_not_here_to_who_reopens_only(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    secretary: Reader,
) -> None:
    """Seen red with the button shown, and the tap taken, as in an open week."""
    visit = invite(chapter, BEFORE, "Vera Visitor", member)
    close_week(chapter, BEFORE)
    where, readers = {"held_on": BEFORE, "visit_id": visit.id}, (vice_president, secretary)
    browse(secretary).post("weeks.welcome", {"present": "1"}, **where)

    pages = [browse(one).get("weeks.show_door", held_on=BEFORE) for one in readers]
    browse(secretary).post("weeks.welcome", {"present": "0"}, 409, **where)

    offers = [page.select("button[aria-label^='Not here']") != [] for page in pages]
    assert (offers, visit.state) == ([True, False], "present")
