"""The bridge: rows from the database -> `reports` -> a page, a workbook or files.

pandas is imported where a report is made, not before: it takes a third of a second and 66 MB.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.people.models import Person
from chapter.reporting import catalogue, queries
from chapter.slips.rules import Measure
from chapter.web.i18n import gettext, minor_digits
from reports import periods, ranking
from reports.periods import Period

if TYPE_CHECKING:
    from reports.folder import Rows


_OF_DAY = {"month": periods.month, "quarter": periods.quarter, "year": periods.year}


@dataclass(frozen=True)
class Line:
    """One member on the leaderboard; `change` is places gained since the period before."""

    place: int
    person: int
    name: str
    trade: str
    figure: int
    share: float
    change: int | None


@dataclass(frozen=True)
class RowBehind:
    """One row behind a figure, with whom and inside or outside where that belongs to it."""

    held_on: date
    figure: int
    tier: str = ""
    counterpart: str | None = None


@dataclass(frozen=True)
class Table:
    """A report as a page shows it: headings, a row per member, and rows beneath the line."""

    headings: list[Any]
    members: list[tuple[Any, ...]]
    others: list[tuple[Any, ...]]
    meanings: Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """A period somebody looks at, its weeks, and the addresses of others near it."""

    period: Period
    weeks: list[date]
    before: Period | None
    previous: str | None
    following: str | None
    others: dict[str, str]


def choose(chapter: Chapter, text: str | None, today: date) -> Choice:
    """Return the period of an address, or the month of the last week closed.

    Raise ValueError for what is no period, and for a week that is not closed.
    """
    days = list(meetings.days_counted(chapter))
    period = periods.parse(text, today) if text else periods.month(days[-1] if days else today)
    weeks = [day for day in days if period.holds(day)]
    if period.kind == "meeting" and not weeks:
        raise ValueError(periods.SENTENCE)
    earlier = [day for day in days if day < period.first]
    later = [day for day in days if day >= period.until]
    before = _before(period, earlier)
    if period.kind == "six_months":
        previous = following = None
    elif period.kind == "meeting":
        previous = before.text if before else None
        following = str(later[0]) if later else None
    else:
        previous = before.text if before else None
        is_ahead = period.until > max([today, *days[-1:]])
        following = None if is_ahead else _OF_DAY[period.kind](period.until).text
    near = weeks[-1] if weeks else min(period.last, today)
    return Choice(period, weeks, before, previous, following, _others(near, earlier, weeks, later))


def months(days: Iterable[date]) -> list[tuple[Period, int]]:
    """Return the months of some weeks, newest first, with how many weeks each has."""
    found = Counter(periods.month(day) for day in days)
    return sorted(found.items(), key=lambda item: item[0].first, reverse=True)


def leaderboard(
    chapter: Chapter, measure: Measure, period: Period, before: Period | None
) -> list[Line]:
    """Rank a chapter's members by a measure; equal figures share a place."""
    people, ranked = _ranked(chapter, measure, period)
    former = {}
    if before is not None:
        former = {place.person: place.place for place in _ranked(chapter, measure, before)[1]}
    return [
        Line(
            **vars(place),
            name=f"{people[place.person].first_name} {people[place.person].last_name}".strip(),
            trade=people[place.person].trade,
            change=former[place.person] - place.place if place.person in former else None,
        )
        for place in ranked
    ]


def rows_behind(
    chapter: Chapter, person: Person, measure: Measure, period: Period
) -> list[RowBehind]:
    """Return what one figure is made of; closed business as the sums of its weeks."""
    found = queries.behind(chapter, person, measure, period.first, period.until)
    if measure == Measure.CLOSED_BUSINESS:
        return [RowBehind(row.held_on, int(row.figure)) for row in found]
    slip_ids = [row.slip_id for row in found]
    names = queries.counterparts(chapter, slip_ids, measure, person.id)
    outside = gettext("somebody outside the chapter") if measure in queries.OTHER_SIDE else None
    return [
        RowBehind(row.held_on, row.figure, row.tier, names.get(row.slip_id, outside))
        for row in found
    ]


