"""Each difference is told with what likely lies behind it."""

from datetime import date, timedelta
from typing import Any

import pytest

from chapter.reconciliation import reasons
from chapter.reconciliation.evidence import Entry, Evidence
from chapter.reconciliation.reasons import Reason
from chapter.reconciliation.rules import Group, line

DAY = date(2026, 11, 5)
FIRST, LAST = date(2026, 10, 1), date(2026, 11, 12)
LATER = LAST + timedelta(days=7)
EQUAL = dict.fromkeys(("P", "A", "L", "M", "S"), 1)


def entry(
    slip: int = 1, person: int = 1, measure: str = "education", dated: date = DAY, **more: Any
) -> Entry:
    """Return something that counts in the week of its day."""
    values: dict[str, Any] = {
        "standing": "member",
        "tier": "",
        "quantity": 1,
        "amount": 0,
        "held_on": DAY,
        **more,
    }
    return Entry(person, measure=measure, slip=slip, dated=dated, **values)


def found(
    label: str, here: int, there: int, *entries: Entry, weeks: int = 1, told: int = 1
) -> list[tuple[Reason, dict[str, object]]]:
    """Return why a figure of a member differs."""
    held = [DAY - timedelta(weeks=week) for week in range(weeks)]
    evidence = Evidence(FIRST, LAST, entries, held, frozenset(held), told)
    both = line(Group.MEMBER, "Ana", 1, {**EQUAL, label: here}, {**EQUAL, label: there})
    return [
        (why.reason, dict(why.values))
        for why in reasons.of_figure(both, both.figure(label), evidence)
    ]


def test_equal_figures_need_no_reason() -> None:
    assert found("CEU", 1, 1, entry()) == []


def test_late_slip_rolled_on() -> None:
    """Seen red with slips of later weeks taken as counting."""
    late = entry(2, held_on=LATER)
    assert found("CEU", 1, 2, entry(), late) == [(Reason.ROLLED_ON, {"number": 1})]


def test_slip_that_waits() -> None:
    assert found("CEU", 1, 2, entry(), entry(2, held_on=None)) == [(Reason.PENDING, {"number": 1})]


def test_slip_of_before_rolled_in() -> None:
    early = entry(2, dated=FIRST - timedelta(days=1))
    assert found("CEU", 2, 1, entry(), early) == [(Reason.ROLLED_IN, {"number": 1})]


def test_equal_slips_of_one_day_are_duplicates() -> None:
    """Seen red with slips of different days taken as equal."""
    other_day = entry(3, dated=DAY - timedelta(days=1))
    assert found("CEU", 3, 2, entry(), entry(2), other_day) == [(Reason.DUPLICATE, {"number": 1})]


def test_two_met_twice_a_day() -> None:
    met = [entry(slip, person, "one_to_ones") for slip in (1, 2) for person in (1, 2)]
    assert found("1-2-1", 2, 1, *met) == [(Reason.MET_TWICE, {"number": 1})]


def test_slip_with_another_chapter_has_one_side() -> None:
    """Seen red with slips of two members among them."""
    both = [entry(2, person, "one_to_ones") for person in (1, 3)]
    alone = entry(1, 1, "one_to_ones")
    assert found("1-2-1", 2, 1, alone, *both) == [(Reason.CROSS_CHAPTER, {"number": 1})]


def test_inside_and_outside_told_apart_otherwise() -> None:
    evidence = Evidence(FIRST, LAST, ())
    both = line(Group.MEMBER, "Ana", 1, {"RGI": 1, "RGO": 2}, {"RGI": 2, "RGO": 1})
    why = reasons.of_figure(both, both.figure("RGI"), evidence)
    assert [(one.reason, one.values) for one in why] == [(Reason.OTHER_TIER, {"other": "RGO"})]


def test_letters_told_apart_otherwise() -> None:
    both = line(Group.MEMBER, "Ana", 1, {**EQUAL, "P": 3}, {**EQUAL, "A": 3})
    why = reasons.of_figure(both, both.figure("P"), Evidence(FIRST, LAST, ()))
    assert [one.reason for one in why] == [Reason.OTHER_LETTER]


@pytest.mark.parametrize(
    ("here", "there", "weeks", "told", "reason"),
    [
        (1, 5, 1, 3, (Reason.OTHER_WEEKS, {"here": 1, "there": 3})),
        (5, 1, 3, 1, (Reason.OTHER_WEEKS, {"here": 3, "there": 1})),
    ],
)
def test_weeks_that_one_side_lacks(
    here: int, there: int, weeks: int, told: int, reason: tuple[Reason, dict[str, object]]
) -> None:
    days = [DAY - timedelta(weeks=week) for week in range(weeks)]
    rows = [entry(n, dated=day, held_on=day) for n, day in enumerate(days)]
    assert found("CEU", here, there, *rows, weeks=weeks, told=told) == [reason]


def test_week_without_marks() -> None:
    """Seen red with weeks that hold slips taken as marked."""
    evidence = Evidence(FIRST, LAST, [entry()], [DAY], frozenset())
    marks = line(Group.MEMBER, "Ana", 1, {"P": 0, **dict.fromkeys("ALMS", 0)}, {**EQUAL})
    why = reasons.of_figure(marks, marks.figure("P"), evidence)
    assert [one.reason for one in why] == [Reason.UNMARKED]


def test_testimonials_may_be_trainings_there() -> None:
    assert [reason for reason, _ in found("T", 0, 2, entry())] == [Reason.TRAININGS]


def test_what_nothing_explains_is_left_open() -> None:
    assert found("V", 1, 2, entry()) == [(Reason.OPEN, {})]


def test_slip_of_two_weeks_is_named_by_them() -> None:
    """Seen red with slips of one day compared alone."""
    other = DAY - timedelta(days=7)
    again = entry(2, dated=other, held_on=other)
    values = {"number": 1, "day": other, "other": DAY}
    assert found("CEU", 2, 1, entry(), again, weeks=2, told=2) == [(Reason.REPEATED, values)]


def test_sums_of_two_weeks_are_no_slip_twice_where_they_explain_too_little() -> None:
    """Seen red with the difference not asked."""
    other = DAY - timedelta(days=7)
    rows = [entry(), entry(2, dated=other, held_on=other), entry(3, quantity=4)]
    assert found("CEU", 6, 1, *rows, weeks=2, told=2) == [(Reason.ONLY_HERE, {})]


@pytest.mark.parametrize(
    ("label", "reason"), [("CEU", Reason.ONLY_HERE), ("P", Reason.UNMARKED_THERE)]
)
def test_more_here_is_not_told_as_something_the_files_lack(label: str, reason: Reason) -> None:
    """Seen red with one sentence for both directions."""
    assert found(label, 2, 1, entry(quantity=2)) == [(reason, {})]


def test_other_chapter_is_named_only_where_nothing_else_is_known() -> None:
    """Seen red with it named beside every reason."""
    alone = entry(1, 1, "one_to_ones", dated=FIRST - timedelta(days=1))
    assert found("1-2-1", 2, 1, alone) == [(Reason.ROLLED_IN, {"number": 1})]


def test_unknown_name_is_said() -> None:
    only_there = line(Group.MEMBER, "Zed", None, None, {"P": 1})
    why = reasons.of_line(only_there, Evidence(FIRST, LAST, ()))
    assert [one.reason for one in why] == [Reason.UNKNOWN_NAME]
