"""What bringing a file in would do, before anything is written; knows no database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from chapter.imports.states import LineState
from chapter.people.rules import match_key
from chapter.web.permissions import Permission

#: What files of one week are that share most of their rows: all count, or one corrects the other.
PARTS, LAST, FIRST = "parts", "last", "first"
#: What may be answered for an unknown name, beside the id of a person.
FORMER, NEW, ELSEWHERE, SKIP = "former", "new", "elsewhere", "skip"
#: Before the match key of somebody whom another file of the same import brings along.
COMING = "coming:"


@dataclass(frozen=True)
class Who:
    """Who brings files in, and when."""

    user_id: int | None
    today: date
    now: datetime
    #: What somebody signed in may do; nobody signed in is the command line, which may do all.
    allowed: frozenset[Permission] = frozenset()

    @property
    def rights(self) -> frozenset[Permission]:
        """Return everything they may do."""
        return frozenset(Permission) if self.user_id is None else self.allowed


@dataclass(frozen=True)
class Sentence:
    """A sentence marked for translation, with what stands in its gaps."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True)
class Sentences:
    """Sentences in a row, as what stands in another one's gap."""

    each: tuple[Sentence, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.each))


@dataclass(frozen=True)
class Detail:
    """One thing a line says; `before` where it said something else until now."""

    label: str
    after: str
    before: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a preview: one row of the file, or one row here that the file lacks."""

    state: LineState
    #: slip, member, mark, visit, meeting, figures.
    what: str
    name: str
    details: tuple[Detail, ...] = ()
    sheet: str = ""
    line: int | None = None
    #: The same in every preview of the same thing; what an officer takes is named by it.
    key: str = ""
    #: Why it is refused.
    reason: Sentence | None = None
    #: The column's label, where a line is about one cell.
    column: str = ""
    #: What is said where only a part of the row is refused, and the rest of it comes in.
    part: str = ""
    #: Whether the file cannot come in with it; without it the rest can.
    is_in_the_way: bool = False


@dataclass(frozen=True)
class Choice:
    """One answer to a question; `why` says what speaks for it."""

    value: str
    label: str
    why: str = ""
    #: What is said once above it and the answers after it.
    group: str = ""


@dataclass(frozen=True)
class Question:
    """What somebody must say before a file can be brought in."""

    #: meeting, chapter, period, person, day-order, again, together.
    kind: str
    #: Of the answer: the name's key for a person, else the kind.
    key: str
    prompt: Sentence
    choices: tuple[Choice, ...] = ()
    proposal: str = ""


@dataclass(frozen=True)
class Answers:
    """What somebody has said about one file so far."""

    meeting_day: date | None = None
    #: The days a summary is about, the last one included; or that nobody can tell.
    period: tuple[date, date] | None = None
    is_period_unsaid: bool = False
    #: "dmy" or "mdy", where a file does not prove which it writes.
    day_order: str = ""
    chapter_confirmed: bool = False
    #: Whether rows that stand in another week already are of this one as well.
    is_again: bool = False
    #: "parts", "last" or "first": what two files of one week are that share most of their rows.
    together: str = ""
    #: Keys of the lines in the way that somebody leaves out.
    left_out: frozenset[str] = frozenset()
    #: By the name's match key: a person's id, one of the words above, or who comes along.
    people: Mapping[str, int | str] = field(default_factory=dict)
    #: What every unknown name is that nothing was said about: "" asks, "former" or "new" do not.
    unknown: str = ""
    #: Whether a single person of the very same words is taken without asking.
    takes_same_words: bool = False
    #: Keys of the changed and missing lines that are taken; None takes all that changed.
    taken: frozenset[str] | None = None
    #: Whom files of the same import, named earlier, bring along: names by match key.
    coming: Mapping[str, str] = field(default_factory=dict)
    #: What those files give people, such as "email:" or "trade:" and the match key.
    given: frozenset[str] = frozenset()
    #: How often the slips of those files say what, as digests by the day of their week.
    earlier: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    #: What whoever brings the file in may do; what they may not is shown as refused.
    rights: frozenset[Permission] = frozenset(Permission)
    turn: "Turn" = field(default_factory=lambda: Turn())

    def takes(self, line: Line) -> bool:
        """Tell whether a changed or missing line is to be done."""
        if self.taken is None:
            return line.state == LineState.CHANGED
        return line.key in self.taken

    def about(self, name: str) -> int | str | None:
        """Return what was said about an unknown name."""
        return self.people.get(match_key(name), self.unknown or None)


@dataclass(frozen=True)
class Turn:
    """Which file it is, from 0 on, of those of one import that nobody said the week of."""

    place: int = 0
    number: int = 1
    #: The weeks of the other files.
    taken: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Plan:
    """Everything a preview shows of one file."""

    #: Which report it is, by its title.
    report: str
    #: What the preview is headed with: the file's name, the week, the period.
    title: Sentence
    questions: tuple[Question, ...] = ()
    lines: tuple[Line, ...] = ()
    #: Differences within the file, explained.
    gaps: tuple[Sentence, ...] = ()
    #: What is worth knowing before saying yes.
    notices: tuple[Sentence, ...] = ()
    #: Why the file cannot be brought in as it is; nothing of it is then.
    refusals: tuple[Sentence, ...] = ()
    #: The people it brings along: names by match key.
    brings: Mapping[str, str] = field(default_factory=dict)
    #: What it gives people, as `Answers.given` keeps it for the files after it.
    gives: frozenset[str] = frozenset()

    @property
    def counts(self) -> Mapping[LineState, int]:
        """Return how many lines stand in each state."""
        return Counter(line.state for line in self.lines)

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing is left to ask and nothing stands in the way."""
        return not self.questions and not self.refusals

    @property
    def fingerprint(self) -> str:
        """Return a digest of what is shown; another one means that it must be shown again."""
        shown = [str(self.title), *map(str, self.refusals), *(q.key for q in self.questions)]
        shown += [f"{line.state} {line.key}" for line in self.lines]
        return sha256("\x1f".join(sorted(shown)).encode()).hexdigest()


@dataclass(frozen=True)
class Applied:
    """What bringing a file in did."""

    added: int = 0
    known: int = 0
    changed: int = 0
    removed: int = 0
    former: int = 0
