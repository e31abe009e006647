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


# A meeting in one of these states was not held: who came to it did not visit the chapter.
NOT_HELD = ("holiday", "discarded")


class FollowUp(StrEnum):
    """What became of a visit after the meeting."""

    TO_CALL = "to-call"
    CALLED = "called"
    SECOND_VISIT = "second-visit"
    APPLIED = "applied"
    NOT_NOW = "not-now"


TYPE_LABELS = {
    VisitType.VISITOR: N_("Visitor"),
    VisitType.OBSERVER: N_("Observer"),
    VisitType.SUBSTITUTE: N_("Substitute"),
    VisitType.OFFICIAL: N_("Official guest"),
}
FOLLOW_UP_LABELS = {
    FollowUp.TO_CALL: N_("To call"),
    FollowUp.CALLED: N_("Called"),
    FollowUp.SECOND_VISIT: N_("Comes a second time"),
    FollowUp.APPLIED: N_("Applied"),
    FollowUp.NOT_NOW: N_("Not now"),
}
#: Nothing more is to be done about these.
SETTLED = frozenset({FollowUp.APPLIED, FollowUp.NOT_NOW})
# What usually comes next, one tap away.
_NEXT = {
    FollowUp.TO_CALL: FollowUp.CALLED,
    FollowUp.CALLED: FollowUp.SECOND_VISIT,
    FollowUp.SECOND_VISIT: FollowUp.APPLIED,
}


class Refusal(Enum):
    """Why a visit is refused."""

    IS_MEMBER = N_("This is a member’s name; members are on the attendance sheet.")
    NO_MEETING = N_("There is no meeting on that day.")
    ALREADY_REGISTERED = N_("This visitor is registered for that meeting already.")
    HAS_INVITER = N_("Somebody is noted already to have invited this visitor.")
    NOT_INVITER = N_("Choose a member of that day.")
    NOT_YET = N_("This meeting is still to come; welcome the visitor on the day.")
    KEY_REUSED = N_("This was sent before with other content. Open the page again and send it.")
    WEEK_CLOSED = N_("This week is closed, so who came stands. Ask whoever may reopen it.")
    CHANGED_ELSEWHERE = N_(
        "Somebody else changed this visit meanwhile. Look at it again, then change it."
    )


#: The visit is no longer as the page showed it.
CONFLICTS = frozenset({Refusal.CHANGED_ELSEWHERE})


class VisitRefused(Refused[Refusal]):
    """A visit was refused."""


def earns_credit(visit_type: str, state: str, *, is_first: bool) -> bool:
    """Tell whether the inviter is credited: a visitor's first visit, once it happened."""
    return visit_type == VisitType.VISITOR and state == VisitState.PRESENT and is_first


def is_over(visits_before: int, limit: int | None) -> bool:
    """Tell whether this visit is one more than the chapter's rules allow one person."""
    return limit is not None and visits_before >= limit


def next_step(follow_up: str) -> FollowUp | None:
    """Return what usually comes after a state, until it is settled."""
    return _NEXT.get(FollowUp(follow_up))
