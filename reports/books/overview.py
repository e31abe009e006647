"""The first sheet: the period at a glance, against the one before and the goals, with charts."""

from collections.abc import Sequence

from reports import frames
from reports.books import sheet_chapter, sheet_recognition
from reports.books.book import Book
from reports.books.layout import (
    DATE,
    FIGURE,
    ROW_HEIGHT,
    SHARE,
    TEXT,
    WHOLE,
    Area,
    Chart,
    Column,
    Line,
    Look,
    Sheet,
    Value,
    blank,
    changed,
    head,
    heading,
    line,
    relooked,
)
from reports.goals import MEMBERS
from reports.leaderboard import tally
from reports.periods import Period
from reports.ranking import MEASURES
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

WEEKLY = ("referrals_given", "one_to_ones", "visitors", "closed_business")
EDITIONS = {
    "members": N_("For the members"),
    "leadership": N_("For the leadership; please do not hand it on"),
}
# So many names fit beside a figure; the leaderboard has them all.
NAMES_SHOWN = 2
LEAST_WIDTH = 5
CHART_ROWS = 13
REACHED = Look(align="right", number=SHARE)


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the totals, the chapter, who is recognised, the weeks and two charts."""
    columns = _columns(book, _)
    width = len(columns)
    lines = [
        heading(book.chapter_name, width, "title", 32),
        heading(_.period(book.period), width, "lead", 18),
        heading(_weeks_held(book, _), width, "lead", 18),
        heading(_(EDITIONS[book.edition]), width, "lead", 18),
        blank(width),
        head(columns),
        *_measures(book, _, columns),
    ]
    lines += [blank(width), heading(_("Recognition"), width, "plain_section")]
    lines += sheet_recognition.lines(book, _, width)
    lines += [blank(width), heading(_("The chapter"), width, "plain_section")]
    lines += [*sheet_chapter.figures(book, _, width), blank(width)]
    lines += [*sheet_chapter.score(book, _, width), *_weeks(book, _, width)]
    first = len(lines) - len(book.weeks) + 1
    charts = _charts(book, _, columns, first, len(lines)) if book.weeks else ()
    return Sheet(_("Summary"), columns, tuple(lines), frozen="", repeated="", charts=charts)


def _columns(book: Book, _: Words) -> tuple[Column, ...]:
    columns = [Column(_("Measure"), TEXT, 29), Column(_("In all"), FIGURE, 17, 24)]
    if book.before:
        columns += [Column(_("Before"), FIGURE, 15, 20), Column(_("Change"), FIGURE, 15, 20)]
    if book.settings.goals:
        columns += [Column(_("Goal"), FIGURE, 15, 20), Column(_("Reached"), REACHED, 10)]
    columns.append(Column(_("Taking part"), FIGURE, 13))
    if book.is_ranked:
        columns += [Column(_("Highest"), FIGURE, 15, 20), Column(_("Reached by"), TEXT, 26, 40)]
    return (*columns, *[Column(None, TEXT, 15)] * (LEAST_WIDTH - len(columns)))


def _weeks_held(book: Book, _: Words) -> str:
    match len(book.weeks):
        case 0:
            return _("No meeting of this period is closed yet.")
        case 1:
            return _("One week held")
    return _("{count} weeks held", count=len(book.weeks))


def _measures(book: Book, _: Words, columns: tuple[Column, ...]) -> list[Line]:
    earlier = _sums(book, book.before) if book.before else {}
    goals = sheet_chapter.reached(book) if book.settings.goals else {}
    found = [_measure(book, _, columns, measure, earlier, goals) for measure in MEASURES]
    if MEMBERS in goals:
        target, look, share = goals[MEMBERS]
        size = book.vitals(book.period).end
        before = (None, None) if book.before else ()
        values = (_("Members"), size, *before, target, share)
        made = line(columns, (*values, *[None] * (len(columns) - len(values))))
        found.append(relooked(made, {len(values) - 2: look}))
    return found


def _measure(
    book: Book,
    _: Words,
    columns: tuple[Column, ...],
    measure: str,
    earlier: dict[str, int],
    goals: dict[str, tuple[Value, Look, float]],
) -> Line:
    ranked = [(row[0], row[2], row[4]) for row in book.leaders[measure] if row[4] > 0]
    best = [(name, figure) for place, name, figure in ranked if place == 1]
    total = sum(book.by_meeting[measure].values())
    look, plain = book.look(measure), book.plain_look(measure)
    cells: list[tuple[Value, Look]] = [(_(NAMES[measure]), TEXT)]
    cells.append((book.figure(measure, total), look))
    if book.before:
        old = earlier[measure]
        cells += [(book.figure(measure, old), plain)]
        cells += [(book.figure(measure, total - old), changed(plain))]
    if book.settings.goals:
        target, target_look, share = goals.get(measure, (None, plain, float("nan")))
        cells += [(target, target_look), (None if share != share else share, REACHED)]
    cells.append((len(ranked), FIGURE))
    if book.is_ranked:
        highest = book.figure(measure, best[0][1]) if best else None
        cells += [(highest, plain), (_names([name for name, _figure in best], _), TEXT)]
    cells += [(None, TEXT)] * (len(columns) - len(cells))
    values, looks = zip(*cells, strict=True)
    return Line(values, looks, ROW_HEIGHT)


def _sums(book: Book, period: Period) -> dict[str, int]:
    sums = tally(frames.within(book.credits, period), "measure")
    return {measure: sum(figures.values()) for measure, figures in sums.items()}


def _names(names: list[str], _: Words) -> str:
    if len(names) <= NAMES_SHOWN:
        return ", ".join(names)
    return _("{name} and {count} more", name=names[0], count=len(names) - 1)


def _weeks(book: Book, _: Words, width: int) -> list[Line]:
    if not book.weeks:
        return []
    business = _("Closed business, {currency}", currency=book.currency)
    columns = (
        Column(_("Week"), DATE),
        *(Column(_(NAMES[measure]), FIGURE) for measure in WEEKLY[:-1]),
        Column(business, book.plain_look(WEEKLY[-1])),
    )
    lines = [blank(width), heading(_("Week by week"), width, "plain_section"), head(columns)]
    for meeting, day in book.weeks:
        sums = [book.by_meeting[measure].get(meeting, 0) for measure in WEEKLY]
        figures = [book.figure(measure, n) for measure, n in zip(WEEKLY, sums, strict=True)]
        lines.append(line(columns, (day, *figures)))
    return lines


def _charts(
    book: Book, _: Words, columns: Sequence[Column], first: int, last: int
) -> tuple[Chart, ...]:
    business = _("Closed business per week, in {currency}", currency=book.currency)
    half, width = _half(columns), len(columns)
    left = Area(0, last + 1, half, CHART_ROWS)
    right = Area(half, last + 1, width - half, CHART_ROWS)
    return (
        Chart(_("Referrals per week"), 2, first, last, WHOLE, area=left),
        Chart(business, 5, first, last, WHOLE, area=right),
    )


def _half(columns: Sequence[Column]) -> int:
    """Give the number of columns that take about half of the width."""
    widths = [column.width for column in columns]
    return min(range(1, len(widths)), key=lambda n: abs(sum(widths[:n]) - sum(widths[n:])))
