"""What leadership's page counted on a day, kept."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

STATES = (
    "prepared", "dispatched", "submitted", "under_way", "returned", "release_proposed", "released",
    "closed_otherwise", "reassigned",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("month_end", sa.Boolean(), nullable=False),
        sa.Column("rebuilt", sa.Boolean(), nullable=False),
        sa.Column("registers", sa.JSON(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "released_at IS NOT NULL OR remark = ''", name=op.f("ck_snapshots_remark_of_release")
        ),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_snapshots_committee_id")),
        sa.ForeignKeyConstraint(["released_by_id"], ["users.id"], name=op.f("fk_snapshots_released_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
    )
    op.create_index(
        "uq_snapshots_month_end",
        "snapshots",
        ["committee_id", "as_of"],
        unique=True,
        sqlite_where=sa.text("month_end"),
        postgresql_where=sa.text("month_end"),
    )
    op.create_table(
        "snapshot_shares",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="assignmentstate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("due_current", sa.Date(), nullable=True),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("asks_ruling", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_snapshot_shares_assignment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_snapshot_shares_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "assignment_id", name=op.f("pk_snapshot_shares")),
    )
    op.create_index(op.f("ix_snapshot_shares_assignment_id"), "snapshot_shares", ["assignment_id"])


def downgrade() -> None:
    op.drop_table("snapshot_shares")
    op.drop_table("snapshots")
