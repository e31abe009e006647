"""What a file corrects of a member: one line a field, refused where it cannot stand."""

from collections.abc import Sequence
from datetime import date, timedelta

from chapter.accounts import queries as account_queries
from chapter.imports.families import roster_times
from chapter.imports.families.roster_facts import Facts
from chapter.imports.families.roster_rules import FIELDS, Said, Value
from chapter.imports.families.roster_steps import Act, Step, detail, line, refused
from chapter.imports.plans import Sentence
from chapter.imports.states import LineState
from chapter.members import rules as member_rules
from chapter.members.models import Membership
from chapter.members.rules import refusal_of_times
from chapter.people.models import Person
from chapter.people.rules import match_key
from chapter.web.words import N_

EMAIL_TAKEN = N_("Somebody else signs in with this e-mail.")
MARKS_BEFORE = N_("Marks of %(day)s stand here, before this day.")
FAR_AHEAD = timedelta(days=366)


def moves(facts: Facts, saids: Sequence[Said], leaving: set[int]) -> dict[Membership, str]:
    """Return who gets another trade, as far as the officers take it."""
    found = {}
    for said in saids:
        membership = _lasting(facts, said)
        step = _trade(facts, said, membership) if membership else None
        is_leaving = membership and membership.person_id in leaving
        if membership and step and step.is_due(facts.answers) and not is_leaving:
            found[membership] = str(step.value)
    return found


def _trade(facts: Facts, said: Said, membership: Membership) -> Step | None:
    trade = said.values.get("trade") or _industry(facts, said, membership)
    return _changed(said, membership, "trade", trade) if trade else None


def _industry(facts: Facts, said: Said, membership: Membership) -> str:
    """Return the industry where it fills a gap: it is too coarse to correct a trade by."""
    is_given = f"trade:{membership.person.match_key}" in facts.answers.given
    return "" if membership.trade or is_given else said.coarse_trade


def _lasting(facts: Facts, said: Said) -> Membership | None:
    person = facts.person(said)
    return facts.active(person) if person and not said.has_left else None


def steps(facts: Facts, said: Said, membership: Membership) -> list[Step]:
    """Return a line for each field that differs, and for each earlier time not known here."""
    person = membership.person
    wanted = dict(said.values)
    # A name is corrected when somebody has just said whom it means, not at every import after.
    if said.key != person.match_key and said.key in facts.answers.people:
        wanted["name"] = said.name
    industry = "" if "trade" in wanted else _industry(facts, said, membership)
    if industry:
        wanted["trade"] = industry
    found = []
    for field in FIELDS:
        step = _changed(said, membership, field, wanted[field]) if field in wanted else None
        checked = _checked(facts, step, said, membership) if step else None
        # An industry is no seat: where somebody sits on it already, it is left open.
        is_left_open = field == "trade" and industry and checked and not checked.field
        if checked and not is_left_open:
            found.append(checked)
    corrected = [s.value for s in found if s.field == "joined_on" and s.is_due(facts.answers)]
    joined_on = corrected[0] if corrected else membership.joined_on
    found += roster_times.steps(facts, said, membership, joined_on)
    if found:
        return found
    return [Step(line(LineState.KNOWN, person.name, f"known:{person.match_key}", (), said))]


def _changed(said: Said, membership: Membership, field: str, value: Value) -> Step | None:
    person = membership.person
    owner = membership if field in ("trade", "joined_on", "renewal_on") else person
    before = getattr(owner, field)
    if _is_same(before, value):
        return None
    key = f"{field}:{person.match_key}:{value}"
    row = line(LineState.CHANGED, person.name, key, [detail(field, value, before)], said)
    return Step(row, Act.CORRECT, said, person, membership, field, value)


def _is_same(before: Value | None, after: Value) -> bool:
    """Tell whether two texts differ in capitals and spaces at most, or two days not at all."""
    if isinstance(before, str) and isinstance(after, str):
        return match_key(before) == match_key(after)
    return before == after


def _checked(facts: Facts, step: Step, said: Said, membership: Membership) -> Step:
    """Return the step, or why it cannot be done when it is to be."""
    if not step.is_due(facts.answers):
        return step
    person, name = membership.person, membership.person.name
    if step.field == "joined_on":
        reason = _refusal_of_day(facts, membership, step.value, said)
    elif step.field == "trade" and membership.left_on is not None:
        # Somebody about to leave has given the seat back.
        reason = None
    elif step.field == "email" and _signs_in(person, step.value):
        reason = Sentence(EMAIL_TAKEN)
    else:
        reason = facts.claims.refusal(step.field, step.value, membership.person_id, name)
    return refused(said, name, step.field, step.value, reason) if reason else step


def _signs_in(person: Person, email: str) -> bool:
    """Tell whether somebody else signs in with an address the person would get for it."""
    user = account_queries.user_by_email(email) if person.user_id else None
    return user is not None and user.id != person.user_id


def _refusal_of_day(facts: Facts, membership: Membership, day: date, said: Said) -> Sentence | None:
    times = facts.times[membership.person_id]
    ended = max((m.left_on for m in times if m is not membership and m.left_on), default=None)
    if refusal := refusal_of_times(day, membership.left_on, ended):
        return Sentence(refusal.value)
    if day - facts.today > FAR_AHEAD:
        return Sentence(member_rules.Refusal.JOINED_IN_FUTURE.value)
    first_mark = facts.first_marks.get(membership.person_id)
    is_alone = ended is None and not said.earlier
    is_late = first_mark is not None and is_alone and day > first_mark
    return Sentence(MARKS_BEFORE, {"day": first_mark}) if is_late else None
