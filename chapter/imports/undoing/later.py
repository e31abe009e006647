"""What files brought in later did to the rows of an earlier one, which cannot go before them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.refusals import UndoRefusal
from chapter.imports.undoing import naming
from chapter.meetings.models import Meeting

Changes = Mapping[str, Mapping[int, ImportChange]]

# A day that a file moved where nobody said one: the day of the last file that names somebody.
_MOVED = ("memberships", {"left_on"})


@dataclass
class Later:
    """Of each row that later files wrote as well, what they noted, the oldest first."""

    notes: dict[tuple[str, int], list[ImportChange]] = field(default_factory=dict)

    def own(self, name: str, changes: Mapping[int, ImportChange]) -> dict[int, ImportChange]:
        """Return what is still the earlier file's to take back.

        Not a leaving day that a later file moved on, nor a row whose number another has now.
        """
        return {
            row_id: change
            for row_id, change in changes.items()
            if not self._is_another(name, change) and not self._hand_on(name, change)
        }

    def refuse(self, name: str, changes: Mapping[int, ImportChange]) -> None:
        """Refuse where a later file builds on what rows say, and name the newest such file."""
        found = [
            n for change in changes.values() for n in self._of(name, change) if _meet(change, n)
        ]
        if found:
            raise naming.refusal(UndoRefusal.LATER_CHANGED, max(note.batch_id for note in found))

    def _is_another(self, name: str, change: ImportChange) -> bool:
        """Tell whether a row of this number came with a later file, as the earlier one is gone."""
        notes = self._of(name, change)
        return change.after is not None and bool(notes) and notes[0].before is None

    def _hand_on(self, name: str, change: ImportChange) -> bool:
        """Let the next file that moved a leaving day go back to what stood before this one."""
        notes = self._of(name, change)
        if (name, set(change.before or ())) != _MOVED or not notes or change.after is None:
            return False
        following = notes[0]
        if following.before is None or following.after is None:
            return False
        if "left_on" not in following.before:
            return False
        following.before = {**following.before, **(change.before or {})}
        return True

    def _of(self, name: str, change: ImportChange) -> list[ImportChange]:
        return self.notes.get((name, change.row_id), [])


def _meet(change: ImportChange, note: ImportChange) -> bool:
    """Tell whether two files wrote the same of a row; a meeting that only went on stays."""
    if change.table_name == Meeting.__tablename__ and change.after is not None:
        return note.after is None
    if change.before is None or change.after is None or note.before is None or note.after is None:
        return True
    return not change.before.keys().isdisjoint(note.before)


def of(batch: ImportBatch) -> Later:
    """Return what later files, not taken back, noted of the rows of a file."""
    own: Any = aliased(ImportChange)
    query = (
        select(ImportChange)
        .join(
            own,
            (own.chapter_id == ImportChange.chapter_id)
            & (own.table_name == ImportChange.table_name)
            & (own.row_id == ImportChange.row_id),
        )
        .where(
            own.chapter_id == batch.chapter_id,
            own.batch_id == batch.id,
            ImportChange.batch_id > batch.id,
        )
        .order_by(ImportChange.batch_id)
    )
    notes: dict[tuple[str, int], list[ImportChange]] = defaultdict(list)
    for note in db.session.scalars(query):
        notes[note.table_name, note.row_id].append(note)
    return Later(dict(notes))
