"""When a change to a closed week may be asked for, and decided; standard library only."""

from enum import Enum, StrEnum

from chapter.web.words import N_, Refused


class Kind(StrEnum):
    """What is asked for."""

    CHANGE = "change"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"


STATE_LABELS = {
    State.WAITING: N_("Waiting"),
    State.ACCEPTED: N_("Accepted"),
    State.DECLINED: N_("Declined"),
    State.TAKEN_BACK: N_("Taken back"),
}
KIND_LABELS = {
    Kind.CHANGE: N_("To be corrected"),
    Kind.WITHDRAW: N_("To be withdrawn"),
}


class Refusal(Enum):
    """Why a request is refused, or what was asked can no longer be done."""

    WEEK_OPEN = N_("The week of this slip is open; correct or withdraw it there at once.")
    WAITS_ALREADY = N_(
        "A request about this slip waits already. Take that one back before you ask anew."
    )
    NOTHING_CHANGED = N_("Nothing differs from the slip as it stands. Change what is wrong.")
    KEY_REUSED = N_("This was sent before with other content. Open the form again.")
    DECIDED = N_("This request was decided or taken back meanwhile.")
    SLIP_GONE = N_("The slip is no longer here. Decline the request.")
    SLIP_WITHDRAWN = N_("The slip was withdrawn meanwhile. Decline the request.")
    SLIP_CHANGED = N_(
        "The slip was changed after this was asked. Decline the request, so that it can be asked "
        "for anew."
    )
    ASKER_LEFT = N_("Who asked is no longer a member. Decline the request, or correct it yourself.")
    COUNTERPART_LEFT = N_(
        "The person it should name is no longer a member. Decline the request with a word."
    )


# The slip or the request is no longer as the page showed it.
CONFLICTS = frozenset(set(Refusal) - {Refusal.NOTHING_CHANGED, Refusal.KEY_REUSED})


class CorrectionRefused(Refused[Refusal]):
    """A request, or the answer to one, was refused."""


def refusal_to_ask(*, week_is_closed: bool, waits: bool, differs: bool) -> Refusal | None:
    """Tell why nothing can be asked of a slip."""
    if not week_is_closed:
        return Refusal.WEEK_OPEN
    if waits:
        return Refusal.WAITS_ALREADY
    return None if differs else Refusal.NOTHING_CHANGED


def refusal_to_decide(*, state: str, version: int, seen: int) -> Refusal | None:
    """Tell why a request cannot be answered or taken back."""
    is_waiting = state == State.WAITING and version == seen
    return None if is_waiting else Refusal.DECIDED


def refusal_to_accept(
    *,
    slip_version: int | None,
    seen_version: int,
    is_withdrawn: bool,
    asker_is_member: bool,
    counterpart_is_member: bool,
) -> Refusal | None:
    """Tell why what was asked can no longer be done; no version where the slip is gone."""
    if slip_version is None:
        return Refusal.SLIP_GONE
    if is_withdrawn:
        return Refusal.SLIP_WITHDRAWN
    if slip_version != seen_version:
        return Refusal.SLIP_CHANGED
    if not asker_is_member:
        return Refusal.ASKER_LEFT
    return None if counterpart_is_member else Refusal.COUNTERPART_LEFT
