from datetime import date
from typing import Any

import pandas as pd
import pytest

from reports import exchange, frames, periods
from reports.exchange import Matrix
from reports.periods import Period

NOVEMBER = periods.parse("2026-11", date(2026, 12, 1))
KINDS = ("referrals", "one_to_ones", "combination")
SIDES = ("referrals_given", "referrals_received")


def _matrix(chapter: Any, period: Period, kind: str = "referrals") -> Matrix:
    return exchange.matrix(chapter.frame("members"), chapter.frame("credits"), period, kind)


def _cells(matrix: Matrix) -> list[list[int | None]]:
    return [[None if pd.isna(cell) else cell for cell in row] for row in matrix.cells.to_numpy()]


@pytest.fixture
def three(chapter: Any) -> Any:
    """Ana, Ben and Eva; ids and rows out of the order of their names."""
    return chapter.member(3, "Eva Cruz").member(1, "Ana Alonso").member(2, "Ben Brandt")


@pytest.mark.parametrize("kind", KINDS)
def test_matrix_of_an_empty_chapter(chapter: Any, october: Period, kind: str) -> None:
    found = _matrix(chapter, october, kind)
    assert [len(frame) for frame in (found.roster, found.cells, found.sums, found.counts)] == [
        0
    ] * 4
    assert [str(kind) for kind in found.roster.dtypes] == ["int64", *["str"] * 3, "bool"]


@pytest.mark.parametrize("kind", KINDS)
def test_matrix_of_one_member(chapter: Any, october: Period, kind: str) -> None:
    found = _matrix(chapter.member(1), october, kind)
    assert (_cells(found), frames.records(found.counts)) == ([[None]], [(0, 0, 0, 0)])


def test_matrix_of_an_unknown_kind(chapter: Any, october: Period) -> None:
    with pytest.raises(ValueError, match="There is no matrix of charm; it is one of referrals, "):
        _matrix(chapter, october, "charm")


def test_matrix_of_referrals_from_giver_to_receiver(three: Any, october: Period) -> None:
    """Seen red with rows and columns changed about."""
    three.pair("referrals", 1, 2)
    three.pair("referrals", 1, 2, 3)
    three.pair("referrals", 3, 1)
    assert _cells(_matrix(three, october)) == [[None, 2, 0], [0, None, 0], [1, 0, None]]


def test_matrix_of_one_to_ones_is_symmetric(three: Any, october: Period) -> None:
    three.pair("one_to_ones", 1, 2)
    three.pair("one_to_ones", 2, 1, 2)
    found = _matrix(three, october, "one_to_ones")
    assert _cells(found) == [[None, 2, 0], [2, None, 0], [0, 0, None]]
    assert frames.records(found.sums) == [(0, 2, 0, 2), (0, 2, 0, 2), (0, 0, 0, 0)]


def test_matrix_stands_in_roster_order(three: Any, october: Period) -> None:
    found = _matrix(three, october)
    assert frames.records(found.roster, "person", "first_name", "trade", "is_former") == [
        (1, "Ana", "Baker", False),
        (2, "Ben", "Baker", False),
        (3, "Eva", "Baker", False),
    ]
    assert (list(found.cells.index), list(found.cells.columns)) == ([1, 2, 3], [1, 2, 3])


@pytest.mark.parametrize("kind", KINDS)
def test_matrix_leaves_the_diagonal_blank(three: Any, october: Period, kind: str) -> None:
    """Seen red with a zero on the diagonal."""
    three.pair("referrals", 1, 1)
    three.pair("one_to_ones", 1, 1)
    cells = _cells(_matrix(three, october, kind))
    assert cells == [[None, 0, 0], [0, None, 0], [0, 0, None]]


def test_matrix_of_a_combination_from_the_rows_view(three: Any, october: Period) -> None:
    """Seen red with the referral counted both ways."""
    for kind, one, other in (
        ("referrals", 1, 2),
        ("referrals", 1, 2),
        ("one_to_ones", 2, 1),
        ("one_to_ones", 1, 2),
        ("referrals", 2, 3),
    ):
        three.pair(kind, one, other)
    found = _matrix(three, october, "combination")
    assert _cells(found) == [[None, 3, 0], [1, None, 2], [0, 0, None]]
    assert list(found.sums.columns) == []


def test_matrix_counts_per_row(three: Any, october: Period) -> None:
    three.member(4, "Ida Dahl")
    three.pair("referrals", 1, 2)
    three.pair("one_to_ones", 1, 2)
    three.pair("one_to_ones", 1, 3)
    three.pair("referrals", 3, 4)
    counts = _matrix(three, october, "combination").counts
    assert list(counts.columns) == ["both", "referral_only", "one_to_one_only", "neither"]
    assert frames.records(counts) == [(1, 0, 1, 1), (0, 0, 1, 2), (0, 1, 1, 1), (0, 0, 0, 3)]


@pytest.mark.parametrize("kind", KINDS)
def test_matrix_counts_are_the_same_for_each_kind(three: Any, october: Period, kind: str) -> None:
    three.pair("referrals", 1, 2)
    assert frames.records(_matrix(three, october, kind).counts)[0] == (0, 1, 0, 1)


