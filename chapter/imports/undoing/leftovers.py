"""What stays of an import that was taken back: weeks it had added, and which went on since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from chapter.audit import service as audit
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch, ImportChange
from chapter.imports.plans import Who
from chapter.imports.undoing import dependents
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.web.permissions import Permission


@dataclass(frozen=True)
class Undone:
    """What taking back came to."""

    batches: Sequence[ImportBatch]
    #: Days of closed weeks in which nothing stands any more.
    empty: Sequence[date] = ()
    #: How many other weeks stay that these files touched, as they went on since.
    went_on: int = 0


def clear(
    chapter: Chapter, batches: Sequence[ImportBatch], touched: Mapping[int, bool], who: Who
) -> Undone:
    """Take away the closed weeks that only the files made, on which nothing stands.

    `touched` says of each meeting that stays whether the files had added it.
    """
    some = Meeting.chapter_id == chapter.id, Meeting.id.in_(touched)
    stay = list(db.session.scalars(select(Meeting).where(*some).order_by(Meeting.held_on)))
    used = dependents.used_meetings(meeting.id for meeting in stay)
    closed = [one for one in stay if one.state == State.CLOSED and one.id not in used]
    may_go = Permission.WEEK_CLOSE in who.rights
    going = [meeting for meeting in closed if may_go and touched[meeting.id]]
    empty = [meeting.held_on for meeting in closed if meeting not in going]
    went_on = len(stay) - len(closed)
    files = [batch.id for batch in batches]
    for meeting in going:
        audit.trace(
            chapter.id,
            "week.file-undo",
            f"meetings:{meeting.id}",
            user_id=who.user_id,
            now=who.now,
            files=files,
            gone=str(meeting.held_on),
        )
    _delete([meeting.id for meeting in going])
    return Undone(batches, empty, went_on)


def touched(changes: Mapping[int, ImportChange], kept: Collection[int]) -> dict[int, bool]:
    """Return the meetings that were written and are not set back, and whether each was added."""
    return {i: change.before is None for i, change in changes.items() if i not in kept}


def _delete(meeting_ids: list[int]) -> None:
    named = update(ImportBatch).where(ImportBatch.meeting_id.in_(meeting_ids))
    db.session.execute(named.values(meeting_id=None))
    db.session.execute(delete(Meeting).where(Meeting.id.in_(meeting_ids)))
