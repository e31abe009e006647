"""Whom the names in a file mean: known, likely, or asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chapter.chapters.models import Chapter
from chapter.imports import queries
from chapter.imports.plans import ELSEWHERE, FORMER, NEW, SKIP, Answers, Choice, Question, Sentence
from chapter.imports.reading.shapes import Party
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import PSEUDO_PARTIES
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Category, Likeness, likeness, match_key
from chapter.web.words import N_

WHY = {
    Likeness.FOLDED: N_("The same letters without their accents"),
    Likeness.SAME_WORDS: N_("The same words in another order"),
    Likeness.ONE_EDIT: N_("One letter is different"),
    Likeness.INITIAL: N_("One name is cut to its initial"),
    Likeness.PART: N_("One name is part of the other"),
}
ANSWERS = {
    FORMER: N_("A member who has left since"),
    NEW: N_("A new member"),
    ELSEWHERE: N_("A member of another chapter"),
    SKIP: N_("Leave the rows with this name out"),
}
NOBODY_YET = N_(
    "Nobody is a member here yet. Bring a summary or the list of members in first or with this."
)
# Nearer than this, a single candidate is as good as certain.
_SAME_WORDS = Likeness.SAME_WORDS
_MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Candidate:
    """Somebody an unknown name may mean."""

    person: Person
    likeness: Likeness


@dataclass
class Matches:
    """The people a file's names mean, by match key, and what is still to be asked."""

    known: dict[str, Person] = field(default_factory=dict)
    #: Whom another file of the same import brings along.
    coming: set[str] = field(default_factory=set)
    #: Those outside the chapter, by match key and home, as they are needed.
    outside: dict[tuple[str, str], Person] = field(default_factory=dict)
    #: Who was taken for the only person of the same words.
    guessed: set[str] = field(default_factory=set)
    #: What was said of names that mean nobody here: former, new, elsewhere or skip.
    answered: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    #: Names nothing was said about, and names two people of the chapter share.
    unknown: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    #: Names as the file writes them.
    names: dict[str, str] = field(default_factory=dict)
    #: Whether nobody is or was a member here yet.
    is_first: bool = False

    @property
    def skipped(self) -> set[str]:
        """Return the names whose rows are left out."""
        return {key for key, answer in self.answered.items() if answer == SKIP}

    def said(self, answer: str) -> list[str]:
        """Return the names of which this was said, in order."""
        return sorted(self.names[key] for key, said in self.answered.items() if said == answer)

    def likely(self) -> dict[str, Person]:
        """Return who was taken under another name than their own."""
        return {key: p for key, p in self.known.items() if p.match_key != key}


@dataclass
class Roster:
    """Everybody who is or was a member, by every name they are known by."""

    people: list[Person] = field(default_factory=list)
    by_key: dict[str, list[Person]] = field(default_factory=dict)
    #: For each further name the match key of the person's own.
    own_names: dict[str, str] = field(default_factory=dict)

    def called(self, key: str) -> list[Person]:
        """Return those of a name, their further names included."""
        return self.by_key.get(key, [])


def roster_of(chapter: Chapter) -> Roster:
    """Read the roster in one look."""
    found = Roster()
    aliased: list[tuple[str, Person]] = []
    for person, alias in queries.roster(chapter):
        if not found.people or found.people[-1] is not person:
            found.people.append(person)
            found.by_key.setdefault(person.match_key, []).append(person)
        if alias:
            found.own_names[alias] = person.match_key
            aliased.append((alias, person))
    for alias, person in aliased:
        # Who bears a name comes before whom it was taken for.
        called = found.by_key.setdefault(alias, [])
        if person not in called:
            called.append(person)
    return found


def resolve(
    chapter: Chapter,
    names: Iterable[str],
    answers: Answers,
    *,
    offers: Sequence[str] = (FORMER, NEW, ELSEWHERE, SKIP),
    roster: Roster | None = None,
) -> Matches:
    """Find whom names mean: exactly, by alias, or as somebody said; the rest is asked."""
    matches = Matches(names={match_key(name): name for name in names})
    known = roster or roster_of(chapter)
    matches.is_first = not known.people
    for key, name in sorted(matches.names.items()):
        exact = known.called(key)
        if len(exact) == 1:
            matches.known[key] = exact[0]
        elif _take_answer(chapter, key, name, answers, matches):
            continue
        elif exact:
            matches.shared.append(name)
            matches.questions.append(_question(name, [(p, "") for p in exact], (SKIP,)))
        elif key in answers.coming:
            matches.coming.add(key)
        else:
            _ask(name, likeliest(known.people, name), answers, offers, matches)
    return matches


