"""Writes: adding persons and the names they are known by."""

from typing import Any

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.people import queries
from chapter.people.models import Alias, Person
from chapter.people.rules import Category, match_key


def add(
    chapter: Chapter, *, first_name: str, last_name: str, category: Category, **details: Any
) -> Person:
    """Add a person the chapter did not know yet."""
    person = Person(
        chapter_id=chapter.id,
        first_name=first_name,
        last_name=last_name,
        match_key=match_key(f"{first_name} {last_name}"),
        category=category,
        **details,
    )
    db.session.add(person)
    db.session.flush()
    return person


def rename(person: Person, first_name: str, last_name: str) -> None:
    """Change a name; files that use the old one still find the person."""
    new_key = match_key(f"{first_name} {last_name}")
    if new_key != person.match_key:
        know_as(person, person.match_key)
    person.first_name, person.last_name, person.match_key = first_name, last_name, new_key
    db.session.flush()


def know_as(person: Person, key: str) -> None:
    """Remember another name of a person, unless somebody has it already."""
    taken = select(Alias.id).where(Alias.chapter_id == person.chapter_id, Alias.match_key == key)
    if db.session.scalar(taken) is None:
        db.session.add(Alias(chapter_id=person.chapter_id, person_id=person.id, match_key=key))
        db.session.flush()


def counterparty(
    chapter: Chapter, name: str, category: Category, *, home: str = "", **details: Any
) -> Person:
    """Return somebody outside the roster by name and home, adding them the first time."""
    key = match_key(name)
    for person in queries.by_keys(chapter, [key])[key]:
        if person.category == category and person.home == home:
            return person
    return add(chapter, first_name=name, last_name="", category=category, home=home, **details)
