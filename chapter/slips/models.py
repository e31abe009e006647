"""Tables: what each kind of slip says, and what it therefore counts."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from chapter.db import one_of
from chapter.slips.ledger import Slip
from chapter.slips.rules import Entry, Measure, Place, Tier
from chapter.visitors.models import Visit
from chapter.visitors.rules import earns_credit


def _person() -> Mapped[int]:
    return mapped_column(ForeignKey("people.id"), index=True)


def _own_id() -> Mapped[int]:
    return mapped_column(ForeignKey("slips.id"), primary_key=True)


class ReferralSlip(Slip):
    """A customer passed on to somebody."""

    __tablename__ = "referral_slips"
    __mapper_args__ = {"polymorphic_identity": "referral"}
    __table_args__: tuple[SchemaItem, ...] = (
        one_of("tier", Tier),
        CheckConstraint("giver_id <> receiver_id", name="not_to_oneself"),
        CheckConstraint("warmth IS NULL OR warmth BETWEEN 1 AND 5", name="warmth"),
    )

    author_column = "giver_id"
    counterpart_column = "receiver_id"
    shared_column = "receiver_id"

    id: Mapped[int] = _own_id()
    giver_id: Mapped[int] = _person()
    receiver_id: Mapped[int] = _person()
    tier: Mapped[str] = mapped_column(String(10))
    #: The prospect and how to reach them: for giver and receiver only.
    prospect: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    gave_card: Mapped[bool] = mapped_column(default=False)
    will_call: Mapped[bool] = mapped_column(default=False)
    #: How well prepared, 1 to 5.
    warmth: Mapped[int | None]

    def entries(self) -> list[Entry]:
        """Credit who gave and who received."""
        return [
            Entry(self.giver_id, Measure.REFERRALS_GIVEN, tier=self.tier),
            Entry(self.receiver_id, Measure.REFERRALS_RECEIVED, tier=self.tier),
        ]

    def parties(self) -> list[int | None]:
        """Return giver and receiver."""
        return [self.giver_id, self.receiver_id]


class OneToOneSlip(Slip):
    """Two people who met."""

    __tablename__ = "one_to_one_slips"
    __mapper_args__ = {"polymorphic_identity": "one-to-one"}
    __table_args__: tuple[SchemaItem, ...] = (
        one_of("place", Place),
        CheckConstraint("first_id <> second_id", name="two_people"),
    )

    author_column = "first_id"
    counterpart_column = "second_id"

    id: Mapped[int] = _own_id()
    first_id: Mapped[int] = _person()
    second_id: Mapped[int] = _person()
    place: Mapped[str] = mapped_column(String(10), default=Place.IN_PERSON)
    topics: Mapped[str] = mapped_column(Text, default="")

    def entries(self) -> list[Entry]:
        """Credit both, of whom only those of this chapter count."""
        return [
            Entry(self.first_id, Measure.ONE_TO_ONES),
            Entry(self.second_id, Measure.ONE_TO_ONES),
        ]

    def parties(self) -> list[int | None]:
        """Return the two who met."""
        return [self.first_id, self.second_id]


class ClosedBusinessSlip(Slip):
    """Thanks for business that came of a referral; who thanks stays here."""

    __tablename__ = "closed_business_slips"
    __mapper_args__ = {"polymorphic_identity": "closed-business"}
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint("tier IN ('', 'inside', 'outside', 'spin_off')", name="tier"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("earner_id IS NULL OR earner_id <> thanked_id", name="not_to_oneself"),
    )

    author_column = "earner_id"
    counterpart_column = "thanked_id"

    id: Mapped[int] = _own_id()
    #: Who earned the money and thanks; confidential, and empty in official exports.
    earner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    thanked_id: Mapped[int] = _person()
    amount: Mapped[int] = mapped_column(BigInteger)
    tier: Mapped[str] = mapped_column(String(10), default="")
    is_repeat: Mapped[bool] = mapped_column(default=False)

    #: Whether the form said, when this was recorded, that who closes the week sees it too.
    closer_may_see: Mapped[bool] = mapped_column(default=False)

    def promise(self, closer_sees: bool) -> None:
        """Keep what the form said, whatever the chapter decides later."""
        self.closer_may_see = closer_sees

    def entries(self) -> list[Entry]:
        """Credit the person thanked, never the earner."""
        return [
            Entry(
                self.thanked_id,
                Measure.CLOSED_BUSINESS,
                amount=self.amount,
                tier=self.tier,
                is_repeat=self.is_repeat,
            )
        ]

    def parties(self) -> list[int | None]:
        """Return who thanks and who is thanked."""
        return [self.earner_id, self.thanked_id]


class EducationSlip(Slip):
    """Something learned, in units of about an hour."""

    __tablename__ = "education_slips"
    __mapper_args__ = {"polymorphic_identity": "education"}
    __table_args__: tuple[SchemaItem, ...] = (CheckConstraint("units > 0", name="units"),)

    author_column = "learner_id"

    id: Mapped[int] = _own_id()
    learner_id: Mapped[int] = _person()
    units: Mapped[int]
    topic: Mapped[str] = mapped_column(String(200), default="")

    def entries(self) -> list[Entry]:
        """Credit the learner with the units."""
        return [Entry(self.learner_id, Measure.EDUCATION, quantity=self.units)]

    def parties(self) -> list[int | None]:
        """Return the learner."""
        return [self.learner_id]


class TestimonialSlip(Slip):
    """A recommendation read out at the meeting."""

    __tablename__ = "testimonial_slips"
    __mapper_args__ = {"polymorphic_identity": "testimonial"}
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint("giver_id <> receiver_id", name="not_to_oneself"),
    )

    author_column = "giver_id"
    counterpart_column = "receiver_id"
    is_official = False

    id: Mapped[int] = _own_id()
    giver_id: Mapped[int] = _person()
    receiver_id: Mapped[int] = _person()
    text: Mapped[str] = mapped_column(Text, default="")
    may_publish: Mapped[bool] = mapped_column(default=False)

    def entries(self) -> list[Entry]:
        """Credit who recommends."""
        return [Entry(self.giver_id, Measure.TESTIMONIALS)]

    def parties(self) -> list[int | None]:
        """Return who recommends and who is recommended."""
        return [self.giver_id, self.receiver_id]


class VisitorSlip(Slip):
    """Somebody invited to a meeting; it counts once they came, for the first time."""

    __tablename__ = "visitor_slips"
    __mapper_args__ = {"polymorphic_identity": "visitor"}

    author_column = "inviter_id"
    may_lie_ahead = True

    id: Mapped[int] = _own_id()
    inviter_id: Mapped[int] = _person()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    #: Whether this visit is the person's first; an export lists only those.
    is_first: Mapped[bool] = mapped_column(default=False)

    visit: Mapped[Visit] = relationship()

    def entries(self) -> list[Entry]:
        """Credit the inviter once the visitor came."""
        came = earns_credit(self.visit.type, self.visit.state, is_first=self.is_first)
        return [Entry(self.inviter_id, Measure.VISITORS)] if came else []

    def parties(self) -> list[int | None]:
        """Return the inviter."""
        return [self.inviter_id]

    def own_meeting_id(self) -> int | None:
        """Return the meeting visited: the credit belongs to it, also when closed since."""
        return self.visit.meeting_id

    def let_go(self) -> None:
        """Take the visitor off the list, or the inviter from a visit that happened."""
        self.visit.lose(self.inviter_id)


class SponsoredSlip(Slip):
    """A member whom another member brought in; written when they are admitted."""

    __tablename__ = "sponsored_slips"
    __mapper_args__ = {"polymorphic_identity": "sponsored"}
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint("sponsor_id <> member_id", name="not_to_oneself"),
    )

    author_column = "sponsor_id"
    counterpart_column = "member_id"
    is_official = False

    id: Mapped[int] = _own_id()
    sponsor_id: Mapped[int] = _person()
    member_id: Mapped[int] = _person()

    def entries(self) -> list[Entry]:
        """Credit the sponsor."""
        return [Entry(self.sponsor_id, Measure.SPONSORED)]

    def parties(self) -> list[int | None]:
        """Return sponsor and new member."""
        return [self.sponsor_id, self.member_id]
