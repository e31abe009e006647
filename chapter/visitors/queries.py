"""Reads: visits of a meeting and of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, SQLColumnExpression, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.people.rules import search_key
from chapter.visitors.models import Visit
from chapter.visitors.rules import NOT_HELD, VisitState, VisitType


@dataclass(frozen=True)
class Guest:
    """A visit as the meeting's page shows it."""

    visit: Visit
    #: How often the person came as a visitor before.
    visits_before: int

    @property
    def is_first(self) -> bool:
        """Tell whether the person never came before."""
        return self.visits_before == 0

    @property
    def find(self) -> str:
        """Return what two letters find them by."""
        person = self.visit.person
        return search_key(f"{person.name} {person.company} {person.trade}")

    @property
    def is_expected(self) -> bool:
        """Tell whether the person is registered and not noted as present."""
        return self.visit.state == VisitState.REGISTERED

    @property
    def lacks_inviter(self) -> bool:
        """Tell whether a visitor came of whom nobody knows who invited them."""
        visit = self.visit
        return visit.inviter_id is None and visit.type == VisitType.VISITOR

    @property
    def may_go(self) -> bool:
        """Tell whether nothing depends on it that they are on the list: no member’s own slip."""
        visit = self.visit
        return self.is_expected and (visit.key is not None or visit.inviter_id is None)


def of_meeting(chapter: Chapter, meeting: Meeting) -> list[Guest]:
    """Return who is registered or came, by name."""
    rows = db.session.execute(
        select(Visit, _times_before(meeting, Visit.person_id))
        .join(Visit.person)
        .options(contains_eager(Visit.person), joinedload(Visit.inviter))
        .where(
            Visit.chapter_id == chapter.id,
            Visit.meeting_id == meeting.id,
            Visit.state != VisitState.CANCELLED,
        )
        .order_by(Person.last_name, Person.first_name, Person.id)
    )
    return [Guest(visit, times) for visit, times in rows]


def at(chapter: Chapter, day: date, visit_id: int) -> Visit | None:
    """Return a visit to the meeting of a day."""
    return db.session.scalar(
        select(Visit)
        .join(Visit.meeting)
        .where(Visit.chapter_id == chapter.id, Visit.id == visit_id, Meeting.held_on == day)
    )


def one(chapter: Chapter, visit_id: int) -> Visit | None:
    """Return a visit of the chapter."""
    return db.session.scalar(
        select(Visit)
        .options(
            joinedload(Visit.person),
            joinedload(Visit.meeting),
            joinedload(Visit.inviter),
            joinedload(Visit.owner),
        )
        .where(Visit.chapter_id == chapter.id, Visit.id == visit_id)
    )


def of_person_at(chapter: Chapter, person: Person, meeting: Meeting) -> Visit | None:
    """Return a person's visit to a meeting."""
    return db.session.scalar(
        select(Visit).where(
            Visit.chapter_id == chapter.id,
            Visit.person_id == person.id,
            Visit.meeting_id == meeting.id,
        )
    )


def on_days(chapter: Chapter, days: Iterable[date]) -> dict[tuple[date, int], Visit]:
    """Return the visits of some days, by day and person."""
    rows = db.session.execute(
        select(Meeting.held_on, Visit)
        .join(Visit.meeting)
        .options(joinedload(Visit.person), joinedload(Visit.inviter))
        .where(Visit.chapter_id == chapter.id, Meeting.held_on.in_(set(days)))
    )
    return {(held_on, visit.person_id): visit for held_on, visit in rows}


def first_visits(chapter: Chapter, person_ids: Iterable[int]) -> dict[int, int]:
    """Return for each person the visit that is the first one they came to as a visitor."""
    rows = db.session.execute(
        select(Visit.person_id, Visit.id)
        .join(Visit.meeting)
        .where(
            Visit.chapter_id == chapter.id,
            Visit.person_id.in_(set(person_ids)),
            Visit.state == VisitState.PRESENT,
            Visit.type == VisitType.VISITOR,
            Meeting.state.not_in(NOT_HELD),
        )
        .order_by(Meeting.held_on.desc(), Visit.id.desc())
    )
    return dict(rows.all())


def in_state(chapter: Chapter, meeting: Meeting, state: VisitState) -> Sequence[Visit]:
    """Return the visits to a meeting that are in a state, as whatever somebody comes."""
    return db.session.scalars(
        select(Visit)
        .where(
            Visit.chapter_id == chapter.id,
            Visit.meeting_id == meeting.id,
            Visit.state == state,
        )
        .order_by(Visit.id)
    ).all()


def people_at(chapter: Chapter, meeting: Meeting) -> set[int]:
    """Return whoever has a visit to a meeting, also one that was called off."""
    of_chapter = select(Visit.person_id).where(Visit.chapter_id == chapter.id)
    return set(db.session.scalars(of_chapter.where(Visit.meeting_id == meeting.id)))


def names_at(chapter: Chapter, meeting: Meeting) -> dict[int, str]:
    """Return by person who has a visit to a meeting, also one that was called off."""
    people = select(Person).join(Visit, Visit.person_id == Person.id)
    here = (Visit.chapter_id == chapter.id) & (Visit.meeting_id == meeting.id)
    return {person.id: person.name for person in db.session.scalars(people.where(here))}


def by_key(chapter: Chapter, key: str) -> Visit | None:
    """Return the visit first sent under a key."""
    return db.session.scalar(select(Visit).where(Visit.chapter_id == chapter.id, Visit.key == key))


def of_person(chapter: Chapter, person_id: int) -> Sequence[Visit]:
    """Return a person's visits that were not called off, the earliest first."""
    return db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .options(contains_eager(Visit.meeting))
        .where(
            Visit.chapter_id == chapter.id,
            Visit.person_id == person_id,
            Visit.state != VisitState.CANCELLED,
        )
        .order_by(Meeting.held_on, Visit.id)
    ).all()


def _times_before(meeting: Meeting, person_id: SQLColumnExpression[int]) -> ScalarSelect[int]:
    earlier, held = aliased(Visit), aliased(Meeting)
    return (
        select(func.count(earlier.id))
        .join(held, held.id == earlier.meeting_id)
        .where(
            earlier.chapter_id == meeting.chapter_id,
            earlier.person_id == person_id,
            earlier.state == VisitState.PRESENT,
            earlier.type == VisitType.VISITOR,
            held.held_on < meeting.held_on,
            held.state.not_in(NOT_HELD),
        )
        .correlate(Visit)
        .scalar_subquery()
    )
