"""What the tests of a week's pages share: its state, its rows, its visitors."""

from datetime import date, timedelta

from bs4 import BeautifulSoup

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips.kinds import KINDS
from chapter.visitors import service as visiting
from chapter.visitors.models import Visit
from chapter.weeks import door
from tests.conftest import Reader
from tests.factories import make_meeting


def state_of(chapter: Chapter, day: date) -> str:
    """Return a week's state as the database has it."""
    db.session.expire_all()
    slot = meetings.slot_on(chapter, day)
    assert slot is not None
    return slot.state


def rows(page: BeautifulSoup, heading: str) -> list[str]:
    """Return the rows under a heading, by its id."""
    section = page.select_one(f"section[aria-labelledby={heading}]")
    assert section is not None
    return [row.get_text(" ", strip=True) for row in section.select(".rows > li:not(.measure)")]


def invite(chapter: Chapter, day: date, name: str, inviter: Reader) -> Visit:
    """Register a visitor beforehand, with the slip that invites them."""
    said = {"company": "Vera & Co", "inviter": inviter.person, "key": "s" * 32}
    who = {"actor_id": inviter.user.id, "now": clock.now(), "today": day - timedelta(days=1)}
    visit = door.receive(chapter, KINDS["visitor"], day, name=name, **said, **who)
    db.session.commit()
    return visit


def register(chapter: Chapter, day: date, name: str, inviter: Reader) -> Visit:
    """Register a visitor to a meeting."""
    meeting = meetings.on(chapter, day) or make_meeting(chapter, day)
    visit = visiting.register(
        chapter, meeting, name=name, inviter=inviter.person, contact={"company": "Vera & Co"}
    )
    db.session.commit()
    return visit
