"""What somebody sends about an upload -> its answers and ticks; bringing it in as it was shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import answered, periods, readings, uploads
from chapter.imports.models import ImportDraft
from chapter.imports.plans import Line, Who
from chapter.imports.rules import Unreadable
from chapter.imports.service import Brought
from chapter.imports.showing import ALL, Asked, Part, Preview, digest

Json = dict[str, Any]
Period = tuple[date, date]
# Files are read on arrival up to so many bytes together; larger ones when they are looked at.
_SMALL = 1024 * 1024


def unreadable(files: Sequence[tuple[str, bytes]]) -> dict[int, Unreadable]:
    """Return which files of an upload cannot be read, and why, where that is told at once."""
    if sum(len(data) for _, data in files) > _SMALL:
        return {}
    readings.warm((data, name, "") for name, data in files)
    found = {}
    for position, (name, data) in enumerate(files):
        try:
            readings.read(data, name)
        except Unreadable as trouble:
            found[position] = trouble
    return found


def with_replies(preview: Preview, replies: Mapping[str, Any], rest: str) -> Json:
    """Return a draft's answers with what was just said; `rest` is for names nothing was said of."""
    kept: Json = dict(preview.draft.answers)
    people: dict[str, str] = {}
    for asked in preview.asked:
        reply = replies.get(asked.name)
        if asked.question.kind == "person":
            offered = {choice.value for choice in asked.question.choices}
            people[asked.question.key] = reply or (rest if rest in offered else "")
        elif reply:
            kept = _with_reply(kept, asked, reply)
    return answered.with_people(kept, people)


def _with_reply(kept: Json, asked: Asked, reply: Any) -> Json:
    given = _given(asked.question.kind, reply)
    for position in asked.positions:
        kept = answered.with_file(kept, position, **given)
    return kept


def _given(kind: str, reply: Any) -> Json:
    if kind == "meeting":
        return {"meeting": _day(reply)}
    if kind == "period":
        return _period(reply)
    if kind == "again":
        return {"again": True} if reply == "yes" else {"meeting": _day(reply)}
    if kind == "together":
        return {"together": reply}
    return {"chapter": True} if kind == "chapter" else {"day_order": reply}


def _day(reply: Any) -> date:
    return reply if isinstance(reply, date) else date.fromisoformat(str(reply))


def _period(reply: Any) -> Json:
    if reply == "none":
        return {"is_period_unsaid": True}
    if isinstance(reply, str):
        return {"period": periods.read(reply)}
    return {"period": reply}


def with_ticks(
    preview: Preview, shown: Iterable[tuple[Part, Iterable[Line]]], sent: Mapping[str, str]
) -> Json:
    """Return a draft's answers with the ticks of the lines that were shown; others stay."""
    kept: Json = dict(preview.draft.answers)
    for part, lines in shown:
        here = {line.key: part.tick(line) in sent for line in lines}
        if not here:
            continue
        before = {line.key for line in part.decisions if part.takes(line)}
        taken = (before - set(here)) | {key for key, is_taken in here.items() if is_taken}
        for position in part.positions:
            kept = answered.with_file(kept, position, taken=frozenset(taken))
    return kept


def without_rows(preview: Preview, part: Part, row: str) -> Json:
    """Return a draft's answers with a row left out, or with all rows that are in the way."""
    lines = [line for line in part.plan.lines if line.is_in_the_way]
    chosen = [line for line in lines if row in (ALL, digest(line.key))]
    # A row may be in the way for several reasons.
    places = {(line.sheet, line.line) for line in chosen}
    keys = {line.key for line in lines if (line.sheet, line.line) in places}
    kept: Json = dict(preview.draft.answers)
    for position in part.positions:
        left_out = answered.for_file(kept, position).left_out | keys
        kept = answered.with_file(kept, position, left_out=left_out)
    return kept


def bring(chapter: Chapter, draft: ImportDraft, shown: str, who: Who) -> list[Brought]:
    """Bring a draft in; where something refuses half-way, nothing of it is left behind."""
    files = [file.data for file in draft.files if file.data]
    with db.session.begin_nested():
        done = uploads.apply(chapter, draft, shown, who, readings.read)
    readings.forget(files)
    return done


def cancel(chapter: Chapter, draft: ImportDraft) -> None:
    """Forget an upload, what was read of it included."""
    readings.forget([file.data for file in draft.files if file.data])
    uploads.cancel(chapter, draft)
