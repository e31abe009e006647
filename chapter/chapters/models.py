"""Tables: regions and chapters."""

from datetime import date, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chapter.chapters.rules import LONGEST_SLUG, NOUNS, Mode
from chapter.db import Base, one_of


class Region(Base):
    """Several chapters under one roof."""

    __tablename__ = "regions"

    name: Mapped[str] = mapped_column(String(200), unique=True)


class Chapter(Base):
    """A referral group."""

    __tablename__ = "chapters"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("first_weekday BETWEEN 0 AND 6", name="first_weekday"),
        CheckConstraint("rhythm_weeks BETWEEN 1 AND 4", name="rhythm_weeks"),
        one_of("mode", Mode),
    )

    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    slug: Mapped[str] = mapped_column(String(LONGEST_SLUG), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200), default="")
    #: 0 is Monday.
    weekday: Mapped[int]
    #: Local time; the zone says when that is.
    meets_at: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    #: Weeks from one meeting to the next, counted from `started_on`.
    rhythm_weeks: Mapped[int] = mapped_column(default=1)
    #: The calendar is generated from this day on; imports may add earlier meetings.
    started_on: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    language: Mapped[str] = mapped_column(String(8))
    first_weekday: Mapped[int] = mapped_column(default=0)
    mode: Mapped[str] = mapped_column(String(10), default=Mode.LEDGER)
    #: One active member per trade.
    seats_exclusive: Mapped[bool] = mapped_column(default=True)
    #: Whether the office that closes the week may see who thanked for closed business.
    closer_sees_thanks: Mapped[bool] = mapped_column(default=False)
    #: Whether members see places and changes on the leaderboard, or names only.
    ranking_shown: Mapped[bool] = mapped_column(default=True)
    #: Whether members see each other's scores and lights.
    lights_shown: Mapped[bool] = mapped_column(default=False)
    #: The chapter's own nouns, by the keys of `rules.NOUNS`.
    words: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    region: Mapped[Region | None] = relationship()

    def noun(self, key: str) -> str:
        """Return the chapter's own word for a thing, or the neutral one."""
        return self.words.get(key) or NOUNS[key]
