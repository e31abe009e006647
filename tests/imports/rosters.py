"""Members' lists, and how the roster stands: what the tests of the roster share."""

from collections.abc import Iterable
from datetime import date

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.reading.contents import RosterFile, RosterRow
from chapter.members import queries, service
from chapter.people.models import Person
from tests.imports.proofs import who
from tests.imports.steps import ANA, BEN

TODAY = date(2026, 11, 19)
ANA_ROW = RosterRow(3, ANA, trade="Social media")
BEN_ROW = RosterRow(4, BEN, trade="Commercial law")


def roster(*rows: RosterRow) -> RosterFile:
    """Return a members' list."""
    return RosterFile(rows, (), frozenset(), sheet="Report")


def both(*more: RosterRow) -> RosterFile:
    """Return a members' list with those who stand here already, and others."""
    return roster(ANA_ROW, BEN_ROW, *more)


def times(name: str) -> list[tuple[str, str]]:
    """Return somebody's times on the roster, newest first."""
    one = person(name)
    chapter = db.session.get_one(Chapter, one.chapter_id)
    found = queries.of_person(chapter, one)
    return [(str(m.joined_on or ""), str(m.left_on or "")) for m in found]


def person(name: str) -> Person:
    """Return somebody by name."""
    first_name, _, last_name = name.rpartition(" ")
    query = db.select(Person).where(Person.first_name == first_name, Person.last_name == last_name)
    return db.session.scalars(query).one()


def states(found: Iterable[str]) -> list[str]:
    """Return the states of a preview's lines."""
    return [line.split(" | ")[0] for line in found]


def release(chapter: Chapter, name: str, left_on: date) -> None:
    """Let somebody leave, as an officer does."""
    by = who(chapter)
    service.release(
        chapter, person(name), left_on=left_on, today=by.today, actor_id=None, now=by.now
    )
    db.session.commit()
