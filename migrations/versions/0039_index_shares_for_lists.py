"""Shares of a committee by date, by state, and of what has not ended: lists of a million come in order, counts from an index."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_on IS NULL")
BY_STATE = "ix_assignments_by_state"
BY_DATE = "ix_assignments_by_date"


def upgrade() -> None:
    op.drop_index(op.f("ix_assignments_state_due_current"), "assignments")
    date = ["due_current", "item_id", "serial"]
    op.create_index(BY_STATE, "assignments", ["committee_id", "state", *date, "removed_at"])
    op.create_index(BY_DATE, "assignments", ["committee_id", *date, "removed_at"])
    op.create_index(
        "ix_assignments_open",
        "assignments",
        ["committee_id", *date, "state", "removed_at", "ended_on"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    for name in ("ix_assignments_open", BY_DATE, BY_STATE):
        op.drop_index(name, "assignments")
    op.create_index(op.f("ix_assignments_state_due_current"), "assignments", ["state", "due_current"])
