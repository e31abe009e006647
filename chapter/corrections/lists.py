"""The lists of requests: of a chapter for who decides, of somebody for themselves."""

from collections.abc import Sequence

from chapter import clock
from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.corrections import queries, showing
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.showing import Entry
from chapter.people import queries as people
from chapter.slips import differences
from chapter.slips.readers import Reader


def of_chapter(chapter: Chapter, reader: Reader) -> dict[str, list[Entry]]:
    """Return what waits and what was decided, as the leadership may read it."""
    waiting, decided = queries.waiting(chapter), queries.decided(chapter)
    entries = _entries(chapter, [*waiting, *decided], reader)
    return {"undecided": entries[: len(waiting)], "decided": entries[len(waiting) :]}


def of_asker(chapter: Chapter, user: User, reader: Reader) -> list[Entry]:
    """Return what somebody asked for, the newest first."""
    asked = queries.asked_by(chapter, user)
    return _entries(chapter, asked, reader) if asked else []


def _entries(
    chapter: Chapter, requests: Sequence[CorrectionRequest], reader: Reader
) -> list[Entry]:
    slips = queries.slips_of(chapter, requests)
    told = queries.told_by(chapter, requests)
    named = showing.named_in(requests, slips)
    named = named.union(*(differences.named_in(details) for details in told.values()))
    known = people.of_ids(chapter, named)
    today = clock.today(chapter.zone)
    return showing.entries(chapter, requests, slips, known, reader, told, today)
