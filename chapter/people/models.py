"""Tables: persons of a chapter, on the roster or not, and the names files call them by."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapter.db import Base, one_of
from chapter.people.rules import Category


class Person(Base):
    """Somebody a chapter knows: a member, a visitor, a member elsewhere, the organisation."""

    __tablename__ = "people"
    __table_args__ = (
        one_of("category", Category),
        CheckConstraint("first_name <> '' OR last_name <> ''", name="has_a_name"),
        Index(None, "chapter_id", "match_key"),
        Index(None, "chapter_id", "category"),
        UniqueConstraint("chapter_id", "user_id"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    #: Who signs in as this person.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    first_name: Mapped[str] = mapped_column(String(120), default="")
    last_name: Mapped[str] = mapped_column(String(120), default="")
    #: The whole name as files are matched by; kept with the name.
    match_key: Mapped[str] = mapped_column(String(500))
    company: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    #: Trade of somebody who is not a member; a member's stands in the membership.
    trade: Mapped[str] = mapped_column(String(120), default="")
    #: Chapter and place of somebody who belongs elsewhere.
    home: Mapped[str] = mapped_column(String(300), default="")
    pitch: Mapped[str] = mapped_column(String(500), default="")
    ask: Mapped[str] = mapped_column(String(500), default="")
    website: Mapped[str] = mapped_column(String(300), default="")

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first_name} {self.last_name}".strip()


class Alias(Base):
    """Another name under which files know a person."""

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("chapter_id", "match_key"),)

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    match_key: Mapped[str] = mapped_column(String(500))
