"""Offices a file names: granted and ended on an officer's word, each on its own line."""

from collections.abc import Iterable, Sequence

from chapter.accounts import queries as account_queries
from chapter.accounts.models import OfficeTerm
from chapter.accounts.rules import OFFICE_LABELS, Office
from chapter.imports.families.roster_facts import Facts
from chapter.imports.families.roster_rules import Said
from chapter.imports.families.roster_steps import Act, Step, detail, line, not_allowed, refused
from chapter.imports.plans import Sentence
from chapter.imports.refusals import Refusal
from chapter.imports.states import LineState
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.web.permissions import Permission
from chapter.web.words import N_

NO_EMAIL = N_("An office needs somebody who can sign in; add an e-mail address first.")
NOT_YET = N_("This person is no member today; grant the office once they are.")
EMAIL_TAKEN = N_("Another person of this chapter signs in with this e-mail.")


def steps(facts: Facts, saids: Sequence[Said], done: Iterable[Step]) -> list[Step]:
    """Return a line for each office that somebody holds in one place only: here or there."""
    if not any(said.offices for said in saids):
        return []
    held = [
        term
        for term in account_queries.terms_in(facts.chapter, facts.today)
        if term.chapter_id == facts.chapter.id and term.starts_on <= facts.today
        # Directors are appointed elsewhere, and no list of a chapter names them all.
        if term.office != Office.DIRECTOR
    ]
    named = {person.id for said in saids if (person := facts.person(said))}
    there = {
        (person.user_id, office)
        for said in saids
        if (person := facts.person(said)) and person.user_id
        for office in said.offices
    }
    due = [step for step in done if step.is_due(facts.answers)]
    granted = [
        step
        for said in saids
        for office in said.offices
        if (step := _granted(facts, said, Office(office), held, due))
    ]
    ended = [
        _ended(term, person)
        for term in held
        if (term.user_id, term.office) not in there
        # Of somebody without a seat a list of members says nothing, unless it names them.
        and (person := people.of_user(facts.chapter, term.user))
        and (facts.active(person) or person.id in named)
    ]
    if Permission.OFFICE_GRANT in facts.answers.rights:
        return [*ended, *granted]
    return [not_allowed(step, Refusal.OFFICES) for step in (*ended, *granted)]


def _granted(
    facts: Facts, said: Said, office: Office, held: list[OfficeTerm], due: list[Step]
) -> Step | None:
    person = facts.person(said)
    user_id = person.user_id if person else None
    is_held = user_id and any((t.user_id, t.office) == (user_id, office) for t in held)
    if said.has_left or office is Office.DIRECTOR or is_held:
        return None
    name = person.name if person else said.name
    label = OFFICE_LABELS[office]
    key = f"office:{person.match_key if person else said.key}:{office}"
    row = line(LineState.CHANGED, name, key, [detail("office", label)], said)
    step = Step(row, Act.OFFICE, said, person, value=office)
    reason = _refusal(facts, said, person, due) if step.is_due(facts.answers) else None
    return refused(said, name, "office", label, Sentence(reason)) if reason else step


def _refusal(facts: Facts, said: Said, person: Person | None, due: list[Step]) -> str | None:
    """Tell why somebody cannot have an office once the other lines are done."""
    mine = [step for step in due if step.said and step.said.key == said.key]
    joining = [step for step in mine if step.act in (Act.ADMIT, Act.READMIT, Act.RESUME)]
    membership = facts.active(person) if person else None
    joined_on = joining[0].value.get("joined_on") if joining else None
    begins = joined_on or (membership.joined_on if membership else None)
    key = person.match_key if person else said.key
    is_seated = (joining or membership) and not (begins and begins > facts.today)
    if not is_seated and f"seat:{key}" not in facts.answers.given:
        return NOT_YET
    if person and person.user_id:
        return None
    email = _email(person, joining, mine)
    if not email:
        return None if f"email:{key}" in facts.answers.given else NO_EMAIL
    user = account_queries.user_by_email(email)
    return EMAIL_TAKEN if user and people.of_user(facts.chapter, user) else None


def _email(person: Person | None, joining: list[Step], mine: list[Step]) -> str:
    """Return the address somebody has once the lines are done."""
    corrected = [step.value for step in mine if step.field == "email"]
    joined = [step.value.get("email") for step in joining if step.value.get("email")]
    found = [*corrected, *joined, person.email if person else ""]
    return str(found[0])


def _ended(term: OfficeTerm, person: Person) -> Step:
    label = OFFICE_LABELS[Office(term.office)]
    key = f"office-end:{term.id}"
    row = line(LineState.MISSING, person.name, key, [detail("office", None, label)])
    return Step(row, Act.END_OFFICE, person=person, term=term)
