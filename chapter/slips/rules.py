"""What slips credit, and when one is refused; standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

from chapter.chapters.rules import Mode
from chapter.people.rules import Category, Standing, standing
from chapter.web.words import N_, Refused


class Measure(StrEnum):
    """What credits count; every report and address uses these words."""

    REFERRALS_GIVEN = "referrals_given"
    REFERRALS_RECEIVED = "referrals_received"
    ONE_TO_ONES = "one_to_ones"
    CLOSED_BUSINESS = "closed_business"
    VISITORS = "visitors"
    EDUCATION = "education"
    TESTIMONIALS = "testimonials"
    SPONSORED = "sponsored"


class Tier(StrEnum):
    """How near the customer is."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    SPIN_OFF = "spin_off"


class Place(StrEnum):
    """Where a one-to-one took place."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"


MEASURE_LABELS = {
    Measure.REFERRALS_GIVEN: N_("Referrals given"),
    Measure.REFERRALS_RECEIVED: N_("Referrals received"),
    Measure.ONE_TO_ONES: N_("One-to-ones"),
    Measure.CLOSED_BUSINESS: N_("Thanked to you"),
    Measure.VISITORS: N_("Visitors"),
    Measure.EDUCATION: N_("Education units"),
    Measure.TESTIMONIALS: N_("Testimonials"),
    Measure.SPONSORED: N_("Sponsored members"),
}
CUSTOMER_LABELS = {
    Tier.OUTSIDE: N_("Somebody you know (outside)"),
    Tier.INSIDE: N_("You yourself (inside)"),
}
TIER_LABELS = {
    Tier.INSIDE: N_("The member was the customer (inside)"),
    Tier.OUTSIDE: N_("Somebody the member knows (outside)"),
    Tier.SPIN_OFF: N_("It grew out of earlier business (spin-off)"),
}
OUTSIDER_LABELS = {
    Category.ELSEWHERE: N_("A member of another chapter"),
    Category.VISITOR: N_("A visitor"),
    Category.ORGANISATION: N_("The organisation"),
}
PLACE_LABELS = {
    Place.IN_PERSON: N_("In person"),
    Place.VIDEO: N_("By video"),
    Place.PHONE: N_("By phone"),
}
WARMTHS = {
    1: N_("They expect to hear from you"),
    2: N_("They also have your card or papers"),
    3: N_("I also recommended you personally"),
    4: N_("I also phoned and arranged a meeting"),
    5: N_("I also introduced you in person"),
}

# Only those who are or were on the roster earn these; other chapters count their own.
ROSTER_ONLY = {Measure.REFERRALS_GIVEN, Measure.REFERRALS_RECEIVED, Measure.ONE_TO_ONES}

LARGEST_AMOUNT = 10**13
MOST_UNITS = 500


class Refusal(Enum):
    """Why a slip is refused."""

    IN_FUTURE = N_("This day is still to come; record it once it happened.")
    TOO_LONG_AGO = N_("This is more than a year ago.")
    NOT_A_MEMBER = N_("Only a member on that day records this.")
    WITH_ONESELF = N_("Choose somebody else; nobody does this with themselves.")
    NO_COUNTERPARTY = N_("Choose a member, or write who it was.")
    TWO_COUNTERPARTIES = N_("Choose a member or write a name, not both.")
    AMOUNT = N_("Write an amount above zero.")
    UNITS = N_("Write between 1 and 500 units.")
    WEEK_CLOSED = N_("The week of this slip is closed. Ask for the change on the slip’s page.")
    WITHDRAWN = N_("This slip was withdrawn.")
    KEY_REUSED = N_(
        "This was recorded before with other content; correct that one under Slips. Sending this "
        "again records another one."
    )
    CHANGED_ELSEWHERE = N_("This slip was changed meanwhile. Look at it again, then change it.")
    MIRRORED = N_(
        "This chapter keeps these slips in the official system; record or correct it there. It "
        "appears here with the next import."
    )
    VISITOR_CAME = N_("This visitor came already; the visit stays at its meeting.")
    STANDS_ALREADY = N_(
        "The same two have a one-to-one on that day already, and it counts for both. "
        "Withdraw this one instead."
    )
    ALREADY_RECORDED = N_("The same two have a one-to-one on this day already; one slip is enough.")
    OF_TWO = N_(
        "Both recorded this one-to-one, so it stays with these two. Record the one with somebody "
        "else by itself."
    )


# The slip or its week is no longer as the page showed it.
CONFLICTS = frozenset(
    {Refusal.WEEK_CLOSED, Refusal.WITHDRAWN, Refusal.CHANGED_ELSEWHERE, Refusal.MIRRORED}
)


class SlipRefused(Refused[Refusal]):
    """A slip was refused; `field` names the one at fault."""


def is_mirrored(mode: str, *, is_official: bool) -> bool:
    """Tell whether slips of a kind come from official exports alone, and from nobody's hand."""
    return mode == Mode.MIRROR and is_official


@dataclass(frozen=True)
class Party:
    """A person as the credits need to know them."""

    person_id: int
    category: str
    is_member: bool


@dataclass(frozen=True)
class Entry:
    """What a slip counts for one person, before standing is known."""

    person_id: int
    measure: Measure
    quantity: int = 1
    amount: int = 0
    tier: str = ""
    is_repeat: bool = False


@dataclass(frozen=True)
class Earned:
    """An entry that counts, with the standing it counts under."""

    entry: Entry
    standing: Standing


def earned(entries: Iterable[Entry], parties: dict[int, Party]) -> list[Earned]:
    """Return which entries count, and as what each person is credited."""
    return [
        Earned(entry, standing(party.category, is_member=party.is_member))
        for entry in entries
        if (party := parties.get(entry.person_id)) is not None
        and (entry.measure not in ROSTER_ONLY or party.category == Category.ROSTER)
    ]


def refusal_to_record(
    dated: date, today: date, *, author_is_member: bool, people: Iterable[int | None]
) -> Refusal | None:
    """Tell why a slip of that day, between those people, cannot be recorded."""
    if dated > today:
        return Refusal.IN_FUTURE
    if today - dated > timedelta(days=366):
        return Refusal.TOO_LONG_AGO
    if not author_is_member:
        return Refusal.NOT_A_MEMBER
    named = [person for person in people if person is not None]
    return Refusal.WITH_ONESELF if len(named) != len(set(named)) else None


def refusal_to_change(
    *, is_withdrawn: bool, week_is_closed: bool, version: int, seen: int
) -> Refusal | None:
    """Tell why a slip cannot be edited or withdrawn."""
    if is_withdrawn:
        return Refusal.WITHDRAWN
    if week_is_closed:
        return Refusal.WEEK_CLOSED
    return Refusal.CHANGED_ELSEWHERE if version != seen else None
