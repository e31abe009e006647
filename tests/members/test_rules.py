from datetime import date

import pytest

from chapter.members.rules import (
    Refusal,
    is_found,
    refusal_to_admit,
    refusal_to_release,
    seat_key,
    web_address,
)

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("joined_on", "is_active", "left_on", "refusal"),
    [
        (TODAY, False, None, None),
        (date(2027, 11, 20), False, None, None),
        (date(2027, 11, 21), False, None, Refusal.JOINED_IN_FUTURE),
        (TODAY, True, None, Refusal.ALREADY_MEMBER),
        (TODAY, False, TODAY, None),
        (date(2026, 11, 18), False, TODAY, Refusal.ALREADY_MEMBER),
    ],
)
def test_admission_is_refused(
    joined_on: date, is_active: bool, left_on: date | None, refusal: Refusal | None
) -> None:
    why = refusal_to_admit(joined_on, TODAY, is_active=is_active, left_on=left_on)
    assert why == refusal


@pytest.mark.parametrize(
    ("joined_on", "left_on", "refusal"),
    [
        (date(2026, 11, 18), TODAY, None),
        (None, TODAY, None),
        (TODAY, TODAY, Refusal.LEFT_BEFORE_JOINING),
        (None, date(2027, 11, 21), Refusal.LEFT_IN_FUTURE),
    ],
)
def test_leaving_is_refused(joined_on: date | None, left_on: date, refusal: Refusal | None) -> None:
    assert refusal_to_release(joined_on, left_on, TODAY) == refusal


@pytest.mark.parametrize(
    ("trade", "key"),
    [("  Wood   worker ", "wood worker"), ("BAKER", "baker"), ("", None), ("  ", None)],
)
def test_seats_are_compared_without_case_and_spaces(trade: str, key: str | None) -> None:
    assert seat_key(trade) == key


def test_seat_of_a_long_trade_fits_its_column() -> None:
    assert len(seat_key("ß" * 120) or "") == 120


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("http://example.com", "http://example.com"),
        ("example.com", "https://example.com"),
        ("javascript:alert(1)", None),
        ("javascript://example.com/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.com", None),
        ("https://", None),
        ("https://two words.com", None),
        ("http://[", None),
    ],
)
def test_link_leads_to_the_web_only(text: str, address: str | None) -> None:
    """Seen red with the check of the scheme off."""
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("words", "found"),
    [("jo", True), ("go ba", True), ("", True), ("ose", False), ("jo zz", False)],
)
def test_somebody_is_found_by_the_beginnings_of_words(words: str, found: bool) -> None:
    assert is_found("jose gomez bakery", words) == found
