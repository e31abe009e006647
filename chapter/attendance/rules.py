"""The marks of a roll call; standard library only."""

from enum import Enum, StrEnum

from chapter.web.words import N_


class Mark(StrEnum):
    """One letter per member and meeting."""

    PRESENT = "P"
    ABSENT = "A"
    LATE = "L"
    MEDICAL = "M"
    SUBSTITUTE = "S"


class Refusal(Enum):
    """Why a mark is refused."""

    NOT_OPEN = N_("This meeting is not open. Start the roll call first.")
    WEEK_CLOSED = N_("This week is closed. Reopen it first.")
    UNKNOWN_MARK = N_("A mark is one of P, A, L, M and S.")
    NOBODY = N_("Nobody is on the roster of this meeting yet. Admit a member first.")
    NOT_ON_ROSTER = N_("This person is not a member on that day.")
    NAME_TOO_LONG = N_("Write the substitute’s name in at most 120 characters.")
    CHANGED_ELSEWHERE = N_("Somebody else changed this mark meanwhile. Choose which one stands.")


LONGEST_NAME = 120


class AttendanceRefused(Exception):
    """A mark was refused."""

    def __init__(self, refusal: Refusal, person_id: int | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.person_id = person_id


def refusal_of_mark(mark: str, substitute: str, *, state: str, is_member: bool) -> Refusal | None:
    """Tell why a mark cannot be set."""
    if state != "open":
        return Refusal.WEEK_CLOSED if state == "closed" else Refusal.NOT_OPEN
    if mark not in set(Mark):
        return Refusal.UNKNOWN_MARK
    if not is_member:
        return Refusal.NOT_ON_ROSTER
    return Refusal.NAME_TOO_LONG if len(substitute) > LONGEST_NAME else None
