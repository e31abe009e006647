"""Corrections asked for, the steps of referrals, both sides of a one-to-one, visits, and mail."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What rows had before these columns, as the models' own defaults say.
STARTS: dict[str, dict[str, str]] = {
    "rule_sets": {"pair_days": "30", "silent_days": "14"},
    "users": {"told_by_mail": "0"},
    "visits": {"follow_up": "to-call", "version": "1", "digest": ""},
}
FOLLOW_UPS = "'to-call', 'called', 'second-visit', 'applied', 'not-now'"


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "outgoing_mails",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_outgoing_mails_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mails")),
    )
    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mails_sent_at"), ["sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_mails_topic"), ["topic"], unique=False)
        batch_op.create_index(batch_op.f("ix_outgoing_mails_user_id"), ["user_id"], unique=False)

    op.create_table(
        "correction_requests",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=True),
        sa.Column("waiting_on", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("slip_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("word", sa.String(length=300), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('change', 'withdraw')", name=op.f("ck_correction_requests_kind")
        ),
        sa.CheckConstraint(
            "\"state\" IN ('waiting', 'accepted', 'declined', 'taken-back')",
            name=op.f("ck_correction_requests_state"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_correction_requests_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_correction_requests_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_correction_requests_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_correction_requests_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"],
            ["slips.id"],
            name=op.f("fk_correction_requests_slip_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["waiting_on"],
            ["slips.id"],
            name=op.f("fk_correction_requests_waiting_on"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_requests")),
        sa.UniqueConstraint(
            "chapter_id", "key", name=op.f("uq_correction_requests_chapter_id_key")
        ),
        sa.UniqueConstraint("waiting_on", name=op.f("uq_correction_requests_waiting_on")),
    )
    with op.batch_alter_table("correction_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_correction_requests_asked_by"), ["asked_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_correction_requests_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_correction_requests_chapter_id_asked_by_id"),
            ["chapter_id", "asked_by", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_correction_requests_chapter_id_state_id"),
            ["chapter_id", "state", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_correction_requests_decided_by"), ["decided_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_correction_requests_slip_id"), ["slip_id"], unique=False
        )

    op.create_table(
        "one_to_one_sides",
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_one_to_one_sides_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorder_id"], ["users.id"], name=op.f("fk_one_to_one_sides_recorder_id")
        ),
        sa.ForeignKeyConstraint(
            ["slip_id"], ["slips.id"], name=op.f("fk_one_to_one_sides_slip_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_to_one_sides")),
        sa.UniqueConstraint("slip_id", name=op.f("uq_one_to_one_sides_slip_id")),
    )
    with op.batch_alter_table("one_to_one_sides", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_to_one_sides_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_one_to_one_sides_recorder_id"), ["recorder_id"], unique=False
        )

    op.create_table(
        "referral_steps",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("mover_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("is_news", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"before\" IN ('passed', 'contacted', 'meeting', 'quoted', 'won', 'lost', 'not-a-fit')",
            name=op.f("ck_referral_steps_before"),
        ),
        sa.CheckConstraint(
            "\"stage\" IN ('passed', 'contacted', 'meeting', 'quoted', 'won', 'lost', 'not-a-fit')",
            name=op.f("ck_referral_steps_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_referral_steps_chapter_id")
        ),
        sa.ForeignKeyConstraint(["told_id"], ["people.id"], name=op.f("fk_referral_steps_told_id")),
        sa.ForeignKeyConstraint(
            ["mover_id"], ["people.id"], name=op.f("fk_referral_steps_mover_id")
        ),
        sa.ForeignKeyConstraint(["slip_id"], ["slips.id"], name=op.f("fk_referral_steps_slip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_steps")),
        sa.UniqueConstraint("chapter_id", "key", name=op.f("uq_referral_steps_chapter_id_key")),
    )
    with op.batch_alter_table("referral_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_steps_chapter_id_told_id_read_at"),
            ["chapter_id", "told_id", "read_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_referral_steps_told_id"), ["told_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_steps_mover_id"), ["mover_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_steps_slip_id"), ["slip_id"], unique=False)

    with op.batch_alter_table("rule_sets", schema=None) as batch_op:
        batch_op.add_column(started("rule_sets", "pair_days", sa.Integer()))
        batch_op.add_column(started("rule_sets", "silent_days", sa.Integer()))
        batch_op.create_check_constraint(
            batch_op.f("ck_rule_sets_pair_days"), "pair_days BETWEEN 0 AND 365"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_rule_sets_silent_days"), "silent_days BETWEEN 1 AND 180"
        )

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(started("users", "told_by_mail", sa.Boolean()))

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(started("visits", "follow_up", sa.String(length=20)))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(started("visits", "version", sa.Integer()))
        batch_op.add_column(sa.Column("key", sa.String(length=64), nullable=True))
        batch_op.add_column(started("visits", "digest", sa.String(length=64)))
        batch_op.create_index(batch_op.f("ix_visits_owner_id"), ["owner_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_visits_chapter_id_key"), ["chapter_id", "key"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_visits_owner_id"), "people", ["owner_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_visits_follow_up"), f'"follow_up" IN ({FOLLOW_UPS})'
        )

    for table, columns in STARTS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in columns:
                batch_op.alter_column(name, server_default=None)


def started(table: str, name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    """Return a new column that is filled in the rows there are."""
    return sa.Column(name, kind, nullable=False, server_default=STARTS[table][name])


def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_visits_follow_up"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_visits_owner_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_visits_chapter_id_key"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_visits_owner_id"))
        batch_op.drop_column("digest")
        batch_op.drop_column("key")
        batch_op.drop_column("version")
        batch_op.drop_column("owner_id")
        batch_op.drop_column("follow_up")

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("told_by_mail")

    with op.batch_alter_table("rule_sets", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_rule_sets_silent_days"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_rule_sets_pair_days"), type_="check")
        batch_op.drop_column("silent_days")
        batch_op.drop_column("pair_days")

    with op.batch_alter_table("referral_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_steps_slip_id"))
        batch_op.drop_index(batch_op.f("ix_referral_steps_mover_id"))
        batch_op.drop_index(batch_op.f("ix_referral_steps_told_id"))
        batch_op.drop_index(batch_op.f("ix_referral_steps_chapter_id_told_id_read_at"))

    op.drop_table("referral_steps")
    with op.batch_alter_table("one_to_one_sides", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_to_one_sides_recorder_id"))
        batch_op.drop_index(batch_op.f("ix_one_to_one_sides_author_id"))

    op.drop_table("one_to_one_sides")
    with op.batch_alter_table("correction_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_requests_slip_id"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_decided_by"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_chapter_id_state_id"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_chapter_id_asked_by_id"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_author_id"))
        batch_op.drop_index(batch_op.f("ix_correction_requests_asked_by"))

    op.drop_table("correction_requests")
    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_mails_user_id"))
        batch_op.drop_index(batch_op.f("ix_outgoing_mails_topic"))
        batch_op.drop_index(batch_op.f("ix_outgoing_mails_sent_at"))

    op.drop_table("outgoing_mails")
