"""Table: visits."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.db import Base, one_of
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.visitors.rules import VisitState, VisitType


class Visit(Base):
    """Somebody's coming to one meeting."""

    __tablename__ = "visits"
    __table_args__ = (
        one_of("type", VisitType),
        one_of("state", VisitState),
        UniqueConstraint("meeting_id", "person_id"),
        Index(None, "chapter_id", "meeting_id"),
        Index(None, "chapter_id", "person_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    type: Mapped[str] = mapped_column(String(20), default=VisitType.VISITOR)
    state: Mapped[str] = mapped_column(String(20), default=VisitState.REGISTERED)

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    inviter: Mapped[Person | None] = relationship(foreign_keys=[inviter_id])
