"""The door's page: found by two letters, recognised, and nothing told to who does not welcome."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.slips.ledger import Credit
from chapter.visitors import service as visiting
from chapter.visitors.models import Visit
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting, make_member
from tests.weeks.steps import invite, register

EARLY, BEFORE, TODAY = date(2026, 11, 5), date(2026, 11, 12), date(2026, 11, 19)
JSON = {"Accept": "application/json"}


def found(page: BeautifulSoup) -> dict[str, str]:
    """Return by what two letters find somebody, and what the row says."""
    return {
        str(row["data-find"]): row.get_text(" ", strip=True)
        for row in page.select("#door-list [data-find]")
    }


def test_who_is_registered_is_found_without_accents(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    register(chapter, TODAY, "José Ñandú", member)

    page = browse(vice_president).get("weeks.show_door", held_on=TODAY)

    assert found(page) == {
        "jose nandu vera & co": "José Ñandú Vera & Co, first visit, invited by Mona Member Present"
    }


def test_who_came_before_is_recognised_against_the_limit(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the earlier visits not counted."""
    for day in (EARLY, BEFORE):
        visiting.came(chapter, make_meeting(chapter, day), "Vera Visitor", member.person)
    db.session.commit()

    page = browse(vice_president).get("weeks.show_door", held_on=TODAY)

    assert found(page) == {
        "vera visitor": "Vera Visitor came 2 times before, the last time on Thu 12 Nov "
        "The chapter’s rules give one person 2 visits. Present"
    }


def test_who_came_before_is_put_on_the_list_with_one_tap(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    visiting.came(chapter, make_meeting(chapter, BEFORE), "Vera Visitor", member.person)
    db.session.commit()
    browser = browse(vice_president)
    page = browser.get("weeks.show_door", held_on=TODAY)
    sent = {str(one["name"]): str(one["value"]) for one in page.select(".door-before form input")}

    browser.post("weeks.receive", sent, held_on=TODAY)

    states = db.session.scalars(db.select(Visit.state).order_by(Visit.id)).all()
    assert (sent["name"], states) == ("Vera Visitor", ["present", "present"])


def test_members_and_visitors_of_other_chapters_are_not_suggested(
    chapter: Chapter,
    elsewhere: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
) -> None:
    """Seen red with members left in."""
    visiting.came(elsewhere, make_meeting(elsewhere, BEFORE), "Stella Southern", None)
    visiting.came(chapter, make_meeting(chapter, BEFORE), "Vera Visitor", None)
    person = db.session.scalars(db.select(Visit).where(Visit.chapter_id == chapter.id)).one().person
    member = make_member(chapter, "Paula Person")
    member.person_id = person.id
    db.session.commit()

    assert found(browse(vice_president).get("weeks.show_door", held_on=TODAY)) == {}


def test_the_door_is_for_who_welcomes_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader
) -> None:
    """Nobody else is told who was here. Seen red with the right of the page lowered."""
    visiting.came(chapter, make_meeting(chapter, BEFORE), "Vera Visitor", None)
    db.session.commit()

    said = [
        browse(reader).get("weeks.show_door", status, held_on=TODAY).get_text()
        for reader, status in ((member, 403), (stranger, 404))
    ]
    browse(member).post("weeks.receive", status=403, held_on=TODAY)
    browse(stranger).post("weeks.receive", status=404, held_on=TODAY)

    assert ["Vera" in text for text in said] == [False, False]


@pytest.mark.parametrize("day", [date(2026, 11, 20), BEFORE])
def test_the_door_of_no_meeting_is_not_found(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, day: date
) -> None:
    make_meeting(chapter, BEFORE, "holiday")

    browse(vice_president).get("weeks.show_door", status=404, held_on=day)


