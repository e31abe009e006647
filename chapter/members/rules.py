"""Joining, changing and leaving; standard library only."""

from datetime import date
from enum import Enum
from urllib.parse import urlsplit

from chapter.web.words import N_, Refused


class Refusal(Enum):
    """Why a change to the roster is refused."""

    JOINED_IN_FUTURE = N_("Nobody joins more than a year ahead.")
    ALREADY_MEMBER = N_("This person is an active member already.")
    SEAT_TAKEN = N_("An active member has this trade already; choose another one.")
    LEFT_BEFORE_JOINING = N_("A membership ends after it began.")
    TIMES_OVERLAP = N_("This day is within an earlier time on the roster of this person.")
    LEFT_IN_FUTURE = N_("Record the leaving on the day, or up to a year ahead.")
    NOT_A_MEMBER = N_("This person is not an active member.")
    HOLDS_OFFICE = N_(
        "This member holds an office, which would end with the membership; the president, the "
        "vice president or a director records the leaving."
    )
    EMAIL_TAKEN = N_("Another person of this chapter has this e-mail.")
    WEBSITE = N_("Write a web address such as https://example.com.")
    SPONSOR_SELF = N_("Nobody sponsors themselves.")


class MemberRefused(Refused[Refusal]):
    """A change to the roster was refused; `field` names the one at fault."""


def covers(joined_on: date | None, left_on: date | None, day: date) -> bool:
    """Tell whether a time on the roster holds a day; `left_on` is the first day after it."""
    return (joined_on is None or joined_on <= day) and (left_on is None or left_on > day)


def refusal_to_admit(
    joined_on: date, today: date, *, is_active: bool, left_on: date | None
) -> Refusal | None:
    """Tell why somebody cannot join on that day."""
    if is_active:
        return Refusal.ALREADY_MEMBER
    if (joined_on - today).days > 366:
        return Refusal.JOINED_IN_FUTURE
    if left_on is not None and joined_on < left_on:
        return Refusal.ALREADY_MEMBER
    return None


def refusal_to_release(joined_on: date | None, left_on: date, today: date) -> Refusal | None:
    """Tell why a membership cannot end on that day."""
    if joined_on is not None and left_on <= joined_on:
        return Refusal.LEFT_BEFORE_JOINING
    return Refusal.LEFT_IN_FUTURE if (left_on - today).days > 366 else None


def refusal_of_times(
    joined_on: date | None, left_on: date | None, earlier: date | None
) -> Refusal | None:
    """Tell why a time on the roster cannot stand between these days; `earlier` ended one before."""
    if joined_on and left_on and left_on <= joined_on:
        return Refusal.LEFT_BEFORE_JOINING
    has_gap = earlier is None or (joined_on is not None and joined_on >= earlier)
    return None if has_gap else Refusal.TIMES_OVERLAP


def seat_key(trade: str) -> str | None:
    """Return a trade as seats are compared; no trade takes no seat."""
    # Folding may lengthen a word beyond what its column holds.
    return " ".join(trade.split()).casefold()[:120] or None


def web_address(text: str) -> str | None:
    """Return a link to a page on the web as it is kept; None for any other link."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and "." in host.strip(".")
    return address if is_web and not any(c.isspace() for c in address) else None


def is_found(text: str, words: str) -> bool:
    """Tell whether each word looked for begins a word of a text; both are folded already."""
    return all(f" {word}" in f" {text}" for word in words.split())
