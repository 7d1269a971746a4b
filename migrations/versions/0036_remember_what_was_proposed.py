"""Remember with each decision whether the share was 建議解除, so that a word taken back leads there again."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of decisions taken before, nothing says it: false, as 恢復列管 was then."""
    with op.batch_alter_table("closure_decisions") as table:
        table.add_column(sa.Column("was_proposed", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE closure_decisions SET was_proposed = false"))
    with op.batch_alter_table("closure_decisions") as table:
        table.alter_column("was_proposed", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("closure_decisions") as table:
        table.drop_column("was_proposed")
