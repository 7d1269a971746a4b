"""Allow batches of minutes, and the version of minutes that keeps the imported text."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = ("proposals", "agencies", "users")
CUTS = ("circulation", "minutes_approval", "correction")


def upgrade() -> None:
    _allow("import_batches", "kind", "batchkind", ("proposals", "minutes", "agencies", "users"))
    _allow("minutes_versions", "cut_for", "minutescut", (*CUTS, "import"))


def downgrade() -> None:
    _allow("minutes_versions", "cut_for", "minutescut", CUTS)
    _allow("import_batches", "kind", "batchkind", KINDS)


def _allow(table: str, column: str, name: str, values: tuple[str, ...]) -> None:
    """The check on an enumeration's column, written anew."""
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.text(f"{column} IN ({listed})"))