def test_receive_answers_a_script_the_same_twice(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    said = {"name": "Vera Visitor", "key": "k" * 32}
    browser = browse(vice_president)

    answers = [browser.send("weeks.receive", said, held_on=TODAY, headers=JSON) for _ in "12"]

    visit = db.session.scalars(db.select(Visit)).one()
    assert [answer.get_json() for answer in answers] == 2 * [
        {
            "id": visit.id,
            "address": f"/c/north/meetings/{TODAY}/visitors",
            "message": "Vera Visitor is present.",
            "undo": f"/c/north/meetings/{TODAY}/visitors/{visit.id}/take-off",
        }
    ]


def test_receive_tells_a_script_which_field_is_wrong(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    said = {"name": "", "key": "k" * 32}

    answer = browse(vice_president).send("weeks.receive", said, held_on=TODAY, headers=JSON)

    sentence = "Write the visitor’s name."
    assert (answer.status_code, answer.get_json()) == (
        422,
        {"error": sentence, "field": "name", "fields": {"name": sentence}},
    )


def test_welcome_from_an_old_page_answers_409(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    visit = register(chapter, TODAY, "Vera Visitor", member)
    where = {"held_on": TODAY, "visit_id": visit.id}
    browser, said = browse(vice_president), {"present": "1", "version": "7"}

    answer = browser.send("weeks.welcome", said, headers=JSON, **where)

    sentence = "Somebody else changed this visit meanwhile. Look at it again, then change it."
    assert (answer.status_code, answer.get_json()["error"]) == (409, sentence)


@pytest.mark.parametrize("is_named", [True, False])
def test_who_is_registered_and_entered_as_new_is_that_visitor_coming(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    is_named: bool,
) -> None:
    """One visit, credited, and nobody's way to reach them told. Seen red with it refused."""
    assert member.person is not None
    invite(chapter, TODAY, "Vera Visitor", member)
    said = {"name": "vera VISITOR", "phone": "1", "key": "k" * 32}
    said |= {"inviter_id": str(member.person.id)} if is_named else {}

    sent = [browse(vice_president).send("weeks.receive", said, held_on=TODAY) for _ in "12"]

    visit = db.session.scalars(db.select(Visit)).one()
    kept = (visit.state, visit.person.company, visit.person.phone)
    assert ([one.status_code for one in sent], kept) == ([302, 302], ("present", "Vera & Co", "1"))
    assert db.session.scalars(db.select(Credit.person_id)).all() == [member.person.id]


def test_two_phones_with_one_new_visitor_are_one_visit(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """The second is told so, without an Undo of the first. Seen red with it refused."""
    said, browser = {"name": "Vera Visitor"}, browse(vice_president)
    keys = [{"key": letter * 32} for letter in "ab"]

    sent = [
        browser.send("weeks.receive", said | key, held_on=TODAY, headers=JSON).get_json()
        for key in keys
    ]

    assert [(one["message"], "undo" in one) for one in sent] == [
        ("Vera Visitor is present.", True),
        ("Vera Visitor is present.", False),
    ]
    assert len(db.session.scalars(db.select(Visit)).all()) == 1


def test_a_second_try_does_not_bring_back_who_was_noted_as_absent(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the key of who was registered already not kept."""
    visit = invite(chapter, TODAY, "Vera Visitor", member)
    browser, said = browse(vice_president), {"name": "Vera Visitor", "key": "k" * 32}
    browser.post("weeks.receive", said, held_on=TODAY)
    browser.post("weeks.welcome", {"present": "0"}, held_on=TODAY, visit_id=visit.id)

    browser.post("weeks.receive", said, held_on=TODAY)

    db.session.expire_all()
    assert visit.state == "registered"


@pytest.mark.parametrize("said", [{"inviter_id": "other"}, {"type": "observer"}])
def test_who_is_registered_otherwise_is_asked_about(
    chapter: Chapter,
    browse: BrowserFactory,
    member: Reader,
    vice_president: Reader,
    said: dict[str, str],
) -> None:
    """Seen red with the inviter, or as what they come, not compared."""
    assert vice_president.person is not None
    visit = invite(chapter, TODAY, "Vera Visitor", member)
    typed = {"name": "Vera Visitor", "key": "k" * 32, **said}
    typed |= {"inviter_id": str(vice_president.person.id)} if "inviter_id" in said else {}

    page = browse(vice_president).post("weeks.receive", typed, 422, held_on=TODAY)

    db.session.expire_all()
    told = "This visitor is registered for that meeting already." in page.get_text()
    assert (told, visit.state) == (True, "registered")
