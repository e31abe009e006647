"""Whom the names in a file mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.reader import Party, SlipRow
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Category, match_key


@dataclass
class Matches:
    """The people a file's rows mean, and the names that mean nobody yet."""

    known: dict[str, Person] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    #: Names two people of the chapter share.
    shared: list[str] = field(default_factory=list)


def match(chapter: Chapter, rows: Iterable[SlipRow]) -> Matches:
    """Find the people of the chapter whom these rows name without bold."""
    names = {
        match_key(party.name): party.name
        for row in rows
        for party in _members_of(row)
        if not party.is_outsider
    }
    found = people.by_keys(chapter, names)
    matches = Matches()
    for key, name in names.items():
        candidates = [p for p in found[key] if p.category == Category.ROSTER]
        if not candidates:
            matches.unknown.append(name)
        elif len(candidates) > 1:
            matches.shared.append(name)
        else:
            matches.known[key] = candidates[0]
    matches.unknown.sort(key=match_key)
    return matches


def make_former(chapter: Chapter, name: str, day: date) -> Person:
    """Add somebody who was a member on a day and is none since."""
    first_name, _, last_name = name.rpartition(" ")
    person = people_service.add(
        chapter, first_name=first_name, last_name=last_name, category=Category.ROSTER
    )
    db.session.add(
        Membership(chapter_id=chapter.id, person_id=person.id, left_on=day + timedelta(days=1))
    )
    db.session.flush()
    return person


def stretch(chapter: Chapter, people_known: Iterable[Person], day: date) -> None:
    """Let a former member's time reach a day on which a file still lists them.

    Only where nobody ever said when they joined: those are the times that files made.
    """
    for membership in members.ended_without_start(chapter, [p.id for p in people_known]):
        if membership.left_on is not None and membership.left_on <= day:
            membership.left_on = day + timedelta(days=1)
    db.session.flush()


def person_of(chapter: Chapter, party: Party, detail: str, matches: Matches) -> Person:
    """Return the person a party means; somebody outside is a counterparty with a home."""
    key = match_key(party.name)
    if not party.is_outsider:
        return matches.known[key]
    if key in PSEUDO_PARTIES:
        is_visitor = key.startswith("visitor")
        category = Category.VISITOR if is_visitor else Category.ORGANISATION
        return people_service.counterparty(chapter, party.name, category)
    return people_service.counterparty(chapter, party.name, Category.ELSEWHERE, home=detail)


def _members_of(row: SlipRow) -> list[Party]:
    """Return the parties who must be known: a visitor's own name need not be."""
    parties = [row.source] if row.kind == "visitor" else [row.source, row.target]
    if row.kind == "closed-business":
        # Who thanked is confidential and counts for nothing, so it is not looked up.
        parties = [row.target]
    return [party for party in parties if party is not None]
