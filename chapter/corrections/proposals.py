"""What a slip should say, as a request keeps it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.people import queries as people
from chapter.people.models import Person
from chapter.slips.drafts import Draft, typed
from chapter.slips.kinds import KINDS
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


def form_of(
    chapter: Chapter,
    slip: Slip,
    known: Mapping[int, Person],
    author_id: int | None,
    proposed: Mapping[str, Any] | None = None,
) -> Any:
    """Return the kind's form, filled with the slip and what it should say."""
    kind = KINDS[slip.kind]
    if kind.form is None:
        raise ValueError(f"a {kind.name} slip has no form")
    said = {**typed(slip, known, author_id), **(proposed or {})}
    form = kind.form(None, data=said, meta={"currency": chapter.currency, "csrf": False})
    # A day among those offered is a text in a list; here it is only read.
    form[DATED].data = said[DATED]
    return form


def differing(proposed: Mapping[str, Any], before: Any, after: Any) -> Iterator[str]:
    """Give the names of the fields in which what is proposed differs."""
    chosen = proposed.get(before.counterpart) and before[before.counterpart].data
    for name in proposed:
        is_outsider = name.startswith("outsider_")
        old, new = (str(form[name].data or "") for form in (before, after))
        if old != new and not (chosen and is_outsider):
            yield name
