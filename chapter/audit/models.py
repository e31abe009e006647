"""Table: who did what, when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chapter.db import Base, Moment

#: Where an entry from elsewhere keeps in its details who did it.
KEPT_NAME = "by_name"


class AuditEntry(Base):
    """One trace; rows are only ever added."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "chapter_id", "at"), Index(None, "chapter_id", "subject"))

    chapter_id: Mapped[int | None] = mapped_column(ForeignKey("chapters.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment())
    #: `<thing>.<verb>`, such as `week.close`.
    action: Mapped[str] = mapped_column(String(40))
    #: `<table>:<id>` of the row it is about.
    subject: Mapped[str] = mapped_column(String(60))
    #: Before and after, or counts; never what is confidential.
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @property
    def kept_name(self) -> str:
        """Return who did it where an archive brought the entry in, whose users stayed there."""
        return str(self.details.get(KEPT_NAME, ""))
