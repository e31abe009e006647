"""Table: a chapter's rules, each set from a day on."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapter.db import Base, one_of
from chapter.rulesets.rules import Window


class RuleSet(Base):
    """Limits and weights that hold from a day on; the set of a period's last day applies to it."""

    __tablename__ = "rule_sets"
    __table_args__ = (
        one_of("window", Window),
        CheckConstraint("absence_limit >= 0", name="absence_limit"),
        CheckConstraint("window_months BETWEEN 1 AND 24", name="window_months"),
        CheckConstraint("window_starts_month BETWEEN 1 AND 12", name="window_starts_month"),
        CheckConstraint("pair_days BETWEEN 0 AND 365", name="pair_days"),
        CheckConstraint("silent_days BETWEEN 1 AND 180", name="silent_days"),
        UniqueConstraint("chapter_id", "valid_from"),
    )

    chapter_id: Mapped[int] = mapped_column(ForeignKey("chapters.id"))
    valid_from: Mapped[date]
    #: The preset these rules started from.
    preset: Mapped[str] = mapped_column(String(30))
    absence_limit: Mapped[int]
    window: Mapped[str] = mapped_column(String(20))
    window_months: Mapped[int]
    window_starts_month: Mapped[int]
    #: What each mark costs, in tenths of an absence.
    weights: Mapped[dict[str, int]] = mapped_column(JSON)
    substitutes_limit: Mapped[int | None]
    visits_limit: Mapped[int | None]
    #: Within so many days a pair's next one-to-one is pointed out; 0 where none is.
    pair_days: Mapped[int] = mapped_column(default=30)
    #: After so many days without news of a referral a word is due.
    silent_days: Mapped[int] = mapped_column(default=14)
    #: The scoring preset, and the chapter's own copy of it where one was edited.
    scoring: Mapped[str] = mapped_column(String(40))
    scoring_table: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: The edited copy of the table that scores the chapter itself.
    chapter_table: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: What the chapter wants of each measure per week held, money in minor units, and `members`.
    goals: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    #: The chapter's own awards: name, measure, rule, figure.
    awards: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
