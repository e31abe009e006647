"""Files brought in as units that can be taken back, drafts of them, and summaries' own figures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Files brought in before changed and removed nothing, and stand.
STARTS = {"changed": "0", "removed": "0", "run": "", "state": "applied"}


def new_columns() -> list[sa.Column[Any]]:
    """Return what every file brought in has from now on."""
    return [
        sa.Column("changed", sa.Integer(), nullable=False, server_default=STARTS["changed"]),
        sa.Column("removed", sa.Integer(), nullable=False, server_default=STARTS["removed"]),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("run", sa.String(length=32), nullable=False, server_default=STARTS["run"]),
        sa.Column("state", sa.String(length=10), nullable=False, server_default=STARTS["state"]),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
    ]


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "import_drafts",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"state\" IN ('waiting', 'applied', 'cancelled')", name=op.f("ck_import_drafts_state")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_import_drafts_chapter_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_import_drafts_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_drafts")),
    )
    with op.batch_alter_table("import_drafts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_drafts_chapter_id_made_at"),
            ["chapter_id", "made_at"],
            unique=False,
        )

    op.create_table(
        "import_draft_files",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["import_drafts.id"], name=op.f("fk_import_draft_files_draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft_files")),
        sa.UniqueConstraint(
            "draft_id", "position", name=op.f("uq_import_draft_files_draft_id_position")
        ),
    )
    op.create_table(
        "import_changes",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_import_changes_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_import_changes_chapter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_changes")),
        sa.UniqueConstraint(
            "batch_id",
            "table_name",
            "row_id",
            name=op.f("uq_import_changes_batch_id_table_name_row_id"),
        ),
    )
    with op.batch_alter_table("import_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_changes_chapter_id_table_name_row_id"),
            ["chapter_id", "table_name", "row_id"],
            unique=False,
        )

    op.create_table(
        "summary_lines",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=22), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("is_lifetime", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("name_key", sa.String(length=500), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"role\" IN ('member', 'visitors', 'others', 'total')",
            name=op.f("ck_summary_lines_role"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batches.id"], name=op.f("fk_summary_lines_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_summary_lines_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_summary_lines_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_lines")),
        sa.UniqueConstraint(
            "chapter_id",
            "period",
            "role",
            "name_key",
            name=op.f("uq_summary_lines_chapter_id_period_role_name_key"),
        ),
    )
    with op.batch_alter_table("summary_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_summary_lines_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_summary_lines_chapter_id_person_id"),
            ["chapter_id", "person_id"],
            unique=False,
        )

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        for column in new_columns():
            batch_op.add_column(column)
        batch_op.create_index(batch_op.f("ix_import_batches_run"), ["run"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_import_batches_undone_by"), "users", ["undone_by"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_import_batches_state"), "\"state\" IN ('applied', 'undone')"
        )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        for name in STARTS:
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("renewal_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_column("renewal_on")

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_import_batches_state"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_import_batches_undone_by"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_import_batches_run"))
        batch_op.drop_column("undone_by")
        batch_op.drop_column("undone_at")
        batch_op.drop_column("state")
        batch_op.drop_column("run")
        batch_op.drop_column("until")
        batch_op.drop_column("first")
        batch_op.drop_column("removed")
        batch_op.drop_column("changed")

    with op.batch_alter_table("summary_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_summary_lines_chapter_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_summary_lines_batch_id"))

    op.drop_table("summary_lines")
    with op.batch_alter_table("import_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_changes_chapter_id_table_name_row_id"))

    op.drop_table("import_changes")
    op.drop_table("import_draft_files")
    with op.batch_alter_table("import_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_drafts_chapter_id_made_at"))

    op.drop_table("import_drafts")
