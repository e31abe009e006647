"""Where a referral may go, and when a word about it is due."""

from datetime import date, timedelta

import pytest

from chapter.referrals.rules import LABELS, TOLD, Silent, Stage, is_silent, onward, quick

TODAY = date(2026, 11, 19)


def test_referral_goes_on_or_ends() -> None:
    assert onward(Stage.MEETING) == [Stage.QUOTED, Stage.WON, Stage.LOST, Stage.NOT_A_FIT]


def test_ended_referral_may_be_opened_again() -> None:
    assert onward(Stage.LOST) == [
        Stage.CONTACTED,
        Stage.MEETING,
        Stage.QUOTED,
        Stage.WON,
        Stage.NOT_A_FIT,
    ]


@pytest.mark.parametrize(
    ("stage", "offered"),
    [
        (Stage.PASSED, [Stage.CONTACTED, Stage.WON, Stage.LOST]),
        (Stage.QUOTED, [Stage.WON, Stage.LOST]),
    ],
)
def test_list_offers_the_likeliest_steps(stage: Stage, offered: list[Stage]) -> None:
    assert quick(stage) == offered


@pytest.mark.parametrize(
    ("stage", "ago", "silent"),
    [
        (Stage.PASSED, 14, True),
        (Stage.PASSED, 13, False),
        (Stage.QUOTED, 30, True),
        (Stage.WON, 30, False),
        (Stage.NOT_A_FIT, 30, False),
    ],
)
def test_word_is_due_while_open(stage: Stage, ago: int, silent: bool) -> None:
    """Seen red with ended referrals counted as open."""
    assert is_silent(stage, TODAY - timedelta(days=ago), TODAY, 14) is silent


def test_age_is_counted_from_the_last_news() -> None:
    assert Silent(1, 2, 3, Stage.PASSED, TODAY - timedelta(days=16)).age(TODAY) == 16


def test_every_stage_has_its_words() -> None:
    assert (set(LABELS), set(TOLD)) == (set(Stage), set(Stage))
