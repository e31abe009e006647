from datetime import date
from typing import Any

import pytest

from reports import exchange, frames, periods
from reports.exchange import Matrix
from reports.periods import Period

NOVEMBER = periods.parse("2026-11", date(2026, 12, 1))
AUTUMN = periods.parse("2026-Q4", date(2027, 1, 1))


def _matrix(chapter: Any, period: Period, kind: str = "referrals") -> Matrix:
    return exchange.matrix(chapter.frame("members"), chapter.frame("credits"), period, kind)


@pytest.fixture
def three(chapter: Any) -> Any:
    return chapter.member(1, "Ana Alonso").member(2, "Ben Brandt").member(3, "Eva Cruz")


def test_by_month_adds_up_to_the_period(three: Any) -> None:
    for number in (1, 5, 6):
        three.pair("referrals", 1, 2, number)
    given = three.frame("members"), three.frame("credits")
    found = exchange.by_month(*given, AUTUMN, "referrals")
    assert [(month.text, matrix.cells.loc[1, 2]) for month, matrix in found] == [
        ("2026-10", 2),
        ("2026-11", 1),
        ("2026-12", 0),
    ]


def test_by_month_has_the_roster_of_each_month(three: Any) -> None:
    three.member(4, "Ada Bell", left=date(2026, 11, 12))
    given = three.frame("members"), three.frame("credits")
    found = exchange.by_month(*given, AUTUMN, "combination")
    former = [list(matrix.roster["is_former"]) for _month, matrix in found]
    assert former == [[False] * 4, [False] * 3 + [True], [False] * 3]


def test_compare_names_new_gone_and_kept(three: Any, october: Period) -> None:
    """Seen red with kept pairs called new."""
    for one, other, number in ((1, 2, 1), (2, 1, 1), (1, 2, 6), (1, 2, 6), (3, 1, 6)):
        three.pair("referrals", one, other, number)
    found = exchange.compare(_matrix(three, october), _matrix(three, NOVEMBER))
    assert list(found.columns) == ["row", "column", "before", "now", "change"]
    assert frames.records(found) == [
        (1, 2, 1, 2, "kept"),
        (2, 1, 1, 0, "gone"),
        (3, 1, 0, 1, "new"),
    ]


def test_compare_names_a_one_to_one_once(three: Any, october: Period) -> None:
    """Seen red with both halves of the matrix listed."""
    three.pair("one_to_ones", 3, 1, 6)
    found = [_matrix(three, month, "one_to_ones") for month in (october, NOVEMBER)]
    assert frames.records(exchange.compare(*found)) == [(1, 3, 0, 1, "new")]


def test_compare_with_who_is_gone_and_who_came(three: Any, october: Period) -> None:
    three.member(4, "Ada Bell", left=date(2026, 11, 1)).member(5, "Jo Abt", date(2026, 11, 1))
    three.pair("referrals", 4, 1)
    three.pair("referrals", 5, 1, 6)
    found = exchange.compare(_matrix(three, october), _matrix(three, NOVEMBER))
    assert frames.records(found) == [(5, 1, 0, 1, "new"), (4, 1, 1, 0, "gone")]


def test_compare_of_empty_chapters(chapter: Any, october: Period) -> None:
    found = exchange.compare(_matrix(chapter, october), _matrix(chapter, NOVEMBER))
    assert [str(kind) for kind in found.dtypes] == ["int64"] * 4 + ["str"]


def test_compare_of_two_kinds_is_refused(chapter: Any, october: Period) -> None:
    with pytest.raises(ValueError, match="Only matrices of one kind can be compared"):
        exchange.compare(_matrix(chapter, october), _matrix(chapter, october, "combination"))
