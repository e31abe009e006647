"""Table: what somebody asks to be changed in a closed week."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from chapter.accounts.models import User
from chapter.corrections.rules import STATE_LABELS, Kind, State
from chapter.db import Base, Moment, one_of


class CorrectionRequest(Base):
    """A slip of a closed week that somebody asks to have corrected or withdrawn."""

    __tablename__ = "correction_requests"
    __table_args__: tuple[SchemaItem, ...] = (
        UniqueConstraint("chapter_id", "key"),
        # One request waits for each slip at most; the column is empty once it is decided.
        UniqueConstraint("waiting_on"),
        Index(None, "chapter_id", "state", "id"),
        Index(None, "chapter_id", "asked_by", "id"),
        one_of("kind", Kind),
        one_of("state", State),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    #: Empty once the slip is gone, as imported ones are when the file is taken back.
    slip_id: Mapped[int | None] = mapped_column(
        ForeignKey("slips.id", ondelete="SET NULL"), index=True
    )
    waiting_on: Mapped[int | None] = mapped_column(ForeignKey("slips.id", ondelete="SET NULL"))
    #: Whose slip it is, or whose side of a slip that two recorded.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment())
    kind: Mapped[str] = mapped_column(String(10))
    #: The slip as it should be; emptied once decided, since it may name a prospect.
    proposed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text)
    #: The version of the slip this was asked of.
    slip_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=State.WAITING)
    #: What was said on declining.
    word: Mapped[str] = mapped_column(String(300), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(Moment())
    version: Mapped[int] = mapped_column(default=1)
    key: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    @property
    def state_label(self) -> str:
        """Return the state in words, to be translated."""
        return STATE_LABELS[State(self.state)]

    asker: Mapped[User] = relationship(foreign_keys=[asked_by])
    decider: Mapped[User | None] = relationship(foreign_keys=[decided_by])
