"""More is counted for leadership's page (all shares of a year, what is due by state): kept figures are made anew by the worker."""

from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM item_figures")
    op.execute("DELETE FROM kept_figures")


def downgrade() -> None:
    upgrade()
