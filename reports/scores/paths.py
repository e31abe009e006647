"""The shortest way to the next colour: the cheapest steps by the efforts of the table.

Weeks stay as they are. A step is more of something a member can still do; absences and lates
cannot be undone, closed business depends on others, and what a table does not know is not advised.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.scores import scoring
from reports.scores.scoring import Figures, Score
from reports.scores.tables import LIGHTS, Part, Table

STEPS = (
    *("referrals_given", "one_to_ones", "visitors"),
    *("education", "testimonials", "sponsored"),
)


@dataclass(frozen=True)
class Step:
    """So many more of a measure, the points they add and the effort they take."""

    measure: str
    more: int
    points: int
    effort: int


@dataclass(frozen=True)
class Path:
    """The steps, smallest effort first, with the total and the light they lead to."""

    steps: tuple[Step, ...]
    total: int
    light: str


# What is least: the effort, then the kinds of steps, then their number; then what stands first in
# the table is done more of.
Cost = tuple[int, int, int, tuple[int, ...]]
Plan = tuple[Cost, tuple[Step, ...]]
NO_STEPS: Plan = ((0, 0, 0, ()), ())


def next_colour(
    table: Table,
    figures: Figures,
    *,
    currency: str,
    minor_digits: int,
    given_total: int | None = None,
) -> Path | None:
    """Find the cheapest steps to the next colour; None where it is green or none lead there.

    A total known from elsewhere tells what the parts that are not scored add; raise
    `scoring.Refused` where the parts do not add up to it. Without a week there is no way yet.
    """
    scored = scoring.score(table, figures, currency=currency, minor_digits=minor_digits)
    if given_total is not None:
        scored = scoring.agreed(table, scored, given_total)
    above = [table.lights[light] for light in LIGHTS if table.lights[light] > scored.total]
    if not above or not scored.weeks:
        return None
    plan = _cheapest(_choices(scored), min(above) - scored.total)
    if plan is None:
        return None
    steps = tuple(sorted(plan, key=lambda step: step.effort))
    total = scored.total + sum(step.points for step in steps)
    return Path(steps, total, table.light(total))


def _choices(scored: Score) -> list[list[Step]]:
    """Give, for each measure in the table's order, the steps that are each worth more points."""
    counted: dict[str, list[scoring.PartScore]] = {}
    for each in scored.parts:
        if each.is_known and each.part.effort and each.part.counts in STEPS:
            counted.setdefault(each.part.counts, []).append(each)
    return [_steps(measure, parts) for measure, parts in counted.items()]


def _steps(measure: str, parts: list[scoring.PartScore]) -> list[Step]:
    have, before = parts[0].count, sum(each.points for each in parts)
    bounds = {
        scoring.needed(each.part, bracket, each.weeks) - have
        for each in parts
        for bracket in each.part.brackets
    }
    found: list[Step] = []
    for more in sorted(int(bound) for bound in bounds if bound > 0):
        points = sum(_points(each.part, int(have) + more, each.weeks) for each in parts) - before
        if points > (found[-1].points if found else 0):
            found.append(Step(measure, more, points, more * (parts[0].part.effort or 0)))
    return found


def _points(part: Part, count: int, weeks: int) -> int:
    return part.points(scoring.figure(part, count, weeks))


def _cheapest(choices: list[list[Step]], need: int) -> tuple[Step, ...] | None:
    """Keep, for every number of points, the cheapest plan that adds at least so many."""
    best: Mapping[int, Plan] = {0: NO_STEPS}
    for steps in choices:
        found: dict[int, Plan] = {}
        for points, plan in best.items():
            for step in (None, *steps):
                reach = min(need, points + step.points) if step else points
                longer = _with(plan, step)
                found[reach] = min(found.get(reach, longer), longer, key=lambda one: one[0])
        best = found
    return best[need][1] if need in best else None


def _with(plan: Plan, step: Step | None) -> Plan:
    (effort, kinds, number, order), steps = plan
    if step is None:
        return (effort, kinds, number, (*order, 0)), steps
    cost = (effort + step.effort, kinds + 1, number + step.more, (*order, -step.more))
    return cost, (*steps, step)
