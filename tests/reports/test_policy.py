from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from reports import frames, policy
from reports.policy import Rules

WEIGHTS = {"P": 0, "A": 10, "L": 0, "M": 0, "S": 0}
HALVES = WEIGHTS | {"L": 5, "S": 5}
# The first Thursday of October, the first and the last day marks are counted on.
THURSDAY, FIRST, DAY = date(2026, 10, 1), date(2026, 5, 1), date(2026, 10, 29)


def _table(chapter: Any, day: date = DAY, **rules: Any) -> pd.DataFrame:
    said = {"absence_limit": 3, "first": FIRST, "weights": WEIGHTS, "substitutes_limit": 3} | rules
    return policy.table(chapter.frame("members"), chapter.frame("marks"), day, Rules(**said))


def _marked(chapter: Any, letters: str, person: int = 1) -> Any:
    """Mark somebody in as many weeks as there are letters, the last one on 29 October."""
    for number, letter in enumerate(letters, start=6 - len(letters)):
        chapter.mark(number, person, letter)
    return chapter


def _first(chapter: Any, *names: str, **rules: Any) -> tuple[Any, ...]:
    return frames.records(_table(chapter, **rules), *names)[0]


def test_table_of_an_empty_chapter(chapter: Any) -> None:
    found = _table(chapter)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == policy.TYPES
    assert len(found) == 0


def test_table_of_one_member(chapter: Any) -> None:
    _marked(chapter.member(1), "PALMS")
    days = [(THURSDAY + timedelta(weeks=week),) for week in range(5)]
    names = (1, "Ana", "Alonso", "Baker")
    assert frames.records(_table(chapter)) == [
        (*names, 1, 1, 1, 1, 1, 10, 3, "fine", 3, "fine", days[1], days[2], days[4])
    ]


def test_table_of_a_member_without_marks(chapter: Any) -> None:
    assert _first(chapter.member(1), "cost", "state", "absent_on") == (0, "fine", ())


@pytest.mark.parametrize(
    ("letters", "limit", "weights", "expected"),
    [
        ("A", 3, WEIGHTS, (10, "fine")),
        ("AA", 3, WEIGHTS, (20, "near")),
        ("AAA", 3, WEIGHTS, (30, "near")),
        ("AAAA", 3, WEIGHTS, (40, "over")),
        ("AL", 3, HALVES, (15, "fine")),
        ("ALS", 3, HALVES, (20, "near")),
        ("AAAL", 3, HALVES, (35, "over")),
        ("AALS", 3, WEIGHTS, (20, "near")),
        ("PPMP", 1, WEIGHTS, (0, "fine")),
        ("L", 1, HALVES, (5, "near")),
        ("P", 0, WEIGHTS, (0, "fine")),
        ("L", 0, HALVES, (5, "over")),
    ],
)
def test_table_says_how_far_the_limit_is(
    chapter: Any, letters: str, limit: int, weights: dict[str, int], expected: tuple[int, str]
) -> None:
    """Seen red with the limit itself called over, and with near begun at the limit."""
    _marked(chapter.member(1), letters)
    found = _first(chapter, "cost", "state", absence_limit=limit, weights=weights)
    assert found == expected


@pytest.mark.parametrize(
    ("letters", "limit", "expected"),
    [
        ("S", 3, (3, "fine")),
        ("SS", 3, (3, "near")),
        ("SSS", 3, (3, "near")),
        ("SSSS", 3, (3, "over")),
        ("S", 0, (0, "over")),
        ("P", 0, (0, "fine")),
    ],
)
def test_table_says_how_far_the_limit_of_substitutes_is(
    chapter: Any, letters: str, limit: int, expected: tuple[int, str]
) -> None:
    _marked(chapter.member(1), letters)
    names = ("substitutes_limit", "substitutes_state")
    assert _first(chapter, *names, substitutes_limit=limit) == expected


def test_table_without_a_limit_of_substitutes(chapter: Any) -> None:
    _marked(chapter.member(1), "SSSSS")
    found = _table(chapter, substitutes_limit=None)
    assert bool(found["substitutes_limit"].isna().all())
    assert (found["substitutes_state"][0], found["S"][0]) == ("fine", 5)


def test_table_counts_the_first_and_the_last_day_of_the_window(chapter: Any) -> None:
    """Seen red with the last day left out, and with every mark taken."""
    chapter.member(1).mark(1, 1, "A").mark(2, 1, "A").mark(4, 1, "A").mark(5, 1, "A")
    found = _first(chapter, "absent_on", first=date(2026, 10, 8), day=date(2026, 10, 22))
    assert found == ((date(2026, 10, 8), date(2026, 10, 22)),)


@pytest.mark.parametrize(
    ("first", "cost"), [(date(2026, 4, 17), 20), (date(2026, 10, 1), 10)], ids=["rolling", "fixed"]
)
def test_table_takes_the_window_as_it_is_given(chapter: Any, first: date, cost: int) -> None:
    chapter.member(1).mark(0, 1, "A").mark(1, 1, "A")
    assert _first(chapter, "cost", day=date(2026, 10, 16), first=first) == (cost,)


def test_table_of_a_member_who_joined_in_mid_period(chapter: Any) -> None:
    chapter.member(1, joined=date(2026, 10, 20))
    _marked(chapter, "AP")
    assert _first(chapter, "P", "A", "limit", "state") == (1, 1, 3, "fine")


@pytest.mark.parametrize(("left", "listed"), [(DAY, []), (DAY + timedelta(days=1), [1])])
def test_table_of_a_member_who_left_in_mid_period(
    chapter: Any, left: date, listed: list[int]
) -> None:
    """Seen red with whoever has a mark listed."""
    _marked(chapter.member(1, left=left), "AA")
    assert list(_table(chapter)["person"]) == listed


def test_table_of_who_rejoined_is_one_row_with_all_marks(chapter: Any) -> None:
    chapter.member(1, left=date(2026, 10, 5)).member(1, joined=date(2026, 10, 20))
    chapter.mark(1, 1, "A").mark(4, 1, "A")
    assert frames.records(_table(chapter), "person", "cost") == [(1, 20)]


def test_table_of_a_moved_meeting_names_the_day_it_was_held(chapter: Any) -> None:
    held_on = date(2026, 10, 28)
    chapter.member(1).rows["marks"].append(
        {"meeting": 5, "held_on": held_on, "person": 1, "mark": "L"}
    )
    assert _first(chapter, "late_on", "L") == ((held_on,), 1)


def test_table_of_a_holiday_week_costs_nothing(chapter: Any) -> None:
    """A week that does not count has no marks."""
    chapter.member(1).mark(1, 1, "A").mark(3, 1, "A")
    days = (THURSDAY, date(2026, 10, 15))
    assert _first(chapter, "absent_on", "cost") == (days, 20)


def test_table_stands_by_absences_then_by_name(chapter: Any) -> None:
    """Seen red with the order of names alone."""
    chapter.member(1, "Ana Alonso").member(2, "Ben Brandt").member(3, "Eva Cruz")
    _marked(_marked(chapter, "AP", 2), "AA", 3)
    assert list(_table(chapter)["person"]) == [3, 2, 1]


def test_table_sets_days_in_order(chapter: Any) -> None:
    chapter.member(1).mark(3, 1, "A").mark(1, 1, "A")
    assert _first(chapter, "absent_on") == ((THURSDAY, date(2026, 10, 15)),)
