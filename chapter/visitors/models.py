"""Table: visits."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.db import Base, one_of
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.visitors.rules import FollowUp, VisitState, VisitType


class Visit(Base):
    """Somebody's coming to one meeting."""

    __tablename__ = "visits"
    __table_args__ = (
        one_of("type", VisitType),
        one_of("state", VisitState),
        one_of("follow_up", FollowUp),
        UniqueConstraint("meeting_id", "person_id"),
        UniqueConstraint("chapter_id", "key"),
        Index(None, "chapter_id", "meeting_id"),
        Index(None, "chapter_id", "person_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    type: Mapped[str] = mapped_column(String(20), default=VisitType.VISITOR)
    state: Mapped[str] = mapped_column(String(20), default=VisitState.REGISTERED)
    #: What became of it after the meeting, and which member sees to it.
    follow_up: Mapped[str] = mapped_column(String(20), default=FollowUp.TO_CALL)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    #: Grows with each change at the door or after, so that a lost update is seen.
    version: Mapped[int] = mapped_column(default=1)
    #: Made by the phone at the door, unique for ever: a retry is the same write.
    key: Mapped[str | None] = mapped_column(String(64))
    #: Of what was first sent under the key.
    digest: Mapped[str] = mapped_column(String(64), default="")

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    inviter: Mapped[Person | None] = relationship(foreign_keys=[inviter_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])

    def lose(self, inviter_id: int) -> None:
        """Call off an invitation that is taken back; who came stays, and anybody may have invited.

        Then the door and the close ask again who did.
        """
        if self.state == VisitState.REGISTERED:
            self.state = VisitState.CANCELLED
        elif self.state == VisitState.PRESENT and self.inviter_id == inviter_id:
            self.inviter_id = None
            self.version += 1
