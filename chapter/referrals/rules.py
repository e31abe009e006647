"""How far a referral came, and when a word about it is due; standard library only."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from zoneinfo import ZoneInfo

from chapter.web.words import N_, Refused

# After so long nobody waits for news of a referral any more.
LOOKED_BACK = timedelta(days=180)


class Stage(StrEnum):
    """Where a referral stands with the member who received it."""

    PASSED = "passed"
    CONTACTED = "contacted"
    MEETING = "meeting"
    QUOTED = "quoted"
    WON = "won"
    LOST = "lost"
    NOT_A_FIT = "not-a-fit"


OPEN = (Stage.PASSED, Stage.CONTACTED, Stage.MEETING, Stage.QUOTED)
ENDS = (Stage.WON, Stage.LOST, Stage.NOT_A_FIT)

#: How a stage is called, and what the button says that leads there.
LABELS = {
    Stage.PASSED: N_("Passed on"),
    Stage.CONTACTED: N_("Contacted"),
    Stage.MEETING: N_("Meeting"),
    Stage.QUOTED: N_("Quoted"),
    Stage.WON: N_("Won"),
    Stage.LOST: N_("Lost"),
    Stage.NOT_A_FIT: N_("Not a fit"),
}
#: What whoever gave the referral is told of each step.
TOLD = {
    Stage.PASSED: N_("%(name)s starts again with your referral."),
    Stage.CONTACTED: N_("%(name)s has been in contact about your referral."),
    Stage.MEETING: N_("%(name)s has a meeting about your referral."),
    Stage.QUOTED: N_("%(name)s made an offer on your referral."),
    Stage.WON: N_("%(name)s won the business you referred."),
    Stage.LOST: N_("Your referral to %(name)s came to nothing this time."),
    Stage.NOT_A_FIT: N_("Your referral to %(name)s was not a fit this time."),
}


class Refusal(Enum):
    """Why a referral is not moved."""

    MOVED = N_("This referral was moved meanwhile. It stands as shown now.")
    SAME_KEY = N_("This was sent before with another step. Look at the referral again.")
    WITHDRAWN = N_("This referral was withdrawn.")


class StageRefused(Refused[Refusal]):
    """A step was refused."""


@dataclass(frozen=True)
class Silent:
    """A referral nobody heard of for a while."""

    slip_id: int
    giver_id: int
    receiver_id: int
    stage: Stage
    #: The day of the last news; the slip's own before any.
    since: date

    def age(self, today: date) -> int:
        """Return how many days ago the last news was."""
        return (today - self.since).days


def onward(stage: Stage) -> list[Stage]:
    """Return where a referral may go from a stage, the next step first.

    From an end it may be opened again: taps go astray, and customers come back.
    """
    if stage in OPEN:
        return [*OPEN[OPEN.index(stage) + 1 :], *ENDS]
    return [one for one in (*OPEN[1:], *ENDS) if one != stage]


def quick(stage: Stage) -> list[Stage]:
    """Return the few steps offered in a list: the next one, and the two likeliest ends."""
    following = onward(stage)[:1] if stage in OPEN[:-1] else []
    return [*following, Stage.WON, Stage.LOST]


def is_silent(stage: Stage, since: date, today: date, days: int) -> bool:
    """Tell whether a word is due: still open, and no news for so many days."""
    return stage in OPEN and today - since >= timedelta(days=days)


def local_day(moment: datetime, zone: str) -> date:
    """Return the day a moment falls on in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
