"""Table: attendance marks."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.attendance.rules import LONGEST_NAME, Mark
from chapter.db import Base, Moment, one_of
from chapter.meetings.models import Meeting
from chapter.people.models import Person


class AttendanceMark(Base):
    """How one member attended one meeting."""

    __tablename__ = "attendance_marks"
    __table_args__ = (
        one_of("mark", Mark),
        CheckConstraint("mark = 'S' OR substitute = ''", name="substitute_only_for_s"),
        UniqueConstraint("meeting_id", "person_id"),
        Index(None, "chapter_id", "meeting_id", "person_id", "mark"),
        Index(None, "chapter_id", "person_id", "meeting_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mark: Mapped[str] = mapped_column(String(1))
    #: Who came instead, by name.
    substitute: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    #: Grows with each change, so that a lost update is seen.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment())
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    person: Mapped[Person] = relationship()


def is_same(mark: AttendanceMark | None, letter: str, substitute: str) -> bool:
    """Tell whether a mark says this already."""
    return mark is not None and (mark.mark, mark.substitute) == (letter, substitute)


def is_assumed(mark: AttendanceMark, meeting: Meeting) -> bool:
    """Tell whether nobody chose this mark: the start of the roll call put everybody present."""
    return mark.version == 1 and mark.changed_at == meeting.roll_called_at
