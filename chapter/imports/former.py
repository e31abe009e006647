"""People a file knows as members and the roster no longer, or never, did."""

from collections.abc import Iterable
from datetime import date, timedelta

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people import service as people
from chapter.people.models import Person
from chapter.people.rules import Category


def make(chapter: Chapter, name: str, day: date) -> Person:
    """Add somebody who was a member on a day and is none since."""
    first_name, _, last_name = name.rpartition(" ")
    person = people.add(
        chapter, first_name=first_name, last_name=last_name, category=Category.ROSTER
    )
    db.session.add(
        Membership(chapter_id=chapter.id, person_id=person.id, left_on=day + timedelta(days=1))
    )
    db.session.flush()
    return person


def stretch(chapter: Chapter, people_known: Iterable[Person], day: date) -> None:
    """Let a former member's time reach a day on which a file still lists them.

    Only the times that files made, and of these the last one: who left as somebody recorded, or
    rejoined since, was no member on that day.
    """
    for membership in members.ended_without_start(chapter, [p.id for p in people_known]):
        left_on = membership.left_on
        if (
            left_on
            and left_on <= day
            and _is_of_files(membership)
            and _is_last(chapter, membership)
        ):
            membership.left_on = day + timedelta(days=1)
    db.session.flush()


def _is_of_files(membership: Membership) -> bool:
    """Tell whether a time is as `make` leaves it: nobody knows its start or its trade."""
    return membership.joined_on is None and not membership.trade


def _is_last(chapter: Chapter, membership: Membership) -> bool:
    return members.of_person(chapter, membership.person)[0] is membership
