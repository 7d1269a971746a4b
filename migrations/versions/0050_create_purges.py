"""Purges: when one ran, what it took away, what is past its time and stays. Paused shares are few: they get an index."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

PAUSED = sa.text("paused_on IS NOT NULL")
OF_PAUSED = "ix_assignments_paused"


def upgrade() -> None:
    op.create_table(
        "purges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("night", sa.Date(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
        sa.UniqueConstraint("night", name=op.f("uq_purges_night")),
    )
    columns = ["committee_id", "due_current", "item_id", "serial"]
    op.create_index(OF_PAUSED, "assignments", columns, sqlite_where=PAUSED, postgresql_where=PAUSED)


def downgrade() -> None:
    op.drop_index(OF_PAUSED, "assignments")
    op.drop_table("purges")
