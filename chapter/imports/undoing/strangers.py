"""Slips of other origin under the numbers of a file's, which went meanwhile."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.undoing import snapshots
from chapter.slips.ledger import Credit, Slip

Changes = Mapping[str, Mapping[int, ImportChange]]

_SLIPS, _CREDITS = Slip.__tablename__, Credit.__tablename__


def of(batch: ImportBatch, changes: Changes) -> dict[str, set[int]]:
    """Return the numbers that slips of other origin have, now that those of a file are gone."""
    brought = Slip.import_id.is_not_distinct_from(batch.id)
    foreign = _changed(_SLIPS, changes, _standing(batch, Slip.id, ~brought))
    parts = [name for name in changes if name == _SLIPS or name.endswith("_slips")]
    found = {name: foreign & changes[name].keys() for name in parts}
    noted = select(ImportChange.row_id).where(*_noted(batch, _SLIPS))
    elsewhere = Credit.slip_id.not_in(noted) | Credit.slip_id.in_(foreign)
    found[_CREDITS] = _changed(_CREDITS, changes, _standing(batch, Credit.id, elsewhere))
    return found


def _standing(batch: ImportBatch, number: Any, is_foreign: ColumnElement[bool]) -> set[int]:
    """Return which numbers of rows that a file added stand, and look foreign."""
    noted = _noted(batch, number.class_.__tablename__)
    query = select(number).join(ImportChange, ImportChange.row_id == number)
    return set(db.session.scalars(query.where(*noted, ImportChange.before.is_(None), is_foreign)))


def _noted(batch: ImportBatch, name: str) -> tuple[ColumnElement[bool], ...]:
    return (
        ImportChange.chapter_id == batch.chapter_id,
        ImportChange.batch_id == batch.id,
        ImportChange.table_name == name,
    )


def _changed(name: str, changes: Changes, ids: set[int]) -> set[int]:
    """Return those numbers whose rows say something else than the file left there."""
    rows, noted = snapshots.read(snapshots.table_named(name), ids), changes.get(name, {})
    return {i for i, row in rows.items() if snapshots.digest(row) != noted[i].after}
