"""Who sees, corrects and withdraws a slip: the whole truth table."""

import pytest

from chapter.slips.readers import (
    Ownership,
    Reader,
    may_change,
    may_read_all,
    may_see,
    may_withdraw,
)

AUTHOR, RECEIVER, OTHER = 1, 2, 3
RECORDER, ANYBODY = 10, 11
REFERRAL = Ownership(AUTHOR, RECORDER, RECEIVER, is_confidential=False)
THANKS = Ownership(AUTHOR, RECORDER, None, is_confidential=True, closer_may_see=True)
ONE_TO_ONE = Ownership(AUTHOR, RECORDER, None, is_confidential=False, partner_id=RECEIVER)
IMPORTED_THANKS = Ownership(None, None, None, is_confidential=True)

READERS = {
    "author": Reader(AUTHOR, ANYBODY),
    "receiver": Reader(RECEIVER, ANYBODY),
    "recorder": Reader(None, RECORDER),
    "closing office": Reader(OTHER, ANYBODY, closes_weeks=True),
    "closing office told of thanks": Reader(OTHER, ANYBODY, closes_weeks=True, sees_thanks=True),
    "anybody": Reader(OTHER, ANYBODY),
    "no member": Reader(None, ANYBODY),
}


def allowed(reader: str, slip: Ownership) -> str:
    """Return what a reader may do: Read all, See, Change, Withdraw."""
    asked = {"R": may_read_all, "S": may_see, "C": may_change, "W": may_withdraw}
    return "".join(letter for letter, rule in asked.items() if rule(READERS[reader], slip))


@pytest.mark.parametrize(
    ("reader", "letters"),
    [
        ("author", "RSCW"),
        ("receiver", "RS"),
        ("recorder", "SCW"),
        ("closing office", "SCW"),
        ("anybody", ""),
        ("no member", ""),
    ],
)
def test_referral_is_for_the_two_and_who_keeps_the_record(reader: str, letters: str) -> None:
    """Seen red with `may_read_all` letting the recorder in."""
    assert allowed(reader, REFERRAL) == letters


@pytest.mark.parametrize(
    ("reader", "letters"),
    [
        ("author", "RSCW"),
        ("receiver", ""),
        ("recorder", "W"),
        ("closing office", ""),
        ("closing office told of thanks", "S"),
        ("anybody", ""),
    ],
)
def test_thanks_are_for_who_thanks(reader: str, letters: str) -> None:
    """Seen red with `is_confidential` ignored."""
    assert allowed(reader, THANKS) == letters


def test_one_to_one_is_seen_by_whom_it_counts_for() -> None:
    """Seen red with the partner left out, and with the author's topics theirs to read."""
    assert [allowed(reader, ONE_TO_ONE) for reader in ("receiver", "anybody")] == ["S", ""]


def test_thanks_without_an_author_are_nobodys() -> None:
    """Seen red with a reader who is no member equal to an author who is not known."""
    assert {allowed(reader, IMPORTED_THANKS) for reader in ("no member", "anybody")} == {""}


def test_thanks_recorded_before_the_chapter_allowed_it_stay_hidden() -> None:
    """Seen red with the promise left out."""
    closer = Reader(OTHER, ANYBODY, closes_weeks=True, sees_thanks=True)
    earlier = Ownership(AUTHOR, RECORDER, None, is_confidential=True)

    assert may_see(closer, THANKS) is True
    assert may_see(closer, earlier) is False
