"""Registering visitors."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.meetings.models import Meeting
from chapter.people.rules import Category
from chapter.visitors import queries, service
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal, VisitRefused, VisitState
from tests.factories import make_meeting, make_member

BEFORE, TODAY = date(2026, 11, 12), date(2026, 11, 19)


@pytest.fixture
def meeting(chapter: Chapter) -> Meeting:
    """The open meeting of today."""
    return make_meeting(chapter, TODAY)


def register(chapter: Chapter, meeting: Meeting, name: str = "Vera Visitor") -> Visit:
    """Register somebody nobody invited."""
    return service.register(chapter, meeting, name=name, inviter=None, contact={"phone": "1"})


def test_register_adds_a_person_outside_the_roster(chapter: Chapter, meeting: Meeting) -> None:
    person = register(chapter, meeting).person

    assert (person.name, person.category, person.phone) == ("Vera Visitor", Category.VISITOR, "1")


def test_register_recognises_a_visitor_by_name(chapter: Chapter, meeting: Meeting) -> None:
    earlier = register(chapter, make_meeting(chapter, BEFORE))

    again = register(chapter, meeting, "vera  VISITOR")

    assert again.person_id == earlier.person_id


def test_register_twice_for_one_meeting_is_refused(chapter: Chapter, meeting: Meeting) -> None:
    """Seen red with the visit of that person not looked for."""
    register(chapter, meeting)

    with pytest.raises(VisitRefused) as refused:
        register(chapter, meeting)

    assert refused.value.refusal is Refusal.ALREADY_REGISTERED


def test_register_after_cancelling_is_the_same_visit(chapter: Chapter, meeting: Meeting) -> None:
    visit = register(chapter, meeting)
    service.set_state(visit, VisitState.CANCELLED)

    again = register(chapter, meeting)

    assert (again.id, again.state) == (visit.id, VisitState.REGISTERED)


@pytest.mark.parametrize("state", ["holiday", "discarded"])
def test_register_for_a_week_without_meeting_is_refused(chapter: Chapter, state: str) -> None:
    with pytest.raises(VisitRefused) as refused:
        register(chapter, make_meeting(chapter, TODAY, state))

    assert refused.value.refusal is Refusal.NO_MEETING


def test_register_a_member_of_the_day_is_refused(chapter: Chapter, meeting: Meeting) -> None:
    make_member(chapter, "Ana One")

    with pytest.raises(VisitRefused) as refused:
        register(chapter, meeting, "Ana One")

    assert refused.value.refusal is Refusal.IS_MEMBER


def test_of_meeting_tells_first_visits_from_later_ones(chapter: Chapter, meeting: Meeting) -> None:
    earlier = make_meeting(chapter, BEFORE)
    service.set_state(register(chapter, earlier), VisitState.PRESENT)
    register(chapter, earlier, "Nora Never-came")
    for name in ("Vera Visitor", "Nora Never-came"):
        register(chapter, meeting, name)

    guests = {g.visit.person.name: g.is_first for g in queries.of_meeting(chapter, meeting)}

    assert guests == {"Vera Visitor": False, "Nora Never-came": True}


def test_of_meeting_leaves_out_who_cancelled(chapter: Chapter, meeting: Meeting) -> None:
    service.set_state(register(chapter, meeting), VisitState.CANCELLED)

    assert queries.of_meeting(chapter, meeting) == []


def test_at_another_day_is_nobody(chapter: Chapter, meeting: Meeting) -> None:
    visit = register(chapter, meeting)

    found = [queries.at(chapter, day, visit.id) for day in (TODAY, BEFORE)]

    assert found == [visit, None]