def palms(chapter: Chapter, period: Period) -> Table:
    """Return the PALMS summary, amounts in minor units."""
    # pandas is slow to import and needed for no other page.
    from reports import frames, notes
    from reports import palms as summary

    rows, digits = _frames(chapter, period), minor_digits(chapter.currency)
    frame = summary.summary(rows.members, rows.marks, rows.credits, period, minor_digits=digits)
    lines = [tuple(_minor(cell, digits) for cell in row) for row in frames.records(frame)]
    count = len(lines) - len(summary.GROUPS) - 1
    return Table(list(frame.columns), lines[:count], lines[count:], notes.MARKS | notes.CODES)


def attendance(chapter: Chapter, period: Period) -> Table:
    """Return the attendance grid: person, names, trade, a letter per date, weeks."""
    # pandas is slow to import and needed for no other page.
    from reports import attendance as grids
    from reports import frames, notes

    rows = _frames(chapter, period)
    frame = grids.grid(rows.members, rows.meetings, rows.marks, period)
    return Table(list(frame.columns), frames.records(frame), [], notes.MARKS)


def month_workbook(chapter: Chapter, period: Period, *, today: date) -> bytes:
    """Return the workbook of a month; a month without a closed week gives one that says so."""
    # pandas and openpyxl are slow to import and needed for no page.
    from reports import sheets, workbook

    data = sheets.MonthData(
        chapter_name=chapter.name,
        currency=chapter.currency,
        minor_digits=minor_digits(chapter.currency),
        period=period,
        made_on=today,
        **_frames(chapter, period)._asdict(),
    )
    return workbook.to_bytes(sheets.month(data, catalogue.ReaderWords(chapter)), today)


def write_rows(chapter: Chapter, period: Period, folder: Path) -> None:
    """Write the rows of a period as the CSV files `python -m reports` reads."""
    # pandas is slow to import and needed for no page.
    from reports.folder import written

    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in _frames(chapter, period)._asdict().items():
        (folder / f"{name}.csv").write_text(written(frame), encoding="utf-8", newline="")


def _before(period: Period, earlier: list[date]) -> Period | None:
    """Return the period before, if a week was closed before this one."""
    if not earlier:
        return None
    return periods.meeting(earlier[-1]) if period.kind == "meeting" else periods.before(period)


def _others(
    near: date, earlier: list[date], weeks: list[date], later: list[date]
) -> dict[str, str]:
    """Return the address of each kind of period around a day."""
    week = (weeks or earlier or later)[-1:]
    longer = {kind: of_day(near).text for kind, of_day in _OF_DAY.items()}
    return {**({"meeting": str(week[0])} if week else {}), **longer, "six_months": "6m"}


def _ranked(
    chapter: Chapter, measure: Measure, period: Period
) -> tuple[dict[int, Any], list[ranking.Place]]:
    """Return who is ranked in a period, and where; the same as `reports.leaderboard` does."""
    people: dict[int, Any] = {}
    memberships = queries.roster(chapter, period.first, period.until)
    for row in sorted(memberships, key=lambda row: row.joined_on or date.min):
        touches = (row.joined_on or date.min) < period.until and (
            row.left_on is None or row.left_on > period.first
        )
        # Who belonged twice stands under the latest membership that touches the period.
        if touches or row.person not in people:
            people[row.person] = row
    figures = queries.totals(chapter, measure, period.first, period.until)
    order = {
        person: ranking.name_key(row.last_name, row.first_name, person)
        for person, row in people.items()
    }
    return people, ranking.places({person: figures.get(person, 0) for person in people}, order)


def _frames(chapter: Chapter, period: Period) -> "Rows":
    # pandas is slow to import, and pages without a report do without it.
    from reports import frames
    from reports.folder import FILES, Rows

    rows = vars(queries.rows_for_report(chapter, period.first, period.until))
    return Rows(**{name: frames.typed(rows[name], types) for name, types in FILES.items()})


def _minor(cell: Any, digits: int) -> Any:
    """Turn an exact amount back into minor units, as pages write money."""
    return int(cell.scaleb(digits)) if isinstance(cell, Decimal) else cell
