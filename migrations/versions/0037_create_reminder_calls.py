"""Telephone calls about what is owed, and when a worker last planned."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_reminder_calls_agency_id")),
        sa.ForeignKeyConstraint(["called_by_id"], ["users.id"], name=op.f("fk_reminder_calls_called_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_calls")),
    )
    op.create_index(op.f("ix_reminder_calls_agency_id"), "reminder_calls", ["agency_id"], unique=False)
    with op.batch_alter_table("worker_beats") as table:
        table.add_column(sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("worker_beats") as table:
        table.drop_column("planned_at")
    op.drop_index(op.f("ix_reminder_calls_agency_id"), table_name="reminder_calls")
    op.drop_table("reminder_calls")
