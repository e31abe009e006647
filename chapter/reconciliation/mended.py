"""What files that stand took from or added to figures: read from what they changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import null, select

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import BROUGHT_ALONG, ImportBatch, ImportChange
from chapter.imports.undoing import snapshots
from chapter.people.rules import Standing
from chapter.reconciliation.evidence import Correction, Entry
from chapter.reconciliation.rules import MONEY, label_of
from chapter.slips.ledger import Credit

Values = Mapping[str, Any]
#: Whose figure a credit counts in: slip, person and label.
Place = tuple[int, int, str | None]


def corrections(
    chapter: Chapter, held: Mapping[int, date], entries: Sequence[Entry]
) -> list[Correction]:
    """Return what files removed, corrected or added of the credits of some meetings."""
    changes, days = _changes(chapter), set(held.values())
    now = snapshots.read(snapshots.table_named(Credit.__tablename__), {one[0] for one in changes})
    # The first to touch a figure knows how it stood; the last one is who is named.
    was: dict[Place, int] = {}
    named: dict[Place, tuple[str, Any]] = {}
    for row_id, before, file, at in changes:
        old = {**now.get(row_id, {}), **before}
        place = _place(old)
        if old.get("meeting_id") in held and old["standing"] == Standing.MEMBER:
            was.setdefault(place, _figure(old, place))
            named[place] = (file, at.astimezone(ZoneInfo(chapter.zone)).date())
    here = _here({slip for slip, _, _ in was})
    mended = [
        Correction(person, label, here[slip, person, label] - old, slip not in here.slips, *by)
        for (slip, person, label), old in was.items()
        for by in [named[slip, person, label]]
    ]
    return mended + _added(chapter, [e for e in entries if e.held_on in days])


def _added(chapter: Chapter, entries: Sequence[Entry]) -> list[Correction]:
    """Return what files brought into weeks in which an earlier file's slips stand."""
    first: dict[date | None, int] = {}
    for one in entries:
        if one.batch:
            first[one.held_on] = min(one.batch, first.get(one.held_on, one.batch))
    later = [one for one in entries if one.batch and one.batch != first[one.held_on]]
    files = _files(chapter, {one.batch for one in later})
    found = []
    for one in later:
        if one.standing == Standing.MEMBER:
            file = files[one.batch or 0]
            day = file.imported_at.astimezone(ZoneInfo(chapter.zone)).date()
            figure = one.amount if one.label == MONEY else one.quantity
            found.append(
                Correction(one.person, one.label, figure, False, file.file_name, day, True)
            )
    return found


def _files(chapter: Chapter, ids: Collection[int | None]) -> Mapping[int, ImportBatch]:
    if not ids:
        return {}
    query = select(ImportBatch).where(ImportBatch.chapter_id == chapter.id, ImportBatch.id.in_(ids))
    return {one.id: one for one in db.session.scalars(query)}


class _Here(defaultdict[Place, int]):
    """Figures as they stand, and the slips they are of."""

    def __init__(self) -> None:
        super().__init__(int)
        self.slips: set[int] = set()


def _here(slip_ids: Collection[int]) -> _Here:
    found = _Here()
    for some in snapshots.chunks(sorted(slip_ids)):
        for credit in db.session.scalars(select(Credit).where(Credit.slip_id.in_(some))):
            row = {name: getattr(credit, name) for name in _COLUMNS}
            found[_place(row)] += _figure(row, _place(row))
            found.slips.add(credit.slip_id)
    return found


_COLUMNS = ("slip_id", "person_id", "measure", "tier", "quantity", "amount")


def _changes(chapter: Chapter) -> list[tuple[Any, ...]]:
    """Return what files changed of credits, the oldest first; one taken back left no changes."""
    rows = db.session.execute(
        select(
            ImportChange.row_id, ImportChange.before, ImportBatch.file_name, ImportBatch.imported_at
        )
        .join(ImportBatch, ImportBatch.id == ImportChange.batch_id)
        .where(
            ImportChange.chapter_id == chapter.id,
            ImportChange.table_name.in_([Credit.__tablename__, BROUGHT_ALONG]),
            ImportChange.before.is_not(null()),
        )
        .order_by(ImportBatch.id, ImportChange.id)
    )
    return [tuple(row) for row in rows]


def _place(row: Values) -> Place:
    return row["slip_id"], row["person_id"], label_of(row["measure"], row["tier"])


def _figure(row: Values, place: Place) -> int:
    return int(row["amount"] if place[2] == MONEY else row["quantity"])
