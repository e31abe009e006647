"""Times on the roster before the present one, as a file tells of them."""

from datetime import date

from chapter.imports.families.roster_facts import Facts
from chapter.imports.families.roster_rules import Said, Time
from chapter.imports.families.roster_steps import Act, Step, detail, earlier, line, refused
from chapter.imports.plans import Sentence
from chapter.imports.states import LineState
from chapter.members import rules as member_rules
from chapter.members.models import Membership


def steps(facts: Facts, said: Said, membership: Membership, joined: date | None) -> list[Step]:
    """Return a line for each time the file tells of and nobody noted here."""
    here = [(m.joined_on, m.left_on) for m in facts.times[membership.person_id]]
    # When somebody left is often told only roughly, so the first day decides.
    untold = [t for t in said.earlier if not any(_is_told(t, *time) for time in here[1:])]
    found = _ended(facts, said, membership, joined)
    for time in untold:
        step = _time(said, membership, time)
        stands = [(joined, membership.left_on), *here[1:]]
        if step.is_due(facts.answers) and not all(_is_apart(time, other) for other in stands):
            reason = Sentence(member_rules.Refusal.TIMES_OVERLAP.value)
            step = refused(said, membership.person.name, "first_joined_on", str(time[0]), reason)
        found.append(step)
    return found


def _ended(facts: Facts, said: Said, membership: Membership, joined: date | None) -> list[Step]:
    """Return a line for each first time of which the end was only bounded, and is told now."""
    unsure = {
        time.joined_on: time
        for time in facts.times[membership.person_id][1:]
        if time.joined_on and time.left_on == joined
    }
    found = []
    for joined_on, left_on in () if said.is_end_unsaid else said.earlier:
        time = unsure.get(joined_on) if joined_on else None
        if time and joined_on and time.left_on and joined_on < left_on < time.left_on:
            key = f"ended:{membership.person.match_key}:{joined_on}:{left_on}"
            told = [detail("first_joined_on", joined_on), detail("left_on", left_on, time.left_on)]
            row = line(LineState.CHANGED, membership.person.name, key, told, said)
            found.append(Step(row, Act.ENDED, said, membership.person, time, value=left_on))
    return found


def _is_told(time: Time, joined_on: date | None, left_on: date | None) -> bool:
    return joined_on == time[0] if time[0] else left_on == time[1]


def _is_apart(time: Time, other: tuple[date | None, date | None]) -> bool:
    """Tell whether two times on the roster do not overlap."""
    begins_after = other[0] is not None and other[0] >= time[1]
    ended_before = other[1] is not None and time[0] is not None and other[1] <= time[0]
    return begins_after or ended_before


def _time(said: Said, membership: Membership, time: Time) -> Step:
    person, (joined_on, left_on) = membership.person, time
    row = line(
        LineState.CHANGED,
        person.name,
        f"earlier:{person.match_key}:{joined_on}:{left_on}",
        earlier(said, time),
        said,
    )
    return Step(row, Act.EARLIER, said, person, membership, value=time)
