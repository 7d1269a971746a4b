"""Allow batches of old tracked items, and mark the items that were decided before this system."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

KINDS = ("proposals", "minutes", "agencies", "users")


def upgrade() -> None:
    _allow((*KINDS, "assignments"))
    with op.batch_alter_table("tracked_items") as table:
        table.add_column(sa.Column("legacy", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("tracked_items") as table:
        table.alter_column("legacy", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("tracked_items") as table:
        table.drop_column("legacy")
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    """The check on the kind of a batch, written anew."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("import_batches") as table:
        table.drop_constraint(op.f("ck_import_batches_batchkind"), type_="check")
        table.create_check_constraint(op.f("ck_import_batches_batchkind"), sa.text(f"kind IN ({listed})"))
