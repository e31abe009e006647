"""Writes: bringing files in, whole or not at all, and taking them back."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from blinker import Signal
from sqlalchemy import select

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import days, issues, queries, units
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Answers, Applied, Line, Plan, Sentence, Turn, Who
from chapter.imports.reading import reader
from chapter.imports.reading.contents import Content
from chapter.imports.reading.shapes import SlipsFile
from chapter.imports.refusals import ImportRefused, Refusal, UndoRefusal, UndoRefused
from chapter.imports.states import BatchState, LineState
from chapter.imports.undoing import journal
from chapter.imports.undoing.leftovers import Undone
from chapter.imports.units import Source, Unit
from chapter.meetings import queries as meeting_queries

__all__ = ["Source", "Who"]

# Who hears of files brought in at the command line, and may add what to say of it: (chapter, done).
brought_in = Signal("files were brought in")

# Whom an unknown name means, and of which meeting a file is, its adapter refuses in its own words.
MUST_BE_SAID = {"chapter", "again", "day-order", "together", "period"}

#: Bytes, name and order of days to what a file says; `sandbox.read` does it in a child process.
Read = Callable[[bytes, str, str], Content]


@dataclass(frozen=True)
class Brought:
    """What bringing a file in did, or would do."""

    name: str
    what: str
    added: int
    known: int
    held_on: date | None = None
    former: int = 0
    #: Whether no meeting stood on that day before.
    is_new_day: bool = False
    changed: int = 0
    removed: int = 0
    #: Rows here that the file lacks, and that stay.
    missing: int = 0
    notices: tuple[Sentence, ...] = ()
    #: Lines that did not come in though the file did.
    refused: tuple[Line, ...] = ()


def look(name: str, data: bytes, day_order: str = "", read: Read = reader.read) -> Source:
    """Read a file, whatever of it is not understood."""
    return Source(name, data, read(data, name, day_order))


def open_file(name: str, data: bytes, read: Read = reader.read) -> Source:
    """Read a file; refuse it when a row of it is not understood."""
    source = look(name, data, read=read)
    days.refuse(issues.refusal_of_rows(source.name, issues.lost(source.content)))
    return source


def preview(
    chapter: Chapter, sources: Sequence[Source], answers: Sequence[Answers], who: Who
) -> list[Plan]:
    """Say what bringing files in would do, without writing anything."""
    plans: list[Plan] = []
    coming: Mapping[str, str] = {}
    given: frozenset[str] = frozenset()
    earlier: Mapping[date, Mapping[str, int]] = {}
    found = units.of_sources(sources, _limited(answers, who))
    undated = [unit for unit in found if unit.is_undated]
    taken = frozenset(unit.day for unit in found if unit.day)
    for unit in found:
        told = replace(unit.answers, coming=coming, given=given, earlier=earlier)
        if unit.is_undated:
            told = replace(told, turn=Turn(undated.index(unit), len(undated), taken))
        plan = _plan(chapter, unit, told, who.today)
        coming, given = {**coming, **plan.brings}, given | plan.gives
        earlier = {**earlier, **unit.rows}
        plans.append(plan)
    return plans


def fingerprint(plans: Sequence[Plan]) -> str:
    """Return a digest of a whole preview."""
    return sha256("".join(plan.fingerprint for plan in plans).encode()).hexdigest()


def bring_all(
    chapter: Chapter, sources: Sequence[Source], answers: Sequence[Answers], who: Who
) -> list[Brought]:
    """Bring files in together."""
    # One import of a chapter at a time: the next one compares with what this one wrote.
    own = select(Chapter.id).where(Chapter.id == chapter.id)
    db.session.scalars(own.with_for_update(key_share=True)).one()
    run = uuid.uuid4().hex
    made = units.of_sources(sources, _limited(answers, who))
    return [_bring(chapter, unit, run, who) for unit in made]


def bring(
    chapter: Chapter, source: Source, meeting_day: date | None, *, takes_former: bool, who: Who
) -> Brought:
    """Bring one file in; a file brought in before adds nothing."""
    answers = Answers(
        meeting_day,
        chapter_confirmed=True,
        is_again=True,
        is_period_unsaid=True,
        unknown="former" if takes_former else "",
        takes_same_words=True,
    )
    return bring_all(chapter, [source], [answers], who)[0]


def rows_of(source: Source) -> int:
    """Return how many slips a file lists; of other files none is long."""
    return len(source.content.rows) if isinstance(source.content, SlipsFile) else 0


def undo(
    chapter: Chapter, number: int, who: Who, *, together: bool = False, closed_too: bool = False
) -> Undone:
    """Take one import back, or all that came in with it; return what was taken back."""
    batch = queries.batch(chapter, number)
    if batch is None:
        raise UndoRefused(UndoRefusal.UNKNOWN, number=number)
    batches = [batch]
    if together and batch.run:
        run = queries.run(chapter, batch.run)
        batches = [one for one in run if one.state == BatchState.APPLIED] or [batch]
    return journal.undo(chapter, batches, who, closed_too=closed_too)


def _limited(answers: Sequence[Answers], who: Who) -> list[Answers]:
    """Return answers that take no more than somebody may do."""
    return [replace(said, rights=who.rights) for said in answers]


def _plan(chapter: Chapter, unit: Unit, answers: Answers, today: date) -> Plan:
    """Return an adapter's plan, with what the reading itself has to say."""
    plan: Plan = unit.family.adapter.plan(chapter, unit.content, answers, today)
    lost = issues.lost(unit.content)
    order = issues.question_of_order(unit.content, answers)
    refusal = issues.refusal_of_rows(unit.name, lost)
    # Which rows count is not known before it is said what the files are to each other.
    lines = [x for x in plan.lines if x.is_in_the_way] if unit.questions else plan.lines
    return replace(
        plan,
        questions=(*unit.questions, *order, *plan.questions),
        lines=(*(issues.refused_line(issue) for issue in lost), *lines, *unit.left_out),
        notices=(*unit.notices, *issues.told(unit.content, answers), *plan.notices),
        refusals=(*([refusal] if refusal else []), *plan.refusals),
    )


