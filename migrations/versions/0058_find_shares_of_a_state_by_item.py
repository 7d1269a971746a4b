"""Shares are found by item and state: whether an item has any of a state is asked for lists by code."""

from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

BEFORE, AFTER = "ix_assignments_item_id_agency_id", "ix_assignments_item_id_state_agency_id"


def upgrade() -> None:
    op.create_index(op.f(AFTER), "assignments", ["item_id", "state", "agency_id"])
    op.drop_index(op.f(BEFORE), "assignments")


def downgrade() -> None:
    op.create_index(op.f(BEFORE), "assignments", ["item_id", "agency_id"])
    op.drop_index(op.f(AFTER), "assignments")
