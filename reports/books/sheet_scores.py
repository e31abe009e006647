"""The scores: the light by shape, word and fill; for leaders the parts and the next step too."""

import textwrap

from reports.books.book import Book
from reports.books.layout import (
    PAD,
    ROW_HEIGHT,
    TEXT,
    WHOLE,
    Column,
    Line,
    Look,
    Sheet,
    Value,
    blank,
    head,
    heading,
    line,
    relooked,
)
from reports.scores import arithmetic, standings
from reports.scores.score_words import LIGHTS, PARTS
from reports.scores.scoring import PartScore, Score
from reports.scores.standings import Scored
from reports.scores.tables import Part
from reports.words import N_, Words

SHAPES = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}
POINTS = Look(align="center", tall=True, number="0")
COUNTED = Look(align="right", tall=True, number="0.##_)")
MONEY = Look(align="right", tall=True, number=f"{WHOLE}{PAD}")
WIDTH_OF_STEPS, SIGNS_OF_STEPS = 54, 62
NOT_SCORED = "–"
PER = {
    "total": N_("{part}"),
    "week": N_("{part} per week"),
    "month": N_("{part} per month"),
    "percent": N_("{part}, percent"),
}
FROM, ABOVE = N_("{points} from {at}"), N_("{points} above {at}")


def light(name: str, _: Words) -> str:
    """Give a light as a shape and a word, so that nobody needs its colour."""
    return f"{SHAPES[name]} {_(LIGHTS[name])}"


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the members of the day, who has just begun apart, then what gives which points."""
    columns = _columns(book, _)
    width, scored = len(columns), book.scored
    if book.is_for_leaders:
        scored = standings.by_need(scored)
    lines = [head(columns)]
    lines += [_line(each, columns, _) for each in scored if not each.is_new]
    if new := [each for each in scored if each.is_new]:
        few = _("Fewer than {count} weeks so far", count=standings.SETTLED)
        lines.append(heading(few, width, "group", ROW_HEIGHT))
        lines += [_line(each, columns, _) for each in new]
    lines += [blank(width), heading(_(book.settings.table.title), width)]
    lines += [_brackets(part, book, _, width) for part in book.settings.table.parts]
    return Sheet(_("Scores"), columns, tuple(lines), frozen="B2", landscape=True)


def _columns(book: Book, _: Words) -> tuple[Column, ...]:
    lights = (
        Column(_("Member"), Look(tone="first", tall=True), 20, 28),
        Column(_("Light"), Look(tall=True), 10, 16),
        Column(_("Total"), POINTS, 7),
        Column(_("Of"), POINTS, 6),
    )
    # Members see each other's lights where the chapter shows them, and only their own parts.
    if not book.is_for_leaders:
        return lights
    parts = []
    for part in book.settings.table.parts:
        figure = MONEY if part.counts == "closed_business" else COUNTED
        counted = Column(_(PER[part.per], part=_(PARTS[part.name])), figure, 7.5, 12, turned=True)
        points = _("{part}, points of {most}", part=_(PARTS[part.name]), most=part.most)
        parts += [counted, Column(points, POINTS, 5, turned=True)]
    return (
        *lights,
        *parts,
        Column(_("Weeks"), POINTS, 6, turned=True),
        Column(_("Next step"), Look(wrap=True, tall=True), WIDTH_OF_STEPS),
    )


def _line(each: Scored, columns: tuple[Column, ...], _: Words) -> Line:
    found = each.score
    values: tuple[Value, ...] = each.name, light(found.light, _), found.total, found.most
    way = ""
    if len(columns) > len(values):
        way = arithmetic.way(found, each.path, _)
        values = (*values, *_parts(found), found.weeks, way)
    tone = f"light_{found.light}"
    made = relooked(line(columns, values), {n: columns[n].look.toned(tone) for n in (1, 2)})
    rows = max(1, len(textwrap.wrap(way, SIGNS_OF_STEPS)))
    return Line(made.values, made.looks, ROW_HEIGHT + (rows - 1) * 13)


def _parts(score: Score) -> list[Value]:
    return [
        told
        for part in score.parts
        for told in (arithmetic.rounded(part.figure, part.part), _points(part))
    ]


def _points(part: PartScore) -> Value:
    return part.points if part.is_known else NOT_SCORED


def _brackets(part: Part, book: Book, _: Words, width: int) -> Line:
    """Say what gives which points, as in "Referrals per week: 5 from 0.25, 10 from 0.5"."""
    write = book.money if part.counts == "closed_business" else book.number
    told = [
        _(ABOVE if bracket.above else FROM, points=bracket.points, at=write(bracket.at))
        for bracket in part.brackets
    ]
    text = ", ".join(told) or _("not scored: the brackets of the table are not known")
    name = _(PER[part.per], part=_(PARTS[part.name]))
    values = (name, text, *[None] * (width - 2))
    return Line(values, (TEXT.toned("first"), *[TEXT] * (width - 1)), ROW_HEIGHT, "text")