def _bring(chapter: Chapter, unit: Unit, run: str, who: Who) -> Brought:
    days.refuse(issues.refusal_of_rows(unit.name, issues.lost(unit.content)))
    day = unit.day
    is_new_day = day is not None and meeting_queries.slot_on(chapter, day) is None
    batch = _start(chapter, unit, run, who)
    # Of a large file the plan's lines need not stay in memory while it comes in.
    missing, refused, notices = _beside(unit, _plan(chapter, unit, unit.answers, who.today))
    with journal.recording(chapter, batch) as noted:
        done: Applied = unit.family.adapter.apply(chapter, batch, unit.content, unit.answers, who)
    if noted.rows:
        _finish(chapter, batch, done, who)
    else:
        db.session.delete(batch)
        db.session.flush()
    return Brought(
        unit.name,
        unit.family.kind,
        done.added,
        done.known,
        day,
        done.former,
        is_new_day,
        done.changed,
        done.removed,
        missing - done.removed,
        notices,
        refused,
    )


def _beside(unit: Unit, plan: Plan) -> tuple[int, tuple[Line, ...], tuple[Sentence, ...]]:
    """Return what to say of a plan once it is done; refuse it while something must be answered."""
    for question in plan.questions:
        if question.kind in MUST_BE_SAID:
            values = {"name": unit.name, "question": question.prompt, "kind": question.kind}
            raise ImportRefused(Refusal.UNANSWERED, **values)
    refused = tuple(line for line in plan.lines if line.state == LineState.REFUSED)
    missing = [line for line in plan.lines if line.state == LineState.MISSING]
    # A member whom the file names is not missing from it, whatever it calls them.
    named = [line for line in missing if line.what == "member" and line.line is not None]
    kept = sum(not unit.answers.takes(line) for line in named)
    return len(missing) - kept, refused, (*plan.notices, *plan.gaps)


def _start(chapter: Chapter, unit: Unit, run: str, who: Who) -> ImportBatch:
    batch = ImportBatch(
        chapter_id=chapter.id,
        user_id=who.user_id,
        file_name=unit.name[-200:],
        kind=unit.family.kind,
        digest=unit.digest,
        added=0,
        known=0,
        imported_at=who.now,
        run=run,
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def _finish(chapter: Chapter, batch: ImportBatch, done: Applied, who: Who) -> None:
    batch.added, batch.known = done.added, done.known
    batch.changed, batch.removed = done.changed, done.removed
    db.session.flush()
    audit.trace(
        chapter.id,
        "file.import",
        f"import_batches:{batch.id}",
        user_id=who.user_id,
        now=who.now,
        kind=batch.kind,
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        former=done.former,
    )
