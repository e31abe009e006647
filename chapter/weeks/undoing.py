"""Taking a close back as it was said a moment ago: what it posted waits again, the week as before.

Reopening is something else: it keeps slips with their week, to be closed again once it is right.
"""

from sqlalchemy import select

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.slips import posting

#: Where the trace of a close keeps which slips were pending before it.
TAKEN = "slips"


def close_of(meeting: Meeting) -> AuditEntry | None:
    """Return the trace of the close that holds now."""
    traces = db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.chapter_id == meeting.chapter_id,
            AuditEntry.subject == f"meetings:{meeting.id}",
            AuditEntry.action == "week.close",
            AuditEntry.at == meeting.closed_at,
        )
        .order_by(AuditEntry.id.desc())
    )
    return next((trace for trace in traces if TAKEN in trace.details), None)


def id_of_close(meeting: Meeting) -> int | None:
    """Return the number by which the close that holds now is undone."""
    told = close_of(meeting)
    return told.id if told else None


def take_back(chapter: Chapter, meeting: Meeting, told: AuditEntry) -> None:
    """Make pending again what a close posted, and the week what it was."""
    posting.let_go(chapter, meeting, told.details[TAKEN])
    meeting.state, meeting.closed_at = State(told.details["before"]), None
    db.session.flush()
