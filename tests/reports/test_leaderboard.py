from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import frames, leaderboard, periods
from reports.periods import Period
from reports.ranking import MEASURES

TYPES = {"place": "int64", "person": "int64", "name": "str", "trade": "str", "figure": "int64"}
COMPARED = dict.fromkeys(("before", "change", "places"), "Int64") | {"is_newcomer": "bool"}
FIRST, SECOND = (periods.meeting(date(2026, 10, day)) for day in (1, 8))


def _table(
    chapter: Any, period: Period, measure: str = "visitors", before: Period | None = None
) -> pd.DataFrame:
    frame = chapter.frame("members"), chapter.frame("credits")
    return leaderboard.table(*frame, period, measure, before)


def _changes(chapter: Any, period: Period, before: Period | None) -> dict[int, tuple[Any, ...]]:
    found = _table(chapter, period, "visitors", before).astype("object")
    found = found.where(found.notna(), None)
    rows = frames.records(found, "before", "change", "places", "is_newcomer")
    return dict(zip(found["person"], rows, strict=True))


def test_table_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _table(chapter, october)
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (TYPES | {"share": "float64"} | COMPARED, 0)


def test_table_with_two_seconds(chapter: Any, october: Period) -> None:
    for person, name, figure in ((1, "Ana Ruiz", 1), (2, "Ben Cole", 4), (3, "Zoë Bär", 1)):
        chapter.member(person, name).credit(person, "visitors", quantity=figure)
    found = _table(chapter, october)
    assert frames.records(found[[*TYPES, "share"]]) == [
        (1, 2, "Ben Cole", "Baker", 4, 1.0),
        (2, 3, "Zoë Bär", "Baker", 1, 0.25),
        (2, 1, "Ana Ruiz", "Baker", 1, 0.25),
    ]


def test_table_ranks_those_at_zero(chapter: Any, october: Period) -> None:
    chapter.member(1).member(2, "Ben Brandt").member(3, "Eva Cruz").credit(3, "visitors")
    assert list(_table(chapter, october)["place"]) == [1, 2, 2]


def test_table_of_money_in_minor_units(busy: Any, october: Period) -> None:
    assert list(_table(busy, october, "closed_business")["figure"]) == [123456, 0]


def test_table_of_units(busy: Any, october: Period) -> None:
    assert list(_table(busy, october, "education")["figure"]) == [3, 0]


def test_table_does_not_rank_visitors(busy: Any, october: Period) -> None:
    """Seen red with the credits of every standing summed."""
    busy.credit(1, "visitors", standing="other").credit(9, "visitors", standing="visitor")
    assert list(_table(busy, october)["figure"]) == [0, 0]


def test_table_leaves_out_who_left_before(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 10, 1)).member(2, "Ben Brandt", left=date(2026, 10, 2))
    assert list(_table(chapter, october)["person"]) == [2]


def test_table_leaves_out_other_months(chapter: Any, october: Period) -> None:
    chapter.member(1).credit(1, "visitors", 6)
    assert list(_table(chapter, october)["figure"]) == [0]


def test_table_of_an_unknown_measure(chapter: Any, october: Period) -> None:
    with pytest.raises(ValueError, match="There is no measure charm"):
        _table(chapter, october, "charm")


def test_table_of_one_member_against_the_week_before(chapter: Any) -> None:
    chapter.member(1).credit(1, "visitors", 1, quantity=3).credit(1, "visitors", 2)
    assert _changes(chapter, SECOND, FIRST) == {1: (3, -2, 0, False)}


def test_table_tells_places_gained(chapter: Any) -> None:
    chapter.member(1, "Ana A").member(2, "Ben B").credit(1, "visitors", 1)
    chapter.credit(1, "visitors", 2).credit(2, "visitors", 2, quantity=2)
    assert _changes(chapter, SECOND, FIRST) == {2: (0, 2, 1, False), 1: (1, 0, -1, False)}


def test_table_without_a_period_before_compares_nothing(busy: Any, october: Period) -> None:
    """Seen red with the period of the calendar before taken."""
    assert _changes(busy, october, None) == {
        1: (None, None, None, False),
        2: (None,) * 3 + (False,),
    }


def test_table_marks_who_joined_in_mid_period(chapter: Any) -> None:
    """Also where something counted before; seen red with newcomers compared like everybody."""
    chapter.member(1, "Ana A").member(2, "Ben B", joined=date(2026, 10, 8))
    chapter.credit(1, "visitors", 1).credit(2, "visitors", 1).credit(2, "visitors", 2)
    found = _changes(chapter, SECOND, FIRST)
    assert found == {2: (None, None, None, True), 1: (1, -1, -1, False)}


def test_table_keeps_who_left_in_mid_period(chapter: Any, october: Period) -> None:
    chapter.member(1, left=date(2026, 10, 5)).credit(1, "visitors", 1)
    assert list(_table(chapter, october)["figure"]) == [1]


def test_table_of_who_rejoined_is_no_newcomer(chapter: Any) -> None:
    """Seen red with the latest membership looked at."""
    chapter.member(1, joined=date(2020, 1, 1), left=date(2021, 1, 1))
    chapter.member(1, joined=date(2026, 10, 8)).credit(1, "visitors", 2)
    assert _changes(chapter, SECOND, FIRST) == {1: (None, None, None, False)}


def test_table_counts_a_moved_meeting_on_the_day_it_was_held(chapter: Any) -> None:
    chapter.member(1).credit(1, "visitors", 5, held_on=date(2026, 11, 3))
    chapter.credit(1, "visitors", 6, held_on=date(2026, 10, 31))
    october, november = (periods.month(date(2026, month, 1)) for month in (10, 11))
    assert [list(_table(chapter, month)["figure"]) for month in (october, november)] == [[1], [1]]


def test_table_after_a_holiday_week_compares_with_the_week_held(chapter: Any) -> None:
    chapter.member(1).credit(1, "visitors", 1, quantity=2).credit(1, "visitors", 3)
    days = [date(2026, 10, 1), date(2026, 10, 15)]
    third = periods.meeting(days[1])
    assert _changes(chapter, third, periods.compared(third, days)) == {1: (2, -1, 0, False)}


def test_table_of_a_reopened_week_is_without_it(chapter: Any, october: Period) -> None:
    """The frames hold closed weeks alone, so the rows of a reopened one are not there."""
    chapter.member(1).credit(1, "visitors", 1).credit(1, "visitors", 2)
    assert list(_table(chapter, october)["figure"]) == [2]
    chapter.rows["credits"].pop()
    assert list(_table(chapter, october)["figure"]) == [1]


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(sorted(MEASURES)), st.integers(1, 9))))
def test_tally_loses_nothing(said: list[tuple[int, str, int]]) -> None:
    names = ["person", "measure", "quantity"]
    rows = [dict(zip(names, row, strict=True)) | {"amount": row[2]} for row in said]
    credits = pd.DataFrame(rows, columns=[*names, "amount"])
    sums = leaderboard.tally(credits, "person")
    assert sum(sum(people.values()) for people in sums.values()) == sum(row[2] for row in said)
