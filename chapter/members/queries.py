"""Reads: who belongs, when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, select

from chapter.accounts import queries as account_queries
from chapter.accounts.models import OfficeTerm, User
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members.models import Membership
from chapter.members.rules import is_found
from chapter.people.models import Person
from chapter.people.rules import search_key


@dataclass(frozen=True)
class Line:
    """One line of the roster."""

    membership: Membership
    offices: tuple[str, ...]
    #: Name, company and trade as somebody in a hurry types them.
    find: str


BY_NAME = (Person.last_name, Person.first_name, Person.id)


def current(chapter: Chapter, day: date) -> Sequence[Membership]:
    """Return the roster of a day, by last name."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.chapter_id == chapter.id, covering(day))
        .order_by(*BY_NAME)
    ).all()


def former(chapter: Chapter, day: date) -> Sequence[Membership]:
    """Return the ended memberships of people who are not members that day."""
    active = select(Membership.person_id).where(Membership.chapter_id == chapter.id, covering(day))
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(
            Membership.chapter_id == chapter.id,
            Membership.left_on <= day,
            Membership.person_id.not_in(active),
        )
        .order_by(*BY_NAME)
    ).all()


def roster(chapter: Chapter, day: date, words: str = "", *, left: bool = False) -> list[Line]:
    """Return the lines of those who belong or will belong, or of those who left, as searched."""
    if left:
        # Somebody who left twice stands there once, with the newest time.
        ended = former(chapter, day)
        newest = {m.person_id: m for m in sorted(ended, key=lambda m: m.left_on or day)}
        memberships = [m for m in ended if newest[m.person_id] is m]
    else:
        memberships = [*current(chapter, day), *coming(chapter, day)]
    offices = _offices(chapter, day)
    lines = [Line(m, offices.get(m.person.user_id or 0, ()), _find_text(m)) for m in memberships]
    return [line for line in lines if is_found(line.find, search_key(words))]


def _offices(chapter: Chapter, day: date) -> dict[int, tuple[str, ...]]:
    """Return the offices each user holds that day."""
    held: dict[int, tuple[str, ...]] = {}
    for term in account_queries.terms_in(chapter, day):
        if term.starts_on <= day:
            held[term.user_id] = (*held.get(term.user_id, ()), term.office)
    return held


def _find_text(membership: Membership) -> str:
    person = membership.person
    return search_key(f"{person.name} {person.company} {membership.trade}")


def coming(chapter: Chapter, day: date) -> Sequence[Membership]:
    """Return the memberships that begin after a day."""
    return db.session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.chapter_id == chapter.id, Membership.joined_on > day)
        .order_by(*BY_NAME)
    ).all()


def of_person(chapter: Chapter, person: Person) -> Sequence[Membership]:
    """Return a person's times on the roster, newest first."""
    memberships = db.session.scalars(
        select(Membership).where(
            Membership.chapter_id == chapter.id, Membership.person_id == person.id
        )
    ).all()
    return sorted(memberships, key=lambda m: m.left_on or date.max, reverse=True)


def end_before(chapter: Chapter, membership: Membership) -> date | None:
    """Return when the time before this one ended, if there was one."""
    mine = membership.left_on or date.max
    ends = [m.left_on for m in of_person(chapter, membership.person) if m is not membership]
    return max((end for end in ends if end and end <= mine), default=None)


def membership_on(chapter: Chapter, person: Person, day: date) -> Membership | None:
    """Return the membership of a person on a day."""
    return db.session.scalar(
        select(Membership).where(
            Membership.chapter_id == chapter.id, Membership.person_id == person.id, covering(day)
        )
    )


def members_among(chapter: Chapter, person_ids: Iterable[int], day: date) -> set[int]:
    """Return which of these persons are members on a day."""
    return set(
        db.session.scalars(
            select(Membership.person_id).where(
                Membership.chapter_id == chapter.id,
                Membership.person_id.in_(set(person_ids)),
                covering(day),
            )
        )
    )


def begun_among(chapter: Chapter, person_ids: Iterable[int], day: date) -> set[int]:
    """Return which of these persons had become members by a day, whether or not they left."""
    has_begun = Membership.joined_on.is_(None) | (Membership.joined_on <= day)
    return set(
        db.session.scalars(
            select(Membership.person_id).where(
                Membership.chapter_id == chapter.id,
                Membership.person_id.in_(set(person_ids)),
                has_begun,
            )
        )
    )


