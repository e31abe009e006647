"""A score by a table: points per part, total and light, for one plain mapping of figures.

Weeks are the member's own marks. Figures are compared as exact fractions, never rounded. Without
a week, what is counted per week or in percent gets no points, and the light is grey: there is
nothing yet to judge. What a table does not know is left out of the total and of the most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import ceil, floor

from reports.scores.refused import Refused
from reports.scores.tables import LOWEST, Bracket, Part, Table
from reports.words import N_

Number = int | float | Fraction
Figures = Mapping[str, Number | None]

MARKS = ("P", "A", "L", "M", "S")
# A month is a twelfth of a year of 52 weeks, so 26 weeks are six.
WEEKS_PER_MONTH = Fraction(52, 12)
# Why a part is not scored.
UNKNOWN, OTHER_CURRENCY, NOTHING = "unknown", "currency", "nothing"


@dataclass(frozen=True)
class PartScore:
    """What one part came to: `count` was counted and, per `weeks`, gives the `figure` compared.

    Money is in major units. `missing` says why the part is not scored, and is empty where it is.
    """

    part: Part
    count: Fraction
    weeks: int
    figure: Fraction
    points: int
    missing: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the part is scored."""
        return not self.missing

    @property
    def name(self) -> str:
        """The part's name."""
        return self.part.name

    @property
    def most(self) -> int:
        """The most points the part gives."""
        return self.part.most


@dataclass(frozen=True)
class Score:
    """A score: its parts, their total, the most of the parts that are scored, and the light.

    `unscored` is what a total from elsewhere adds for the parts that are not.
    """

    parts: tuple[PartScore, ...]
    total: int
    most: int
    light: str
    weeks: int
    unscored: int = 0


def score(table: Table, figures: Figures, *, currency: str, minor_digits: int) -> Score:
    """Score one member's figures or, with a table of that scope, a chapter's `Vitals.figures`.

    Absent figures count 0; closed business is in minor units of the currency. A figure of None
    cannot be told, as a share of nothing: its part is not scored.
    """
    weeks = _weeks(figures)
    parts = tuple(
        _part_score(part, table, figures, weeks, currency, minor_digits) for part in table.parts
    )
    total = sum(each.points for each in parts)
    most = sum(each.most for each in parts if each.is_known)
    is_judged = weeks > 0 or table.scope == "chapter"
    return Score(parts, total, most, table.light(total) if is_judged else LOWEST, weeks)


def agreed(table: Table, scored: Score, given_total: int) -> Score:
    """Give the score with a total known from elsewhere: what it adds is of the parts not scored.

    Raise Refused where the parts cannot add up to it.
    """
    added = given_total - scored.total
    open_parts = [each for each in scored.parts if not each.is_known]
    reachable = {sum(one) for one in product(*(_possible(each) for each in open_parts))}
    if added not in reachable:
        text = N_("The parts add up to {total}, not to the {given} given.")
        if open_parts:
            most = scored.total + max(reachable)
            text = N_("The parts add up to {total}, at most {most}, not to the {given} given.")
            raise Refused(text, total=scored.total, most=most, given=given_total)
        raise Refused(text, total=scored.total, given=given_total)
    light = table.light(given_total) if scored.weeks else scored.light
    return replace(scored, total=given_total, light=light, unscored=added)


def needed(part: Part, bracket: Bracket, weeks: int) -> int:
    """Give the least count that reaches a bracket."""
    bound = Fraction(bracket.at) * _divisor(part.per, weeks)
    return floor(bound) + 1 if bracket.above else ceil(bound)


def figure(part: Part, count: Fraction | int, weeks: int) -> Fraction:
    """Give what is compared with the brackets: the count itself, per week or month, or in percent.

    Without a week it is 0.
    """
    if part.per == "percent":
        whole = weeks if part.counts == "attendance" else 1
        return 100 * Fraction(count) / whole if whole else Fraction(0)
    divisor = _divisor(part.per, weeks)
    return count / divisor if divisor else Fraction(0)


def _weeks(figures: Figures) -> int:
    return sum(int(figures.get(mark) or 0) for mark in MARKS)


def _part_score(
    part: Part, table: Table, figures: Figures, weeks: int, currency: str, minor_digits: int
) -> PartScore:
    value = figures.get(part.counts, 0)
    missing = _missing(part, table, value, currency)
    count = _exact(value)
    if part.counts == "closed_business":
        count /= 10**minor_digits
    elif part.counts == "attendance":
        count = weeks - _exact(figures.get("A"))
    compared = figure(part, count, weeks)
    is_empty = not weeks and (part.per in ("week", "month") or part.counts == "attendance")
    points = 0 if missing or is_empty else part.points(compared)
    return PartScore(part, count, weeks, compared, points, missing)


def _missing(part: Part, table: Table, value: Number | None, currency: str) -> str:
    if not part.is_known:
        return UNKNOWN
    if part.counts == "closed_business" and currency != table.currency:
        return OTHER_CURRENCY
    return NOTHING if value is None else ""


def _divisor(per: str, weeks: int) -> Fraction:
    return {"week": Fraction(weeks), "month": weeks / WEEKS_PER_MONTH}.get(per, Fraction(1))


def _exact(value: Number | None) -> Fraction:
    # As written: 0.71 is meant as 71 hundredths, not as the binary fraction just below.
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value or 0)


def _possible(each: PartScore) -> set[int]:
    if not each.part.is_known:
        return set(range(each.most + 1))
    return {0} | {bracket.points for bracket in each.part.brackets}
