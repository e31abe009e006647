from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from chapter import clock
from chapter.audit.models import AuditEntry
from chapter.chapters import queries, service
from chapter.chapters.models import Chapter
from chapter.chapters.rules import ChapterRefused, Refusal
from chapter.db import db
from tests import factories
from tests.conftest import Reader

FOUNDING: dict[str, Any] = {
    "name": "West",
    "weekday": 1,
    "meets_at": time(7),
    "zone": "Asia/Tokyo",
    "currency": "JPY",
    "language": "en",
    "today": date(2026, 11, 19),
}


def configure(chapter: Chapter, **settings: object) -> None:
    """Change settings as somebody, with the amounts there are."""
    has_amounts = queries.has_amounts(chapter)
    service.configure(chapter, user_id=None, now=clock.now(), has_amounts=has_amounts, **settings)


@pytest.mark.parametrize(
    ("slug", "changes", "refusal"),
    [
        ("No", {}, Refusal.SLUG_WRITTEN),
        ("north", {}, Refusal.SLUG_TAKEN),
        ("west", {"zone": "Mars/Base"}, Refusal.ZONE),
        ("west", {"currency": "XXQ"}, Refusal.CURRENCY),
        ("west", {"language": "tlh"}, Refusal.LANGUAGE),
    ],
)
def test_founding_is_refused(
    chapter: Chapter, slug: str, changes: dict[str, str], refusal: Refusal
) -> None:
    with pytest.raises(ChapterRefused) as refused:
        service.found(slug, **{**FOUNDING, **changes})
    assert refused.value.refusal == refusal


def test_chapters_of_a_region_share_it(chapter: Chapter) -> None:
    one = service.found("west", **FOUNDING, region_name="Coast")
    two = service.found("east", **FOUNDING, region_name="Coast")
    assert one.region is two.region


def test_settings_that_change_are_traced(chapter: Chapter) -> None:
    configure(chapter, place="Café Sur", zone="Europe/Madrid")
    (entry,) = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "chapter.configure")
    )
    assert entry.details == {"changes": {"place": ["Café Norte", "Café Sur"]}}


def test_currency_is_fixed_by_the_first_amount(chapter: Chapter, member: Reader) -> None:
    """Seen red with the check off."""
    thanked = factories.make_member(chapter, "Tom Thanked").person
    factories.make_slip(
        chapter, "closed-business", member.person, date(2026, 11, 18), thanked_id=thanked.id
    )
    with pytest.raises(ChapterRefused) as refused:
        configure(chapter, currency="USD")
    assert (refused.value.refusal, chapter.currency) == (Refusal.CURRENCY_FIXED, "EUR")


def test_currency_of_another_chapter_stays_free(chapter: Chapter, elsewhere: Chapter) -> None:
    configure(elsewhere, currency="CAD")
    assert elsewhere.currency == "CAD"


def test_seats_cannot_be_exclusive_while_two_share_a_trade(chapter: Chapter) -> None:
    """Seen red with the roster not listening."""
    configure(chapter, seats_exclusive=False)
    factories.make_member(chapter, "Ann One", "Baker")
    factories.make_member(chapter, "Ben Two", "baker")
    with pytest.raises(ChapterRefused) as refused:
        configure(chapter, name="New", seats_exclusive=True)
    assert refused.value.refusal == Refusal.SEATS
    assert (chapter.name, chapter.seats_exclusive) == ("North", False)
