"""Whom the names in a file mean: known, likely, or asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chapter.chapters.models import Chapter
from chapter.imports import queries
from chapter.imports.plans import (
    COMING,
    ELSEWHERE,
    FORMER,
    NEW,
    SKIP,
    Answers,
    Choice,
    Question,
    Sentence,
)
from chapter.imports.queries import Roster
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.people import queries as people
from chapter.people import service as people_service
from chapter.people.models import Person
from chapter.people.rules import Likeness, likeness, match_key
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

    name: str
    likeness: Likeness
    #: Nobody yet, where another file of the same import brings them along.
    person: Person | None

    @property
    def choice(self) -> Choice:
        """Return them as an answer."""
        value = str(self.person.id) if self.person else COMING + match_key(self.name)
        return Choice(value, self.name, WHY[self.likeness])


@dataclass
class Matches:
    """The people a file's names mean, by match key, and what is still to be asked."""

    known: dict[str, Person] = field(default_factory=dict)
    #: Whom another file of the same import brings along.
    coming: set[str] = field(default_factory=set)
    #: Those outside the chapter, by match key and home, as they are needed.
    outside: dict[tuple[str, str], Person] = field(default_factory=dict)
    #: Names taken for the only person of the same words, with theirs.
    guessed: dict[str, str] = field(default_factory=dict)
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
    known = roster or queries.roster_of(chapter)
    matches.is_first = not known.people and not answers.coming
    for key, name in sorted(matches.names.items()):
        exact = known.called(key)
        if len(exact) == 1:
            matches.known[key] = exact[0]
            if exact[0].match_key == key:
                # Whoever gave the name up is not meant by it any more.
                known.own_names.pop(key, None)
        elif _take_answer(chapter, key, answers, known, matches):
            continue
        elif exact:
            matches.shared.append(name)
            shown = [Choice(str(person.id), person.name) for person in exact]
            matches.questions.append(_question(name, shown, (SKIP,)))
        elif key in answers.coming:
            matches.coming.add(key)
        else:
            found = likeliest(known.people, name, answers.coming.values())
            _ask(name, found, answers, offers, matches)
    return matches


def likeliest(
    everybody: Iterable[Person], name: str, coming: Iterable[str] = ()
) -> list[Candidate]:
    """Return whom a name may mean, best first, with those whom the same import brings along."""
    named: list[tuple[str, Person | None]] = [(person.name, person) for person in everybody]
    named += [(other, None) for other in coming]
    near = [(likeness(name, other), other, person) for other, person in named]
    candidates = [Candidate(other, found, who) for found, other, who in near if found is not None]
    return sorted(candidates, key=lambda c: (c.likeness, c.name))[:_MOST_CANDIDATES]


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
        Sentence(said, {"name": matches.names[key], "person": person})
        for key, person in sorted(matches.guessed.items())
    ]
    if left := matches.said(FORMER):
        found.append(Sentence(N_("%(names)s: taken as having left."), {"names": ", ".join(left)}))
    if matches.unknown and matches.is_first:
        found.append(Sentence(NOBODY_YET))
    return found


def _take_answer(
    chapter: Chapter, key: str, answers: Answers, roster: Roster, matches: Matches
) -> bool:
    """Take what somebody said about this very name."""
    answer = answers.people.get(key)
    if isinstance(answer, int):
        person = people.one(chapter, answer)
        if person is not None:
            matches.known[key] = person
        return person is not None
    if answer is None:
        return False
    if answer.startswith(COMING):
        return _take_coming(key, answer.removeprefix(COMING), answers, roster, matches)
    matches.answered[key] = answer
    return True


def _take_coming(key: str, other: str, answers: Answers, roster: Roster, matches: Matches) -> bool:
    """Take somebody whom another file of the import brings along, or has brought by now."""
    persons = roster.called(other)
    if len(persons) == 1:
        matches.known[key] = persons[0]
        return True
    if other in answers.coming:
        matches.coming.add(key)
        return True
    return False


def _ask(
    name: str,
    candidates: list[Candidate],
    answers: Answers,
    offers: Sequence[str],
    matches: Matches,
) -> None:
    """Take the only person of the same words or the general answer, where allowed; else ask."""
    key = match_key(name)
    near = [c for c in candidates if c.likeness <= _SAME_WORDS]
    if len(near) == 1 and answers.takes_same_words:
        matches.guessed[key] = near[0].name
        if near[0].person:
            matches.known[key] = near[0].person
        else:
            matches.coming.add(key)
    elif answers.unknown:
        matches.answered[key] = answers.unknown
    else:
        matches.unknown.append(name)
        shown = [candidate.choice for candidate in candidates]
        proposal = near[0].choice.value if len(near) == 1 else ""
        matches.questions.append(_question(name, shown, offers, proposal))


def _question(
    name: str, shown: Sequence[Choice], offers: Sequence[str], proposal: str = ""
) -> Question:
    choices = [*shown, *(Choice(offer, ANSWERS[offer]) for offer in offers)]
    prompt = Sentence(N_("Who is %(name)s?"), {"name": name})
    return Question("person", match_key(name), prompt, tuple(choices), proposal)
