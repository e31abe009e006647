"""Sums of closed business by trade: nobody's thanks can be told from them, nor from two of them."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapter.slips import trades
from chapter.slips.trades import FEWEST, Thanks, Total

ROOFERS = [Thanks(1, "Roofer", 100), Thanks(2, "Roofer", 200), Thanks(3, "Roofer", 400)]
BAKERS = [Thanks(11, "Baker", 10), Thanks(12, "Baker", 20), Thanks(13, "Baker", 40)]
NOTARIES = [Thanks(21, "Notary", 1), Thanks(22, "Notary", 2)]


def test_three_thankers_of_a_trade_are_told() -> None:
    assert trades.told(ROOFERS) == [Total("Roofer", 700, 3)]


def test_two_thankers_are_not() -> None:
    """Seen red with a limit of two."""
    assert trades.told(ROOFERS[:2]) == []


def test_three_thanks_of_one_person_are_not() -> None:
    """Seen red with thanks counted instead of people."""
    assert trades.told([Thanks(1, "Roofer", amount) for amount in (1, 2, 3)]) == []


def test_small_trades_stand_together() -> None:
    small = [Thanks(21, "Notary", 1), Thanks(22, "Vet", 2), Thanks(23, "Tailor", 4)]
    assert trades.told(ROOFERS + small) == [Total("Roofer", 700, 3), Total("", 7, 3)]


def test_whole_minus_what_is_shown_tells_no_two_people() -> None:
    """Seen red with the larger sums left standing beside a rest of two."""
    assert trades.told(ROOFERS + BAKERS + NOTARIES) == [
        Total("Roofer", 700, 3),
        Total("", 73, 5),
    ]


def test_one_sum_beside_a_rest_of_two_stands_no_more() -> None:
    """Seen red with the last sum kept."""
    assert trades.told(ROOFERS + NOTARIES) == [Total("", 703, 5)]


def test_thanks_without_an_earner_hide_among_others() -> None:
    """Seen red with what nobody is known to have thanked for left out of the rest."""
    brought = [Thanks(None, "", 5)]
    assert trades.told(ROOFERS + BAKERS + brought) == [Total("Roofer", 700, 3), Total("", 75, 3)]
    assert trades.told(brought) == []


def test_trades_of_one_group_of_seats_stand_together() -> None:
    """Seen red with each trade by itself."""
    seats = [
        Thanks(1, "Construction > Roofs > Roofer", 1),
        Thanks(2, "Construction, Painter", 2),
        Thanks(3, "Construction", 4),
    ]
    assert trades.told(seats) == [Total("Construction", 7, 3)]


thanks = st.lists(
    st.builds(
        Thanks,
        st.one_of(st.none(), st.integers(1, 12)),
        st.sampled_from("ABCDE"),
        st.integers(1, 1_000),
    ),
    max_size=30,
)


@given(thanks)
@settings(max_examples=300, deadline=None)
def test_nothing_shown_or_subtracted_is_of_fewer_than_three(found: list[Thanks]) -> None:
    """Try every sum and difference of what is shown and the whole; seen red with no larger moved.

    The whole is known to everybody, and each sum shown is of the thanks of whole trades.
    """
    told = trades.told(found)
    shown = {total.trade for total in told}
    by_trade = {
        name: [one for one in found if (name or None) == _shown_as(one, shown)] for name in shown
    }
    assert {total.trade: total.amount for total in told} == {
        name: sum(one.amount for one in group) for name, group in by_trade.items()
    }
    for number in range(1, len(told) + 1):
        for chosen in combinations(by_trade.values(), number):
            inside = [one for group in chosen for one in group]
            outside = [one for one in found if one not in inside] if told else []
            for side in (inside, outside):
                assert not side or len({one.earner for one in side} - {None}) >= FEWEST


def _shown_as(one: Thanks, shown: set[str]) -> str | None:
    return one.trade if one.earner is not None and one.trade in shown else None


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 7, 30), ["2025-07..2025-12"]),
        (date(2026, 7, 31), ["2026-01..2026-06", "2025-07..2025-12"]),
    ],
)
def test_half_year_is_shown_once_it_has_settled(today: date, shown: list[str]) -> None:
    """Seen red with a half-year shown on the day after its end."""
    days = [date(2025, 12, 18), date(2026, 6, 25), date(2026, 7, 2)]
    assert [half.text for half in trades.halves(days, today)] == shown


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 1), "2026-01..2026-06"),
        (date(2026, 6, 30), "2026-01..2026-06"),
        (date(2026, 7, 1), "2026-07..2026-12"),
        (date(2026, 12, 31), "2026-07..2026-12"),
    ],
)
def test_half_years_begin_in_january_and_july(day: date, text: str) -> None:
    assert trades.half_of(day).text == text
