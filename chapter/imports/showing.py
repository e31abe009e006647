"""An upload as its preview shows it: files put together, questions asked once, lines to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from chapter.chapters.models import Chapter
from chapter.imports import answered, days, readings, service, units, uploads
from chapter.imports.models import ImportDraft
from chapter.imports.plans import (
    ELSEWHERE,
    FORMER,
    NEW,
    SKIP,
    Answers,
    Line,
    Plan,
    Question,
    Sentence,
    Who,
)
from chapter.imports.states import LineState
from chapter.imports.units import Source, Unit
from chapter.imports.uploads import Unread

WORDS = (FORMER, NEW, ELSEWHERE, SKIP)
#: How many lines stand on one page of a list, and how many decisions on the preview itself.
PAGE = 50
#: What is said instead of a line's name where all are meant.
ALL = "all"
# Questions that several files ask in the same words.
_ASKED_ONCE = {"person", "chapter"}
# What one day asks of many files; answered together.
_DAY = "meeting"
# Answers that may lead to another week, or to nothing new in this one.
_MAY_MOVE = {_DAY, "day-order", "together"}
_DECIDED = (LineState.CHANGED, LineState.MISSING)


@dataclass(frozen=True)
class Part:
    """Files that come in as one thing, and what that does."""

    positions: tuple[int, ...]
    names: tuple[str, ...]
    answers: Answers
    plan: Plan
    #: Why nothing of its week can come in or go, whatever is answered and ticked.
    shut: Sentence | None = None

    @property
    def position(self) -> int:
        """Return the position of its first file, which its addresses name."""
        return self.positions[0]

    @property
    def files(self) -> list[tuple[str, int]]:
        """Return its files' names and positions, copies excepted."""
        return list(zip(self.names, self.positions, strict=False))

    @property
    def decisions(self) -> list[Line]:
        """Return the lines that only come true with a tick; none where it cannot matter."""
        lines = () if self.shut else self.lines()
        return [line for line in lines if line.state in _DECIDED]

    @property
    def ticked(self) -> list[Line]:
        """Return those of them that are ticked."""
        return [line for line in self.decisions if self.takes(line)]

    @property
    def questions(self) -> list[Question]:
        """Return its questions; where its week is refused anyway, those that may lead elsewhere."""
        if self.shut not in self.plan.refusals:
            return list(self.plan.questions)
        return [question for question in self.plan.questions if _may_move(question)]

    @property
    def is_only_undated(self) -> bool:
        """Tell whether all there is to say of it is that its day is asked."""
        said = self.plan.lines, self.plan.refusals, self.plan.notices, self.plan.gaps
        return not any(said) and any(one.kind == _DAY for one in self.questions)

    @property
    def in_the_way(self) -> list[Line]:
        """Return the lines without which it could come in."""
        return [line for line in self.plan.lines if line.is_in_the_way]

    def name_of(self, line: Line) -> str:
        """Return what a form names a line by."""
        return digest(line.key)

    def lines(self, state: str = "") -> Sequence[Line]:
        """Return its lines, or those of one state; who comes first, and who would leave last."""
        lines = sorted(self.plan.lines, key=_place)
        return [line for line in lines if not state or line.state == state]

    def tick(self, line: Line) -> str:
        """Return the name of a line's tick on a form."""
        return f"take-{self.position}-{digest(line.key)}"

    def takes(self, line: Line) -> bool:
        """Tell whether a line is ticked."""
        return self.answers.takes(line)


