"""Tables: files brought in, each as one unit; what each changed; and summaries' own figures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.db import Base, Moment, one_of
from chapter.imports.states import BatchState, DraftState, Role

#: In place of a table's name: an archive told what a credit said before. It is whole, so that
#: figures can be explained, and nothing can be taken back with it.
BROUGHT_ALONG = ""


class ImportBatch(Base):
    """One file brought in."""

    __tablename__ = "import_batches"
    __table_args__ = (one_of("state", BatchState), Index(None, "chapter_id", "imported_at"))

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    #: SHA-256 of the file's bytes.
    digest: Mapped[str] = mapped_column(String(64))
    added: Mapped[int]
    known: Mapped[int]
    changed: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    imported_at: Mapped[datetime] = mapped_column(Moment())
    #: The days it is about, the last one included, where it is about days.
    first: Mapped[date | None]
    until: Mapped[date | None]
    #: Files brought in together share this.
    run: Mapped[str] = mapped_column(String(32), default="", index=True)
    state: Mapped[str] = mapped_column(String(10), default=BatchState.APPLIED)
    undone_at: Mapped[datetime | None] = mapped_column(Moment())
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class ImportChange(Base):
    """One row that an import added, changed or removed."""

    __tablename__ = "import_changes"
    __table_args__ = (
        UniqueConstraint("batch_id", "table_name", "row_id"),
        Index(None, "chapter_id", "table_name", "row_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int]
    #: A removed row whole, a changed one's changed columns; empty for an added row.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: Digest of what the import left behind: the row, or the changed columns; empty when removed.
    after: Mapped[str | None] = mapped_column(String(64))


class ImportDraft(Base):
    """Files somebody dropped together, waiting for the word to bring them in."""

    __tablename__ = "import_drafts"
    __table_args__ = (one_of("state", DraftState), Index(None, "chapter_id", "made_at"))

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Moment())
    state: Mapped[str] = mapped_column(String(10), default=DraftState.WAITING)
    #: What was answered so far, for all files and for each.
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    files: Mapped[list["ImportDraftFile"]] = relationship(
        order_by="ImportDraftFile.position", cascade="all, delete-orphan"
    )


class ImportDraftFile(Base):
    """One file of a draft; its bytes go once the draft is applied or cancelled."""

    __tablename__ = "import_draft_files"
    __table_args__ = (UniqueConstraint("draft_id", "position"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("import_drafts.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes | None] = mapped_column(LargeBinary)


class SummaryLine(Base):
    """One line of an imported summary: kept apart from the weeks, to compare and to remember."""

    __tablename__ = "summary_lines"
    __table_args__ = (
        one_of("role", Role),
        UniqueConstraint("chapter_id", "period", "role", "name_key"),
        Index(None, "chapter_id", "person_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"), index=True)
    #: `2026-01-01..2026-06-30`, the last day included; empty where nobody said.
    period: Mapped[str] = mapped_column(String(22), default="")
    first: Mapped[date | None]
    until: Mapped[date | None]
    #: Longer than any term: history from before the app, never compared with weeks.
    is_lifetime: Mapped[bool] = mapped_column(default=False)
    role: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    #: As the file writes it.
    name: Mapped[str] = mapped_column(String(250), default="")
    name_key: Mapped[str] = mapped_column(String(500), default="")
    #: By the file's label (P, RGI, 1-2-1, TYFCB), as decimal text.
    figures: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
