"""A history is what a chapter could have been through, and the same for the same seed."""

from datetime import date, time
from itertools import pairwise

import pytest

from chapter.demo import history, sizes
from chapter.demo.plan import ChapterPlan, Setting
from chapter.meetings.rules import State
from chapter.members.rules import seat_key
from chapter.people.rules import match_key

SETTING = Setting("tried", "Tried", "Café", 3, time(7), "Europe/Madrid", "EUR", "Region")
THURSDAY = date(2026, 11, 19)


def planned(**changes: object) -> ChapterPlan:
    """Return a year of a chapter."""
    wanted = {"members": 40, "weeks": 52, "last_day": THURSDAY, **changes}
    return history.plan("a seed", SETTING, **wanted)


@pytest.fixture(scope="module")
def year() -> ChapterPlan:
    """A chapter-year."""
    return planned()


@pytest.mark.parametrize(
    ("name", "chapters", "members", "weeks", "regions"),
    [("S", 1, 25, 8, 1), ("M", 3, 40, 26, 2), ("L", 50, 40, 260, 5)],
)
def test_a_size_is_what_it_says(
    name: str, chapters: int, members: int, weeks: int, regions: int
) -> None:
    first = next(sizes.plans(name, 1))
    settings = [sizes.setting(name, 1, n) for n in range(sizes.SIZES[name].chapters)]
    assert len({setting.slug for setting in settings}) == chapters
    assert len({setting.region for setting in settings}) == regions
    assert (len(first.joining_at_founding()), len(first.weeks)) == (members, weeks)


def test_the_number_of_chapters_is_chosen() -> None:
    names = [plan.setting.name for plan in sizes.plans("S", 1, 60)]
    assert len(set(names)) == 60


def test_the_same_seed_gives_the_same_history(year: ChapterPlan) -> None:
    assert planned() == year


def test_nothing_happens_after_the_last_day(year: ChapterPlan) -> None:
    assert year.weeks[-1].held_on == THURSDAY
    assert planned(last_day=date(2026, 11, 25)).weeks[-1].held_on == THURSDAY


def test_a_year_holds_holidays_and_moved_days(year: ChapterPlan) -> None:
    moved = [w for w in year.weeks if w.held_on != w.regular_day]
    holidays = [w for w in year.weeks if w.state == State.HOLIDAY]
    assert (len(moved), len(holidays)) == (2, 4)
    assert [w for w in holidays if w.slips or w.marks] == []


def test_every_member_of_the_day_is_marked(year: ChapterPlan) -> None:
    for week in year.weeks:
        belonging = [n for n, m in enumerate(year.members) if m.covers(week.held_on)]
        expected = [] if week.state == State.HOLIDAY else belonging
        assert [mark.member for mark in week.marks] == expected


def test_every_mark_occurs(year: ChapterPlan) -> None:
    letters = {mark.letter for week in year.weeks for mark in week.marks}
    assert letters == set("PALMS")


def test_a_trade_is_held_by_one_member_at_a_time(year: ChapterPlan) -> None:
    for week in year.weeks:
        seats = [seat_key(m.trade) for m in year.members if m.covers(week.held_on)]
        assert len(seats) == len(set(seats))


def test_emails_and_names_are_unique(year: ChapterPlan) -> None:
    emails = {member.profile["email"] for member in year.members}
    names = {match_key(f"{m.first_name} {m.last_name}") for m in year.members}
    assert len(emails) == len(names) == len(year.members)


def test_slips_of_every_kind_are_handed_in(year: ChapterPlan) -> None:
    kinds = {slip.kind for week in year.weeks for slip in week.slips}
    assert kinds == {
        "referral",
        "one-to-one",
        "closed-business",
        "education",
        "testimonial",
        "visitor",
    }


def test_slips_are_about_two_per_member_and_week(year: ChapterPlan) -> None:
    slips, marks = (sum(len(getattr(w, n)) for w in year.weeks) for n in ("slips", "marks"))
    assert round(slips / marks, 1) == 2.0


def test_a_slip_is_dated_while_both_were_members(year: ChapterPlan) -> None:
    for week in year.weeks:
        for slip in week.slips:
            assert slip.dated <= week.held_on
            assert slip.author != slip.member
            both = [n for n in (slip.author, slip.member) if n is not None]
            assert [n for n in both if not year.members[n].covers(slip.dated)] == []


def test_some_slips_are_handed_in_after_their_week_closed(year: ChapterPlan) -> None:
    held = [week for week in year.weeks if week.state != State.HOLIDAY]
    late = [s for before, week in pairwise(held) for s in week.slips if s.dated <= before.held_on]
    assert 10 < len(late) < 200


def test_a_pair_has_one_one_to_one_a_day(year: ChapterPlan) -> None:
    """Seen red with the look for doubles off."""
    slips = [slip for week in year.weeks for slip in week.slips if slip.kind == "one-to-one"]
    pairs = {(frozenset((s.author, s.member, s.outsider)), s.dated) for s in slips}
    assert len(pairs) == len(slips)


def test_visitors_come_again_or_not_at_all(year: ChapterPlan) -> None:
    visitors = [slip.visitor for week in year.weeks for slip in week.slips if slip.visitor]
    names = [visitor.name for visitor in visitors]
    assert len(names) > len(set(names))
    assert {visitor.came for visitor in visitors} == {True, False}


def test_the_last_week_waits_when_asked() -> None:
    last = planned(waiting=True).weeks[-1]
    assert (last.state, last.marks, bool(last.slips)) == (State.SCHEDULED, [], True)
