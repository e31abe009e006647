"""Visitors of a week that moves, is set aside or put back: where they are expected, what counts."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chapter import check
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.slips.kinds import KINDS
from chapter.slips.models import VisitorSlip
from chapter.visitors import queries as visitors
from chapter.visitors.models import Visit
from chapter.weeks import door, queries, service
from tests.conftest import BrowserFactory, Reader

TODAY, LATER, NEXT = (date(2026, 11, day) for day in (19, 20, 26))
NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
ASIDE = ["discard", "make_holiday"]


def receive(chapter: Chapter, inviter: Reader, day: date, name: str = "Vera Visitor") -> Visit:
    """Receive somebody at a day's door: on the day they are present, before it registered."""
    said: dict[str, Any] = {"name": name, "company": "", "inviter": inviter.person}
    trace: dict[str, Any] = {"today": min(day, NEXT), "actor_id": inviter.user.id, "now": NOW}
    return door.receive(chapter, KINDS["visitor"], day, key=uuid.uuid4().hex, **said, **trace)


def expect_at(chapter: Chapter, inviter: Reader, day: date) -> Visit:
    """Register somebody beforehand."""
    trace: dict[str, Any] = {"today": day, "actor_id": inviter.user.id, "now": NOW}
    return door.welcome(chapter, receive(chapter, inviter, day), is_present=False, **trace)


def aside(chapter: Chapter, way: str, day: date, who: Reader) -> None:
    """Set a week aside."""
    note = {"note": ""} if way == "make_holiday" else {}
    getattr(service, way)(chapter, day, actor_id=who.user.id, now=NOW, **note)


def counted(chapter: Chapter) -> list[int]:
    """Return how many visitors count in each of the two weeks."""
    found = [meetings.on(chapter, day) for day in (TODAY, NEXT)]
    sums = [queries.totals(chapter, meeting) if meeting else {} for meeting in found]
    return [one.get("visitors", (0, 0))[0] for one in sums]


def stands(visit: Visit) -> tuple[date, date, str]:
    """Return when a visit is expected, of which day its slip is, and whether somebody came."""
    db.session.flush()
    slip = db.session.scalars(db.select(VisitorSlip).where(VisitorSlip.visit == visit)).one()
    return visit.meeting.held_on, slip.dated, visit.state


@pytest.mark.parametrize("way", ASIDE)
def test_a_visit_to_a_week_set_aside_does_not_use_up_the_first_one(
    chapter: Chapter, member: Reader, way: str
) -> None:
    """Seen red with the meeting's state left out of `first_visits`."""
    receive(chapter, member, TODAY)
    aside(chapter, way, TODAY, member)

    again = receive(chapter, member, NEXT)

    (guest,) = visitors.of_meeting(chapter, again.meeting)
    assert (counted(chapter), guest.visits_before, check.faults()) == ([0, 1], 0, [])


@pytest.mark.parametrize("way", ASIDE)
def test_a_week_set_aside_later_gives_the_credit_to_the_second_visit(
    chapter: Chapter, member: Reader, way: str
) -> None:
    """Seen red with nothing counted again in `guests.leave`."""
    receive(chapter, member, TODAY)
    receive(chapter, member, NEXT)

    aside(chapter, way, TODAY, member)

    assert counted(chapter) == [0, 1]


@pytest.mark.parametrize("way", ASIDE)
def test_put_back_gives_the_credit_back(chapter: Chapter, member: Reader, way: str) -> None:
    """Seen red with nothing counted again in `guests.come_back`."""
    receive(chapter, member, TODAY)
    aside(chapter, way, TODAY, member)
    receive(chapter, member, NEXT)

    service.put_back(chapter, TODAY, actor_id=member.user.id, now=NOW)

    assert counted(chapter) == [1, 0]


def test_who_came_to_a_discarded_week_is_found_at_the_next_door(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    """Seen red with the meeting's state left out of the number of visits."""
    receive(chapter, member, TODAY)
    aside(chapter, "discard", TODAY, member)
    db.session.commit()

    page = browse(vice_president).get("weeks.show_door", held_on=NEXT)

    (row,) = page.select(".door-before [data-find]")
    assert row.get_text(" ", strip=True) == (
        "Vera Visitor was here on Thu 19 Nov, when no meeting was held Put on the list"
    )


@pytest.mark.parametrize("way", ASIDE)
def test_who_is_registered_is_expected_at_the_next_meeting(
    chapter: Chapter, member: Reader, way: str
) -> None:
    """Seen red with nobody sent on."""
    visit = expect_at(chapter, member, TODAY)

    aside(chapter, way, TODAY, member)
    sent = stands(visit)
    service.put_back(chapter, TODAY, actor_id=member.user.id, now=NOW)

    back = (TODAY, TODAY, "registered")
    assert (sent, stands(visit)) == ((NEXT, NEXT, "registered"), back)


def test_who_came_to_the_next_meeting_stays_there(chapter: Chapter, member: Reader) -> None:
    """Seen red with everybody of the trace taken back."""
    visit = expect_at(chapter, member, TODAY)
    aside(chapter, "make_holiday", TODAY, member)
    trace: dict[str, Any] = {"today": NEXT, "actor_id": member.user.id, "now": NOW}
    door.welcome(chapter, visit, is_present=True, **trace)

    service.put_back(chapter, TODAY, actor_id=member.user.id, now=NOW)

    assert (stands(visit), counted(chapter)) == ((NEXT, NEXT, "present"), [0, 1])


def test_who_is_on_the_next_list_already_is_not_put_there_twice(
    chapter: Chapter, member: Reader
) -> None:
    """Seen red with the list of the next meeting not looked at: the database refuses."""
    visit = expect_at(chapter, member, TODAY)
    receive(chapter, member, NEXT)

    aside(chapter, "make_holiday", TODAY, member)

    assert (stands(visit)[0], counted(chapter)) == (TODAY, [0, 1])


def test_nobody_has_come_to_a_meeting_that_moved_ahead(chapter: Chapter, member: Reader) -> None:
    """Seen red with the visits left as they were."""
    visit = receive(chapter, member, TODAY)

    service.move(chapter, TODAY, LATER, actor_id=member.user.id, now=NOW)

    moved = meetings.on(chapter, LATER)
    assert moved is not None
    assert stands(visit) == (LATER, LATER, "registered")
    assert queries.totals(chapter, moved) == {}


def test_who_came_stays_present_when_the_day_is_put_right(chapter: Chapter, member: Reader) -> None:
    """Seen red with everybody set back."""
    visit = receive(chapter, member, TODAY)

    service.move(chapter, TODAY, date(2026, 11, 18), actor_id=member.user.id, now=NOW)

    assert stands(visit)[2] == "present"


def test_arranging_names_who_is_registered(
    chapter: Chapter, browse: BrowserFactory, member: Reader, vice_president: Reader
) -> None:
    expect_at(chapter, member, NEXT)
    db.session.commit()

    page = browse(vice_president).get("meetings.edit", held_on=NEXT)

    section = page.select_one("section[aria-labelledby=otherwise] > p")
    assert section is not None
    assert section.get_text(strip=True) == (
        "Vera Visitor is registered as a visitor, and moves along. "
        "Without a meeting this week, the next one expects them."
    )
