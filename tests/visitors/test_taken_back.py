"""Who came although the slip that invited them is withdrawn, and who is taken off the list."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips import queries as slip_queries
from chapter.slips import service as slips
from chapter.slips.kinds import KINDS
from chapter.visitors.models import Visit
from chapter.weeks import door, queries
from tests.conftest import BrowserFactory, Reader
from tests.factories import close_week, make_slip
from tests.weeks.steps import rows

TODAY, NEXT = date(2026, 11, 19), date(2026, 11, 26)
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
WHO: dict[str, Any] = {"actor_id": 1, "now": NOW}


@pytest.fixture
def withdrawn(chapter: Chapter, member: Reader) -> Visit:
    """A visitor who came, and whose slip was withdrawn afterwards."""
    visit = invited(chapter, member)
    door.welcome(chapter, visit, is_present=True, today=TODAY, **WHO)
    slip = slip_queries.slip_of_visit(chapter, visit.id)
    assert slip is not None
    slips.withdraw(chapter, slip, key="w" * 32, seen=slip.version, **WHO)
    db.session.commit()
    return visit


def invited(chapter: Chapter, member: Reader) -> Visit:
    """Let a member register a visitor for today."""
    assert member.person is not None
    make_slip(chapter, "visitor", member.person, TODAY)
    return db.session.scalars(select(Visit)).one()


def receive(chapter: Chapter, inviter: Reader, day: date = TODAY) -> Visit:
    """Put somebody on the list at the door."""
    said: dict[str, Any] = {
        "name": "Zelda Walk-in",
        "company": "",
        "key": uuid.uuid4().hex,
        "today": TODAY,
    }
    visit = door.receive(chapter, KINDS["visitor"], day, inviter=inviter.person, **said, **WHO)
    db.session.commit()
    return visit


def off_the_list(page: BeautifulSoup) -> list[str]:
    """Return whom the door offers to take off the list."""
    buttons = page.select("#door-list form[action$=take-off] button")
    return [str(button["aria-label"]) for button in buttons]


def counted(chapter: Chapter) -> int:
    """Return how many visitors count today."""
    meeting = meetings.on(chapter, TODAY)
    assert meeting is not None
    return queries.totals(chapter, meeting).get("visitors", (0, 0))[0]


def test_withdrawing_frees_the_inviter_of_who_came(chapter: Chapter, withdrawn: Visit) -> None:
    """Seen red with the inviter left at the visit."""
    db.session.refresh(withdrawn)

    assert (withdrawn.state, withdrawn.inviter_id, counted(chapter)) == ("present", None, 0)


def test_close_and_door_ask_who_invited_after_a_withdrawal(
    browse: BrowserFactory, withdrawn: Visit, vice_president: Reader
) -> None:
    """Seen red with the door asking for nobody's inviter."""
    browser = browse(vice_president)
    pages = [browser.get(page, held_on=TODAY) for page in ("weeks.show", "weeks.show_door")]

    asked = [page.select_one("form[action*='/inviter'] [aria-label]") for page in pages]
    missing = [row for row in rows(pages[0], "closing") if "invited" in row]

    assert [one and one["aria-label"] for one in asked] == ["Who invited Vera Visitor?"] * 2
    assert missing[0].startswith("Nobody is noted to have invited Vera Visitor.")


def test_another_inviter_named_at_the_door_is_credited_there(
    chapter: Chapter, browse: BrowserFactory, withdrawn: Visit, vice_president: Reader
) -> None:
    assert vice_president.person is not None
    sent, where = {"inviter_id": vice_president.person.id}, {"visit_id": withdrawn.id, "door": 1}

    answer = browse(vice_president).send("weeks.name_inviter", sent, held_on=TODAY, **where)

    db.session.expire_all()
    assert answer.location.endswith(f"{TODAY}/visitors")
    assert (withdrawn.inviter_id, counted(chapter)) == (vice_president.person.id, 1)


@pytest.mark.parametrize("closes", [False, True])
def test_a_walk_in_put_on_the_list_by_mistake_is_taken_off(
    chapter: Chapter, browse: BrowserFactory, vice_president: Reader, closes: bool
) -> None:
    """Seen red with the button left out."""
    visit = receive(chapter, Reader(vice_president.user))
    door.welcome(chapter, visit, is_present=False, today=TODAY, **WHO)
    if closes:
        close_week(chapter, TODAY)
    db.session.commit()
    browser = browse(vice_president)
    offered = off_the_list(browser.get("weeks.show_door", held_on=TODAY))

    browser.post("weeks.take_off", held_on=TODAY, visit_id=visit.id)

    db.session.refresh(visit)
    assert (offered, visit.state) == (["Take off the list: Zelda Walk-in"], "cancelled")


def test_who_came_or_has_a_members_own_slip_is_not_offered_to_be_taken_off(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with everybody offered."""
    invited(chapter, member)
    receive(chapter, member)

    assert off_the_list(browse(vice_president).get("weeks.show_door", held_on=TODAY)) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [(TODAY, "Zelda Walk-in is present."), (NEXT, "Zelda Walk-in is on the list.")],
)
def test_door_says_who_is_present_and_who_is_only_on_the_list(
    browse: BrowserFactory, vice_president: Reader, day: date, said: str
) -> None:
    """Seen red with one sentence for both."""
    sent, json = {"name": "Zelda Walk-in", "key": "k" * 32}, {"Accept": "application/json"}

    answer = browse(vice_president).send("weeks.receive", sent, held_on=day, headers=json)

    assert answer.get_json()["message"] == said
