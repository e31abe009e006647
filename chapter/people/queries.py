"""Reads: persons of a chapter, on the roster or not."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people.models import Alias, Person
from chapter.people.rules import Category


def one(chapter: Chapter, person_id: int) -> Person | None:
    """Return a person of the chapter."""
    return db.session.scalar(
        select(Person).where(Person.chapter_id == chapter.id, Person.id == person_id)
    )


def of_ids(chapter: Chapter, person_ids: Iterable[int]) -> Mapping[int, Person]:
    """Return persons of the chapter by id; ids of elsewhere are left out."""
    people = db.session.scalars(
        select(Person).where(Person.chapter_id == chapter.id, Person.id.in_(set(person_ids)))
    )
    return {person.id: person for person in people}


def of_user(chapter: Chapter, user: User) -> Person | None:
    """Return as whom a user is known in the chapter."""
    return db.session.scalar(
        select(Person).where(Person.chapter_id == chapter.id, Person.user_id == user.id)
    )


def by_keys(chapter: Chapter, keys: Iterable[str]) -> Mapping[str, list[Person]]:
    """Return persons by the names they are known by, aliases included."""
    wanted = set(keys)
    found: dict[str, list[Person]] = {key: [] for key in wanted}
    named = db.session.scalars(
        select(Person)
        .where(Person.chapter_id == chapter.id, Person.match_key.in_(wanted))
        .order_by(Person.id)
    )
    for person in named:
        found[person.match_key].append(person)
    aliased = db.session.execute(
        select(Alias.match_key, Person)
        .join(Person, Person.id == Alias.person_id)
        .where(Alias.chapter_id == chapter.id, Alias.match_key.in_(wanted))
    )
    for key, person in aliased:
        if person not in found[key]:
            found[key].append(person)
    return found


def named(chapter: Chapter, key: str) -> Sequence[Person]:
    """Return the people of that name, the longest known first."""
    return db.session.scalars(
        select(Person)
        .where(Person.chapter_id == chapter.id, Person.match_key == key)
        .order_by(Person.id)
    ).all()


def outside(chapter: Chapter) -> Sequence[Person]:
    """Return everybody whom the chapter knows and who was never on its roster."""
    return db.session.scalars(
        select(Person)
        .where(Person.chapter_id == chapter.id, Person.category != Category.ROSTER)
        .order_by(Person.last_name, Person.first_name, Person.id)
    ).all()


def own_names(chapter: Chapter) -> Mapping[str, str]:
    """Return for each further name the match key of the person's own."""
    rows = db.session.execute(
        select(Alias.match_key.label("alias"), Person.match_key)
        .join(Person, Person.id == Alias.person_id)
        .where(Alias.chapter_id == chapter.id)
    )
    return {row.alias: row.match_key for row in rows}
