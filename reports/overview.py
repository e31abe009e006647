"""The first sheet: the period at a glance, week by week, with charts."""

from reports.layout import (
    DATE,
    FIGURE,
    TEXT,
    WHOLE,
    Chart,
    Column,
    Line,
    Sheet,
    head,
    heading,
    line,
    money,
)
from reports.month import MonthData
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import Words

WEEKLY = ("referrals_given", "one_to_ones", "visitors", "closed_business")
# So many names fit beside a figure; the leaderboard has them all.
NAMES_SHOWN = 2


def sheet(data: MonthData, _: Words, title: str, header: str, footer: str) -> Sheet:
    """Lay out the totals, the highest of each measure, the weeks and two charts."""
    columns = (
        Column(_("Measure"), TEXT, 22),
        Column(_("In all"), FIGURE, 18, 26),
        Column(_("Members taking part"), FIGURE, 20),
        Column(_("Highest"), FIGURE, 18, 26),
        Column(_("Reached by"), TEXT, 28, 46),
    )
    lines = [
        heading(data.chapter_name, len(columns), "title", 32),
        heading(_.period(data.period), len(columns), "lead", 18),
        heading(_weeks_held(data, _), len(columns), "lead", 18),
        _blank(len(columns)),
        head(columns),
        *(_measure(data, _, columns, measure) for measure in MEASURES),
    ]
    lines += _weeks(data, _, len(columns))
    first = len(lines) - len(data.weeks) + 1
    charts = _charts(data, _, first, len(lines)) if data.weeks else ()
    return Sheet(
        title, columns, tuple(lines), header, footer, frozen="", repeated="", charts=charts
    )


def _weeks_held(data: MonthData, _: Words) -> str:
    match len(data.weeks):
        case 0:
            return _("No meeting of this period is closed yet.")
        case 1:
            return _("One week held")
    return _("{count} weeks held", count=len(data.weeks))


def _measure(data: MonthData, _: Words, columns: tuple[Column, ...], measure: str) -> Line:
    look = data.look(measure)
    ranked = data.leaders[measure]
    some = [(place, name, figure) for place, _n, name, _t, figure, _s in ranked if figure > 0]
    best = [(name, figure) for place, name, figure in some if place == 1]
    total = data.figure(measure, sum(data.by_meeting[measure].values()))
    highest = data.figure(measure, best[0][1]) if best else None
    reached_by = _names([name for name, _figure in best], _)
    found = line(columns, (_(NAMES[measure]), total, len(some), highest, reached_by))
    first, _total, taking_part, _highest, last = found.looks
    return Line(found.values, (first, look, taking_part, look, last), found.height)


def _names(names: list[str], _: Words) -> str:
    if len(names) <= NAMES_SHOWN:
        return ", ".join(names)
    return _("{name} and {count} more", name=names[0], count=len(names) - 1)


def _blank(width: int) -> Line:
    return heading("", width, "blank", 15)


def _weeks(data: MonthData, _: Words, width: int) -> list[Line]:
    if not data.weeks:
        return []
    business = _("Closed business, {currency}", currency=data.currency)
    columns = (
        Column(_("Week"), DATE),
        *(Column(_(NAMES[measure]), FIGURE) for measure in WEEKLY[:-1]),
        Column(business, money("", data.minor_digits)),
    )
    lines = [_blank(width), heading(_("Week by week"), width, "plain_section"), head(columns)]
    for meeting, day in data.weeks:
        sums = [data.by_meeting[measure].get(meeting, 0) for measure in WEEKLY]
        figures = [data.figure(measure, n) for measure, n in zip(WEEKLY, sums, strict=True)]
        lines.append(line(columns, (day, *figures)))
    return lines


def _charts(data: MonthData, _: Words, first: int, last: int) -> tuple[Chart, ...]:
    business = _("Closed business per week, in {currency}", currency=data.currency)
    return (
        Chart(_("Referrals per week"), 2, first, last, WHOLE),
        Chart(business, 5, first, last, WHOLE),
    )
