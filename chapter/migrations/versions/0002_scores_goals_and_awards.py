"""What a chapter scores by, wants and honours, and how much of it members see."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Chapters that exist already start with these.
SHOWN = (("ranking_shown", sa.true()), ("lights_shown", sa.false()))
EMPTY = (("goals", "{}"), ("awards", "[]"))


def upgrade() -> None:
    """Change the tables."""
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        for name, start in SHOWN:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=start))
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        for name, _start in SHOWN:
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("rule_sets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scoring_table", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("chapter_table", sa.JSON(), nullable=True))
        for name, empty in EMPTY:
            batch_op.add_column(
                sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text(f"'{empty}'"))
            )
    with op.batch_alter_table("rule_sets", schema=None) as batch_op:
        for name, _empty in EMPTY:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table("rule_sets", schema=None) as batch_op:
        for name in ("awards", "goals", "chapter_table", "scoring_table"):
            batch_op.drop_column(name)
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        for name in ("lights_shown", "ranking_shown"):
            batch_op.drop_column(name)
