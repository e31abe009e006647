"""Table: meetings somebody touched; the others follow from the calendar."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapter.db import Base, Moment, one_of
from chapter.meetings.rules import Form, State


class Meeting(Base):
    """One week's meeting."""

    __tablename__ = "meetings"
    __table_args__ = (
        one_of("state", State),
        one_of("form", Form),
        UniqueConstraint("chapter_id", "held_on"),
        Index(None, "chapter_id", "state", "held_on"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    #: The local day.
    held_on: Mapped[date]
    #: Local time of the chapter's zone.
    starts_at: Mapped[time]
    place: Mapped[str] = mapped_column(String(200), default="")
    form: Mapped[str] = mapped_column(String(20), default=Form.IN_PERSON)
    state: Mapped[str] = mapped_column(String(20), default=State.SCHEDULED)
    #: The regular day this meeting stands for, when it moved.
    moved_from: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    #: When the roll call put everybody present; it does so once.
    roll_called_at: Mapped[datetime | None] = mapped_column(Moment())
    closed_at: Mapped[datetime | None] = mapped_column(Moment())

    @property
    def is_open(self) -> bool:
        """Tell whether marks and slips of this week may still change."""
        return self.state == State.OPEN
