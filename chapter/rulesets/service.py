"""Writes: adding rules from a day on, and changing some of them from a day on."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets import queries
from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import (
    ABSENCES,
    DEFAULT_PRESET,
    PRESETS,
    SCORES,
    SLIPS,
    Refusal,
    RuleSetRefused,
    refusal_to_adopt,
)


def start(chapter: Chapter, valid_from: date, preset: str = DEFAULT_PRESET) -> RuleSet:
    """Give a new chapter its first rules."""
    return _add(chapter, valid_from, preset, asdict(PRESETS[preset]))


def adopt(
    chapter: Chapter,
    *,
    valid_from: date,
    preset: str,
    actor_id: int,
    now: datetime,
    **changes: Any,
) -> RuleSet:
    """Add rules that hold from a day on; older periods keep theirs.

    A preset says nothing of scores, goals and awards: these stay as they are on that day.
    """
    if preset not in PRESETS:
        raise RuleSetRefused(Refusal.UNKNOWN_PRESET, "preset")
    present = queries.on(chapter, valid_from)
    before = _parts(present)
    kept = {name: before[name] for name in SCORES}
    settings = {**asdict(PRESETS[preset]), **kept, **changes}
    _check(settings)
    if present.valid_from == valid_from:
        raise RuleSetRefused(Refusal.DAY_TAKEN, "valid_from")
    rules = _add(chapter, valid_from, preset, settings)
    _trace("rules.adopt", rules, _differences(before, settings), actor_id, now)
    return rules


def amend(
    chapter: Chapter, valid_from: date, changes: Mapping[str, Any], *, actor_id: int, now: datetime
) -> RuleSet:
    """Change some rules from a day on: in the set that begins then, or in a copy of what holds."""
    rules = queries.on(chapter, valid_from)
    before = _parts(rules)
    _check({**before, **changes})
    differences = _differences(before, changes)
    if not differences:
        return rules
    if rules.valid_from == valid_from:
        for name in differences:
            setattr(rules, name, changes[name])
        db.session.flush()
    else:
        rules = _add(chapter, valid_from, rules.preset, {**before, **changes})
    _trace("rules.amend", rules, differences, actor_id, now)
    return rules


def _add(chapter: Chapter, valid_from: date, preset: str, settings: dict[str, Any]) -> RuleSet:
    kept = {name: settings[name] for name in (*ABSENCES, *SLIPS, *SCORES) if name in settings}
    rules = RuleSet(chapter_id=chapter.id, valid_from=valid_from, preset=preset, **kept)
    db.session.add(rules)
    db.session.flush()
    return rules


def _check(settings: Mapping[str, Any]) -> None:
    if refusal := refusal_to_adopt(settings["window"], settings["window_months"]):
        raise RuleSetRefused(refusal, "window_months")


def _parts(rules: RuleSet) -> dict[str, Any]:
    # Copies: what stands in a JSON column is only ever replaced.
    return {name: deepcopy(getattr(rules, name)) for name in (*ABSENCES, *SLIPS, *SCORES)}


def _differences(before: dict[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [value, after[name]]
        for name, value in before.items()
        if name in after and after[name] != value
    }


def _trace(
    action: str,
    rules: RuleSet,
    changes: dict[str, list[Any]],
    actor_id: int,
    now: datetime,
) -> None:
    audit.trace(
        rules.chapter_id,
        action,
        f"rule_sets:{rules.id}",
        user_id=actor_id,
        now=now,
        valid_from=str(rules.valid_from),
        preset=rules.preset,
        changes=changes,
    )
