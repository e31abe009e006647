"""A chapter's rules of a day, as the reports take them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chapter.rulesets.models import RuleSet
from chapter.rulesets.rules import window_of
from reports.scores import tables
from reports.scores.tables import Table

if TYPE_CHECKING:  # They need pandas, which most pages do without.
    from reports.policy import Rules
    from reports.recognition import Award

CHAPTER_PRESET = "chapter-2013"


def member_table(rules: RuleSet) -> Table:
    """Return the table that scores members: the chapter's own copy, or the preset."""
    return _table(rules.scoring_table, rules.scoring)


def chapter_table(rules: RuleSet) -> Table:
    """Return the table that scores the chapter itself."""
    return _table(rules.chapter_table, CHAPTER_PRESET)


def window_first(rules: RuleSet, day: date) -> date:
    """Return the day from which on absences are counted on a day."""
    return window_of(day, rules.window, rules.window_months, rules.window_starts_month)


def limits(rules: RuleSet, day: date) -> "Rules":
    """Return what the chapter allows on a day."""
    # pandas is slow to import and needed for few pages.
    from reports.policy import Rules

    first = window_first(rules, day)
    return Rules(rules.absence_limit, first, rules.weights, rules.substitutes_limit)


def awards(rules: RuleSet) -> "tuple[Award, ...]":
    """Return the chapter's own awards."""
    # pandas is slow to import and needed for few pages.
    from reports.recognition import Award

    return tuple(Award(**award) for award in rules.awards)


def _table(own: Mapping[str, Any] | None, name: str) -> Table:
    return tables.from_plain(own) if own else tables.preset(name)
