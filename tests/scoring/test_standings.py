"""Where members stand: the score of their own weeks, and who may need a hand."""

from datetime import date

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.members import service as members
from chapter.people.models import Person
from chapter.reporting import queries as reporting
from chapter.scoring import sentences, standings
from chapter.scoring.standings import Standing
from reports import frames, periods
from reports.scores import standings as written_by
from tests import factories
from tests.conftest import TODAY, Reader
from tests.factories import FOUNDED
from tests.scoring.half_year import FIRST, LAST, give, hold, score_by

PERIOD = periods.six_months(TODAY)


def standing_of(chapter: Chapter, person: Person | None) -> Standing:
    """Return where somebody stands today."""
    assert person is not None
    return standings.of_person(chapter, person, PERIOD)[0]


def names(found: list[standings.Member]) -> list[str]:
    """Return who is meant, in order."""
    return [one.person.first_name for one in found]


@pytest.fixture
def ana(chapter: Chapter) -> Person:
    """A member since before the half-year."""
    return factories.make_member(chapter, "Ana Alonso", joined_on=date(2025, 1, 1)).person


def test_worked_example_of_hong_kong(chapter: Chapter, ana: Person, member: Reader) -> None:
    """P19 S1, 24 referrals and 24 one-to-ones in 20 weeks are 65; one training makes it green."""
    assert member.person is not None
    chapter.currency = "HKD"
    score_by(chapter, "hong-kong-2026")
    give(chapter, ana, member.person, 24)
    for number in range(24):
        other = factories.make_member(chapter, f"Other {number}").person
        factories.make_slip(chapter, "one-to-one", ana, LAST, second_id=other.id)
    factories.make_slip(
        chapter, "closed-business", member.person, LAST, thanked_id=ana.id, amount=379_207_900
    )
    hold(chapter, {ana: "P" * 19 + "S"})

    found = standing_of(chapter, ana)

    assert [part.points for part in found.score.parts] == [0, 15, 10, 10, 15, 15, 0]
    assert (found.score.total, found.score.light) == (65, "amber")
    assert sentences.way(chapter, found) == "1 more education unit takes you to green."
    assert sentences.way_of(chapter, found) == "1 more education unit would lead to green."
    assert sentences.parts(chapter, found.score)[4].sentence == (
        "24 referrals in 20 weeks = 1.2 → 15 of 20"
    )


def test_without_marks_there_is_no_light_yet(chapter: Chapter, ana: Person) -> None:
    found = standing_of(chapter, ana)
    assert (found.score.light, found.score.weeks, found.path) == ("grey", 0, None)
    assert sentences.lamp(chapter, found.score).said == "No light yet"
    assert sentences.way_of(chapter, found) == "There is no week to score yet."


def test_who_joined_late_is_scored_by_own_weeks(
    chapter: Chapter, ana: Person, member: Reader
) -> None:
    """Seen red with the chapter's weeks for the member's own."""
    assert member.person is not None
    give(chapter, ana, member.person, 5)
    give(chapter, member.person, ana, 5)
    hold(chapter, {ana: "P" * 20, member.person: "." * 16 + "P" * 4})
    points = [standing_of(chapter, one).score.parts[0].points for one in (ana, member.person)]
    assert points == [5, 25]


def test_who_rejoined_stands_once_with_all_own_weeks(chapter: Chapter, ana: Person) -> None:
    hold(chapter, {ana: "PP"})
    by = {"today": TODAY, "actor_id": None, "now": clock.now()}
    members.release(chapter, ana, left_on=date(2026, 8, 1), **by)
    members.readmit(chapter, ana, trade="", joined_on=date(2026, 10, 1), **by)
    hold(chapter, {ana: "PP"}, date(2026, 10, 8))

    found = standings.everyone(chapter, PERIOD)

    assert [one.standing.score.weeks for one in found.scored] == [4]
    assert found.settling == []


def test_chapter_without_closed_weeks_has_nobody_scored(chapter: Chapter, ana: Person) -> None:
    found = standings.everyone(chapter, PERIOD)
    assert (found.scored, names(found.settling)) == ([], ["Ana"])


