"""Writes: founding a chapter and changing its settings."""

from datetime import date, datetime, time
from typing import Any

from babel.numbers import list_currencies
from blinker import Signal

from chapter.audit import service as audit
from chapter.chapters import queries
from chapter.chapters.models import Chapter, Region
from chapter.chapters.rules import ChapterRefused, Refusal, refusal_of_slug, refusal_of_zone
from chapter.db import db
from chapter.web.i18n import LANGUAGES

# Who hears of changed settings, and may refuse them: (chapter).
configured = Signal("a chapter's settings were changed")


def found(
    slug: str,
    *,
    name: str,
    weekday: int,
    meets_at: time,
    zone: str,
    currency: str,
    language: str,
    today: date,
    region_name: str | None = None,
    **settings: Any,
) -> Chapter:
    """Add a chapter whose calendar starts today."""
    if refusal := refusal_of_slug(slug):
        raise ChapterRefused(refusal, "slug")
    if queries.by_slug(slug):
        raise ChapterRefused(Refusal.SLUG_TAKEN, "slug")
    _check(zone, currency, language)
    chapter = Chapter(
        slug=slug,
        name=name,
        weekday=weekday,
        meets_at=meets_at,
        zone=zone,
        currency=currency,
        language=language,
        started_on=today,
        words={},
        **settings,
    )
    chapter.region = region(region_name) if region_name else None
    db.session.add(chapter)
    db.session.flush()
    return chapter


def named(slug: str) -> Chapter:
    """Return the chapter of a short name, or refuse it."""
    chapter = queries.by_slug(slug)
    if chapter is None:
        raise ChapterRefused(Refusal.UNKNOWN, "slug")
    return chapter


def region(name: str) -> Region:
    """Return the region of that name, adding it the first time."""
    found_region = queries.region_named(name)
    if found_region is None:
        found_region = Region(name=name)
        db.session.add(found_region)
        db.session.flush()
    return found_region


def configure(
    chapter: Chapter, *, user_id: int, now: datetime, has_amounts: bool, **settings: Any
) -> None:
    """Change a chapter's settings and trace what changed."""
    if has_amounts and settings.get("currency", chapter.currency) != chapter.currency:
        raise ChapterRefused(Refusal.CURRENCY_FIXED, "currency")
    _check(
        settings.get("zone", chapter.zone),
        settings.get("currency", chapter.currency),
        settings.get("language", chapter.language),
    )
    changes = {
        name: [str(getattr(chapter, name)), str(value)]
        for name, value in settings.items()
        if getattr(chapter, name) != value
    }
    # Who refuses afterwards, such as the roster over its seats, leaves nothing half changed.
    with db.session.begin_nested():
        for name in changes:
            setattr(chapter, name, settings[name])
        db.session.flush()
        configured.send(chapter)
    if changes:
        audit.trace(
            chapter.id,
            "chapter.configure",
            f"chapters:{chapter.id}",
            user_id=user_id,
            now=now,
            changes=changes,
        )


def _check(zone: str, currency: str, language: str) -> None:
    if refusal := refusal_of_zone(zone):
        raise ChapterRefused(refusal, "zone")
    if currency not in list_currencies():
        raise ChapterRefused(Refusal.CURRENCY, "currency")
    if language not in LANGUAGES:
        raise ChapterRefused(Refusal.LANGUAGE, "language")