@dataclass(frozen=True)
class Asked:
    """A question of the preview, whichever files ask it."""

    question: Question
    positions: tuple[int, ...]
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of its field."""
        if self.question.kind == "person":
            return f"person-{digest(self.question.key)}"
        return f"{self.question.kind}-{self.positions[0]}"


@dataclass(frozen=True)
class Preview:
    """All a draft would do."""

    draft: ImportDraft
    unread: Sequence[Unread]
    parts: Sequence[Part]

    @property
    def shown(self) -> str:
        """Return the digest that says whether the preview still holds."""
        return service.fingerprint([part.plan for part in self.parts])

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is left to ask and nothing stands in the way."""
        is_whole = bool(self.parts) and not self.unread
        return is_whole and all(part.plan.is_ready for part in self.parts)

    @property
    def is_several(self) -> bool:
        """Tell whether one file can be left out and others stay."""
        return len(self.draft.files) > 1

    @property
    def asked(self) -> list[Asked]:
        """Return the questions: each file's own, then every unknown name and chapter once."""
        own: list[Asked] = []
        shared: dict[str, Asked] = {}
        for part in self.parts:
            for question in part.questions:
                asked = Asked(question, part.positions, part.names)
                if question.kind in _ASKED_ONCE:
                    key = f"{question.kind} {question.key} {question.prompt}"
                    known = shared.get(key)
                    shared[key] = _merged(known, asked) if known else asked
                else:
                    own.append(asked)
        return sorted([*shared.values(), *own], key=lambda asked: asked.question.kind == "person")

    @property
    def undated(self) -> list[Asked]:
        """Return the questions after the day of several files, which are asked line by line."""
        found = [asked for asked in self.asked if asked.question.kind == _DAY]
        return found if len(found) > 1 else []

    @property
    def panels(self) -> list[Part]:
        """Return the parts of which more is to be said than that they lack their day."""
        is_listed = bool(self.undated)
        return [part for part in self.parts if not (is_listed and part.is_only_undated)]

    @property
    def is_answered(self) -> bool:
        """Tell whether something was answered or ticked."""
        return self.draft.answers != answered.anew(self.draft.answers)

    def part(self, position: int) -> Part | None:
        """Return the part that begins with a file."""
        return next((part for part in self.parts if part.position == position), None)


def preview(chapter: Chapter, draft: ImportDraft, who: Who) -> Preview:
    """Read a draft's files and say what they would do."""
    readings.warm(
        (file.data or b"", file.name, answered.for_file(draft.answers, file.position).day_order)
        for file in draft.files
    )
    files = uploads.opened(draft, readings.read)
    said = {position: answered.for_file(draft.answers, position) for position in files.sources}
    sources = list(files.sources.values())
    made = units.of_sources(sources, list(said.values()))
    plans = service.preview(chapter, sources, list(said.values()), who)
    parts = [
        replace(
            _part(unit, plan, files.sources, said), shut=days.shut(chapter, plan, unit.day, who)
        )
        for unit, plan in zip(made, plans, strict=True)
    ]
    return Preview(draft, files.unread, parts)


def _may_move(question: Question) -> bool:
    if question.kind == "again":
        return any(choice.value != "yes" for choice in question.choices)
    return question.kind in _MAY_MOVE


def _place(line: Line) -> int:
    if line.what != "member":
        return 0
    return line.key.startswith("leave:") - (line.state == LineState.NEW)


def digest(key: str) -> str:
    """Return a key as it may stand in the name of a field."""
    return sha256(key.encode()).hexdigest()[:16]


def _part(
    unit: Unit, plan: Plan, sources: Mapping[int, Source], said: Mapping[int, Answers]
) -> Part:
    own = [p for p, source in sources.items() if any(source is each for each in unit.sources)]
    # What is said of a file holds for its copies too, or they would be asked about next.
    copies = [p for p in sources if p not in own and _is_part(unit, sources[p], said[p])]
    return Part((*own, *copies), tuple(s.name for s in unit.sources), unit.answers, plan)


def _is_part(unit: Unit, source: Source, said: Answers) -> bool:
    first = unit.sources[0]
    if type(first.content) is not type(source.content):
        return False
    joined = units.of_sources([first, source], [unit.answers, said])
    return len(joined) == 1 and len(joined[0].sources) == 1


def _merged(one: Asked, other: Asked) -> Asked:
    """Put the same question of two files together: any person, but words that both know."""
    known = {choice.value for choice in one.question.choices}
    offered = {choice.value for choice in other.question.choices}
    choices = [c for c in one.question.choices if c.value not in WORDS or c.value in offered]
    more = [c for c in other.question.choices if c.value not in known and c.value not in WORDS]
    people = [c for c in choices if c.value not in WORDS] + more
    words = [c for c in choices if c.value in WORDS]
    question = replace(one.question, choices=(*people, *words))
    return Asked(question, one.positions + other.positions, one.files + other.files)
