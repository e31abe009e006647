"""Answers as a draft keeps them between two pages: to JSON and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chapter.imports.plans import Answers
from chapter.imports.rules import Trouble, Unreadable

Json = dict[str, Any]


def for_file(kept: Mapping[str, Any], position: int) -> Answers:
    """Return what was said about one file of a draft, and about the names in all of them."""
    said = kept.get("files", {}).get(str(position), {})
    period = said.get("period")
    taken = said.get("taken")
    return Answers(
        meeting_day=_day(said.get("meeting")),
        period=(date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
        is_period_unsaid=bool(said.get("is_period_unsaid")),
        day_order=said.get("day_order", ""),
        chapter_confirmed=bool(said.get("chapter")),
        is_again=bool(said.get("again")),
        together=said.get("together", ""),
        left_out=frozenset(said.get("left_out", ())),
        people=dict(kept.get("people", {})),
        taken=None if taken is None else frozenset(taken),
    )


def with_people(kept: Mapping[str, Any], people: Mapping[str, str]) -> Json:
    """Add whom names mean: a person's id, or a word; an empty answer takes it back."""
    known = dict(kept.get("people", {}))
    for key, answer in people.items():
        known[key] = int(answer) if answer.isdigit() else answer
    return {**kept, "people": {key: answer for key, answer in known.items() if answer != ""}}


def with_file(
    kept: Mapping[str, Any],
    position: int,
    *,
    meeting: date | None = None,
    period: tuple[date, date] | None = None,
    is_period_unsaid: bool | None = None,
    day_order: str | None = None,
    chapter: bool | None = None,
    again: bool | None = None,
    together: str | None = None,
    left_out: frozenset[str] | None = None,
    taken: frozenset[str] | None = None,
) -> Json:
    """Add what was said about one file; what is not given stays."""
    files = dict(kept.get("files", {}))
    given: Json = {
        "meeting": meeting.isoformat() if meeting else None,
        "period": [day.isoformat() for day in period] if period else None,
        "is_period_unsaid": is_period_unsaid,
        "day_order": day_order,
        "chapter": chapter,
        "again": again,
        "together": together,
        "left_out": sorted(left_out) if left_out is not None else None,
        "taken": sorted(taken) if taken is not None else None,
    }
    said = {name: value for name, value in given.items() if value is not None}
    files[str(position)] = {**files.get(str(position), {}), **said}
    return {**kept, "files": files}


def with_unread(kept: Mapping[str, Any], unread: Mapping[int, Unreadable]) -> Json:
    """Add which files cannot be read, and why; it stays when the answers are given anew."""
    told = {str(place): [why.trouble.name, why.value] for place, why in unread.items()}
    return {**kept, "unread": told} if told else dict(kept)


def unread(kept: Mapping[str, Any]) -> dict[int, Unreadable]:
    """Return which files could not be read when they were uploaded, by position."""
    told = kept.get("unread", {})
    return {int(place): Unreadable(Trouble[name], value) for place, (name, value) in told.items()}


def anew(kept: Mapping[str, Any]) -> Json:
    """Forget what was answered and ticked."""
    return with_unread({}, unread(kept))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
