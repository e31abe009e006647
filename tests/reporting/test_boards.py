"""The leaderboard without pandas: places, changes, newcomers, who rose most, and one's best."""

from datetime import date

import pytest

from chapter.chapters.models import Chapter
from chapter.members import service as members
from chapter.people.models import Person
from chapter.reporting import boards, service
from chapter.reporting.boards import Line
from chapter.slips.rules import Measure
from reports import bests, frames, leaderboard, periods
from reports.periods import Period
from tests import factories
from tests.conftest import NOW, TODAY, Reader
from tests.reporting.conftest import FIRST

NOVEMBER = periods.parse("2026-11", TODAY)
OCTOBER = periods.parse("2026-10", TODAY)


def _lines(chapter: Chapter, measure: Measure, period: Period) -> list[Line]:
    before = service.choose(chapter, period.text, TODAY).before
    return boards.lines(chapter, measure, period, before)


def _learned(chapter: Chapter, day: date, **units: Person) -> None:
    """Record units of education, `three=ben` for three of them, and close the week."""
    numbers = {"one": 1, "two": 2, "three": 3, "five": 5}
    for number, person in units.items():
        factories.make_slip(chapter, "education", person, day, units=numbers[number])
    factories.close_week(chapter, day)


def test_equal_figures_share_a_place(november: Chapter, ben: Person) -> None:
    found = boards.lines(november, Measure.ONE_TO_ONES, NOVEMBER, None)
    assert [(line.place, line.name, line.figure) for line in found] == [
        (1, "Ben Brandt", 1),
        (1, "Mona Member", 1),
    ]


def test_change_is_told_in_figure_and_places(november: Chapter, member: Reader) -> None:
    """Seen red with the period before ranked by the present one's figures."""
    assert member.person is not None
    _learned(november, TODAY, one=member.person)
    found = _lines(november, Measure.EDUCATION, periods.meeting(TODAY))
    assert [(line.name, line.change.figure, line.change.places) for line in found] == [
        ("Mona Member", 1, 1),
        ("Ben Brandt", -3, -1),
    ]


def test_change_since_a_week_in_which_nobody_had_a_figure(november: Chapter) -> None:
    """Seen red with places counted from the first place all shared at zero."""
    found = _lines(november, Measure.EDUCATION, periods.meeting(date(2026, 11, 12)))
    assert [(line.name, line.change.figure, line.change.places) for line in found] == [
        ("Ben Brandt", 3, None),
        ("Mona Member", 0, None),
    ]


def test_who_joined_in_the_period_is_new(november: Chapter) -> None:
    """Seen red with no newcomers told."""
    factories.make_member(november, "Nora New", joined_on=FIRST)
    found = _lines(november, Measure.VISITORS, NOVEMBER)
    assert {line.name: line.is_newcomer for line in found} == {
        "Ben Brandt": False,
        "Mona Member": False,
        "Nora New": True,
    }


def test_who_came_back_without_a_slip_is_no_newcomer(november: Chapter) -> None:
    """Seen red with the memberships of the period alone."""
    cleo = factories.make_member(november, "Cleo Cook").person
    once = {"today": TODAY, "actor_id": None, "now": NOW}
    members.release(november, cleo, left_on=date(2026, 9, 10), **once)
    members.readmit(november, cleo, trade="Cook", joined_on=FIRST, **once)
    found = _lines(november, Measure.VISITORS, NOVEMBER)
    assert {line.name: line.is_newcomer for line in found} == {
        "Ben Brandt": False,
        "Cleo Cook": False,
        "Mona Member": False,
    }


def test_most_improved_ties_are_all_named(november: Chapter, ben: Person, member: Reader) -> None:
    """Seen red with the first alone named."""
    assert member.person is not None
    _learned(november, TODAY, three=ben, two=member.person)
    factories.make_member(november, "Cleo Cook")
    board = boards.board(november, Measure.EDUCATION, NOVEMBER, OCTOBER, is_ranked=True)
    assert [line.name for line in board.improved] == ["Ben Brandt"]
    tied = boards.board(november, Measure.ONE_TO_ONES, NOVEMBER, OCTOBER, is_ranked=True)
    assert [line.name for line in tied.improved] == ["Ben Brandt", "Mona Member"]


def test_nobody_is_most_improved_where_nobody_rose(november: Chapter) -> None:
    board = boards.board(november, Measure.TESTIMONIALS, NOVEMBER, OCTOBER, is_ranked=True)
    assert board.improved == []


def test_without_places_names_stand_in_order(november: Chapter, member: Reader) -> None:
    """Seen red with the order of the figures kept."""
    factories.make_member(november, "Ada van der Aa")
    board = boards.board(november, Measure.REFERRALS_GIVEN, NOVEMBER, OCTOBER, is_ranked=False)
    assert [(line.name, line.figure, line.place, line.share) for line in board.lines] == [
        ("Ben Brandt", 0, None, None),
        ("Mona Member", 2, None, None),
        ("Ada van der Aa", 0, None, None),
    ]
    assert {line.change for line in board.lines} == {boards.Change()}
    assert board.improved == []


@pytest.mark.parametrize("kind", ["meeting", "month", "quarter", "year"])
@pytest.mark.parametrize("measure", Measure)
def test_best_is_the_frames_best(
    november: Chapter, member: Reader, ben: Person, measure: Measure, kind: str
) -> None:
    """Seen red with the last of two equal periods taken, and with a single credit's figure."""
    assert member.person is not None
    for _ in range(2):
        factories.make_slip(november, "referral", member.person, TODAY, receiver_id=ben.id)
    _learned(november, TODAY, two=member.person)
    rows = service.frames_between(november, date.min, date.max)
    personal = bests.personal(rows.members, rows.credits, kind)
    mine = personal[(personal.person == member.person.id) & (personal.measure == measure)]
    found = boards.best(november, member.person, measure, kind)
    expected = frames.records(mine, "figure", "text")
    assert ([(found.figure, found.period.text)] if found else []) == expected


@pytest.mark.parametrize("measure", Measure)
def test_lines_are_the_frames_lines(november: Chapter, ben: Person, measure: Measure) -> None:
    """Seen red with the period compared with itself."""
    factories.make_member(november, "Nora New", joined_on=TODAY)
    _learned(november, TODAY, five=ben)
    rows = service.frames_between(november, OCTOBER.first, NOVEMBER.until)
    table = leaderboard.table(rows.members, rows.credits, NOVEMBER, measure, OCTOBER)
    names = ("place", "name", "figure", "change", "places", "is_newcomer")
    expected = [
        tuple(None if value is frames.pd.NA else value for value in row)
        for row in frames.records(table, *names)
    ]
    assert [
        (
            *(line.place, line.name, line.figure),
            *(line.change.figure, line.change.places, line.is_newcomer),
        )
        for line in boards.lines(november, measure, NOVEMBER, OCTOBER)
    ] == expected
