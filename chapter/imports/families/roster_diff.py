"""The roster as a reviewed difference: what a file says beside what stands here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports.families import roster_changes, roster_leaving, roster_new, roster_offices
from chapter.imports.families.roster_facts import Facts, gather
from chapter.imports.families.roster_rules import Said
from chapter.imports.families.roster_steps import Act, Step, detail, line, refused
from chapter.imports.matching import Matches
from chapter.imports.plans import Answers, Sentence
from chapter.imports.states import LineState
from chapter.people.rules import match_key
from chapter.web.words import N_

TWICE = N_("Row %(line)s has the same name and says something else.")
SPONSOR_UNKNOWN = N_("%(sponsor)s, who brought %(name)s in, is nobody here; nothing is noted.")


def steps(
    chapter: Chapter,
    saids: Sequence[Said],
    matches: Matches,
    answers: Answers,
    today: date,
    *,
    lists_all: bool,
) -> list[Step]:
    """Return what a file does to the roster, a step a line, those that free a seat first."""
    saids = [said for said in saids if said.key not in matches.skipped]
    facts = gather(chapter, matches.known, saids, answers, today)
    leaving = roster_leaving.steps(facts, saids, lists_all=lists_all)
    gone = {s.membership.person_id for s in leaving if s.membership and s.is_due(answers)}
    facts.settle(gone, roster_changes.moves(facts, saids, gone))
    found = [step for said in saids for step in _about(facts, said, matches)]
    offices = roster_offices.steps(facts, saids, [*leaving, *found])
    return [*leaving, *found, *offices, *_sponsors(facts, _here(facts, found, matches))]


def _about(facts: Facts, said: Said, matches: Matches) -> list[Step]:
    if said.other_lines:
        return list(_twice(said))
    person = facts.person(said)
    if said.key in matches.coming:
        return roster_new.coming(said)
    if person is None:
        return roster_new.unknown(facts, said)
    membership = facts.active(person)
    if membership is None:
        return roster_new.returned(facts, said, person)
    leaves = said.has_left and membership.left_on is None
    return [] if leaves else roster_changes.steps(facts, said, membership)


def _twice(said: Said) -> Iterator[Step]:
    """Name every row of a name of which two say something else: none of them is brought in."""
    rows = sorted((said.line, *said.other_lines))
    for row in rows:
        others = [other for other in rows if other != row]
        reason = Sentence(TWICE, {"line": others[0]})
        step = refused(replace(said, line=row), said.name, "name", said.name, reason, is_whole=True)
        yield replace(step, line=replace(step.line, key=f"{step.line.key}:{row}"))


def _here(facts: Facts, found: Iterable[Step], matches: Matches) -> set[str]:
    """Return the names of those who are here once the steps are taken."""
    arriving = {s.said.key for s in found if s.said and s.act in (Act.ADMIT, Act.FORMER)}
    return {*facts.known, *matches.coming, *facts.answers.coming, *arriving}


def _sponsors(facts: Facts, here: set[str]) -> list[Step]:
    """Return a step for each sponsor the file names and nobody noted here."""
    saids = [said for said in facts.saids if said.sponsor and said.key in here]
    found = [_sponsor(facts, said, here) for said in saids if not said.has_left]
    return [step for step in found if step]


def _sponsor(facts: Facts, said: Said, here: set[str]) -> Step | None:
    sponsor, person = facts.sponsor(said), facts.person(said)
    if sponsor is None or (isinstance(sponsor, str) and sponsor not in here):
        values = {"sponsor": said.sponsor, "name": said.name}
        return refused(said, said.name, "sponsor", said.sponsor, Sentence(SPONSOR_UNKNOWN, values))
    membership = facts.active(person) if person else None
    before = membership.sponsor if membership else None
    if before is not None and before == sponsor:
        return None
    name = person.match_key if person else said.key
    state = LineState.CHANGED if membership else LineState.NEW
    told = detail("sponsor", said.sponsor, before.name if before else None)
    row = line(state, said.name, f"sponsor:{name}:{match_key(said.sponsor)}", [told], said)
    is_part = membership is None
    return Step(row, Act.SPONSOR, said, person, value=sponsor, is_part=is_part)
