"""Which files make one thing, in what order they come in, and which adapter brings each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from hashlib import sha256
from types import ModuleType

from chapter.imports import issues, leaving, overlaps
from chapter.imports.families import (
    attendance_import,
    roster_import,
    slip_rows,
    slips_import,
    summary_import,
    template_import,
    visitors_import,
)
from chapter.imports.plans import FIRST, LAST, PARTS, Answers, Line, Question, Sentence
from chapter.imports.reading.contents import (
    AttendanceFile,
    Content,
    DuesFile,
    LengthFile,
    RosterFile,
    TemplateFile,
    VisitorsFile,
)
from chapter.imports.reading.shapes import SlipsFile, SummaryFile
from chapter.web.words import N_


@dataclass(frozen=True)
class Family:
    """A kind of file: what its batches are called, and the module that plans and applies it."""

    kind: str
    adapter: ModuleType
    #: People come before what names them.
    order: int


FAMILIES: Mapping[type, Family] = {
    RosterFile: Family("roster", roster_import, 0),
    DuesFile: Family("dues", roster_import, 1),
    LengthFile: Family("length", roster_import, 1),
    SummaryFile: Family("members", summary_import, 2),
    AttendanceFile: Family("attendance", attendance_import, 3),
    VisitorsFile: Family("visitors", visitors_import, 4),
    SlipsFile: Family("slips", slips_import, 5),
    TemplateFile: Family("template", template_import, 6),
}


@dataclass(frozen=True)
class Source:
    """A file as it was handed in, read."""

    name: str
    data: bytes
    content: Content

    @property
    def held_on(self) -> date | None:
        """Return the meeting day the file itself says."""
        return self.content.held_on if isinstance(self.content, SlipsFile) else None

    @property
    def needs_meeting(self) -> bool:
        """Tell whether somebody must say which meeting it is of."""
        return isinstance(self.content, SlipsFile) and self.held_on is None

    @property
    def family(self) -> Family:
        """Return what kind of file it is."""
        return FAMILIES[type(self.content)]


@dataclass
class Unit:
    """Files that are one thing, such as the parts of one week."""

    sources: list[Source]
    content: Content
    answers: Answers
    notices: list[Sentence] = field(default_factory=list)
    #: What somebody leaves out of its files.
    left_out: list[Line] = field(default_factory=list)
    #: What its files say that count, by their place among its sources.
    parts: dict[int, SlipsFile] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    #: Whether two of its files share most of their rows.
    is_alike: bool = False

    @property
    def name(self) -> str:
        """Return the names of its files."""
        return ", ".join(source.name for source in self.sources)

    @property
    def family(self) -> Family:
        """Return what kind of file it is."""
        return self.sources[0].family

    @property
    def digest(self) -> str:
        """Return the digest of its file, or of its files' digests in any order."""
        digests = sorted(sha256(source.data).hexdigest() for source in self.sources)
        return digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()

    @property
    def day(self) -> date | None:
        """Return the week it is of, where it is of one."""
        return _day(self.content, self.answers)

    @property
    def is_undated(self) -> bool:
        """Tell whether somebody must still say of which week it is."""
        return isinstance(self.content, SlipsFile) and self.day is None

    @property
    def rows(self) -> Mapping[date, Mapping[str, int]]:
        """Return how often its slips say what, as digests by the day of their week."""
        if self.day is None or not isinstance(self.content, SlipsFile):
            return {}
        rows = slip_rows.keyed(self.content.rows)
        return {self.day: Counter(row.content for row in rows)}


def of_sources(sources: Sequence[Source], answers: Sequence[Answers]) -> list[Unit]:
    """Put parts of one week together, leave copies out, and order people before slips."""
    units: list[Unit] = []
    for source, said in zip(sources, answers, strict=True):
        if not any(_joins(unit, source, said) for unit in units):
            content, left_out = leaving.without(source.content, said.left_out)
            parts = {0: content} if isinstance(content, SlipsFile) else {}
            units.append(Unit([source], content, said, left_out=left_out, parts=parts))
    for unit in units:
        _hold(unit)
    return sorted(units, key=lambda unit: (unit.family.order, unit.day or date.min))


