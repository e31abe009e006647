"""Uploads that wait for the word to bring them in; no state of theirs is in the web process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from sqlalchemy import select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import answered, service
from chapter.imports.models import ImportDraft, ImportDraftFile
from chapter.imports.plans import Plan, Who
from chapter.imports.reading import reader
from chapter.imports.refusals import ImportRefused, Refusal
from chapter.imports.rules import Unreadable
from chapter.imports.service import Brought, Read
from chapter.imports.states import DraftState
from chapter.imports.units import Source

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Unread:
    """A file of a draft that cannot be read, and why."""

    position: int
    name: str
    trouble: Unreadable


@dataclass(frozen=True)
class Opened:
    """A draft's files, read: those that can be, by position, and those that cannot."""

    sources: dict[int, Source]
    unread: list[Unread]


def upload(
    chapter: Chapter,
    files: Sequence[tuple[str, bytes]],
    who: Who,
    unread: Mapping[int, Unreadable] = MappingProxyType({}),
) -> ImportDraft:
    """Keep files somebody dropped together; uploads nobody came back to are swept."""
    sweep(chapter, who)
    answers = answered.with_unread({}, unread)
    draft = ImportDraft(
        chapter_id=chapter.id, user_id=who.user_id, made_at=who.now, answers=answers
    )
    draft.files = [
        ImportDraftFile(position=position, name=name[-200:], data=data)
        for position, (name, data) in enumerate(files)
    ]
    db.session.add(draft)
    db.session.flush()
    return draft


def sweep(chapter: Chapter, who: Who) -> int:
    """Forget drafts older than a day; return how many."""
    old = select(ImportDraft).where(
        ImportDraft.chapter_id == chapter.id, ImportDraft.made_at < who.now - KEPT_FOR
    )
    drafts = db.session.scalars(old).all()
    for draft in drafts:
        db.session.delete(draft)
    db.session.flush()
    return len(drafts)


def opened(draft: ImportDraft, read: Read = reader.read) -> Opened:
    """Read a draft's files with the answers given so far."""
    found = Opened({}, [])
    for file in draft.files:
        order = answered.for_file(draft.answers, file.position).day_order
        try:
            content = read(file.data or b"", file.name, order)
        except Unreadable as trouble:
            found.unread.append(Unread(file.position, file.name, trouble))
        else:
            found.sources[file.position] = Source(file.name, file.data or b"", content)
    return found


def preview(chapter: Chapter, draft: ImportDraft, files: Opened, who: Who) -> list[Plan]:
    """Say what bringing a draft in would do."""
    said = [answered.for_file(draft.answers, position) for position in files.sources]
    return service.preview(chapter, list(files.sources.values()), said, who)


def drop(draft: ImportDraft, *positions: int) -> None:
    """Leave files of a draft out."""
    draft.files = [file for file in draft.files if file.position not in positions]
    db.session.flush()


def apply(
    chapter: Chapter, draft: ImportDraft, shown: str, who: Who, read: Read = reader.read
) -> list[Brought]:
    """Bring a draft in, whole, if it still does what the preview showed."""
    _lock(chapter, draft)
    files = opened(draft, read)
    plans = preview(chapter, draft, files, who)
    if files.unread or not plans or not all(plan.is_ready for plan in plans):
        raise ImportRefused(Refusal.NOT_READY)
    if service.fingerprint(plans) != shown:
        raise ImportRefused(Refusal.OTHERWISE)
    said = [answered.for_file(draft.answers, position) for position in files.sources]
    done = service.bring_all(chapter, list(files.sources.values()), said, who)
    _end(draft, DraftState.APPLIED)
    return done


def cancel(chapter: Chapter, draft: ImportDraft) -> None:
    """Forget an upload; nothing of it was brought in."""
    _lock(chapter, draft)
    _end(draft, DraftState.CANCELLED)


def _lock(chapter: Chapter, draft: ImportDraft) -> None:
    """Hold a draft, so that a second tap finds it done."""
    db.session.scalars(
        select(ImportDraft)
        .where(ImportDraft.chapter_id == chapter.id, ImportDraft.id == draft.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if draft.state != DraftState.WAITING:
        raise ImportRefused(Refusal.NO_DRAFT)


def _end(draft: ImportDraft, state: DraftState) -> None:
    draft.state = state
    draft.answers = {}
    for file in draft.files:
        file.data = None
    db.session.flush()
