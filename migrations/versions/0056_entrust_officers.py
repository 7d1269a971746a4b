"""What of 政風主管's decisions a committee gives to 承辦."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "committees", sa.Column("entrusted", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    with op.batch_alter_table("committees") as batch:
        batch.alter_column("entrusted", server_default=None)


def downgrade() -> None:
    op.drop_column("committees", "entrusted")