def likeliest(everybody: Iterable[Person], name: str) -> list[Candidate]:
    """Return whom a name may mean, best first."""
    near = [(likeness(name, person.name), person) for person in everybody]
    candidates = [Candidate(person, found) for found, person in near if found is not None]
    return sorted(candidates, key=lambda c: (c.likeness, c.person.name))[:_MOST_CANDIDATES]


def remember(matches: Matches) -> None:
    """Keep the names under which people were found, so that nobody is asked again."""
    for key, person in matches.likely().items():
        people_service.know_as(person, key)


def refuse_unsettled(file: str, matches: Matches) -> None:
    """Refuse a file whose names do not all mean somebody."""
    if matches.shared:
        raise ImportRefused(Refusal.SHARED, names=", ".join(matches.shared))
    if matches.unknown:
        names = ", ".join(_hinted(matches))
        raise ImportRefused(Refusal.UNKNOWN, name=file, names=names)


def _hinted(matches: Matches) -> list[str]:
    """Return the unknown names, each with whom it most likely means."""
    first = {q.key: q.choices[0] for q in matches.questions if q.choices and q.choices[0].why}
    return [
        f"{name} (perhaps {first[key].label})" if (key := match_key(name)) in first else name
        for name in matches.unknown
    ]


def notices(matches: Matches) -> list[Sentence]:
    """Say whom names were taken for that nobody was asked about, and who has left."""
    said = N_("%(name)s is taken for %(person)s.")
    found = [
        Sentence(said, {"name": matches.names[key], "person": matches.known[key].name})
        for key in sorted(matches.guessed)
    ]
    if left := matches.said(FORMER):
        found.append(Sentence(N_("%(names)s: taken as having left."), {"names": ", ".join(left)}))
    if matches.unknown and matches.is_first:
        found.append(Sentence(NOBODY_YET))
    return found


def _take_answer(chapter: Chapter, key: str, name: str, answers: Answers, matches: Matches) -> bool:
    """Take what somebody said about this very name."""
    answer = answers.people.get(key)
    if isinstance(answer, int):
        person = people.one(chapter, answer)
        if person is not None:
            matches.known[key] = person
        return person is not None
    if answer is not None:
        matches.answered[key] = answer
    return answer is not None


def _ask(
    name: str,
    candidates: list[Candidate],
    answers: Answers,
    offers: Sequence[str],
    matches: Matches,
) -> None:
    """Take the only person of the same words or the general answer, where allowed; else ask."""
    key = match_key(name)
    near = [c.person for c in candidates if c.likeness <= _SAME_WORDS]
    if len(near) == 1 and answers.takes_same_words:
        matches.known[key] = near[0]
        matches.guessed.add(key)
    elif answers.unknown:
        matches.answered[key] = answers.unknown
    else:
        matches.unknown.append(name)
        shown = [(c.person, WHY[c.likeness]) for c in candidates]
        proposal = str(near[0].id) if len(near) == 1 else ""
        matches.questions.append(_question(name, shown, offers, proposal))


def _question(
    name: str, shown: list[tuple[Person, str]], offers: Sequence[str], proposal: str = ""
) -> Question:
    choices = [Choice(str(person.id), person.name, why) for person, why in shown]
    choices += [Choice(offer, ANSWERS[offer]) for offer in offers]
    prompt = Sentence(N_("Who is %(name)s?"), {"name": name})
    return Question("person", match_key(name), prompt, tuple(choices), proposal)


def person_of(chapter: Chapter, party: Party, detail: str, matches: Matches) -> Person:
    """Return the person a party means; somebody outside is a counterparty with a home."""
    key = match_key(party.name)
    if not party.is_outsider and key in matches.known:
        return matches.known[key]
    found = matches.outside.get((key, detail))
    if found is None:
        found = matches.outside[key, detail] = _counterparty(chapter, party.name, detail)
    return found


def _counterparty(chapter: Chapter, name: str, detail: str) -> Person:
    key = match_key(name)
    if key in PSEUDO_PARTIES:
        is_visitor = key.startswith("visitor")
        category = Category.VISITOR if is_visitor else Category.ORGANISATION
        return people_service.counterparty(chapter, name, category)
    return people_service.counterparty(chapter, name, Category.ELSEWHERE, home=detail)
