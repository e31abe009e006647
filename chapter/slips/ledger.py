"""Tables every kind of slip shares: the slip, its later changes, and what counts."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from chapter.db import Base, Moment, one_of
from chapter.meetings.models import Meeting
from chapter.people.models import Person
from chapter.people.rules import Standing
from chapter.slips.rules import Entry, Measure


class Slip(Base):
    """Something a member recorded; what it says stands in the table of its kind."""

    __tablename__ = "slips"
    __table_args__: tuple[SchemaItem, ...] = (
        UniqueConstraint("chapter_id", "key"),
        Index(None, "chapter_id", "dated", "id"),
        Index(None, "chapter_id", "author_id", "dated"),
    )
    __mapper_args__ = {"polymorphic_on": "kind"}

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    kind: Mapped[str] = mapped_column(String(30))
    #: Whose slip it is; empty where an import does not say.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    #: Who typed it.
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    dated: Mapped[date]
    #: Made by the client, unique for ever: a retry is the same write.
    key: Mapped[str] = mapped_column(String(64))
    #: Of what was first sent under the key.
    digest: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(Moment())
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment())
    version: Mapped[int] = mapped_column(default=1)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batches.id"), index=True)

    credits: Mapped[list["Credit"]] = relationship(
        back_populates="slip", order_by="Credit.id", cascade="all, delete-orphan"
    )

    #: The column that holds the author, and the one that holds the other person, if any.
    author_column = ""
    counterpart_column = ""
    #: The column of the other person for whom all of it is meant, if any.
    shared_column = ""
    #: Whether this kind may be dated ahead.
    may_lie_ahead = False
    #: Whether the official export has a place for this kind.
    is_official = True

    def entries(self) -> list[Entry]:
        """Return what this slip counts, by the rule of its kind."""
        raise NotImplementedError

    def parties(self) -> list[int | None]:
        """Return the people who must be different from one another."""
        return []

    def own_meeting_id(self) -> int | None:
        """Return the meeting this slip belongs to whatever its date, if its kind has one."""
        return None

    def promise(self, closer_sees: bool) -> None:
        """Keep, on recording, what the form said about who will see this."""

    def let_go(self) -> None:
        """Undo, on withdrawal, what this kind did beside its credits."""

    def credit_as(self, standings: Mapping[int, str]) -> None:
        """Count for people as what somebody said, whatever they were on the day."""
        for credit in self.credits:
            credit.standing = standings.get(credit.person_id, credit.standing)

    @property
    def posted_on(self) -> Meeting | None:
        """Return the meeting its credits are attached to, closed or still open."""
        return next((credit.meeting for credit in self.credits if credit.meeting), None)


class SlipChange(Base):
    """The key of an edit or a withdrawal, so that its retry is the same write."""

    __tablename__ = "slip_changes"
    __table_args__ = (UniqueConstraint("chapter_id", "key"),)

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    slip_id: Mapped[int] = mapped_column(ForeignKey("slips.id"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class Credit(Base):
    """What counts: one person, one measure, one week once posted."""

    __tablename__ = "credits"
    __table_args__ = (
        one_of("measure", Measure),
        one_of("standing", Standing),
        CheckConstraint("tier IN ('', 'inside', 'outside', 'spin_off')", name="tier"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("amount = 0 OR measure = 'closed_business'", name="only_business_pays"),
        UniqueConstraint("slip_id", "person_id", "measure"),
        Index(None, "chapter_id", "meeting_id", "measure", "person_id"),
        Index(None, "chapter_id", "person_id", "meeting_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    slip_id: Mapped[int] = mapped_column(ForeignKey("slips.id"))
    #: The week it counts in; empty while pending.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    standing: Mapped[str] = mapped_column(String(10))
    measure: Mapped[str] = mapped_column(String(30))
    quantity: Mapped[int] = mapped_column(default=1)
    #: Minor units of the chapter's currency.
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    tier: Mapped[str] = mapped_column(String(10), default="")
    is_repeat: Mapped[bool] = mapped_column(default=False)

    slip: Mapped[Slip] = relationship(back_populates="credits")
    meeting: Mapped[Meeting | None] = relationship()
    person: Mapped[Person] = relationship()