def test_matrix_keeps_what_was_outside_in_the_sums(three: Any, october: Period) -> None:
    """Seen red with slips of one side left out."""
    three.pair("referrals", 1, 2)
    three.pair("referrals", 1, 0, said=("member", ""))
    three.pair("referrals", 0, 2, said=("", "member"))
    three.pair("one_to_ones", 3, 0, said=("member", ""))
    sums = _matrix(three, october).sums
    assert list(sums.columns) == ["row_outside", "row_sum", "column_outside", "column_sum"]
    assert frames.records(sums) == [(1, 2, 0, 0), (0, 0, 1, 2), (0, 0, 0, 0)]
    assert frames.records(_matrix(three, october, "one_to_ones").sums)[2] == (1, 1, 1, 1)


@pytest.mark.parametrize("standing", ["visitor", "other"])
def test_matrix_takes_who_is_no_member_as_outside(
    three: Any, october: Period, standing: str
) -> None:
    """Seen red with credits of every standing taken."""
    three.pair("referrals", 1, 9, said=("member", standing))
    three.pair("referrals", 3, 1, said=(standing, "member"))
    three.pair("one_to_ones", 2, 3, said=("member", standing))
    found = _matrix(three, october)
    assert list(found.roster["person"]) == [1, 2, 3]
    assert frames.records(found.sums)[0] == (1, 1, 1, 1)
    assert frames.records(_matrix(three, october, "one_to_ones").sums)[1:] == [
        (1, 1, 1, 1),
        (0, 0, 0, 0),
    ]


def test_matrix_of_a_member_who_joined_in_mid_period(three: Any, october: Period) -> None:
    three.member(4, "Ada Bell", joined=date(2026, 10, 15))
    three.pair("referrals", 4, 1, 4)
    found = _matrix(three, october)
    assert list(found.roster["person"]) == [1, 4, 2, 3]
    assert (found.cells.loc[4, 1], found.roster["is_former"].any()) == (1, False)


def test_matrix_keeps_who_left_in_mid_period_apart(three: Any, october: Period) -> None:
    """Seen red with former members in the order of names."""
    three.member(4, "Ada Bell", left=date(2026, 10, 31))
    three.pair("referrals", 4, 1)
    three.pair("one_to_ones", 4, 1)
    found = _matrix(three, october)
    assert frames.records(found.roster, "person", "is_former")[2:] == [(3, False), (4, True)]
    assert list(found.cells.loc[4, [1, 2, 3]]) == [1, 0, 0]
    assert frames.records(found.counts) == [(0, 0, 0, 2)] * 3 + [(1, 0, 0, 2)]


def test_matrix_of_who_leaves_on_the_day_after(three: Any, october: Period) -> None:
    three.member(4, "Ada Bell", left=date(2026, 11, 1))
    assert not _matrix(three, october).roster["is_former"].any()


def test_matrix_keeps_who_left_before_with_a_late_credit(three: Any, october: Period) -> None:
    three.member(4, "Ada Bell", left=date(2026, 9, 30))
    three.pair("referrals", 1, 4)
    assert frames.records(_matrix(three, october).roster, "person", "is_former")[3] == (4, True)


def test_matrix_of_who_rejoined_is_one_row(three: Any, october: Period) -> None:
    three.member(4, "Ada Bell", left=date(2026, 10, 5))
    three.member(4, "Ada Bell", joined=date(2026, 10, 20))
    three.pair("one_to_ones", 4, 1)
    three.pair("one_to_ones", 1, 4, 4)
    found = _matrix(three, october, "one_to_ones")
    assert frames.records(found.roster, "person", "is_former")[1] == (4, False)
    assert (len(found.roster), found.cells.loc[4, 1]) == (4, 2)


def test_matrix_of_a_moved_meeting_counts_where_it_was_held(three: Any, october: Period) -> None:
    """Seen red with the credits of every month taken."""
    for day, receiver in ((date(2026, 10, 31), 2), (date(2026, 11, 1), 3)):
        for person, measure in zip((1, receiver), SIDES, strict=True):
            three.credit(person, measure, slip=receiver, held_on=day)
    assert _cells(_matrix(three, october))[0] == [None, 1, 0]
    assert _cells(_matrix(three, NOVEMBER))[0] == [None, 0, 1]


def test_matrix_of_a_holiday_month(three: Any, october: Period) -> None:
    three.pair("referrals", 1, 2, 6)
    assert _cells(_matrix(three, october)) == [[None, 0, 0], [0, None, 0], [0, 0, None]]


def test_matrix_of_a_reopened_week_leaves_it_out_until_it_is_closed(
    three: Any, october: Period
) -> None:
    """The frames hold only weeks that count, so a reopened one is not in them."""
    reopened = _matrix(three.pair("referrals", 1, 2), october)
    closed = _matrix(three.pair("referrals", 1, 2, 2), october)
    assert (reopened.cells.loc[1, 2], closed.cells.loc[1, 2]) == (1, 2)
