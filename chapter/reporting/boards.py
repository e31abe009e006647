"""The leaderboard as its page shows it, without pandas."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people.models import Person
from chapter.reporting import queries, row_queries
from chapter.slips.rules import Measure
from reports import periods, ranking
from reports.periods import Period
from reports.ranking import Change, Place

# By which a best is told: of other periods there is only ever one.
OF_DAY = {
    "meeting": periods.meeting,
    "month": periods.month,
    "quarter": periods.quarter,
    "year": periods.year,
}


@dataclass(frozen=True)
class Line:
    """One member: the figure, what changed since the period before, and the place.

    Place and share of the highest figure are empty where no places are shown.
    """

    person: int
    name: str
    trade: str
    figure: int
    place: int | None
    share: float | None
    change: Change
    is_newcomer: bool
    #: Where they stand by name.
    order: tuple[str, str, int]


@dataclass(frozen=True)
class Best:
    """Somebody's highest figure, and the period they first reached it in."""

    figure: int
    period: Period


@dataclass(frozen=True)
class Board:
    """All lines, and who rose most since the period before, unless no places are shown."""

    lines: list[Line]
    improved: list[Line]
    is_ranked: bool


def board(
    chapter: Chapter, measure: Measure, period: Period, before: Period | None, *, is_ranked: bool
) -> Board:
    """Rank a chapter's members by a measure, or list them by name, without places."""
    found = lines(chapter, measure, period, before)
    if not is_ranked:
        plain = [replace(line, place=None, share=None, change=Change()) for line in found]
        return Board(sorted(plain, key=lambda line: line.order), [], is_ranked)
    return Board(found, _most_improved(found), is_ranked)


def lines(chapter: Chapter, measure: Measure, period: Period, before: Period | None) -> list[Line]:
    """Rank a chapter's members by a measure; equal figures share a place."""
    memberships = queries.roster(chapter, period.first, period.until)
    new = ranking.newcomers(((row.person, row.joined_on) for row in memberships), period)
    people = _people(memberships, period)
    ranked = _places(chapter, measure, period, people)
    earlier = _ranked(chapter, measure, before) if before else []
    changes = ranking.compare(ranked, earlier, new)
    return [
        Line(
            person=place.person,
            name=f"{people[place.person].first_name} {people[place.person].last_name}".strip(),
            trade=people[place.person].trade,
            figure=place.figure,
            place=place.place,
            share=place.share,
            change=changes[place.person],
            is_newcomer=place.person in new,
            order=_order(people[place.person]),
        )
        for place in ranked
    ]


def best(chapter: Chapter, person: Person, measure: Measure, kind: str) -> Best | None:
    """Return a member's own best week, month, quarter or year so far; of other kinds, the month."""
    of_day = OF_DAY.get(kind, periods.month)
    sums: Counter[Period] = Counter()
    for row in row_queries.behind(chapter, person, measure, date.min, date.max):
        sums[of_day(row.held_on)] += int(row.figure)
    figure = max(sums.values(), default=0)
    if not figure:
        return None
    reached = (period for period in sums if sums[period] == figure)
    return Best(figure, min(reached, key=lambda period: period.first))


def _most_improved(found: Sequence[Line]) -> list[Line]:
    rose = max((line.change.figure or 0 for line in found), default=0)
    return [line for line in found if rose and line.change.figure == rose]


def _ranked(chapter: Chapter, measure: Measure, period: Period) -> list[Place]:
    memberships = queries.roster(chapter, period.first, period.until)
    return _places(chapter, measure, period, _people(memberships, period))


def _places(
    chapter: Chapter, measure: Measure, period: Period, people: dict[int, Any]
) -> list[Place]:
    """Return who stands where in a period; the same as `reports.leaderboard` says."""
    figures = queries.totals(chapter, measure, period.first, period.until)
    order = {person: _order(row) for person, row in people.items()}
    return ranking.places({person: figures.get(person, 0) for person in people}, order)


def _people(memberships: Sequence[Any], period: Period) -> dict[int, Any]:
    """Return everybody once, under the latest membership that touches the period."""
    people: dict[int, Any] = {}
    for row in sorted(memberships, key=lambda row: row.joined_on or date.min):
        touches = (row.joined_on or date.min) < period.until and (
            row.left_on is None or row.left_on > period.first
        )
        if touches or row.person not in people:
            people[row.person] = row
    return people


def _order(row: Any) -> tuple[str, str, int]:
    return ranking.name_key(row.last_name, row.first_name, row.person)
