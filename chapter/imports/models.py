"""Table: files brought in, each as one unit."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from chapter.db import Base, Moment


class ImportBatch(Base):
    """One file brought in."""

    __tablename__ = "import_batches"
    __table_args__ = (Index(None, "chapter_id", "imported_at"),)

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    #: SHA-256 of the file's bytes.
    digest: Mapped[str] = mapped_column(String(64))
    added: Mapped[int]
    known: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(Moment())
