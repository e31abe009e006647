"""Writes: the trace."""

from datetime import datetime

from chapter.audit.models import AuditEntry
from chapter.db import db


def trace(
    chapter_id: int | None,
    action: str,
    subject: str,
    *,
    user_id: int | None,
    now: datetime,
    **details: object,
) -> None:
    """Add one entry to the trace."""
    db.session.add(
        AuditEntry(
            chapter_id=chapter_id,
            user_id=user_id,
            at=now,
            action=action,
            subject=subject,
            details=details,
        )
    )
    db.session.flush()
