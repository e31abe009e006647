"""Reads: the rules of a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.rulesets.models import RuleSet


def on(chapter: Chapter, day: date) -> RuleSet:
    """Return the rules that hold on a day; before the first set, the first."""
    sets = every(chapter)
    return next((rules for rules in sets if rules.valid_from <= day), sets[-1])


def every(chapter: Chapter) -> Sequence[RuleSet]:
    """Return all rule sets of a chapter, newest first."""
    return db.session.scalars(
        select(RuleSet).where(RuleSet.chapter_id == chapter.id).order_by(RuleSet.valid_from.desc())
    ).all()
