"""Reopen, apply, close: how one slip of a closed week changes, and nothing else with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from chapter.chapters.models import Chapter
from chapter.corrections import facts
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.proposals import draft_of
from chapter.corrections.rules import Kind
from chapter.db import db
from chapter.meetings import service as meetings
from chapter.meetings.models import Meeting
from chapter.meetings.rules import State
from chapter.slips import posting
from chapter.slips import service as slips
from chapter.slips.kinds import KINDS
from chapter.slips.ledger import Slip
from chapter.weeks import service as weeks


def apply(
    chapter: Chapter,
    request: CorrectionRequest,
    slip: Slip,
    *,
    today: date,
    actor_id: int,
    now: datetime,
) -> dict[str, Any]:
    """Do what was asked of a slip, as if its week were open; without a week it is open.

    Return what changed, as the traces keep it.
    """
    told = facts.told(chapter, request, slip, today)
    # Of this request and no other write, so that the slip's own keys tell a repetition.
    key = f"correction-{request.key}"[:64]
    with _reopened(chapter, slip, told, actor_id=actor_id, now=now):
        if request.kind == Kind.WITHDRAW:
            slips.withdraw(
                chapter,
                slip,
                key=key,
                seen=slip.version,
                actor_id=actor_id,
                now=now,
                asker_id=request.asked_by,
            )
            return told
        draft = draft_of(chapter, request.author_id, request.proposed, key)
        slips.change(
            chapter,
            KINDS[slip.kind],
            slip,
            draft,
            seen=slip.version,
            today=today,
            actor_id=actor_id,
            now=now,
        )
    return told


@contextmanager
def _reopened(
    chapter: Chapter, slip: Slip, told: dict[str, Any], *, actor_id: int, now: datetime
) -> Iterator[None]:
    """Keep a slip's week open for one change; what else is pending stays pending."""
    week = slip.posted_on
    if week is None or week.state != State.CLOSED:
        yield
        return
    closed_at = week.closed_at
    meeting = weeks.reopen(chapter, week.held_on, actor_id=actor_id, now=now)
    yield
    _close_again(chapter, meeting, closed_at, told, actor_id=actor_id, now=now)


def _close_again(
    chapter: Chapter,
    meeting: Meeting,
    closed_at: datetime | None,
    told: dict[str, Any],
    *,
    actor_id: int,
    now: datetime,
) -> None:
    """Close a week without posting anything to it; it has been closed since it was closed."""
    meeting.state, meeting.closed_at = State.CLOSED, closed_at
    posted = posting.number_in(chapter, meeting)
    meetings.trace(meeting, "week.close", actor_id, now, posted=posted, for_one_slip=True, **told)
    db.session.flush()
