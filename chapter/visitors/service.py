"""Writes: registering and welcoming visitors."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.members import queries as members
from chapter.people import queries as people_queries
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category, match_key
from chapter.visitors import queries
from chapter.visitors.models import Visit
from chapter.visitors.rules import FollowUp, Refusal, VisitRefused, VisitState, VisitType

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
    # Two hosts who register one new face at once would make two people of it.
    meeting = meetings.lock(chapter, meeting)
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
    visit.version = (visit.version or 0) + 1
    db.session.flush()
    return visit


def standing(chapter: Chapter, meeting: Meeting, name: str) -> Visit | None:
    """Return the visit to a meeting that somebody of a name is noted for already."""
    _refuse_members(chapter, meeting, name)
    known = _guests(chapter, name)
    visit = queries.of_person_at(chapter, known[0], meeting) if known else None
    return visit if visit is not None and visit.state != VisitState.CANCELLED else None


def fill_in(visit: Visit, contact: dict[str, str]) -> None:
    """Keep how to reach a visitor where nothing is known; what stands is neither told nor lost."""
    _keep_contact(
        visit.person,
        {name: said for name, said in contact.items() if not getattr(visit.person, name)},
    )
    db.session.flush()


def change(chapter: Chapter, visit: Visit, *, name: str, **contact: str) -> None:
    """Correct what is known of a visitor."""
    people.rename(visit.person, name, "")
    _keep_contact(visit.person, contact)
    db.session.flush()


def set_state(visit: Visit, state: VisitState) -> None:
    """Note that somebody came, did not, or is expected again."""
    if visit.state != state:
        visit.state = state
        visit.version += 1
    db.session.flush()


def lock(chapter: Chapter, visit: Visit) -> Visit:
    """Hold a visit's row until the end of the transaction, freshly read."""
    return db.session.scalars(
        select(Visit)
        .where(Visit.chapter_id == chapter.id, Visit.id == visit.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def sent_before(chapter: Chapter, key: str, digest: str) -> Visit | None:
    """Return the visit first sent under a key; other content under it is refused."""
    visit = queries.by_key(chapter, key)
    if visit is not None and visit.digest != digest:
        raise VisitRefused(Refusal.KEY_REUSED)
    return visit


def keep_key(visit: Visit, key: str, digest: str) -> None:
    """Remember under which key a visit was sent."""
    try:
        # The same key sent at once for another day meets this one at the unique constraint.
        with db.session.begin_nested():
            visit.key, visit.digest = key, digest
    except IntegrityError:
        raise VisitRefused(Refusal.KEY_REUSED) from None


def follow_up(
    chapter: Chapter,
    visit: Visit,
    state: FollowUp,
    owner: Person | None,
    *,
    seen: int,
    actor_id: int,
    now: datetime,
) -> Visit:
    """Note what became of a visit and who sees to it; the same again is no second change."""
    visit = lock(chapter, visit)
    owner_id = owner.id if owner else None
    if (visit.follow_up, visit.owner_id) == (state, owner_id):
        return visit
    if visit.version != seen:
        raise VisitRefused(Refusal.CHANGED_ELSEWHERE)
    before = visit.follow_up
    visit.follow_up, visit.owner_id = state, owner_id
    visit.version += 1
    audit.trace(
        chapter.id,
        "visitor.follow-up",
        f"visits:{visit.id}",
        user_id=actor_id,
        now=now,
        before=before,
        after=state.value,
    )
    return visit


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
    guests = _guests(chapter, name)
    person = guests[0] if guests else people.counterparty(chapter, name, Category.VISITOR)
    _keep_contact(person, contact)
    return person


def _guests(chapter: Chapter, name: str) -> list[Person]:
    known = people_queries.named(chapter, match_key(name))
    return [p for p in known if p.category in (Category.VISITOR, Category.ROSTER)]


def _keep_contact(person: Person, contact: dict[str, Any]) -> None:
    for field in CONTACT:
        if contact.get(field):
            setattr(person, field, contact[field])
