"""What a chapter may be: names of its settings and refusals; standard library only."""

import re
from enum import Enum, StrEnum
from functools import cache
from zoneinfo import available_timezones

from chapter.web.words import N_, Refused


class Mode(StrEnum):
    """Who keeps the official record."""

    LEDGER = "ledger"
    MIRROR = "mirror"


MODE_LABELS = {
    Mode.LEDGER: N_("This chapter: members record their slips here (ledger)"),
    Mode.MIRROR: N_("The official system: its exports are brought in (mirror)"),
}
#: What each mode means, said before somebody chooses it.
MODE_MEANINGS = {
    Mode.LEDGER: N_(
        "Members record every kind of slip here. A closed week takes no file until it is reopened."
    ),
    Mode.MIRROR: N_(
        "Referrals, one-to-ones, closed business, education and visitor credits come from the "
        "official exports alone: nobody records, corrects or withdraws them here, and an export "
        "may still be brought into a closed week, with a trace. Members go on recording what has "
        "no official place, such as testimonials; visitors are still welcomed at the door."
    ),
}


class Refusal(Enum):
    """Why a chapter's settings are refused."""

    UNKNOWN = N_("There is no chapter with this short name.")
    SLUG_WRITTEN = N_("Write the short name in small letters, figures and hyphens.")
    SLUG_TAKEN = N_("Another chapter has this short name.")
    WEEKDAY = N_("Choose a weekday from monday to sunday.")
    TIME = N_("Write the time as hours and minutes: 07:00.")
    MODE = N_("The mode is ledger or mirror.")
    ZONE = N_("This time zone is not known; write one such as Europe/Madrid.")
    CURRENCY = N_("This currency is not known; write three letters such as EUR.")
    CURRENCY_FIXED = N_("The currency is fixed since the first amount was recorded.")
    LANGUAGE = N_("This language is not available yet; English (en) is.")
    SEATS = N_("Two active members share a trade; change one of them first.")


class ChapterRefused(Refused[Refusal]):
    """A chapter's settings were refused; `field` names the one at fault."""


WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

# The nouns a chapter may call by its own words, with the neutral default.
NOUNS = {
    "chapter": N_("Chapter"),
    "meeting": N_("Meeting"),
    "member": N_("Member"),
    "trade": N_("Trade"),
    "referral": N_("Referral"),
    "one-to-one": N_("One-to-one"),
    "closed-business": N_("Closed business"),
    "education": N_("Education"),
    "testimonial": N_("Testimonial"),
    "visitor": N_("Visitor"),
    "sponsored": N_("Sponsored member"),
}

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60


def refusal_of_slug(slug: str) -> Refusal | None:
    """Tell why a short name cannot stand in an address."""
    is_fine = len(slug) <= LONGEST_SLUG and _SLUG.fullmatch(slug)
    return None if is_fine else Refusal.SLUG_WRITTEN


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def refusal_of_zone(zone: str) -> Refusal | None:
    """Tell why a zone cannot be used."""
    return None if zone in _known_zones() else Refusal.ZONE


@cache
def zones() -> tuple[str, ...]:
    """Return the zones people choose from: places, not offsets or abbreviations."""
    places = (zone for zone in _known_zones() if "/" in zone and not zone.startswith("Etc/"))
    return ("UTC", *sorted(places))


def weekday_number(name: str) -> int | None:
    """Return 0 for monday to 6 for sunday, or None for another word."""
    names = [weekday.lower() for weekday in WEEKDAYS]
    word = name.strip().lower()
    matches = [i for i, day in enumerate(names) if len(word) >= 3 and day.startswith(word)]
    return matches[0] if matches else None
