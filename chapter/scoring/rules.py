"""What a chapter sets up for scores, goals and awards; standard library only."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from chapter.slips.rules import Measure
from chapter.web.words import N_, Refused

# A goal for the number of members is no figure per week.
MEMBERS = "members"
GOALS = (MEMBERS, *Measure)
# What awards measure beside the measures: the weeks somebody was present.
ATTENDANCE = "attendance"
AWARD_RULES = {"most": N_("The most"), "at_least": N_("At least")}
AWARD_SENTENCES = {
    "most": N_("Whoever has the most, from %(figure)s on: %(measure)s."),
    "at_least": N_("Everybody with at least %(figure)s: %(measure)s."),
}
MOST_AWARDS, LONGEST_NAME = 12, 60

# How much one more takes, where the table a chapter copies does not say; none is no step.
EFFORTS = {
    "referrals_given": 3,
    "one_to_ones": 2,
    "visitors": 4,
    "education": 1,
    "testimonials": 1,
    "sponsored": 12,
}

STATUS_LABELS = {
    "published": N_("as published"),
    "reconstructed": N_("reconstructed"),
    "approximate": N_("approximate"),
    "inferred": N_("inferred"),
}
# Parts that count a measure are called as the measure is.
PART_LABELS = {
    "training": N_("Training"),
    "absences": N_("Absences"),
    "lates": N_("Coming late"),
    "attendance": N_("Attendance"),
    "size": N_("Members"),
    "growth": N_("Members gained"),
    "retention": N_("Members who stayed"),
    "conversion": N_("Visitors who joined"),
    "absence_rate": N_("Absences"),
    "referrals_per_member_week": N_("Referrals per member and week"),
    "visitors_per_week": N_("Visitors per week"),
}
# What a table counts over a time, and what of a chapter is called otherwise than its part.
TIMED = {*Measure, "A", "L"}
CHAPTER_COUNTS = {"referrals_per_member_week", "visitors_per_week"}
PER_LABELS = {
    "total": N_("%(part)s in the whole period"),
    "week": N_("%(part)s per week"),
    "month": N_("%(part)s per month"),
}


class Refusal(Enum):
    """Why a setting of scores is refused."""

    UNKNOWN_PRESET = N_("Choose one of the tables.")


class ScoringRefused(Refused[Refusal]):
    """A setting of scores was refused."""


def is_money(measure: str) -> bool:
    """Tell whether a measure counts money, which is kept in minor units."""
    return measure == Measure.CLOSED_BUSINESS


def plain_figure(figure: Decimal | int) -> int | float:
    """Return a figure as JSON keeps it: whole where it is whole."""
    return int(figure) if figure == int(figure) else float(figure)


def goals_kept(typed: Mapping[str, Any]) -> dict[str, int | float]:
    """Return the goals somebody wrote, by measure; what was left empty is no goal."""
    return {name: plain_figure(typed[name]) for name in GOALS if typed.get(name) is not None}
