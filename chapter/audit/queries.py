"""Reads: the trace of one thing."""

from collections.abc import Sequence

from sqlalchemy import select

from chapter.audit.models import AuditEntry
from chapter.db import Base, db


def of_subject(chapter: Base, subject: str, limit: int = 20) -> Sequence[AuditEntry]:
    """Return the newest traces of one row."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.chapter_id == chapter.id, AuditEntry.subject == subject)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    ).all()
