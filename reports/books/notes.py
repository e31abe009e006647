"""The last sheet: what the workbook is about and how each figure is counted, in sentences."""

import textwrap
from collections.abc import Iterator

from reports.books.book import Book
from reports.books.layout import ROW_HEIGHT, TERM, WRAPPED, Column, Line, Sheet, head, heading
from reports.books.notes_texts import CODES, COUNTED, MARKS, RULES
from reports.policy import ONE
from reports.scores.tables import LIGHTS, Table
from reports.words import MEASURES, N_, Words

__all__ = ["CODES", "COUNTED", "MARKS", "sheet"]

TEXT_HEIGHT = 13
# A column holds more signs of a text than digits, which is what its width counts.
SIGNS = 1.1

EDITIONS = {
    "members": N_("For the members: without what only the leadership sees."),
    "leadership": N_("For the leadership; please do not hand it on."),
}
STATUSES = {
    "published": N_("It is published by its source."),
    "reconstructed": N_("It is reconstructed from what was said in public."),
    "approximate": N_("It is approximate."),
    "inferred": N_("It is inferred in part."),
}


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out what the workbook is about and how it counts."""
    columns = (
        Column(_("About"), TERM, 26),
        Column(_("How it is counted"), WRAPPED, 76),
    )
    lines = [head(columns)]
    lines += [_line(columns, *row) for row in (*_about(book, _), *_rules(book, _))]
    for name, entries in (
        (N_("Figures"), {MEASURES[measure]: text for measure, text in COUNTED.items()}),
        (N_("Attendance"), MARKS),
        (N_("PALMS"), CODES),
        (N_("Rules"), RULES),
    ):
        lines.append(heading(_(name), len(columns)))
        lines += [_line(columns, _(about), _(text)) for about, text in entries.items()]
    return Sheet(_("Notes"), columns, tuple(lines))


def _about(book: Book, _: Words) -> Iterator[tuple[str, str]]:
    period, weeks = book.period, ", ".join(_.day(day) for _meeting, day in book.weeks)
    span = _("{first} to {last}", first=_.day(period.first), last=_.day(period.last))
    if period.kind == "all":
        span = _.period(period)
    yield _("Chapter"), book.chapter_name
    yield _("Edition"), _(EDITIONS[book.edition])
    yield _("Period"), span
    if book.before:
        yield _("Compared with"), _.period(book.before)
    yield _("Weeks counted"), weeks or _("No meeting of this period is closed yet.")
    yield _("Which weeks are in"), _("Only closed meetings count, by the date they were held.")
    yield _("Currency"), _("All amounts are in {currency}.", currency=book.currency)
    yield _("Made on"), _.day(book.made_on)


def _rules(book: Book, _: Words) -> Iterator[tuple[str, str]]:
    settings = book.settings
    if settings.valid_from:
        since = _("Those that hold since {day}.", day=_.day(settings.valid_from))
        yield _("Rules of the chapter"), since
    if book.is_for_leaders or settings.lights_shown:
        yield _("Scores"), _table(settings.table, book, _)
    yield _("Chapter light"), _table(settings.chapter_table, book, _)
    if book.is_for_leaders and settings.limits:
        limits = settings.limits
        costs = {mark: cost / ONE for mark, cost in limits.weights.items() if cost}
        yield (
            _("Attendance policy"),
            _(
                "At most {count} absences since {day}. What a mark counts as: {costs}.",
                count=limits.absence_limit,
                day=_.day(limits.first),
                costs=", ".join(f"{mark} {cost:g}" for mark, cost in costs.items()),
            ),
        )


def _table(table: Table, book: Book, _: Words) -> str:
    """Say by which table a light is told, whose it is and how sure."""
    bounds = {light: table.lights[light] for light in LIGHTS}
    told = [
        _("{title}, over the six months to {day}.", title=_(table.title), day=_.day(book.day)),
        _(table.source),
        _(STATUSES[table.status]),
        *([_(table.note)] if table.note else ()),
        _("Green begins at {green} points, amber at {amber}, red at {red}.", **bounds),
    ]
    return " ".join(text for text in told if text)


def _line(columns: tuple[Column, ...], about: str, text: str) -> Line:
    # Not every reader makes a row as high as its text needs, so that is settled here.
    rows = max(1, len(textwrap.wrap(text, int(columns[1].width * SIGNS))))
    looks = tuple(column.look for column in columns)
    return Line((about, text), looks, rows * TEXT_HEIGHT + ROW_HEIGHT - TEXT_HEIGHT)
