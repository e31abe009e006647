"""The calendar by itself: regular days, and what may happen to a meeting."""

from datetime import date

import pytest

from chapter.meetings.rules import (
    Refusal,
    State,
    is_regular,
    occurrences,
    refusal_to_clear,
    refusal_to_close,
    refusal_to_move,
    refusal_to_open,
    week_of,
)

FOUNDED, THURSDAY = date(2026, 9, 1), date(2026, 11, 19)
FAR = date(2026, 12, 24)


def test_occurrences_every_second_week_keep_the_rhythm_of_the_anchor() -> None:
    days = list(occurrences(3, 2, FOUNDED, date(2026, 9, 10), date(2026, 10, 10)))

    assert days == [date(2026, 9, 17), date(2026, 10, 1)]


def test_occurrences_before_the_anchor_are_none() -> None:
    assert list(occurrences(3, 1, FOUNDED, date(2026, 1, 1), FOUNDED)) == []


@pytest.mark.parametrize("rhythm_weeks", [1, 2, 3, 4])
def test_is_regular_agrees_with_occurrences(rhythm_weeks: int) -> None:
    first, until = date(2026, 8, 1), date(2027, 2, 1)
    days = [date.fromordinal(n) for n in range(first.toordinal(), until.toordinal())]

    regular = [day for day in days if is_regular(3, rhythm_weeks, FOUNDED, day)]

    assert regular == list(occurrences(3, rhythm_weeks, FOUNDED, first, until))


@pytest.mark.parametrize(
    ("state", "held_on", "refusal"),
    [
        (State.SCHEDULED, THURSDAY, None),
        (State.OPEN, THURSDAY, None),
        (State.CLOSED, THURSDAY, Refusal.IS_CLOSED),
        (State.HOLIDAY, THURSDAY, Refusal.IS_HOLIDAY),
        (State.DISCARDED, THURSDAY, Refusal.IS_DISCARDED),
        (State.SCHEDULED, FAR, Refusal.TOO_EARLY),
    ],
)
def test_refusal_to_open(state: State, held_on: date, refusal: Refusal | None) -> None:
    assert refusal_to_open(state, held_on, THURSDAY) is refusal


@pytest.mark.parametrize(
    ("state", "held_on", "earlier_open", "refusal"),
    [
        (State.OPEN, THURSDAY, False, None),
        (State.SCHEDULED, THURSDAY, False, None),
        (State.OPEN, THURSDAY, True, Refusal.EARLIER_OPEN),
        (State.OPEN, FAR, False, Refusal.NOT_YET),
        (State.HOLIDAY, THURSDAY, False, Refusal.IS_HOLIDAY),
        (State.DISCARDED, THURSDAY, False, Refusal.IS_DISCARDED),
    ],
)
def test_refusal_to_close(
    state: State, held_on: date, earlier_open: bool, refusal: Refusal | None
) -> None:
    assert refusal_to_close(state, held_on, THURSDAY, earlier_open) is refusal


@pytest.mark.parametrize(
    ("state", "is_used", "refusal"),
    [
        (State.OPEN, False, None),
        (State.OPEN, True, Refusal.HAS_MARKS),
        (State.CLOSED, False, Refusal.IS_CLOSED),
    ],
)
def test_refusal_to_clear(state: State, is_used: bool, refusal: Refusal | None) -> None:
    assert refusal_to_clear(state, is_used) is refusal


@pytest.mark.parametrize(
    ("state", "to", "is_taken", "refusal"),
    [
        (State.SCHEDULED, date(2026, 11, 20), False, None),
        (State.SCHEDULED, date(2026, 11, 20), True, Refusal.DAY_TAKEN),
        (State.SCHEDULED, THURSDAY, True, Refusal.SAME_DAY),
        (State.SCHEDULED, date(2026, 12, 18), False, Refusal.FAR_AWAY),
        (State.HOLIDAY, date(2026, 11, 20), False, Refusal.IS_HOLIDAY),
    ],
)
def test_refusal_to_move(state: State, to: date, is_taken: bool, refusal: Refusal | None) -> None:
    assert refusal_to_move(state, THURSDAY, to, is_taken) is refusal


def test_week_of_a_slip_is_the_earliest_waiting_on_or_after_its_day() -> None:
    waiting = [date(2026, 11, 12), THURSDAY, date(2026, 11, 26)]

    assert week_of(date(2026, 11, 13), None, waiting) == THURSDAY


def test_week_of_an_attached_slip_is_its_own() -> None:
    assert week_of(FAR, THURSDAY, [FAR]) == THURSDAY
