"""Table: the steps of a referral."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from chapter.db import Base, Moment, one_of
from chapter.referrals.rules import Stage
from chapter.slips.models import ReferralSlip


class ReferralStep(Base):
    """One step of a referral, as whoever received it told; rows are only ever added.

    Where a referral stands is the last step of the member who has it now: a slip corrected to
    another receiver begins anew.
    """

    __tablename__ = "referral_steps"
    __table_args__ = (
        one_of("before", Stage),
        one_of("stage", Stage),
        UniqueConstraint("chapter_id", "key"),
        Index(None, "chapter_id", "told_id", "read_at"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    slip_id: Mapped[int] = mapped_column(ForeignKey("slips.id"), index=True)
    #: Who is told.
    told_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: Who received the referral and moved it.
    mover_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    before: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment())
    #: Made by the client, unique for ever: a retry is the same step.
    key: Mapped[str] = mapped_column(String(64))
    #: Not so for a slip of the finger taken back before anybody read it.
    is_news: Mapped[bool] = mapped_column(default=True)
    read_at: Mapped[datetime | None] = mapped_column(Moment())

    slip: Mapped[ReferralSlip] = relationship(
        backref=backref("steps", cascade="all, delete-orphan", order_by="ReferralStep.id")
    )
