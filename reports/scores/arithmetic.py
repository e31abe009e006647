"""A score explained: what each part counted, and the steps to the next colour, in sentences."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor

from reports.scores.paths import Path, Step
from reports.scores.score_words import COUNTED, LIGHTS, MORE, NOT_SCORED, PER, PLAIN
from reports.scores.scoring import PartScore, Score
from reports.scores.tables import Part
from reports.words import N_, Words

Write = Callable[[Decimal], str]
PLACES, HALF = 1000, Fraction(1, 2)


def english(number: Decimal) -> str:
    """Write a number as English does."""
    return f"{number:,f}"


def shown(each: PartScore, _: Words, *, number: Write = english, money: Write = english) -> str:
    """Show how a part came to its points, as in "24 referrals in 20 weeks = 1.2 → 15 of 20"."""
    counted = _counted(each, _, number, money)
    if not each.is_known:
        return _(NOT_SCORED[each.missing], counted=counted)
    per = "attendance" if each.part.counts == "attendance" else each.part.per
    if per in PER and not each.weeks:
        return _("{counted} in no week → 0 of {most}", counted=counted, most=each.most)
    figure = number(rounded(each.figure, each.part))
    return _(
        PER.get(per, PLAIN),
        counted=counted,
        weeks=_weeks(each.weeks, _),
        figure=_percent(figure, _) if per == "attendance" else figure,
        points=each.points,
        most=each.most,
    )


def total(scored: Score, _: Words) -> str:
    """Say the total, as in "65 of 100", or "95 of 95 known" where some part is not scored."""
    if scored.unscored:
        text = N_("{total}, {points} of them for what is not scored here")
        return _(text, total=scored.total, points=scored.unscored)
    is_known = all(each.is_known for each in scored.parts)
    text = N_("{total} of {most}") if is_known else N_("{total} of {most} known")
    return _(text, total=scored.total, most=scored.most)


def steps(path: Path, _: Words) -> str:
    """Say the steps, as in "2 more one-to-ones take you to green."."""
    is_one = len(path.steps) == 1 and path.steps[0].more == 1
    *first, last = (_step(step, _) for step in path.steps)
    listed = _("{first} and {last}", first=", ".join(first), last=last) if first else last
    light = _(LIGHTS[path.light])
    if is_one:
        return _("{steps} takes you to {light}.", steps=listed, light=light)
    return _("{steps} take you to {light}.", steps=listed, light=light)


def way(scored: Score, path: Path | None, _: Words) -> str:
    """Say the steps to the next colour, or why there are none."""
    if path:
        return steps(path, _)
    if not scored.weeks:
        return _("There is no week to score yet.")
    if scored.light == "green":
        return _("This is green.")
    return _("No steps of one’s own lead to the next colour.")


def rounded(number: Fraction, part: Part | None = None) -> Decimal:
    """Round a number to three decimal places, but never so that it seems to reach a bracket."""
    nearest = Decimal(floor(number * PLACES + HALF)) / PLACES
    seems = any(
        bracket.holds(Fraction(nearest)) and not bracket.holds(number)
        for bracket in (part.brackets if part else ())
    )
    return Decimal(floor(number * PLACES)) / PLACES if seems else nearest


def _counted(each: PartScore, _: Words, number: Write, money: Write) -> str:
    counts = each.part.counts
    if each.part.per == "percent" and counts != "attendance":
        return _(COUNTED[counts][1], count=_percent(number(rounded(each.figure, each.part)), _))
    value = rounded(each.count)
    write = money if counts == "closed_business" else number
    return _(COUNTED[counts][value != 1], count=write(value))


def _step(step: Step, _: Words) -> str:
    return _(MORE[step.measure][step.more != 1], count=step.more)


def _percent(figure: str, _: Words) -> str:
    return _("{figure} %", figure=figure)


def _weeks(weeks: int, _: Words) -> str:
    return _("1 week") if weeks == 1 else _("{count} weeks", count=weeks)
