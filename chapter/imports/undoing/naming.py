"""Which later file is to be taken back first, by its number and name."""

from collections.abc import Iterable

from sqlalchemy import func, select

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.refusals import UndoRefusal, UndoRefused
from chapter.imports.undoing.snapshots import chunks


def refuse_builder(batch: ImportBatch, name: str, ids: Iterable[int]) -> None:
    """Refuse where later files brought rows that refer to a file's, and name the newest."""
    number = newest(batch.chapter_id, name, ids, batch.id)
    if number:
        raise refusal(UndoRefusal.LATER_USED, number)


def newest(chapter_id: int, name: str, ids: Iterable[int], after: int) -> int | None:
    """Return the newest file after one that noted any of some rows."""
    found = [
        db.session.scalar(
            select(func.max(ImportChange.batch_id)).where(
                ImportChange.chapter_id == chapter_id,
                ImportChange.table_name == name,
                ImportChange.row_id.in_(some),
                ImportChange.batch_id > after,
            )
        )
        for some in chunks(sorted(ids))
    ]
    return max((number for number in found if number), default=None)


def refusal(why: UndoRefusal, number: int, **values: object) -> UndoRefused:
    """Return a refusal that names the later file to take back first."""
    batch = db.session.get(ImportBatch, number)
    return UndoRefused(why, number=number, file=batch.file_name if batch else "", **values)
