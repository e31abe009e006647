"""What a slip should say, as a request keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people import queries as people
from chapter.slips.drafts import Draft
from chapter.slips.ledger import Slip

DATED = "dated"


def kept(draft: Draft) -> dict[str, Any]:
    """Return a draft as it is kept: plain values, the day as text."""
    return {DATED: draft.dated.isoformat(), **draft.values}


def draft_of(
    chapter: Chapter, author_id: int | None, proposed: Mapping[str, Any], key: str
) -> Draft:
    """Return the slip as it should be; whose it is stays."""
    values = {name: value for name, value in proposed.items() if name != DATED}
    author = people.one(chapter, author_id) if author_id else None
    return Draft(author, date.fromisoformat(proposed[DATED]), key, values)


def newly_named(slip: Slip, proposed: Mapping[str, Any]) -> int | None:
    """Return the member it should name, who is no party to it yet."""
    chosen = proposed.get(slip.counterpart_column)
    return int(chosen) if chosen and int(chosen) not in slip.parties() else None
