"""Who visits, and which visit counts; standard library only."""

from enum import Enum, StrEnum

from chapter.web.words import N_, Refused


class VisitType(StrEnum):
    """As what somebody comes."""

    VISITOR = "visitor"
    OBSERVER = "observer"
    SUBSTITUTE = "substitute"
    OFFICIAL = "official"


class VisitState(StrEnum):
    """Where a visit stands."""

    REGISTERED = "registered"
    PRESENT = "present"
    CANCELLED = "cancelled"


class Refusal(Enum):
    """Why a visit is refused."""

    IS_MEMBER = N_("This is a member’s name; members are on the attendance sheet.")
    NO_MEETING = N_("There is no meeting on that day.")
    ALREADY_REGISTERED = N_("This visitor is registered for that meeting already.")
    HAS_INVITER = N_("Somebody is noted already to have invited this visitor.")
    NOT_INVITER = N_("Choose a member of that day.")
    NOT_YET = N_("This meeting is still to come; welcome the visitor on the day.")


class VisitRefused(Refused[Refusal]):
    """A visit was refused."""


def earns_credit(visit_type: str, state: str, *, is_first: bool) -> bool:
    """Tell whether the inviter is credited: a visitor's first visit, once it happened."""
    return visit_type == VisitType.VISITOR and state == VisitState.PRESENT and is_first