def test_amounts_of_another_currency_are_not_scored(chapter: Chapter, ana: Person) -> None:
    score_by(chapter, "hong-kong-2026")
    hold(chapter, {ana: "P" * 4})
    found = standing_of(chapter, ana)
    line = sentences.parts(chapter, found.score)[5]
    assert (line.is_known, line.share, found.score.most) == (False, 0, 85)
    assert line.sentence == ("€0 of closed business, not scored: the table counts another currency")


def test_lowest_light_comes_first_then_total_then_name(
    chapter: Chapter, ana: Person, member: Reader
) -> None:
    """Seen red with the order left as the roster's."""
    assert member.person is not None
    zoe, bea, new = (
        factories.make_member(chapter, f"{name} Young").person for name in ("Zoe", "Bea", "New")
    )
    give(chapter, ana, member.person, 5, FOUNDED)
    marks = {ana: "PPPP", zoe: "PAAA", bea: "PAAA", member.person: "PPPP", new: "PPP."}
    hold(chapter, marks, FOUNDED)

    found = standings.everyone(chapter, PERIOD)

    assert names(found.scored) == ["Bea", "Zoe", "Mona", "Ana"]
    assert names(found.settling) == ["New"]
    assert names(found.by_name()) == ["Ana", "Mona", "Bea", "Zoe"]


def test_completed_months_are_judged_by_the_table_of_their_last_day(
    chapter: Chapter, ana: Person
) -> None:
    """Seen red with the rules of today."""
    score_by(chapter, "uk-2012", date(2026, 11, 1))
    found = standings.everyone(chapter, periods.completed_six_months(TODAY))
    assert found.table.name == "global-2025"
    assert standings.everyone(chapter, PERIOD).table.name == "uk-2012"


@pytest.mark.parametrize(
    ("text", "first"), [("6m", "2026-05-20"), ("2026-05..2026-10", "2026-05-01")]
)
def test_six_months_are_read(text: str, first: str) -> None:
    assert str(standings.half_year(text, TODAY).first) == first


@pytest.mark.parametrize("text", ["2026-10", "2026-Q4", "2026", "all", "2026-05..2026-09", "x", ""])
def test_other_periods_are_none_of_a_score(text: str) -> None:
    """Seen red with any whole months let in."""
    with pytest.raises(ValueError, match="A period is written"):
        standings.half_year(text, TODAY)


def test_board_says_the_same_as_the_page(chapter: Chapter, ana: Person, member: Reader) -> None:
    """Seen red with marks before the six months counted."""
    assert member.person is not None
    give(chapter, ana, member.person, 2, FIRST)
    hold(chapter, {ana: "PAP"})
    letters = {ana.id: [(date(2026, 1, 8), "A"), *standings.of_person(chapter, ana, PERIOD)[1]]}
    rules = standings.rulesets.on(chapter, TODAY)
    found = standings.board(chapter, rules, letters, TODAY).of(ana.id)
    assert found == standing_of(chapter, ana)


def test_page_has_the_scores_of_the_workbook(chapter: Chapter, ana: Person, member: Reader) -> None:
    """Seen red with another number of weeks to settle in."""
    assert member.person is not None
    give(chapter, ana, member.person, 5, FOUNDED)
    hold(chapter, {ana: "PPPPA", member.person: "PLM.."}, FOUNDED)
    give(chapter, member.person, ana, 3, TODAY)
    rows = reporting.rows_for_report(chapter, PERIOD.first, PERIOD.until)
    frames_of = frames.members(rows.members), frames.marks(rows.marks), frames.credits(rows.credits)

    found = standings.everyone(chapter, PERIOD)
    money = {"currency": chapter.currency, "minor_digits": 2}
    written = written_by.by_need(written_by.table(*frames_of, TODAY, found.table, **money))

    shown = [(one.person.id, one.standing.score, one.standing.path) for one in found.scored]
    assert shown == [(one.person, one.score, one.path) for one in written if not one.is_new]
    assert [one.person.id for one in found.settling] == [
        one.person for one in written if one.is_new
    ]
