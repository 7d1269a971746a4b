"""Minutes a line of an agenda is given; why the kind of a resolution is not its section's."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agenda_items", sa.Column("duration", sa.Integer(), nullable=True))
    op.add_column("resolutions", sa.Column("kind_reason", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("resolutions", "kind_reason")
    op.drop_column("agenda_items", "duration")
