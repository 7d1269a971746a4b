"""One view of a person may be where he begins."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

STARTS = sa.text("starts")


def upgrade() -> None:
    op.add_column("saved_views", sa.Column("starts", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("saved_views") as batch:
        batch.alter_column("starts", server_default=None)
    op.create_index(
        "uq_saved_views_starts",
        "saved_views",
        ["user_id"],
        unique=True,
        sqlite_where=STARTS,
        postgresql_where=STARTS,
    )


def downgrade() -> None:
    op.drop_index("uq_saved_views_starts", "saved_views")
    op.drop_column("saved_views", "starts")
