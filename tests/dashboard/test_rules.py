"""Who might be glad of a word."""

from datetime import date

import pytest

from chapter.dashboard.rules import ONE_ABSENCE, Attendee, Need, as_written, is_near, needs
from reports import policy
from tests.factories import thursdays

WEEKS = thursdays(date(2026, 9, 24), 8)


def attendee(name: str, absences: int = 0, gave: bool = True, joined: str = "") -> Attendee:
    """Return a member called so."""
    joined_on = date.fromisoformat(joined) if joined else None
    return Attendee(1, name, joined_on, gave, absences)


@pytest.mark.parametrize(
    ("absences", "limit", "near"),
    [(10, 3, False), (15, 3, False), (20, 3, True), (30, 3, True), (0, 1, False), (10, 0, True)],
)
def test_limit_is_near_one_absence_before(absences: int, limit: int, near: bool) -> None:
    assert is_near(absences, limit) is near


@pytest.mark.parametrize("limit", range(5))
def test_limit_is_near_and_over_as_the_policy_report_has_it(limit: int) -> None:
    """Seen red with `>` for `>=` in is_near."""
    for tenths in range(0, 70, 5):
        state = policy.state(tenths, limit)
        assert is_near(tenths, limit) == (state in (policy.NEAR, policy.OVER))
        (need,) = needs([attendee("Ana", tenths, gave=False)], limit, WEEKS)
        assert need.is_over == (tenths > limit * ONE_ABSENCE) == (state == policy.OVER)


def test_reasons_come_in_their_order() -> None:
    """Seen red with the light left out of the order."""
    people = [
        Attendee(1, "gave nothing", None, False, 0, "green", 80),
        Attendee(2, "red", None, True, 0, "red", 35),
        Attendee(3, "grey and higher", None, True, 0, "grey", 25),
        Attendee(4, "grey", None, True, 0, "grey", 10),
        Attendee(5, "near", None, True, 20, "green", 80),
        Attendee(6, "over", None, True, 40, "amber", 50),
    ]
    assert [need.person_id for need in needs(people, 3, WEEKS)] == [6, 5, 4, 3, 2, 1]


def test_amber_light_is_no_reason_to_worry() -> None:
    assert needs([Attendee(1, "Ana", None, True, 0, "amber", 50)], 3, WEEKS) == []


def test_most_absent_come_first() -> None:
    """Seen red with the order left as the roster's."""
    found = needs([attendee("Ana", 20), attendee("Bea", 40), attendee("Cleo", 10)], 3, WEEKS)
    assert found == [
        Need(1, "Bea", absences=40, is_over=True),
        Need(1, "Ana", absences=20),
    ]


def test_who_gave_nothing_needs_a_hand() -> None:
    assert needs([attendee("Ana", gave=False)], 3, WEEKS) == [Need(1, "Ana", gave_nothing=True)]


def test_newcomer_is_left_to_settle_in() -> None:
    """Seen red with the day of joining not looked at."""
    assert needs([attendee("Ana", gave=False, joined="2026-09-25")], 3, WEEKS) == []


def test_young_chapter_finds_nobody_idle() -> None:
    assert needs([attendee("Ana", gave=False)], 3, WEEKS[:7]) == []


@pytest.mark.parametrize(
    ("tenths", "text"), [(0, "0"), (10, "1"), (15, "1½"), (5, "½"), (3, "0.3")]
)
def test_tenths_read_as_people_write(tenths: int, text: str) -> None:
    assert as_written(tenths) == text
