"""What a chapter brought in, as its list shows it: together what came together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload, selectinload

from chapter.accounts.models import User
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import answered, queries
from chapter.imports.models import (
    BROUGHT_ALONG,
    ImportBatch,
    ImportChange,
    ImportDraft,
    ImportDraftFile,
)
from chapter.imports.rules import Unreadable
from chapter.imports.states import BatchState, DraftState


@dataclass(frozen=True)
class Run:
    """Files that came in together."""

    batches: Sequence[ImportBatch]
    who: str

    @property
    def first(self) -> ImportBatch:
        """Return one of them, for all."""
        return self.batches[0]

    @property
    def standing(self) -> list[ImportBatch]:
        """Return those that were not taken back."""
        return [batch for batch in self.batches if batch.state == BatchState.APPLIED]


@dataclass(frozen=True)
class History:
    """One page of the list."""

    runs: Sequence[Run]
    #: The batches whose changes are noted, so that they can be taken back.
    noted: frozenset[int]
    #: Who took batches back, by user.
    names: dict[int, str]
    #: The number from which the next page goes on.
    before: int | None


@dataclass(frozen=True)
class Waiting:
    """An upload somebody has not yet brought in or cancelled."""

    draft_id: int
    made_at: datetime
    names: Sequence[str]
    #: Its files that could not be read: their names, and why.
    unread: Sequence[tuple[str, Unreadable]]


def own(chapter: Chapter, user_id: int, number: int) -> ImportDraft | None:
    """Return an upload of somebody's, whatever became of it."""
    query = select(ImportDraft).where(
        ImportDraft.chapter_id == chapter.id,
        ImportDraft.user_id == user_id,
        ImportDraft.id == number,
    )
    found = db.session.scalars(query.options(joinedload(ImportDraft.files)))
    return found.unique().one_or_none()


def waiting(chapter: Chapter, user_id: int) -> list[Waiting]:
    """Return the uploads of somebody that wait for their word, the newest first."""
    rows = db.session.execute(
        select(
            ImportDraft.id,
            ImportDraft.made_at,
            ImportDraft.answers,
            ImportDraftFile.name,
            ImportDraftFile.position,
        )
        .join(ImportDraft.files)
        .where(
            ImportDraft.chapter_id == chapter.id,
            ImportDraft.user_id == user_id,
            ImportDraft.state == DraftState.WAITING,
        )
        .order_by(ImportDraft.id.desc(), ImportDraftFile.position)
    )
    return [_waiting(list(files)) for _, files in groupby(rows, key=lambda row: row.id)]


def all_waiting(chapter: Chapter, user_id: int, until: int) -> Sequence[ImportDraft]:
    """Return the uploads of somebody that wait for their word, up to the newest one shown."""
    query = select(ImportDraft).where(
        ImportDraft.chapter_id == chapter.id,
        ImportDraft.user_id == user_id,
        ImportDraft.state == DraftState.WAITING,
        ImportDraft.id <= until,
    )
    found = db.session.scalars(query.options(selectinload(ImportDraft.files)).order_by("id"))
    return found.all()


def history(chapter: Chapter, before: int | None) -> History:
    """Return what was brought in, the newest first, from a number on."""
    found = queries.batches(chapter, before, queries.PAGE + 1)
    batches = found[: queries.PAGE]
    names = _names(batches)
    runs = [
        Run(together, names.get(together[0].user_id or 0, ""))
        for _, each in groupby(batches, key=lambda batch: batch.run or str(batch.id))
        for together in [list(each)]
    ]
    has_more = len(found) > len(batches)
    return History(runs, _noted(chapter, batches), names, batches[-1].id if has_more else None)


def _waiting(files: Sequence[Row[Any]]) -> Waiting:
    first, why = files[0], answered.unread(files[0].answers)
    unread = [(file.name, why[file.position]) for file in files if file.position in why]
    return Waiting(first.id, first.made_at, [file.name for file in files], unread)


def _noted(chapter: Chapter, batches: Sequence[ImportBatch]) -> frozenset[int]:
    changes = (
        ImportChange.chapter_id == chapter.id,
        ImportChange.batch_id == ImportBatch.id,
        ImportChange.table_name != BROUGHT_ALONG,
    )
    query = select(ImportBatch.id).where(
        ImportBatch.chapter_id == chapter.id,
        ImportBatch.id.in_([batch.id for batch in batches]),
        select(ImportChange.id).where(*changes).exists(),
    )
    return frozenset(db.session.scalars(query))


def _names(batches: Sequence[ImportBatch]) -> dict[int, str]:
    ids = {batch.user_id for batch in batches} | {batch.undone_by for batch in batches}
    query = select(User.id, User.name).where(User.id.in_(ids - {None}))
    return {row.id: row.name for row in db.session.execute(query)}
