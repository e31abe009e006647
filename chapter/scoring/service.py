"""Which tables there are and hold; writes: choosing one, or editing a copy, from a day on."""

from datetime import date, datetime
from typing import Any

from chapter.chapters.models import Chapter
from chapter.rulesets import service as rulesets
from chapter.rulesets.models import RuleSet
from chapter.scoring.rules import Refusal, ScoringRefused
from reports.scores import tables
from reports.scores.tables import Table

# There is one for chapters, so a set of rules keeps a copy of it or nothing.
CHAPTER_PRESET = "chapter-2013"


def table_of(rules: RuleSet) -> Table:
    """Return the table that scores members: the chapter's own copy, or the preset."""
    return _table(rules.scoring_table, rules.scoring)


def chapter_table_of(rules: RuleSet) -> Table:
    """Return the table that scores the chapter itself."""
    return _table(rules.chapter_table, CHAPTER_PRESET)


def presets() -> list[Table]:
    """Return every table one can choose, those for members first."""
    names = (*tables.names("member"), *tables.names("chapter"))
    return [tables.preset(name) for name in names]


def choose(
    chapter: Chapter, valid_from: date, preset: str, *, actor_id: int, now: datetime
) -> RuleSet:
    """Score by a preset from a day on; an own copy ends there."""
    if preset not in tables.names():
        raise ScoringRefused(Refusal.UNKNOWN_PRESET, "preset")
    changes: dict[str, Any] = {"scoring": preset, "scoring_table": None}
    if tables.preset(preset).scope == "chapter":
        changes = {"chapter_table": None}
    return rulesets.amend(chapter, valid_from, changes, actor_id=actor_id, now=now)


def keep_copy(
    chapter: Chapter, valid_from: date, table: Table, *, actor_id: int, now: datetime
) -> RuleSet:
    """Score by a copy of a table from a day on; `Refused` says what is wrong with it."""
    plain = tables.plain(table)
    tables.from_plain(plain)
    changes: dict[str, Any] = {"scoring": table.name, "scoring_table": plain}
    if table.scope == "chapter":
        changes = {"chapter_table": plain}
    return rulesets.amend(chapter, valid_from, changes, actor_id=actor_id, now=now)


def _table(own: dict[str, Any] | None, name: str) -> Table:
    return tables.from_plain(own) if own else tables.preset(name)
