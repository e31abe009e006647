"""Taking back what was said a moment ago: a close, or setting a week aside; the week as before.

Reopening is something else: it keeps slips with their week, to be closed again once it is right.
"""

from datetime import date, timedelta

from sqlalchemy import select

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.meetings import queries as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.slips import posting

#: Where the trace of a close keeps which slips were pending before it, and that of a discard
#: which ones it let go.
TAKEN = "slips"
ASIDE = (State.DISCARDED, State.HOLIDAY)


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


def was_passed(chapter: Chapter, meeting: Meeting) -> bool:
    """Tell whether a later week was closed after this closed one."""
    later = meetings.counting(chapter, meeting.held_on + timedelta(days=1), date.max)
    found = select(Meeting.id).where(later, Meeting.closed_at >= meeting.closed_at)
    return db.session.scalar(found.limit(1)) is not None


def take_back(chapter: Chapter, meeting: Meeting, told: AuditEntry) -> None:
    """Make pending again what a close posted, and the week what it was."""
    posting.let_go(chapter, meeting, told.details[TAKEN])
    meeting.state, meeting.closed_at = State(told.details["before"]), None
    db.session.flush()


def set_aside(meeting: Meeting) -> AuditEntry | None:
    """Return the trace of how a meeting was set aside: of what it was while it stood."""
    traces = db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.chapter_id == meeting.chapter_id,
            AuditEntry.subject == f"meetings:{meeting.id}",
            AuditEntry.action.in_(("week.discard", "meeting.holiday")),
        )
        .order_by(AuditEntry.id.desc())
    )
    # A discarded week may be made a holiday; what it was before is said by the first of both.
    stood = (trace for trace in traces if trace.details.get("before") not in ASIDE)
    return next(stood, None)


def bring_back(chapter: Chapter, meeting: Meeting, told: AuditEntry) -> None:
    """Make a meeting what it was before it was set aside, with the slips that still wait."""
    if told.details.get("before") == State.OPEN:
        meeting.state = State.OPEN
    # The numbers of slips mean nothing where an archive brought the trace in, without its user.
    if told.user_id is not None:
        posting.take_again(chapter, meeting, told.details.get(TAKEN) or ())
    db.session.flush()
