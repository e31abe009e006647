"""Visitors after the meeting: whom to call, how it goes on, who sees to it."""

from contextlib import AbstractContextManager
from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.visitors import list_queries, service
from chapter.visitors.models import Visit
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_meeting, make_member
from tests.statements import Count

LONG_AGO, EARLY, BEFORE, TODAY = (
    date(2026, 7, 2),
    date(2026, 11, 5),
    date(2026, 11, 12),
    date(2026, 11, 19),
)


def came(chapter: Chapter, day: date = BEFORE, name: str = "Vera Visitor") -> Visit:
    """Let somebody come to a day's meeting."""
    visit = service.came(chapter, make_meeting(chapter, day), name, None)
    db.session.commit()
    return visit


def names(chapter: Chapter) -> list[list[tuple[str, int]]]:
    """Return who is to be spoken with, and the others, each with their number of visits."""
    return [
        [(one.person.name, one.times) for one in listed(chapter, TODAY)]
        for listed in (list_queries.to_follow, list_queries.followed)
    ]


def said(visit: Visit, **more: object) -> dict[str, object]:
    """Return what the form of a visit sends."""
    return {"follow_up": "called", "owner_id": "", "version": visit.version, **more}


def test_list_holds_each_visitor_once_with_the_latest_visit(chapter: Chapter) -> None:
    """Seen red with every visit listed."""
    came(chapter, EARLY)
    latest = came(chapter, BEFORE)
    came(chapter, LONG_AGO, "Lola Long-ago")

    (listed,) = list_queries.to_follow(chapter, TODAY)

    assert listed.visit.id == latest.id
    assert names(chapter) == [[("Vera Visitor", 2)], [("Lola Long-ago", 1)]]


def test_list_leaves_out_who_did_not_come_or_belongs_by_now(chapter: Chapter) -> None:
    meeting = make_meeting(chapter, BEFORE)
    service.register(chapter, meeting, name="Nora Never-came", inviter=None, contact={})
    membership = make_member(chapter, "Paula Person")
    membership.person_id = came(chapter).person_id
    db.session.commit()

    assert names(chapter) == [[], []]


def test_list_holds_the_chapters_own_visitors(chapter: Chapter, elsewhere: Chapter) -> None:
    """Seen red with the chapter left out of both selections."""
    came(elsewhere)

    assert names(chapter) == [[], []]


def test_follow_up_notes_state_and_owner(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    assert member.person is not None
    visit = came(chapter)
    sent = said(visit, follow_up="second-visit", owner_id=member.person.id)

    browse(vice_president).post("visitors.follow_up", sent, visit_id=visit.id)

    db.session.refresh(visit)
    assert (visit.follow_up, visit.owner_id) == ("second-visit", member.person.id)


def test_follow_up_from_an_old_page_is_refused_and_keeps_what_was_typed(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    """Seen red with the version not compared."""
    visit, browser = came(chapter), browse(vice_president)
    old = said(visit, follow_up="applied")
    browser.post("visitors.follow_up", said(visit), visit_id=visit.id)

    page = browser.post("visitors.follow_up", old, 409, visit_id=visit.id)

    db.session.refresh(visit)
    checked = page.select_one("input[name=follow_up][checked]")
    assert checked is not None
    assert (visit.follow_up, checked["value"]) == ("called", "applied")


def test_follow_up_sent_twice_is_one_change(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    visit, browser = came(chapter), browse(vice_president)
    sent, headers = said(visit), {"Accept": "application/json"}

    answers = [
        browser.send("visitors.follow_up", sent, visit_id=visit.id, headers=headers) for _ in "12"
    ]

    words = {"id": visit.id, "address": "/c/north/visitors", "message": "Vera Visitor: Called."}
    assert [(answer.status_code, answer.get_json()) for answer in answers] == [(201, words)] * 2


@pytest.mark.parametrize("more", [{"follow_up": "married"}, {"owner_id": "999"}, {"follow_up": ""}])
def test_follow_up_refuses_what_is_wrong(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, more: dict[str, str]
) -> None:
    visit = came(chapter)

    browse(vice_president).post("visitors.follow_up", said(visit, **more), 422, visit_id=visit.id)

    db.session.refresh(visit)
    assert visit.follow_up == "to-call"


def test_visitors_are_for_who_welcomes_them_in_this_chapter(
    chapter: Chapter, browse: BrowserFactory, member: Reader, stranger: Reader
) -> None:
    """Seen red with the right of the list lowered to that of every member."""
    visit = came(chapter)
    for reader, status in ((member, 403), (stranger, 404)):
        browse(reader).get("visitors.index", status)
        browse(reader).get("visitors.show", status, visit_id=visit.id)
        browse(reader).post("visitors.follow_up", said(visit), status, visit_id=visit.id)


def test_visit_of_another_chapter_is_not_found(
    chapter: Chapter, elsewhere: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    theirs = came(elsewhere)

    browse(vice_president).get("visitors.show", 404, visit_id=theirs.id)


def test_list_has_the_next_step_one_tap_away(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader
) -> None:
    visit, browser = came(chapter), browse(vice_president)
    page = browser.get("visitors.index")
    form = page.select_one("main .rows form")
    assert form is not None
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input")}

    browser.post("visitors.follow_up", sent, visit_id=visit.id)

    row = browser.get("visitors.index").select_one("main .rows > li")
    assert row is not None
    assert row.get_text(" ", strip=True) == (
        "Vera Visitor 1 visit, the last on Thu 12 Nov Called Comes a second time"
    )


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_statements_for_any_number_of_visitors(
    chapter: Chapter,
    browse: BrowserFactory,
    vice_president: Reader,
    count_queries: type[AbstractContextManager[Count]],
    number: int,
) -> None:
    for letter in "ABC"[:number]:
        visit = came(chapter, name=f"Vera {letter}")
        visit.owner_id = visit.inviter_id = make_member(chapter, f"Ana {letter}").person_id
    db.session.commit()
    browser = browse(vice_president)
    browser.get("visitors.index")

    with count_queries() as count:
        browser.get("visitors.index")

    assert count.number == 7
