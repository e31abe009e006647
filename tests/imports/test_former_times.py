"""Whose time on the roster a file may stretch, and whose stays as somebody recorded it."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import former
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.slips.ledger import Credit
from tests.exports import Slip as Row
from tests.factories import make_member
from tests.imports.steps import bring_in, slips

LEFT, BACK = date(2026, 10, 29), date(2026, 11, 5)
#: The last day of the times that files made here.
MADE = date(2026, 10, 28)


def ends(chapter: Chapter, person: Person) -> list[date | None]:
    """Return when a person's times on the roster end, newest first."""
    return [membership.left_on for membership in members.of_person(chapter, person)]


def left(chapter: Chapter, name: str) -> Person:
    """Return somebody whose leaving an officer recorded, and whose start nobody knows."""
    membership = make_member(chapter, name)
    membership.joined_on, membership.left_on, membership.seat_key = None, LEFT, None
    db.session.commit()
    return membership.person


def test_recorded_leaving_stays_and_later_rows_are_no_members(lighthouse: Chapter) -> None:
    """Seen red with every time stretched whose start nobody knows."""
    tom = left(lighthouse, "Tom Ray")
    bring_in(lighthouse, slips([Row("CEU", tom.name, units="2")]))

    credited = db.session.scalars(db.select(Credit.standing))
    assert (ends(lighthouse, tom), list(credited)) == ([LEFT], ["other"])


@pytest.mark.parametrize("ended", [None, date(2026, 11, 10)])
def test_time_before_a_rejoining_stays(lighthouse: Chapter, ended: date | None) -> None:
    """Seen red with times stretched whatever came after them."""
    pau = former.make(lighthouse, "Pau Ferrer", MADE)
    db.session.add(
        Membership(chapter_id=lighthouse.id, person_id=pau.id, joined_on=BACK, left_on=ended)
    )
    bring_in(lighthouse, slips([Row("CEU", pau.name, units="2")]))

    assert ends(lighthouse, pau) == [ended, LEFT]


def test_time_that_files_made_reaches_a_later_row(lighthouse: Chapter) -> None:
    """Seen red with no time stretched."""
    nora = former.make(lighthouse, "Nora Nobody", MADE)
    bring_in(lighthouse, slips([Row("CEU", nora.name, units="2")]))

    assert ends(lighthouse, nora) == [date(2026, 11, 13)]
