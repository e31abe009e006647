"""Whom a file brings to the roster: somebody new, a former member as such, somebody back."""

from dataclasses import replace
from datetime import date

from chapter.imports.families.roster_changes import FAR_AHEAD
from chapter.imports.families.roster_claims import Owner
from chapter.imports.families.roster_facts import Facts
from chapter.imports.families.roster_rules import FIELDS, Said, Time, Value
from chapter.imports.families.roster_steps import Act, Step, detail, earlier, line, refused
from chapter.imports.plans import Detail, Sentence
from chapter.imports.states import LineState
from chapter.members.models import Membership
from chapter.members.rules import Refusal
from chapter.people.models import Person
from chapter.web.words import N_

NEVER_HERE = N_("This person has left and was never on the roster here, so nothing is added.")


def unknown(facts: Facts, said: Said) -> list[Step]:
    """Return what is done with somebody who was never on the roster."""
    if said.has_left and said.left_on is None:
        # Somebody who left before these records begin is nobody here.
        return [refused(said, said.name, "gone", "", Sentence(NEVER_HERE))]
    if said.has_left:
        return _former(said)
    joined_on = _day(said)
    if joined_on and joined_on - facts.today > FAR_AHEAD:
        reason = Sentence(Refusal.JOINED_IN_FUTURE.value)
        return [refused(said, said.name, "joined_on", joined_on, reason, is_whole=True)]
    values, troubles = _claimed(facts, said, said.key)
    row = line(LineState.NEW, said.name, f"admit:{said.key}", _details(facts, said, values), said)
    admitted = Step(row, Act.ADMIT, said, value=values)
    return [admitted, *troubles, *(_earlier(said, time) for time in said.earlier)]


def coming(said: Said) -> list[Step]:
    """Return what a file adds to somebody whom another file of the same import brings along."""
    found = [
        Step(line(LineState.CHANGED, said.name, f"{field}:{said.key}:{value}", [told], said))
        for field, value in said.values.items()
        for told in [detail(field, value)]
    ]
    found += [_told(said, time) for time in said.earlier]
    return found or [Step(line(LineState.KNOWN, said.name, f"known:{said.key}", (), said))]


def _told(said: Said, time: Time) -> Step:
    step = _earlier(said, time)
    shown = replace(step.line, state=LineState.CHANGED)
    return replace(step, line=shown, act=Act.NOTHING, is_part=False)


def returned(facts: Facts, said: Said, person: Person) -> list[Step]:
    """Return what is done with somebody known who is not a member today."""
    if said.has_left:
        return [Step(line(LineState.KNOWN, person.name, f"known:{person.match_key}", (), said))]
    last = next(iter(facts.times.get(person.id, [])), None)
    joined_on = _day(said) or (None if last else facts.today)
    if joined_on and joined_on - facts.today > FAR_AHEAD:
        reason = Sentence(Refusal.JOINED_IN_FUTURE.value)
        return [refused(said, person.name, "joined_on", joined_on, reason, is_whole=True)]
    if joined_on and (last is None or (last.left_on and joined_on >= last.left_on)):
        return _again(facts, said, person, joined_on)
    return _resumed(facts, said, person, last) if last else []


def _again(facts: Facts, said: Said, person: Person, joined_on: date) -> list[Step]:
    """Return a new time on the roster; the times before stay as they were."""
    values, troubles = _claimed(facts, said, person.id)
    values["joined_on"] = joined_on
    key = f"return:{person.match_key}:{joined_on}"
    row = line(LineState.NEW, person.name, key, _details(facts, said, values), said)
    return [Step(row, Act.READMIT, said, person, value=values), *troubles]


def _resumed(facts: Facts, said: Said, person: Person, last: Membership) -> list[Step]:
    """Return the taking back of a leaving, which the file knows nothing of."""
    # Where nobody ever said when they joined, it was most likely a file that made them former.
    state = LineState.MISSING if last.joined_on else LineState.CHANGED
    values, troubles = _claimed(facts, said, person.id)
    found = [detail("left_on", None, last.left_on), *_details(facts, said, values)]
    row = line(state, person.name, f"resume:{person.match_key}", found, said)
    return [Step(row, Act.RESUME, said, person, last, value=values), *troubles]


def _former(said: Said) -> list[Step]:
    found = [detail("joined_on", said.values.get("joined_on")), detail("left_on", said.left_on)]
    row = line(LineState.NEW, said.name, f"former:{said.key}", found, said)
    step = Step(row, Act.FORMER, said, value=dict(said.values))
    return [step, *(_earlier(said, time) for time in said.earlier)]


def _earlier(said: Said, time: Time) -> Step:
    joined_on, left_on = time
    key = f"earlier:{said.key}:{joined_on}:{left_on}"
    row = line(LineState.NEW, said.name, key, earlier(said, time), said)
    return Step(row, Act.EARLIER, said, value=time, is_part=True)


def _claimed(facts: Facts, said: Said, owner: Owner) -> tuple[dict[str, Value], list[Step]]:
    """Return what somebody gets, and a refused line for each thing they cannot have."""
    values, troubles = dict(said.values), []
    for field in FIELDS:
        value = values.get(field)
        reason = facts.claims.refusal(field, value, owner, said.name) if value else None
        if value and reason:
            del values[field]
            troubles.append(refused(said, said.name, field, value, reason))
    trade = said.coarse_trade
    # An industry is no seat: where somebody sits on it already, it is left open.
    if trade and not values.get("trade"):
        is_taken = facts.claims.refusal("trade", trade, owner, said.name)
        values |= {} if is_taken else {"trade": trade}
    return values, troubles


def _details(facts: Facts, said: Said, values: dict[str, Value]) -> list[Detail]:
    """Return all a line tells of somebody who joins."""
    found = [detail(field, values[field]) for field in FIELDS if field in values]
    found += [detail("first_joined_on", joined_on) for joined_on, _ in said.earlier]
    if facts.sponsor(said):
        found.append(detail("sponsor", said.sponsor))
    return found


def _day(said: Said) -> date | None:
    day = said.values.get("joined_on")
    return day if isinstance(day, date) else None
