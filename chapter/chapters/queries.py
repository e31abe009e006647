"""Reads: regions and chapters."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, column, or_, select, table

from chapter.chapters.models import Chapter, Region
from chapter.db import db


def by_slug(slug: str) -> Chapter | None:
    """Return the chapter of an address."""
    return db.session.scalar(select(Chapter).where(Chapter.slug == slug))


def everyone() -> Sequence[Chapter]:
    """Return all chapters by name."""
    return db.session.scalars(select(Chapter).order_by(Chapter.name)).all()


def among(
    chapter_ids: Iterable[Select[Any]], region_ids: Iterable[Select[Any]]
) -> Sequence[Chapter]:
    """Return the chapters of any of these selections, and of those regions, by name."""
    chosen = [Chapter.id.in_(ids) for ids in chapter_ids]
    chosen += [Chapter.region_id.in_(ids) for ids in region_ids]
    return db.session.scalars(select(Chapter).where(or_(*chosen)).order_by(Chapter.name)).all()


def regions() -> Sequence[Region]:
    """Return all regions by name."""
    return db.session.scalars(select(Region).order_by(Region.name)).all()


def region_named(name: str) -> Region | None:
    """Return the region of that name."""
    return db.session.scalar(select(Region).where(Region.name == name))


def has_amounts(chapter: Chapter) -> bool:
    """Tell whether an amount was ever recorded, which fixes the currency."""
    # Slips stand above chapters, so their table is named here without its model.
    slips = table("slips", column("chapter_id"), column("kind"))
    amounts = select(slips.c.kind).where(
        slips.c.chapter_id == chapter.id, slips.c.kind == "closed-business"
    )
    return db.session.execute(amounts.limit(1)).first() is not None
