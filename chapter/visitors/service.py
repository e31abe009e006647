"""Writes: registering and welcoming visitors."""

from typing import Any

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.people import queries as people_queries
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.visitors import queries
from chapter.visitors.models import Visit
from chapter.visitors.rules import Refusal, VisitRefused, VisitState, VisitType

CONTACT = ("email", "phone", "company", "trade")


def register(
    chapter: Chapter,
    meeting: Meeting,
    *,
    name: str,
    inviter: Person | None,
    contact: dict[str, str],
    visit_type: VisitType = VisitType.VISITOR,
) -> Visit:
    """Note that somebody is coming to a meeting; a known visitor is recognised by name."""
    if meeting.state in (State.HOLIDAY, State.DISCARDED):
        raise VisitRefused(Refusal.NO_MEETING, "held_on")
    _refuse_members(chapter, meeting, name)
    person = _visitor(chapter, name, contact)
    visit = queries.of_person_at(chapter, person, meeting)
    if visit is not None and visit.state != VisitState.CANCELLED:
        raise VisitRefused(Refusal.ALREADY_REGISTERED, "name")
    if visit is None:
        visit = Visit(chapter_id=chapter.id, meeting_id=meeting.id, person_id=person.id)
        db.session.add(visit)
    visit.inviter_id = inviter.id if inviter else None
    visit.type, visit.state = visit_type, VisitState.REGISTERED
    db.session.flush()
    return visit


def change(chapter: Chapter, visit: Visit, *, name: str, **contact: str) -> None:
    """Correct what is known of a visitor."""
    people.rename(visit.person, name, "")
    _keep_contact(visit.person, contact)
    db.session.flush()


def set_state(visit: Visit, state: VisitState) -> None:
    """Note that somebody came, did not, or is expected again."""
    visit.state = state
    db.session.flush()


def came(chapter: Chapter, meeting: Meeting, name: str, inviter: Person | None) -> Visit:
    """Return the visit an export tells of, adding it the first time."""
    # No refusal here: who came as a visitor may be on today's roster since.
    person = _visitor(chapter, name, {})
    visit = queries.of_person_at(chapter, person, meeting)
    if visit is None:
        visit = Visit(chapter_id=chapter.id, meeting_id=meeting.id, person_id=person.id)
        visit.inviter_id = inviter.id if inviter else None
        visit.type = VisitType.VISITOR
        db.session.add(visit)
    visit.state = VisitState.PRESENT
    db.session.flush()
    return visit


def note(
    chapter: Chapter,
    meeting: Meeting,
    *,
    first_name: str,
    last_name: str,
    contact: dict[str, str],
    visit_type: VisitType,
    has_come: bool,
) -> Visit:
    """Return the visit a list of visitors tells of, as it tells it; who invited comes after."""
    person = _visitor(chapter, f"{first_name} {last_name}".strip(), contact)
    if person.category == Category.VISITOR and not person.last_name:
        people.rename(person, first_name, last_name)
    visit = queries.of_person_at(chapter, person, meeting)
    if visit is None:
        visit = Visit(chapter_id=chapter.id, meeting_id=meeting.id, person_id=person.id)
        visit.state = VisitState.REGISTERED
        db.session.add(visit)
    visit.type = visit_type
    if has_come:
        visit.state = VisitState.PRESENT
    elif visit.state == VisitState.CANCELLED:
        visit.state = VisitState.REGISTERED
    db.session.flush()
    return visit


def _refuse_members(chapter: Chapter, meeting: Meeting, name: str) -> None:
    known = people_queries.named(chapter, match_key(name))
    if members.members_among(chapter, [p.id for p in known], meeting.held_on):
        raise VisitRefused(Refusal.IS_MEMBER, "name")


def _visitor(chapter: Chapter, name: str, contact: dict[str, Any]) -> Person:
    known = people_queries.named(chapter, match_key(name))
    guests = [p for p in known if p.category in (Category.VISITOR, Category.ROSTER)]
    person = guests[0] if guests else people.counterparty(chapter, name, Category.VISITOR)
    _keep_contact(person, contact)
    return person


def _keep_contact(person: Person, contact: dict[str, Any]) -> None:
    for field in CONTACT:
        if contact.get(field):
            setattr(person, field, contact[field])
