"""What somebody who tries the demo is to meet, whatever the dice say."""

from collections import Counter
from datetime import date, time

import pytest
from flask import Flask

from chapter import clock
from chapter.chapters import queries as chapters
from chapter.chapters.models import Chapter
from chapter.corrections import queries as corrections
from chapter.demo import history, showcase, stories
from chapter.demo.plan import ChapterPlan, PlannedSlip, Setting, Week
from chapter.members import queries as members
from chapter.reconciliation import service as reconciliation
from chapter.reconciliation import summaries
from chapter.referrals import queries as referrals
from chapter.reporting import absences
from chapter.rulesets import queries as rulesets
from chapter.scoring import standings
from chapter.visitors.list_queries import to_follow

SETTING = Setting("tried", "Tried", "Café", 3, time(7), "Europe/Madrid", "EUR", "Region")
ONE, OTHER = 3, 4


@pytest.fixture
def plan() -> ChapterPlan:
    """A half-year of a chapter."""
    return history.plan("a seed", SETTING, members=40, weeks=26, last_day=date(2026, 11, 19))


@pytest.fixture
def demo(app: Flask) -> list[Chapter]:
    """Harbour and Station, made."""
    showcase.make_once(is_local=True)
    return list(chapters.everyone())


def handed_in(plan: ChapterPlan, author: int) -> Counter[str]:
    """Count the slips of a member by kind."""
    return Counter(s.kind for week in plan.weeks for s in week.slips if s.author == author)


def meeting(week: Week, author: int, partner: int) -> PlannedSlip:
    """Return the slip of a one-to-one on the day of a week's meeting."""
    return PlannedSlip("one-to-one", author, week.held_on, f"{author}", {}, member=partner)


def letters(plan: ChapterPlan, member: int) -> str:
    """Return a member's marks in order."""
    return "".join(m.letter for week in plan.weeks for m in week.marks if m.member == member)


def test_member_hands_in_what_is_wanted(plan: ChapterPlan) -> None:
    stories.hand_in(plan, ONE, {"referral": 22, "one-to-one": 15}, spared={OTHER})
    counted = handed_in(plan, ONE)
    assert (counted["referral"], counted["one-to-one"]) == (22, 15)


def test_slips_are_taken_from_nobody_who_is_spared(plan: ChapterPlan) -> None:
    """Seen red with the look for who is spared off."""
    everybody = range(len(plan.members))
    before = handed_in(plan, ONE)
    stories.hand_in(plan, ONE, {"referral": 22}, spared=everybody)
    assert handed_in(plan, ONE) == before


def test_pair_still_has_one_one_to_one_a_day(plan: ChapterPlan) -> None:
    """Seen red with the look for those who met off."""
    week = plan.weeks[-1]
    author, partner, third = 10, 11, 12
    week.slips = [meeting(week, author, partner), meeting(week, third, partner)]
    plan.weeks[:] = [week]
    stories.hand_in(plan, author, {"one-to-one": 2}, spared=())
    assert [(slip.author, slip.member) for slip in week.slips] == [(10, 11), (12, 11)]


def test_member_is_absent_in_the_weeks_named(plan: ChapterPlan) -> None:
    stories.attend(plan, ONE, absent=(1, 3))
    assert letters(plan, ONE)[-4:] == "PAPA"
    assert set(letters(plan, ONE)[:-4]) == {"P"}


def test_demo_has_every_light_and_a_way_up(demo: list[Chapter]) -> None:
    """Seen red with nothing handed in for those who sign in."""
    harbour = demo[0]
    today = clock.today(harbour.zone)
    period = standings.half_year(standings.TO_TODAY, today)
    lights = {one.standing.score.light for one in standings.everyone(harbour, period).scored}
    person = members.by_email(harbour, showcase.SIGN_INS["member"])
    assert person is not None
    own, _letters = standings.of_person(harbour, person, period)
    assert lights == {"grey", "red", "amber", "green"}
    assert own.path is not None
    assert (own.score.light, own.path.light) == ("amber", "green")


def test_demo_has_somebody_near_and_somebody_over_the_limit(demo: list[Chapter]) -> None:
    """Seen red with the absences of those two left to the dice."""
    harbour = demo[0]
    told = absences.on(harbour, clock.today(harbour.zone)).told
    assert {line.state for line in told} >= {"near", "over"}


def test_demo_has_a_summary_that_differs_on_two_members(demo: list[Chapter]) -> None:
    harbour = demo[0]
    (summary,) = summaries.known(harbour, clock.today(harbour.zone))
    found = reconciliation.reconcile(harbour, summary)
    states = Counter(line.state for line in found.members)
    assert states == {"equal": len(found.members) - 2, "different": 2}


def test_demo_chapters_have_goals_awards_and_their_own_lights(demo: list[Chapter]) -> None:
    rules = [rulesets.on(each, clock.today(each.zone)) for each in demo]
    assert [(each.slug, each.lights_shown) for each in demo] == [
        ("harbour", True),
        ("station", False),
    ]
    assert [(bool(one.goals), len(one.awards)) for one in rules] == [(True, 2), (True, 2)]


def test_demo_tells_what_became_of_referrals(demo: list[Chapter]) -> None:
    """Seen red with nothing told: everything older than a fortnight was silent."""
    harbour = demo[0]
    today = clock.today(harbour.zone)
    person = members.by_email(harbour, showcase.SIGN_INS["vice president"])
    assert person is not None
    assert 0 < len(referrals.silent(harbour, today, 14)) < 80
    assert referrals.news(harbour, person) != []
    assert referrals.waiting(harbour, person, today, 14) != []


def test_demo_leaves_visitors_to_speak_with_and_a_request(demo: list[Chapter]) -> None:
    """Seen red with neither left."""
    harbour = demo[0]
    visitors = to_follow(harbour, clock.today(harbour.zone))
    assert {one.visit.follow_up for one in visitors} > {"to-call"}
    assert [one.kind for one in corrections.waiting(harbour)] == ["change"]
