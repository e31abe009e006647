"""Table: the partner's side of a one-to-one that both recorded."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from chapter.db import Base, Moment
from chapter.slips.ledger import Slip
from chapter.slips.models import OneToOneSlip


class OneToOneSide(Base):
    """What the other of two said who recorded the same one-to-one."""

    __tablename__ = "one_to_one_sides"
    __table_args__ = (UniqueConstraint("slip_id"),)

    slip_id: Mapped[int] = mapped_column(ForeignKey("slips.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment())
    topics: Mapped[str] = mapped_column(Text, default="")

    slip: Mapped[OneToOneSlip] = relationship(
        backref=backref("side", cascade="all, delete-orphan", uselist=False)
    )


def side_of(slip: Slip) -> OneToOneSide | None:
    """Return what the partner added, if the slip is of two who both recorded it."""
    return getattr(slip, "side", None)
