"""A members' list, the dues or the lengths of membership: reviewed, then brought in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from chapter.chapters.models import Chapter
from chapter.imports import days, matching
from chapter.imports.families import roster_deeds, roster_diff, roster_leaving
from chapter.imports.families.roster_rules import RosterContent, Said, said
from chapter.imports.families.roster_steps import Act, Step
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import FORMER, NEW, SKIP, Answers, Applied, Plan, Sentence, Who
from chapter.imports.reading.contents import DuesFile, LengthFile
from chapter.imports.states import LineState
from chapter.people.rules import search_key
from chapter.web.words import N_

TITLE = N_("The roster")
ONE_ELSEWHERE = N_("One row is of another chapter and is left out.")
UNSAID = N_(
    "The file does not say when these people left the first time: %(names)s. The day of coming "
    "back stands for it; a list of members that says the day corrects it."
)
OTHERWISE = N_("Spelled otherwise in the file: %(names)s. What stands here stays as it is.")
ELSEWHERE = N_("%(number)s rows are of other chapters and are left out.")


def plan(chapter: Chapter, content: RosterContent, answers: Answers, today: date) -> Plan:
    """Say what a file would do to the roster; nothing is written."""
    own = of_chapter(chapter, content)
    saids = said(own)
    matches = whom(chapter, saids, answers)
    steps = diff(chapter, saids, matches, answers, today)
    asked = None if answers.chapter_confirmed else days.question_of_chapter(chapter, own.chapter)
    left_out = len(content.rows) - len(own.rows)
    elsewhere = ONE_ELSEWHERE if left_out == 1 else ELSEWHERE
    return Plan(
        content.report,
        Sentence(TITLE),
        questions=(*([asked] if asked else ()), *matches.questions),
        lines=tuple(step.line for step in steps if not step.is_part),
        notices=(
            *([Sentence(elsewhere, {"number": left_out})] if left_out else []),
            *spelled_otherwise(matches, answers),
            *_unsaid_ends(steps),
            *roster_leaving.notices(steps, answers),
        ),
        brings=brings(steps),
        gives=gives(steps, answers, today),
    )


def spelled_otherwise(matches: Matches, answers: Answers) -> Iterator[Sentence]:
    """Say whom the file calls by another name than here; whom somebody just named has a line."""
    here = matches.guessed | {key: person.name for key, person in matches.likely().items()}
    told = [f"{matches.names[k]} ({here[k]})" for k in sorted(here) if k not in answers.people]
    if told:
        yield Sentence(OTHERWISE, {"names": ", ".join(told)})


def _unsaid_ends(steps: Sequence[Step]) -> Iterator[Sentence]:
    """Say of whom nobody knows when they left the first time."""
    told = [s.said for s in steps if s.said and s.line.key.startswith("earlier:")]
    names = list(dict.fromkeys(said.name for said in told if said.is_end_unsaid))
    if names:
        yield Sentence(UNSAID, {"names": ", ".join(names)})


def apply(
    chapter: Chapter, batch: ImportBatch, content: RosterContent, answers: Answers, who: Who
) -> Applied:
    """Do what the plan shows, as far as the officers take it."""
    return bring(chapter, said(of_chapter(chapter, content)), answers, who)


def of_chapter(chapter: Chapter, content: RosterContent) -> RosterContent:
    """Return a list without the rows of other chapters, where it is of several."""
    if isinstance(content, DuesFile) or len({row.chapter for row in content.rows}) < 2:
        return content
    own = search_key(chapter.name)
    if isinstance(content, LengthFile):
        return replace(content, rows=tuple(r for r in content.rows if _is_of(own, r.chapter)))
    return replace(content, rows=tuple(r for r in content.rows if _is_of(own, r.chapter)))


def _is_of(own: str, named: str) -> bool:
    """Tell whether a row may be of the chapter: it is named, or nobody says."""
    other = search_key(named)
    return own in other or other in own


def bring(chapter: Chapter, saids: Sequence[Said], answers: Answers, who: Who) -> Applied:
    """Write what some rows say of the roster."""
    matches = whom(chapter, saids, answers)
    steps = diff(chapter, saids, matches, answers, who.today)
    matching.remember(matches)
    due = [step for step in steps if step.is_due(answers)]
    roster_deeds.do(chapter, due, who)
    return counted(steps, due)


def diff(
    chapter: Chapter, saids: Sequence[Said], matches: Matches, answers: Answers, today: date
) -> list[Step]:
    """Return what some rows do to the roster, once nobody is left to ask about."""
    asked = {match.key for match in matches.questions}
    known = [one for one in saids if one.key not in asked]
    # As long as a name may still mean anybody, nobody can be said to be missing.
    lists_all = bool(saids) and not asked
    return roster_diff.steps(chapter, known, matches, answers, today, lists_all=lists_all)


def whom(chapter: Chapter, saids: Sequence[Said], answers: Answers) -> Matches:
    """Find whom the names mean; a name like nobody's is somebody new and not asked about."""
    # What is said of all unknown names at once is about slips: here they are new members.
    asking = replace(answers, unknown="") if answers.unknown == FORMER else answers
    names = [one.name for one in saids]
    matches = matching.resolve(chapter, names, asking, offers=(NEW, SKIP))
    is_like_somebody = [q for q in matches.questions if q.choices[0].value not in (NEW, SKIP)]
    matches.questions[:] = is_like_somebody
    return matches


def brings(steps: Sequence[Step]) -> dict[str, str]:
    """Return the names of those who come to the roster, by match key."""
    admitted = [step.said for step in steps if step.act in (Act.ADMIT, Act.FORMER)]
    return {one.key: one.name for one in admitted if one}


def gives(steps: Sequence[Step], answers: Answers, today: date) -> frozenset[str]:
    """Return what members have by these rows: a seat today, an e-mail, a trade."""
    found = set()
    for step in steps:
        if not step.said or not step.is_due(answers):
            continue
        key = step.person.match_key if step.person else step.said.key
        joins = step.act in (Act.ADMIT, Act.READMIT, Act.RESUME)
        values = step.value if joins else {step.field: step.value}
        found |= {f"{name}:{key}" for name in ("email", "trade") if values.get(name)}
        if joins and (values.get("joined_on") or today) <= today:
            found.add(f"seat:{key}")
    return frozenset(found)


def counted(steps: Sequence[Step], due: Sequence[Step]) -> Applied:
    """Return what was done, by what the preview called it."""
    states = [step.line.state for step in due if not step.is_part]
    return Applied(
        added=states.count(LineState.NEW),
        changed=states.count(LineState.CHANGED),
        removed=states.count(LineState.MISSING),
        known=sum(step.line.state == LineState.KNOWN for step in steps),
        former=sum(step.act == Act.FORMER for step in due),
    )
