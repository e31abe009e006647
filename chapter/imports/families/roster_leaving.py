"""Who would leave: whom a file says to have left, and whom it does not name."""

from collections.abc import Iterable, Iterator
from datetime import date

from chapter.accounts import queries as accounts
from chapter.imports.families.roster_facts import Facts
from chapter.imports.families.roster_rules import Said
from chapter.imports.families.roster_steps import Act, Step, detail, line, not_allowed
from chapter.imports.plans import Answers, Sentence
from chapter.imports.refusals import Refusal
from chapter.imports.states import LineState
from chapter.members import queries as members
from chapter.members.models import Membership
from chapter.web.permissions import Permission
from chapter.web.words import N_

SAYS = {
    "dropped": N_("The file calls %(names)s dropped. Nobody leaves unless you say so."),
    "expired": N_("The file calls %(names)s expired. Nobody leaves unless you say so."),
    "": N_("The file says that %(names)s left. Nobody leaves unless you say so."),
}


def notices(found: Iterable[Step], answers: Answers) -> Iterator[Sentence]:
    """Say whom the file calls gone and who stays until somebody takes the line."""
    names: dict[str, list[str]] = {}
    for step in found:
        if step.act == Act.RELEASE and step.said and not step.is_due(answers):
            names.setdefault(step.said.status, []).append(step.line.name)
    for status, called in names.items():
        yield Sentence(SAYS[status], {"names": ", ".join(called)})


def steps(facts: Facts, saids: Iterable[Said], *, lists_all: bool) -> list[Step]:
    """Return a line for each; nobody leaves unless an officer takes the line."""
    found = []
    for said in saids:
        person = facts.person(said)
        membership = facts.active(person) if person else None
        if membership and membership.left_on is None and said.has_left:
            found.append(_leaving(membership, said, _day(membership, said.left_on, facts.today)))
    found += _unnamed(facts) if lists_all else ()
    return found if Permission.OFFICE_GRANT in facts.answers.rights else _allowed(facts, found)


def _allowed(facts: Facts, found: Iterable[Step]) -> list[Step]:
    """Return the steps of somebody who ends no office: nor by letting its holder leave."""
    terms = accounts.terms_in(facts.chapter, facts.today)
    holders = {term.user_id for term in terms if term.chapter_id == facts.chapter.id}
    return [
        not_allowed(step, Refusal.OFFICES)
        if step.person and step.person.user_id in holders
        else step
        for step in found
    ]


def _unnamed(facts: Facts) -> list[Step]:
    named = {person.id for person in facts.known.values()}
    return [
        _leaving(membership, None, facts.today)
        for membership in members.seats(facts.chapter)
        # Who joins today or later cannot stand in a file made before.
        if membership.person_id not in named
        and (membership.joined_on is None or membership.joined_on < facts.today)
    ]


def _day(membership: Membership, left_on: date | None, today: date) -> date:
    """Return from which day on somebody is a member no more."""
    is_possible = left_on and (membership.joined_on is None or left_on > membership.joined_on)
    return left_on if left_on and is_possible else today


def _leaving(membership: Membership, said: Said | None, left_on: date) -> Step:
    person = membership.person
    row = line(
        LineState.MISSING,
        person.name,
        f"leave:{person.match_key}",
        [detail("trade", membership.trade), detail("left_on", left_on)],
        said,
    )
    return Step(row, Act.RELEASE, said, person, membership, value=left_on)
