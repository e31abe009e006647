"""How a chapter is doing: its size and growth, its visitors, its absences and referrals."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from reports import frames, spans
from reports.periods import Period

# What a chapter is measured by, and in what: people or visits, a share, or a number per week.
FIGURES = {
    "size": "count",
    "joined": "count",
    "left": "count",
    "growth": "count",
    "retention": "share",
    "visitors": "count",
    "visitors_per_week": "rate",
    "conversion": "share",
    "absence_rate": "share",
    "referrals_per_member_week": "rate",
}
TYPES = {
    "figure": "str",
    "unit": "str",
    **dict.fromkeys(("now", "before", "change"), "float64"),
}


@dataclass(frozen=True)
class Vitals:
    """A chapter in a period; shares and rates are exact, and None where nothing divides them.

    `start` are the members of the day before the period, `end` those of its last day, so that
    start + joined - left = end. Who came back in the period joined; who only changed seats did
    not. `growth` is a number of members.
    """

    start: int
    end: int
    joined: int
    left: int
    #: Share of the members at the start who are members at the end.
    retention: Fraction | None
    #: Meetings that count.
    weeks: int
    #: First visits.
    visitors: int
    visitors_per_week: Fraction | None
    #: Who joined, per first visit.
    conversion: Fraction | None
    #: Share of the members' marks that are absences.
    absence_rate: Fraction | None
    #: Referrals members gave, per mark: a member's own week.
    referrals_per_member_week: Fraction | None

    @property
    def growth(self) -> int:
        """How many members more than at the start."""
        return self.end - self.start

    @property
    def figures(self) -> dict[str, int | Fraction | None]:
        """What a table of scores for chapters counts, by name; the size is that of the end."""
        values = {name: getattr(self, name) for name in FIGURES if name != "size"}
        return {"size": self.end, **values}


def of(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    meetings: pd.DataFrame,
    period: Period,
) -> Vitals:
    """Take the vital figures of a chapter in a period."""
    times = spans.stints(members)
    own = [(person, stint) for person, stints in times.items() for stint in stints]
    start = {person for person, s in own if s.first < period.first <= s.until}
    end = {person for person, s in own if s.first < period.until <= s.until}
    weeks = len(frames.within(meetings, period))
    letters = Counter(frames.within(marks, period)["mark"].tolist())
    given, visitors = _sums(frames.within(credits, period))
    joined = sum(period.holds(s.first) for _person, s in own)
    return Vitals(
        start=len(start),
        end=len(end),
        joined=joined,
        left=sum(period.holds(s.until) for _person, s in own),
        retention=_per(len(start & end), len(start)),
        weeks=weeks,
        visitors=visitors,
        visitors_per_week=_per(visitors, weeks),
        conversion=_per(joined, visitors),
        absence_rate=_per(letters["A"], letters.total()),
        referrals_per_member_week=_per(given, letters.total()),
    )


def by_month(
    members: pd.DataFrame,
    marks: pd.DataFrame,
    credits: pd.DataFrame,
    meetings: pd.DataFrame,
    period: Period,
) -> list[tuple[Period, Vitals]]:
    """Give the vital figures of each month of the period."""
    spanned = spans.months(period, frames.days(meetings["held_on"]))
    return [(month, of(members, marks, credits, meetings, month)) for month in spanned]


def compare(before: Vitals, now: Vitals) -> pd.DataFrame:
    """Set two periods side by side: figure, unit, now, before, change; missing where unknown."""
    rows = [_change(name, now.figures[name], before.figures[name]) for name in FIGURES]
    return frames.typed(rows, TYPES)


def _change(
    name: str, now: int | Fraction | None, before: int | Fraction | None
) -> dict[str, str | float]:
    change = None if now is None or before is None else now - before
    values = (float("nan") if value is None else float(value) for value in (now, before, change))
    return dict(zip(TYPES, (name, FIGURES[name], *values), strict=True))


def _sums(credits: pd.DataFrame) -> tuple[int, int]:
    """Give referrals given by members, and the first visits anybody invited to."""
    given = visitors = 0
    names = ("standing", "measure", "quantity")
    for standing, measure, quantity in frames.records(credits, *names):
        if measure == "visitors":
            visitors += quantity
        elif measure == "referrals_given" and standing == "member":
            given += quantity
    return given, visitors


def _per(figure: int, whole: int) -> Fraction | None:
    return Fraction(figure, whole) if whole else None
