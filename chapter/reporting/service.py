"""The bridge: rows from the database -> `reports` -> a page, a workbook or files.

pandas is imported where a report is made, not before: it takes a third of a second and 66 MB.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chapter.chapters.models import Chapter
from chapter.meetings import queries as meetings
from chapter.reporting import queries
from chapter.reporting.queries import Weeks
from chapter.rulesets import queries as rulesets
from chapter.web.i18n import minor_digits
from reports import periods
from reports.periods import Period

if TYPE_CHECKING:
    from reports.folder import Rows


_OF_DAY = {"month": periods.month, "quarter": periods.quarter, "year": periods.year}


@dataclass(frozen=True)
class Table:
    """A report as a page shows it: headings, a row per member, and rows beneath the line.

    `people` are the members of the rows, in their order; `opens` says whose rows of which
    measure a column's figures open.
    """

    headings: list[Any]
    members: list[tuple[Any, ...]]
    others: list[tuple[Any, ...]]
    meanings: Mapping[str, str]
    people: list[int]
    opens: Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """A period somebody looks at, its weeks, and the addresses of others near it."""

    period: Period
    weeks: list[date]
    before: Period | None
    previous: str | None
    following: str | None
    others: dict[str, str]
    #: The days of all meetings that count, in order.
    days: list[date]

    @property
    def weeks_before(self) -> int:
        """How many weeks of the time before count; changes compare with as many."""
        return sum(self.before.holds(day) for day in self.days) if self.before else 0

    @property
    def kind(self) -> str:
        """Which of the others this is one of; some months are a term, or six, or neither."""
        if self.period.kind != "months":
            return self.period.kind
        if self.period.text == self.others.get("term"):
            return "term"
        return "completed" if self.period == periods.months(self.period.first, 6) else ""


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
    before = periods.compared(period, days)
    if period.kind == "six_months":
        previous = following = None
    elif period.kind == "meeting":
        previous = before.text if before else None
        following = str(later[0]) if later else None
    else:
        previous = before.text if before else None
        is_ahead = period.until > max([today, *days[-1:]])
        after = None if is_ahead else periods.after(period)
        following = after.text if after else None
    near = weeks[-1] if weeks else min(period.last, today)
    others = _others(near, earlier, weeks, later) | _spans(chapter, near, today)
    return Choice(period, weeks, before, previous, following, others, days)


def months(days: Iterable[date]) -> list[tuple[Period, int]]:
    """Return the months of some weeks, newest first, with how many weeks each has."""
    found = Counter(periods.month(day) for day in days)
    return sorted(found.items(), key=lambda item: item[0].first, reverse=True)


def palms_of_days(
    chapter: Chapter, first: date, last: date, weeks: Weeks
) -> tuple[Table, Mapping[int, date]]:
    """Return the PALMS summary of any days, the last one included, and of the weeks meant.

    Beside it, by person, from which day on those who left are members no more.
    """
    # pandas is slow to import and needed for no other page.
    from reports import spans

    period = Period("days", first, last + timedelta(days=1), "")
    rows = frames_between(chapter, period.first, period.until, weeks)
    ends = {person: times[-1].until for person, times in spans.stints(rows.members).items()}
    left = {person: day for person, day in ends.items() if day < date.max}
    return _palms(chapter, period, rows), left


def palms(chapter: Chapter, period: Period) -> Table:
    """Return the PALMS summary, amounts in minor units."""
    return _palms(chapter, period, frames_between(chapter, period.first, period.until))


def _palms(chapter: Chapter, period: Period, rows: "Rows") -> Table:
    # pandas is slow to import and needed for no other page.
    from reports import frames
    from reports import palms as summary
    from reports.books import notes

    digits = minor_digits(chapter.currency)
    frame = summary.summary(rows.members, rows.marks, rows.credits, period, minor_digits=digits)
    lines = [tuple(_minor(cell, digits) for cell in row) for row in frames.records(frame)]
    count = len(lines) - len(summary.GROUPS) - 1
    credited = rows.credits["person"][rows.credits["standing"] == "member"]
    people = frames.roster(rows.members, period, rows.marks["person"], credited)["person"].tolist()
    meanings = notes.MARKS | notes.CODES
    opens = {code: measure for measure, codes in summary.REFERRALS.items() for code in codes}
    opens |= {code: measure for measure, code in summary.OTHERS.items()}
    return Table(list(frame.columns), lines[:count], lines[count:], meanings, people, opens)


def attendance(chapter: Chapter, period: Period) -> Table:
    """Return the attendance grid: person, names, trade, a letter per date, weeks."""
    # pandas is slow to import and needed for no other page.
    from reports import attendance as grids
    from reports import frames
    from reports.books import notes

    rows = frames_between(chapter, period.first, period.until)
    frame = grids.grid(rows.members, rows.meetings, rows.marks, period)
    people = frame["person"].tolist()
    return Table(list(frame.columns), frames.records(frame), [], notes.MARKS, people, {})


def write_rows(chapter: Chapter, period: Period, folder: Path) -> None:
    """Write the rows of a period as the CSV files `python -m reports` reads."""
    # pandas is slow to import and needed for no page.
    from reports.folder import written

    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames_between(chapter, period.first, period.until)._asdict().items():
        (folder / f"{name}.csv").write_text(written(frame), encoding="utf-8", newline="")


def _others(
    near: date, earlier: list[date], weeks: list[date], later: list[date]
) -> dict[str, str]:
    """Return the address of each kind of period around a day."""
    week = (weeks or earlier or later)[-1:]
    longer = {kind: of_day(near).text for kind, of_day in _OF_DAY.items()}
    meeting = {"meeting": str(week[0])} if week else {}
    return {**meeting, **longer, "six_months": "6m", "all": "all"}


def _spans(chapter: Chapter, near: date, today: date) -> dict[str, str]:
    """Return the address of the last six whole months, and of the term a day lies in."""
    rules = rulesets.on(chapter, today)
    spans = {"completed": periods.completed_six_months(today).text}
    # Terms are as long as the periods over which the chapter counts absences.
    if 12 % rules.window_months == 0:
        term = periods.term(near, rules.window_months, rules.window_starts_month)
        spans["term"] = term.text
    return spans


def frames_between(
    chapter: Chapter, first: date, until: date, weeks: Weeks = meetings.counting
) -> "Rows":
    """Return the frames every report is made of, for a half-open range of days."""
    # pandas is slow to import, and pages without a report do without it.
    from reports import frames
    from reports.folder import FILES, Rows

    rows = vars(queries.rows_for_report(chapter, first, until, weeks))
    return Rows(**{name: frames.typed(rows[name], types) for name, types in FILES.items()})


def _minor(cell: Any, digits: int) -> Any:
    """Turn an exact amount back into minor units, as pages write money."""
    return int(cell.scaleb(digits)) if isinstance(cell, Decimal) else cell
