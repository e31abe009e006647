from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import frames, leaderboard
from reports.periods import Period
from reports.ranking import MEASURES

TYPES = {"place": "int64", "person": "int64", "name": "str", "trade": "str"}


def _table(chapter: Any, period: Period, measure: str = "visitors") -> pd.DataFrame:
    return leaderboard.table(chapter.frame("members"), chapter.frame("credits"), period, measure)


def test_table_of_an_empty_chapter(chapter: Any, october: Period) -> None:
    found = _table(chapter, october)
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert (kinds, len(found)) == (TYPES | {"figure": "int64", "share": "float64"}, 0)


def test_table_with_two_seconds(chapter: Any, october: Period) -> None:
    for person, name, figure in ((1, "Ana Ruiz", 1), (2, "Ben Cole", 4), (3, "Zoë Bär", 1)):
        chapter.member(person, name).credit(person, "visitors", quantity=figure)
    assert frames.records(_table(chapter, october)) == [
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


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(sorted(MEASURES)), st.integers(1, 9))))
def test_tally_loses_nothing(said: list[tuple[int, str, int]]) -> None:
    names = ["person", "measure", "quantity"]
    rows = [dict(zip(names, row, strict=True)) | {"amount": row[2]} for row in said]
    credits = pd.DataFrame(rows, columns=[*names, "amount"])
    sums = leaderboard.tally(credits, "person")
    assert sum(sum(people.values()) for people in sums.values()) == sum(row[2] for row in said)
