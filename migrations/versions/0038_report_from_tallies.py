"""Let a report name the figures of asset declaration it came from."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("progress_reports") as table:
        table.add_column(sa.Column("tally_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_progress_reports_tally_id"), "declaration_tallies", ["tally_id"], ["id"]
        )
        table.create_index(op.f("ix_progress_reports_tally_id"), ["tally_id"])


def downgrade() -> None:
    with op.batch_alter_table("progress_reports") as table:
        table.drop_index(op.f("ix_progress_reports_tally_id"))
        table.drop_constraint(op.f("fk_progress_reports_tally_id"), type_="foreignkey")
        table.drop_column("tally_id")