def by_email(chapter: Chapter, email: str) -> Person | None:
    """Return the person of the chapter who has this e-mail."""
    return db.session.scalar(
        select(Person)
        .where(Person.chapter_id == chapter.id, Person.email == email, Person.email != "")
        .limit(1)
    )


def with_email(chapter: Chapter) -> Sequence[Person]:
    """Return the persons of the chapter who have an e-mail."""
    query = select(Person).where(Person.chapter_id == chapter.id, Person.email != "")
    return db.session.scalars(query.order_by(Person.id)).all()


def account_of(chapter: Chapter, person: Person) -> User | None:
    """Return who signs in as a person of the chapter."""
    return db.session.scalar(
        select(User)
        .join(Person, Person.user_id == User.id)
        .where(Person.chapter_id == chapter.id, Person.id == person.id)
    )


def is_known_elsewhere(chapter: Chapter, user: User) -> bool:
    """Tell whether a user means something beyond the chapter: there, over it, or everywhere."""
    person_elsewhere = exists().where(Person.user_id == user.id, Person.chapter_id != chapter.id)
    office_elsewhere = exists().where(
        OfficeTerm.user_id == user.id,
        OfficeTerm.chapter_id.is_(None) | (OfficeTerm.chapter_id != chapter.id),
    )
    return user.is_admin or bool(db.session.scalar(select(person_elsewhere | office_elsewhere)))


def offices_of(chapter: Chapter, person: Person, day: date) -> list[OfficeTerm]:
    """Return the offices in the chapter that end when a person leaves."""
    terms = account_queries.terms_in(chapter, day)
    own = [term for term in terms if term.chapter_id == chapter.id]
    return [term for term in own if term.user_id == person.user_id]


def holds_office(chapter: Chapter, user: User, day: date) -> bool:
    """Tell whether a user holds an office in the chapter now or later."""
    return any(term.user_id == user.id for term in account_queries.terms_in(chapter, day))


def seats(chapter: Chapter) -> Sequence[Membership]:
    """Return the open memberships, whose trades are taken."""
    return db.session.scalars(
        select(Membership).where(Membership.chapter_id == chapter.id, Membership.left_on.is_(None))
    ).all()


def holder_of(chapter: Chapter, seat_key: str) -> int | None:
    """Return the id of who has a seat; asked for each member of a long list."""
    return db.session.scalar(
        select(Membership.person_id).where(
            Membership.chapter_id == chapter.id, Membership.seat_key == seat_key
        )
    )


def times(chapter: Chapter) -> Mapping[int, list[Membership]]:
    """Return everybody's times on the roster by person, newest first."""
    query = select(Membership).where(Membership.chapter_id == chapter.id)
    found: dict[int, list[Membership]] = {}
    for membership in db.session.scalars(query):
        found.setdefault(membership.person_id, []).append(membership)
    for memberships in found.values():
        memberships.sort(key=lambda m: m.left_on or date.max, reverse=True)
    return found


def covering(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Match the memberships of a day, or of a column's day."""
    has_begun = Membership.joined_on.is_(None) | (Membership.joined_on <= day)
    return has_begun & (Membership.left_on.is_(None) | (Membership.left_on > day))


def touching(first: date, until: date) -> ColumnElement[bool]:
    """Match the memberships that touch a half-open range of days."""
    has_begun = Membership.joined_on.is_(None) | (Membership.joined_on < until)
    return has_begun & (Membership.left_on.is_(None) | (Membership.left_on > first))


def chapters_of(user: User, day: date) -> Select[int]:
    """Select the chapters in which a user is a member."""
    mine = select(Membership.chapter_id).join(Membership.person)
    return mine.where(Person.user_id == user.id, covering(day))


def ended_without_start(chapter: Chapter, person_ids: Iterable[int]) -> Sequence[Membership]:
    """Return these persons' ended memberships of which nobody knows the beginning."""
    return db.session.scalars(
        select(Membership).where(
            Membership.chapter_id == chapter.id,
            Membership.person_id.in_(set(person_ids)),
            Membership.joined_on.is_(None),
            Membership.left_on.is_not(None),
        )
    ).all()
