"""What the tests of all adapters share: plan, bring in, take back, and what stands then."""

from datetime import date
from types import ModuleType
from typing import Any

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Answers, Applied, Line, Who
from chapter.imports.states import LineState
from chapter.imports.undoing import journal
from chapter.imports.units import FAMILIES

NOT_ROWS = {"audit_entries", "import_batches", "import_changes"}


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows, but the traces and what tells of imports."""
    db.session.flush()
    return {
        name: sorted(map(tuple, db.session.execute(table.select())), key=str)
        for name, table in db.metadata.tables.items()
        if name not in NOT_ROWS
    }


def who(chapter: Chapter) -> Who:
    """Return the command line on today's date."""
    return Who(None, clock.today(chapter.zone), clock.now())


def batch(chapter: Chapter, kind: str) -> ImportBatch:
    """Return a file to be brought in."""
    made = ImportBatch(
        chapter_id=chapter.id,
        file_name="file.xls",
        kind=kind,
        digest="",
        added=0,
        known=0,
        imported_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def lines(adapter: ModuleType, chapter: Chapter, content: Any, answers: Answers) -> list[Line]:
    """Return what a preview shows."""
    return list(adapter.plan(chapter, content, answers, who(chapter).today).lines)


def shown(adapter: ModuleType, chapter: Chapter, content: Any, answers: Answers) -> list[str]:
    """Return a preview as text: state, name and what is said."""
    found = []
    for line in lines(adapter, chapter, content, answers):
        said = [f"{d.before}→{d.after}" if d.before else d.after for d in line.details]
        why = [str(line.reason)] if line.reason else []
        found.append(" | ".join([line.state, line.name, *said, *why]))
    return found


def bring(
    adapter: ModuleType, chapter: Chapter, content: Any, answers: Answers | None = None
) -> tuple[ImportBatch, Applied]:
    """Bring a file in, noting what it changes."""
    made = batch(chapter, FAMILIES[type(content)].kind)
    with journal.recording(chapter, made):
        applied = adapter.apply(chapter, made, content, answers or Answers(), who(chapter))
    return made, applied


def take_back(chapter: Chapter, made: ImportBatch) -> None:
    """Undo a file."""
    journal.undo(chapter, [made], who(chapter))


def all_of(adapter: ModuleType, chapter: Chapter, content: Any) -> Answers:
    """Return the answers of an officer who takes every line."""
    found = lines(adapter, chapter, content, Answers())
    asks = {LineState.CHANGED, LineState.MISSING}
    return Answers(taken=frozenset(line.key for line in found if line.state in asks))


def day(text: str) -> date:
    """Return a day written as ISO has it."""
    return date.fromisoformat(text)
