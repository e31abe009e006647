"""What bringing a members' list in does, one step a line of its preview."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from chapter.accounts.models import OfficeTerm
from chapter.imports.families.roster_rules import Said, Time, Value
from chapter.imports.plans import Answers, Detail, Line, Sentence
from chapter.imports.refusals import Refusal
from chapter.imports.states import LineState
from chapter.members.models import Membership
from chapter.people.models import Person
from chapter.web.words import N_

LABELS = {
    "name": N_("Name"),
    "trade": N_("Trade"),
    "company": N_("Company"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "joined_on": N_("Member since"),
    "left_on": N_("Left"),
    "left_by": N_("Left on a day the file does not say, at the latest"),
    "renewal_on": N_("Renewal due"),
    "sponsor": N_("Sponsored by"),
    "office": N_("Office"),
    "first_joined_on": N_("Joined first"),
}
#: What is said where only this stays out, and the rest of the row comes in.
LEFT_OUT = {
    "name": N_("Name not corrected"),
    "trade": N_("Without the trade"),
    "company": N_("Without the company"),
    "phone": N_("Without the phone number"),
    "email": N_("Without the e-mail"),
    "joined_on": N_("Without the day of joining"),
    "renewal_on": N_("Without the renewal"),
    "sponsor": N_("Sponsor not noted"),
    "office": N_("Office not noted"),
    "first_joined_on": N_("Earlier time not noted"),
}
#: The lines that only an officer's word makes happen, in whichever state they are shown.
ASKS = {LineState.CHANGED, LineState.MISSING}


class Act(StrEnum):
    """What a step does; in this order, so that a seat is free before somebody takes it."""

    END_OFFICE = "end-office"
    RELEASE = "release"
    CORRECT = "correct"
    RESUME = "resume"
    READMIT = "readmit"
    ADMIT = "admit"
    FORMER = "former"
    EARLIER = "earlier"
    ENDED = "ended"
    SPONSOR = "sponsor"
    OFFICE = "office"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Step:
    """One line of the preview, and what is done with it."""

    line: Line
    act: Act = Act.NOTHING
    said: Said | None = None
    person: Person | None = None
    membership: Membership | None = None
    #: What changes: a field's name and value, an office, a time on the roster.
    field: str = ""
    value: Any = None
    term: OfficeTerm | None = None
    #: Whether another line of the preview tells of it already.
    is_part: bool = False

    def is_due(self, answers: Answers) -> bool:
        """Tell whether the step is to be taken."""
        if self.line.state in ASKS:
            return answers.takes(self.line)
        return self.line.state == LineState.NEW


def line(
    state: LineState,
    name: str,
    key: str,
    details: Iterable[Detail] = (),
    said: Said | None = None,
    reason: Sentence | None = None,
) -> Line:
    """Return a line about a member."""
    at = said.line if said else None
    sheet = said.sheet if said else ""
    return Line(state, "member", name, tuple(details), sheet, at, key, reason)


def detail(field: str, after: Value | None, before: Value | None = None) -> Detail:
    """Return what a field becomes, as text."""
    return Detail(LABELS[field], str(after or ""), str(before or ""))


def earlier(said: Said, time: Time) -> list[Detail]:
    """Return what a line tells of a time before the present one."""
    ended = "left_by" if said.is_end_unsaid else "left_on"
    return [detail("first_joined_on", time[0]), detail(ended, time[1])]


def refused(
    said: Said, name: str, about: str, value: Value, reason: Sentence, *, is_whole: bool = False
) -> Step:
    """Return a step that is not done, with the reason; `is_whole` where nothing of the row is."""
    key = f"{about}:{said.key}:{value}"
    found = [detail(about, value)] if about in LABELS else []
    row = line(LineState.REFUSED, name, key, found, said, reason)
    part = "" if is_whole else LEFT_OUT.get(about, "")
    return Step(replace(row, part=part), said=said)


def not_allowed(step: Step, refusal: Refusal) -> Step:
    """Return a step as one that whoever brings the file in may not take."""
    reason = Sentence(refusal.value)
    return Step(replace(step.line, state=LineState.REFUSED, reason=reason), said=step.said)
