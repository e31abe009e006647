"""Which pairs are new, kept or gone: period against period, and month by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from chapter.chapters.models import Chapter
from chapter.reporting import service
from chapter.web.words import N_
from reports import periods
from reports.periods import Period

CHANGES = {"new": N_("New"), "kept": N_("Kept"), "gone": N_("Gone")}
MONTHS = 12


@dataclass(frozen=True)
class Pair:
    """Two members, and how often before and now."""

    row: int
    row_name: str
    column: int
    column_name: str
    before: int
    now: int


@dataclass(frozen=True)
class Month:
    """A month: how many pairs there were, and how many of them are new, kept and gone."""

    period: Period
    pairs: int
    changes: dict[str, int]


@dataclass(frozen=True)
class Changes:
    """The pairs of a period by what became of them since the one before, and the months."""

    pairs: dict[str, list[Pair]]
    months: list[Month]


def changes(
    chapter: Chapter, period: Period, before: Period | None, kind: str, days: list[date]
) -> Changes:
    """Compare a period's pairs with those of the one before, and twelve months with each other."""
    # pandas is slow to import and needed for few pages.
    from reports import exchange, frames

    last = periods.month(min(period.last, max(days, default=period.last)))
    months = [periods.month(periods.plus_months(last.first, -n)) for n in range(MONTHS, -1, -1)]
    # The first month with a week is compared with the empty one before it.
    months = [month for month in months if days and periods.plus_months(month.until, 1) > days[0]]
    first = min([period.first, *(each.first for each in (before, *months[:1]) if each)])
    rows = service.frames_between(chapter, first, max(period.until, last.until))
    made = exchange.matrix(rows.members, rows.credits, period, kind)
    pairs: dict[str, list[Pair]] = {name: [] for name in CHANGES}
    if before is not None:
        earlier = exchange.matrix(rows.members, rows.credits, before, kind)
        named = frames.records(earlier.roster) + frames.records(made.roster)
        names = {person: f"{a} {b}".strip() for person, a, b, *_rest in named}
        for row, column, then, now, change in frames.records(exchange.compare(earlier, made)):
            pairs[change].append(Pair(row, names[row], column, names[column], then, now))
    matrices = [exchange.matrix(rows.members, rows.credits, month, kind) for month in months]
    found = []
    for month, earlier, later in zip(months[1:], matrices, matrices[1:], strict=False):
        count = Counter(exchange.compare(earlier, later)["change"])
        found.append(Month(month, count["new"] + count["kept"], dict(count)))
    return Changes(pairs, found[::-1])
