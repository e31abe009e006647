"""Writes: adding rules from a day on."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries
from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import (
    DEFAULT_PRESET,
    PRESETS,
    Refusal,
    RuleSetRefused,
    refusal_to_adopt,
)


def start(chapter: Chapter, valid_from: date, preset: str = DEFAULT_PRESET) -> RuleSet:
    """Give a new chapter its first rules."""
    return _add(chapter, valid_from, preset, {})


def adopt(
    chapter: Chapter,
    *,
    valid_from: date,
    preset: str,
    actor_id: int,
    now: datetime,
    **changes: Any,
) -> RuleSet:
    """Add rules that hold from a day on; older periods keep theirs."""
    if preset not in PRESETS:
        raise RuleSetRefused(Refusal.UNKNOWN_PRESET, "preset")
    window = changes.get("window", PRESETS[preset].window)
    if refusal := refusal_to_adopt(
        window, changes.get("window_months", PRESETS[preset].window_months)
    ):
        raise RuleSetRefused(refusal, "window_months")
    if any(rules.valid_from == valid_from for rules in queries.every(chapter)):
        raise RuleSetRefused(Refusal.DAY_TAKEN, "valid_from")
    rules = _add(chapter, valid_from, preset, changes)
    audit.trace(
        chapter.id,
        "rules.adopt",
        f"rule_sets:{rules.id}",
        user_id=actor_id,
        now=now,
        valid_from=str(valid_from),
        preset=preset,
    )
    return rules


def _add(chapter: Chapter, valid_from: date, preset: str, changes: dict[str, Any]) -> RuleSet:
    settings = {**asdict(PRESETS[preset]), **changes}
    settings.pop("name")
    rules = RuleSet(chapter_id=chapter.id, valid_from=valid_from, preset=preset, **settings)
    db.session.add(rules)
    db.session.flush()
    return rules
