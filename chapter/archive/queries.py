"""Reads: a chapter's rows, table by table, as the database holds them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    null,
    select,
    true,
)
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic

from chapter.archive.discretion import Sees
from chapter.archive.holdings import FIGURE, FIGURES, HOLDINGS, NAMED
from chapter.archive.shapes import referred, table
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import BROUGHT_ALONG
from chapter.meetings.models import Meeting
from chapter.slips.ledger import Credit, Slip
from chapter.slips.models import (
    ClosedBusinessSlip,
    EducationSlip,
    OneToOneSlip,
    ReferralSlip,
    VisitorSlip,
)
from chapter.visitors.models import Visit

#: How many rows are held at a time.
CHUNK = 1000

# The kinds an official export lists, in one statement.
OFFICIAL = (ReferralSlip, OneToOneSlip, ClosedBusinessSlip, EducationSlip, VisitorSlip)
_AnySlip: Any = with_polymorphic(Slip, OFFICIAL)


def rows(
    chapter: Chapter, connection: Connection, name: str, sees: Sees
) -> Iterator[dict[str, Any]]:
    """Go through a table of the chapter; `hides_thanks` tells which rows are a covered thank-you.

    Covered thank-yous come last, ordered by what they say and not by when they were recorded.
    """
    query = _select(chapter, name, sees).execution_options(yield_per=CHUNK)
    for row in connection.execute(query).mappings():
        yield dict(row)


def counts(chapter: Chapter, connection: Connection) -> dict[str, int]:
    """Return how many rows of each table the chapter has."""
    found = {}
    for name in HOLDINGS:
        source, mine = _of_chapter(chapter, name)
        query = select(func.count()).select_from(source).where(mine)
        found[name] = connection.execute(query).scalar_one()
    return found


def _select(chapter: Chapter, name: str, sees: Sees) -> Select[Any]:
    own = table(name)
    if name == FIGURES:
        return _select_figures(chapter)
    source, mine = _of_chapter(chapter, name)
    chosen: list[ColumnElement[Any]] = [own.c.id]
    for column in HOLDINGS[name].written:
        target = referred(own.c[column])
        if target in NAMED:
            names = table(target).alias(f"{column}_names")
            source = source.outerjoin(names, names.c.id == own.c[column])
            chosen.append(names.c.name.label(column))
        else:
            chosen.append(own.c[column])
    if not _is_about_slips(name):
        return (
            select(*chosen, false().label("hides_thanks"))
            .select_from(source)
            .where(mine)
            .order_by(own.c.id)
        )
    slips, thanks = table("slips"), table("closed_business_slips")
    if name != thanks.name:
        source = source.outerjoin(thanks, thanks.c.id == slips.c.id)
    hides = _hides_thanks(sees)
    told = (slips.c.dated, thanks.c.thanked_id, thanks.c.amount)
    order = [case((hides, 1), else_=0), *(case((hides, column)) for column in told)]
    query = select(*chosen, hides.label("hides_thanks")).select_from(source).where(mine)
    return query.order_by(*order, slips.c.id, own.c.id)


def _select_figures(chapter: Chapter) -> Select[Any]:
    """Return what files found in figures; `now` is what a figure says of which part changed."""
    own, now = table(FIGURES), table("credits")
    of_now = and_(own.c.row_id == now.c.id, own.c.table_name == now.name)
    chosen = [own.c.id, own.c.batch_id, own.c.row_id, own.c.before, false().label("hides_thanks")]
    return (
        select(*chosen, *(now.c[name].label(f"now_{name}") for name in FIGURE))
        .select_from(own.outerjoin(now, of_now))
        .where(_of_chapter(chapter, FIGURES)[1])
        .order_by(own.c.batch_id, own.c.id)
    )


def _is_about_slips(name: str) -> bool:
    return name == "slips" or any(referred(c) == "slips" for c in table(name).columns)


def _of_chapter(chapter: Chapter, name: str) -> tuple[FromClause, ColumnElement[bool]]:
    """Return a table joined to what says whose it is, and the condition that it is ours."""
    own, slips = table(name), table("slips")
    if name == "chapters":
        return own, own.c.id == chapter.id
    if name == FIGURES:
        is_figure = own.c.table_name.in_(["credits", BROUGHT_ALONG]) & own.c.before.is_not(null())
        return own, (own.c.chapter_id == chapter.id) & is_figure
    if name == "slips" or not _is_about_slips(name):
        return own, own.c.chapter_id == chapter.id
    link = own.c.slip_id if "slip_id" in own.c else own.c.id
    return own.join(slips, slips.c.id == link), slips.c.chapter_id == chapter.id


def _hides_thanks(sees: Sees) -> ColumnElement[bool]:
    """Match the slips that say who thanked where this reader may not know it."""
    if sees.everything:
        return false()
    thanks = table("closed_business_slips")
    is_thanks = table("slips").c.kind == "closed-business"
    return and_(is_thanks, not_(thanks.c.closer_may_see) if sees.thanks else true())


def posted(chapter: Chapter, meeting: Meeting) -> Sequence[Slip]:
    """Return the slips that count in a meeting, with their credits and visitors."""
    credited = exists().where(Credit.slip_id == _AnySlip.id, Credit.meeting_id == meeting.id)
    visit = joinedload(_AnySlip.VisitorSlip.visit).joinedload(Visit.person)
    query = select(_AnySlip).where(_AnySlip.chapter_id == chapter.id, credited)
    return db.session.scalars(query.options(selectinload(_AnySlip.credits), visit)).all()
