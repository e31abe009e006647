"""Both sides are held against each other: the same figures as the PALMS summary, line by line."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import SummaryLine
from chapter.meetings import queries as meetings
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.reconciliation.reasons import Reason
from chapter.reconciliation.rules import State
from chapter.reporting import service as reporting
from tests.exports import Slip as Row
from tests.factories import close_week, make_mark, make_meeting, make_slip
from tests.imports.steps import bring_in, slips
from tests.reconciliation.steps import FIRST, LAST, bring, of, palms, reconciled, sides, two

DAY = date(2026, 11, 5)


@pytest.fixture
def people(chapter: Chapter) -> tuple[Person, Person]:
    """Ana and Ben, with a week of one referral, one one-to-one and two marks."""
    ana, ben = two(chapter)
    meeting = make_meeting(chapter, DAY)
    make_mark(meeting, ana, "P")
    make_mark(meeting, ben, "L")
    make_slip(chapter, "referral", ana, DAY, receiver_id=ben.id, tier="inside")
    make_slip(chapter, "one-to-one", ana, DAY, second_id=ben.id)
    return ana, ben


ANA = {"P": 1, "RGI": 1, "1-2-1": 1}
BEN = {"L": 1, "RRI": 1, "1-2-1": 1}
TOTAL = {"P": 1, "L": 1, "RGI": 1, "RRI": 1, "1-2-1": 2}


def test_equal_sides_agree_on_every_line(chapter: Chapter, people: tuple[Person, Person]) -> None:
    close_week(chapter, DAY)
    bring(chapter, palms(ANA, BEN, Visitors={"P": 1}, BNI={"P": 1}, Total=TOTAL))

    found = reconciled(chapter)

    assert [(line.name, line.state) for line in (*found.members, *found.beneath)] == [
        ("Ben Okafor", State.EQUAL),
        ("Ana Torres", State.EQUAL),
        ("Visitors", State.EQUAL),
        ("Others", State.EQUAL),
        ("Total", State.EQUAL),
    ]


def test_figures_here_are_those_of_the_palms_summary(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    close_week(chapter, DAY)
    bring(chapter, palms(ANA, BEN))

    table, _left = reporting.palms_of_days(chapter, FIRST, LAST, meetings.counting)
    found = reconciled(chapter)

    ana = of(found, "Ana Torres")
    row = table.members[table.people.index(ana.person)]
    assert [figure.here for figure in ana.figures] == list(row[2:])


def test_open_week_counts_and_is_said(chapter: Chapter, people: tuple[Person, Person]) -> None:
    """Seen red with only closed weeks counted."""
    rows = [Row("CEU", "Ana Torres", units="4")]
    bring_in(chapter, slips(rows), meeting_day=DAY)
    bring(chapter, palms({"P": 1, "CEU": 4}, {"L": 1}))

    found = reconciled(chapter)

    assert (found.open_days, of(found, "Ana Torres").state) == ([DAY], State.EQUAL)


def test_difference_says_here_and_there(chapter: Chapter, people: tuple[Person, Person]) -> None:
    close_week(chapter, DAY)
    bring(chapter, palms({**ANA, "RGI": 3, "TYFCB": 12.5}, {**BEN, "RRI": 0}))

    found = reconciled(chapter)

    assert sides(of(found, "Ana Torres")) == {"RGI": (1, 3), "TYFCB": (0, 1250)}
    assert sides(of(found, "Ben Okafor")) == {"RRI": (1, 0)}
    states = [figure.state for figure in of(found, "Ana Torres").differing]
    assert states == [State.DIFFERENT, State.MISSING_HERE]


def test_testimonials_are_not_held_against_a_file_without_them(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    make_slip(chapter, "testimonial", people[0], DAY, receiver_id=people[1].id)
    close_week(chapter, DAY)
    bring(chapter, palms(ANA, BEN, title=None), period=(FIRST, LAST), is_period_unsaid=False)

    assert of(reconciled(chapter), "Ana Torres").state == State.EQUAL


def test_member_who_left_stands_only_here_and_in_the_total(
    chapter: Chapter, people: tuple[Person, Person]
) -> None:
    """Seen red with everybody who left passed over."""
    close_week(chapter, DAY)
    bring(chapter, palms(ANA, BEN, Visitors={"P": 1}, Total=TOTAL))
    _unlist(people[1])

    found = reconciled(chapter)
    ben = of(found, "Ben Okafor")

    assert (ben.state, found.number(State.MISSING_THERE)) == (State.MISSING_THERE, 1)
    assert [why.reason for _, why in found.why_of_line(ben)] == [Reason.LEFT]


def _unlist(person: Person) -> None:
    """Take somebody's line out of the summary and end their membership."""
    membership = db.session.query(Membership).filter_by(person_id=person.id).one()
    membership.left_on = date(2026, 11, 10)
    db.session.query(SummaryLine).filter_by(person_id=person.id).delete()
    db.session.commit()