def _joins(unit: Unit, source: Source, said: Answers) -> bool:
    """Tell whether a file was a copy or a part of a unit, and if so take it in."""
    is_same_day = _day(source.content, said) == unit.day
    values = {"name": source.name, "other": unit.sources[0].name}
    if is_same_day and any(_is_copy(source, known) for known in unit.sources):
        said_so = N_("%(name)s holds the same as %(other)s, so it counts once.")
        unit.notices.append(Sentence(said_so, values))
        return True
    if not isinstance(unit.content, SlipsFile) or not isinstance(source.content, SlipsFile):
        return False
    if unit.day is None or not is_same_day:
        return False
    content, left_out = leaving.without(source.content, said.left_out)
    unit.left_out += left_out
    agreed = said.together if said.together == unit.answers.together else ""
    unit.answers = replace(unit.answers, taken=_taken(unit.answers, said), together=agreed)
    if isinstance(content, SlipsFile):
        _take_in(unit, source, content, said)
    return True


def _take_in(unit: Unit, source: Source, content: SlipsFile, said: Answers) -> None:
    """Add a file of the same week: as a part, or for or behind the one it shares its rows with."""
    like = [n for n, part in unit.parts.items() if overlaps.is_mostly(part.rows, content.rows)]
    values = {"name": source.name, "other": unit.sources[like[0] if like else 0].name}
    unit.is_alike |= bool(like)
    answer = said.together if like else ""
    if like and not answer and not unit.questions:
        unit.questions.append(overlaps.question(values))
    if answer == LAST:
        for number in like:
            del unit.parts[number]
    if answer != FIRST:
        unit.parts[len(unit.sources)] = content
    unit.sources.append(source)
    unit.content = reduce(_together, unit.parts.values())
    if not like or answer:
        unit.notices.append(overlaps.notice(answer, values))


def _hold(unit: Unit) -> None:
    """Let what was said of all files of a week hold where they are too unlike to be told apart."""
    answer = unit.answers.together
    if unit.is_alike or answer not in (FIRST, LAST) or len(unit.parts) < 2:
        return
    chosen = max(unit.parts) if answer == LAST else min(unit.parts)
    others = ", ".join(unit.sources[number].name for number in unit.parts if number != chosen)
    name = unit.sources[chosen].name
    last, first = (name, others) if answer == LAST else (others, name)
    unit.parts = {chosen: unit.parts[chosen]}
    unit.content = unit.parts[chosen]
    as_parts = overlaps.notice(PARTS, {}).message
    unit.notices = [one for one in unit.notices if one.message != as_parts]
    unit.notices.append(overlaps.notice(answer, {"name": last, "other": first}))


def _is_copy(one: Source, other: Source) -> bool:
    if one.data == other.data:
        return True
    both = one.content, other.content
    if not isinstance(both[0], SlipsFile) or not isinstance(both[1], SlipsFile):
        return False
    # A row that is not understood is in neither file's rows, and may be the only one they share.
    if issues.lost(both[0]) or issues.lost(both[1]):
        return False
    return slip_rows.same_rows(both[0].rows, both[1].rows)


def _together(one: SlipsFile, other: SlipsFile) -> SlipsFile:
    return replace(
        one,
        rows=one.rows + other.rows,
        issues=one.issues + other.issues,
        has_bold=one.has_bold and other.has_bold,
    )


def _taken(one: Answers, other: Answers) -> frozenset[str] | None:
    sets = [answers.taken for answers in (one, other) if answers.taken is not None]
    return frozenset().union(*sets) if sets else None


def _day(content: Content, said: Answers) -> date | None:
    return (content.held_on or said.meeting_day) if isinstance(content, SlipsFile) else None
