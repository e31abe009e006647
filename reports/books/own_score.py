"""A member's own score: each part with its arithmetic, and the shortest way to the next colour."""

from reports.books.book import Book
from reports.books.layout import (
    Column,
    Line,
    Look,
    Sheet,
    blank,
    head,
    heading,
    line,
    relooked,
)
from reports.books.notes import STATUSES
from reports.books.sheet_scores import light
from reports.scores import arithmetic
from reports.scores.score_words import PARTS
from reports.scores.standings import Scored
from reports.words import N_, Words

POINTS = Look(align="center", number="0")
NONE_YET = N_("A score is told of members of the day; there is none to tell here.")


def of(book: Book) -> Scored | None:
    """Give the score of the book's person, where they are a member on its day."""
    return next((each for each in book.scored if each.person == book.asked.person), None)


def sentence(book: Book, _: Words) -> str:
    """Say the light and the total in one line."""
    scored = of(book)
    if scored is None:
        return _(NONE_YET)
    told = {"light": light(scored.score.light, _), "total": arithmetic.total(scored.score, _)}
    return _("{light} · {total}", **told)


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the parts, then the next step and where the table comes from."""
    columns = (
        Column(_("Part"), Look(tone="first"), 22, 30),
        Column(_("Points"), POINTS, 8),
        Column(_("Of"), POINTS, 8),
        Column(_("How they came about"), Look(wrap=True), 70),
    )
    lines = [head(columns)]
    if scored := of(book):
        lines += _parts(book, scored, columns, _)
    else:
        lines.append(heading(_(NONE_YET), len(columns), "muted"))
    lines += [blank(len(columns)), *_about(book, _, len(columns))]
    return Sheet(_("My score"), columns, tuple(lines), landscape=True)


def _parts(book: Book, scored: Scored, columns: tuple[Column, ...], _: Words) -> list[Line]:
    score = scored.score
    lines = [
        line(
            columns,
            (
                _(PARTS[part.name]),
                part.points if part.is_known else "–",
                part.most,
                arithmetic.shown(part, _, number=book.number, money=book.money),
            ),
        )
        for part in score.parts
    ]
    way = arithmetic.way(score, scored.path, _)
    values = light(score.light, _), score.total, score.most, way
    total = line(columns, values, "total")
    lit = columns[0].look.toned(f"light_{score.light}")
    return [*lines, relooked(total, {0: lit})]


def _about(book: Book, _: Words, width: int) -> list[Line]:
    """Say which table it is, whose, how sure, and over which time."""
    table = book.settings.table
    told = (
        _("{title}, over the six months to {day}.", title=_(table.title), day=_.day(book.day)),
        _(table.source),
        _(STATUSES[table.status]),
    )
    return [heading(text, width, "muted", 16) for text in told if text]
