"""Which sheets make the workbook of a month, and what stands on them."""

from collections.abc import Mapping

from reports import frames, notes, overview, palms
from reports.layout import (
    CENTRED,
    FIGURE,
    ROW_HEIGHT,
    TEXT,
    Column,
    Line,
    Look,
    Sheet,
    head,
    heading,
    line,
    money,
)
from reports.month import MonthData
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

__all__ = ["MonthData", "month"]

MARK = Look(align="center")
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
TITLE_LENGTH = 31
# Beyond so many weeks the grid needs the paper's long side.
WEEKS_UPRIGHT = 8
LABELS = {"Visitors": N_("Visitors"), "Others": N_("Others"), "Total": N_("Total")}


def month(data: MonthData, words: Mapping[str, str]) -> list[Sheet]:
    """Lay out Summary, Leaderboard, PALMS, Attendance and Notes.

    `words` maps each English text of the workbook to the reader's; what it lacks stays English.
    """
    _ = Words(words)
    title, period = data.chapter_name, _.period(data.period)
    # An ampersand begins a code in the head and foot of a page; two of them print one.
    header = f"{title} · {period}".replace("&", "&&")[:200]
    footer = _("Page {page} of {pages}", page="&P", pages="&N")
    return [
        overview.sheet(data, _, title_of(_("Summary")), header, footer),
        _leaderboard(data, _, header, footer),
        _palms(data, _, header, footer),
        _attendance(data, _, header, footer),
        notes.sheet(data, _, title_of(_("Notes")), header, footer),
    ]


def title_of(text: str) -> str:
    """Make a text fit to be a sheet's title."""
    return text.translate(FORBIDDEN).strip(" '")[:TITLE_LENGTH]


def _leaderboard(data: MonthData, _: Words, header: str, footer: str) -> Sheet:
    columns = (
        Column(_("Place"), CENTRED, 8),
        Column(_("Member"), TEXT, 26, 30),
        Column(_("Trade"), TEXT, 20, 27),
        Column(_("Figure"), FIGURE, 18, 22),
    )
    lines, breaks = [head(columns)], list[int]()
    bars: list[tuple[str, int, int]] = []
    for measure, rows in data.leaders.items():
        if bars:
            breaks.append(len(lines))
        lines.append(heading(_(NAMES[measure]), len(columns)))
        first = len(lines) + 1
        for place, _person, name, trade, figure, _share in rows:
            lines.append(_place(data, measure, columns, (place, name, trade, figure)))
        if rows:
            bars.append(("D", first, len(lines)))
        else:
            nobody = _("Nobody was on the roster in this period.")
            lines.append(heading(nobody, len(columns), "muted", ROW_HEIGHT))
    return Sheet(
        title_of(_("Leaderboard")),
        columns,
        tuple(lines),
        header,
        footer,
        bars=tuple(bars),
        breaks=tuple(breaks),
    )


def _place(
    data: MonthData, measure: str, columns: tuple[Column, ...], row: tuple[int, str, str, int]
) -> Line:
    tone = "first" if row[0] == 1 and row[-1] else "body"
    found = line(columns, (*row[:-1], data.figure(measure, row[-1])), tone)
    look = data.look(measure).toned(tone)
    return Line(found.values, (*found.looks[:-1], look), found.height)


def _palms(data: MonthData, _: Words, header: str, footer: str) -> Sheet:
    names = [Column(_(name), TEXT, 13, 24) for name in palms.NAMES]
    columns = [*names, *(Column(_(name), FIGURE, 6.5) for name in palms.FIGURES)]
    tyfcb = len(palms.NAMES) + palms.FIGURES.index("TYFCB")
    columns[tyfcb] = Column(_("TYFCB"), money("", data.minor_digits), 13, 20)
    rows = frames.records(data.palms)
    members = len(rows) - len(LABELS)
    lines = [head(columns), *(line(columns, row) for row in rows[:members])]
    for label, *figures in rows[members:]:
        tone = "total" if label == palms.TOTAL else "group"
        lines.append(line(columns, (_(LABELS[label]), *figures), tone))
    return Sheet(
        title_of(_("PALMS")),
        tuple(columns),
        tuple(lines),
        header,
        footer,
        frozen="C2",
        landscape=True,
    )


def _attendance(data: MonthData, _: Words, header: str, footer: str) -> Sheet:
    days = [day for _meeting, day in data.weeks]
    columns = (
        Column(_("First Name"), TEXT, 13, 24),
        Column(_("Last Name"), TEXT, 13, 24),
        Column(_("Trade"), TEXT, 18, 32),
        *(Column(day, MARK, 9) for day in days),
        Column(_("Weeks"), CENTRED, 9),
    )
    lines = [head(columns)]
    for _person, *values in frames.records(data.grid):
        row = line(columns, values)
        looks = [
            look.toned(f"mark_{value}") if look == MARK and value not in ("", "P") else look
            for value, look in zip(values, row.looks, strict=True)
        ]
        lines.append(Line(row.values, tuple(looks), row.height))
    return Sheet(
        title_of(_("Attendance")),
        columns,
        tuple(lines),
        header,
        footer,
        frozen="C2",
        landscape=len(days) > WEEKS_UPRIGHT,
    )
