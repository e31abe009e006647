"""The chapter as its page shows it: light, goals, and this period beside the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from chapter.chapters.models import Chapter
from chapter.reporting import catalogue, rulebook, service
from chapter.reporting.service import Choice
from chapter.reporting.vital_words import compared, in_words, vital_compared
from chapter.rulesets import queries as rulesets
from chapter.slips.rules import Measure
from chapter.web.i18n import decimal, gettext, minor_digits, month_name
from chapter.web.words import N_
from reports import periods
from reports.periods import Period
from reports.scores import arithmetic, scoring
from reports.scores.score_words import LIGHTS, PARTS
from reports.scores.scoring import PartScore, Score
from reports.scores.tables import Table
from reports.words import Words

if TYPE_CHECKING:  # They need pandas, which most pages do without.
    from reports.folder import Rows
    from reports.vitals import Vitals

NAMES = {
    "size": N_("Members on the last day"),
    "joined": N_("Joined"),
    "left": N_("Left"),
    "growth": N_("Growth"),
    "retention": N_("Members who stayed"),
    "visitors": N_("First visits"),
    "visitors_per_week": N_("Visitors per week"),
    "conversion": N_("Visitors who became members"),
    "absence_rate": N_("Absences among all marks"),
    "referrals_per_member_week": N_("Referrals per member and week"),
}
MEMBERS = "members"
MONTHS = 6


@dataclass(frozen=True)
class Sign:
    """One figure of the chapter: now, in the period before, and what changed.

    A measure is named where the figure has rows of its own to open.
    """

    name: str
    now: str
    before: str
    change: str
    measure: Measure | None = None


@dataclass(frozen=True)
class Goal:
    """What the chapter wanted, what it reached, and which share of it that is."""

    name: str
    target: str
    actual: str
    share: float


@dataclass(frozen=True)
class Part:
    """One part of the chapter's score, explained."""

    #: To be translated.
    name: str
    points: int
    most: int
    sentence: str


@dataclass(frozen=True)
class Standing:
    """Everything the chapter's page shows."""

    table: Table
    score: Score
    #: The colour, to be translated, and the six months it is of.
    light: str
    window: Period
    total: str
    parts: list[Part]
    signs: list[Sign]
    goals: list[Goal]
    months: list[str]
    by_month: list[tuple[str, list[str]]]


def standing(chapter: Chapter, chosen: Choice, today: date) -> Standing:
    """Return how the chapter does in a period."""
    # pandas is slow to import and needed for few pages.
    from reports import vitals

    period, before = chosen.period, chosen.before
    months, day = _months(chosen), min(period.last, today)
    # A light is of six months, whatever period one looks at.
    window = periods.six_months(day)
    first = min([period.first, *(each.first for each in (before, window, *months) if each)])
    rows = service.frames_between(chapter, first, max(period.until, *_ends(months)))
    rules = rulesets.on(chapter, day)
    frames = rows.members, rows.marks, rows.credits, rows.meetings
    now = vitals.of(*frames, period)
    then = vitals.of(*frames, before) if before else None
    table, _ = rulebook.chapter_table(rules), Words(catalogue.ReaderWords(chapter))
    digits = minor_digits(chapter.currency)
    figures = vitals.of(*frames, window).figures
    score = scoring.score(table, figures, currency=chapter.currency, minor_digits=digits)
    columns = [vitals.of(*frames, month).figures for month in months]
    return Standing(
        table,
        score,
        LIGHTS[score.light],
        window,
        arithmetic.total(score, _),
        [_part(each, _) for each in score.parts],
        _signs(chapter, rows, chosen, now, then),
        _goals(chapter, rows, chosen, rules.goals),
        [month_name(month.first) for month in months],
        [
            (gettext(name), [vital_compared(key, column[key], None)[0] for column in columns])
            for key, name in NAMES.items()
        ],
    )


def _part(each: PartScore, _: Words) -> Part:
    return Part(
        PARTS.get(each.name, each.name),
        each.points,
        each.most,
        arithmetic.shown(each, _, number=decimal),
    )


def _months(chosen: Choice) -> list[Period]:
    """Return the last six months up to the period's end that hold a week that counts."""
    last = max((day for day in chosen.days if day < chosen.period.until), default=None)
    if last is None:
        return []
    found = [periods.month(periods.plus_months(last.replace(day=1), -n)) for n in range(MONTHS)]
    return [month for month in reversed(found) if month.until > chosen.days[0]]


def _ends(months: list[Period]) -> list[date]:
    return [month.until for month in months] or [date.min]


def _signs(
    chapter: Chapter, rows: "Rows", chosen: Choice, now: "Vitals", then: "Vitals | None"
) -> list[Sign]:
    # pandas is slow to import and needed for few pages.
    from reports import frames, leaderboard

    earlier = then.figures if then else {}
    found = [
        Sign(gettext(name), *vital_compared(key, now.figures[key], earlier.get(key)))
        for key, name in NAMES.items()
    ]
    sums = leaderboard.tally(frames.within(rows.credits, chosen.period), "measure")
    before = (
        leaderboard.tally(frames.within(rows.credits, chosen.before), "measure")
        if chosen.before
        else {}
    )
    for measure in Measure:
        figure = sum(sums[measure].values())
        former = sum(before[measure].values()) if before else None
        said = compared(figure, former, partial(in_words, chapter, measure))
        found.append(Sign(catalogue.measure_name(chapter, measure), *said, measure))
    return found


def _goals(chapter: Chapter, rows: "Rows", chosen: Choice, wanted: Mapping[str, Any]) -> list[Goal]:
    # pandas is slow to import and needed for few pages.
    from reports import frames, goals

    made = goals.table(rows.members, rows.credits, chosen.period, wanted, len(chosen.weeks))
    return [
        Goal(
            _goal_name(chapter, name),
            in_words(chapter, name, Decimal(str(target))),
            in_words(chapter, name, actual),
            share,
        )
        for name, target, actual, share in frames.records(made)
    ]


def _goal_name(chapter: Chapter, name: str) -> str:
    return gettext("Members") if name == MEMBERS else catalogue.measure_name(chapter, Measure(name))
