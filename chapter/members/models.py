"""Table: memberships, one per person and time on the roster."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.db import Base
from chapter.members import rules
from chapter.people.models import Person


class Membership(Base):
    """A person's time as a member; one more on rejoining."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint(
            "left_on IS NULL OR joined_on IS NULL OR left_on > joined_on", name="left_after_joining"
        ),
        CheckConstraint("sponsor_id IS NULL OR sponsor_id <> person_id", name="not_own_sponsor"),
        UniqueConstraint("chapter_id", "seat_key"),
        Index("ix_memberships_chapter_id_left_on", "chapter_id", "left_on"),
        Index(
            "uq_memberships_open",
            "person_id",
            unique=True,
            sqlite_where=text("left_on IS NULL"),
            postgresql_where=text("left_on IS NULL"),
        ),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    trade: Mapped[str] = mapped_column(String(120), default="")
    #: The trade of an active member where seats are exclusive, else empty: one seat, one member.
    seat_key: Mapped[str | None] = mapped_column(String(120))
    #: Empty when the person belonged before the chapter's records begin.
    joined_on: Mapped[date | None]
    #: The first day no longer a member.
    left_on: Mapped[date | None]
    #: When the dues are due again, as the official record says.
    renewal_on: Mapped[date | None]
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined", innerjoin=True)
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])

    def covers(self, day: date) -> bool:
        """Tell whether the person is a member on a day."""
        return rules.covers(self.joined_on, self.left_on, day)
