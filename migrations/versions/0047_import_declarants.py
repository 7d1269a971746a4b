"""Let a batch bring declarants to a roster."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

BEFORE = ("proposals", "minutes", "agencies", "users", "assignments")
KIND, ROSTER = "ck_import_batches_batchkind", "fk_import_batches_roster_id"


def upgrade() -> None:
    with op.batch_alter_table("import_batches") as batch:
        batch.add_column(sa.Column("roster_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(ROSTER), "rosters", ["roster_id"], ["id"])
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.create_check_constraint(op.f(KIND), _in((*BEFORE, "declarants")))


def downgrade() -> None:
    """What was imported stays; how it came in is forgotten."""
    for table in ("import_records", "import_files"):
        ours = "SELECT id FROM import_batches WHERE kind = 'declarants'"
        op.execute(f"DELETE FROM {table} WHERE batch_id IN ({ours})")  # noqa: S608 — names of our own
    op.execute("DELETE FROM import_batches WHERE kind = 'declarants'")
    with op.batch_alter_table("import_batches") as batch:
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.create_check_constraint(op.f(KIND), _in(BEFORE))
        batch.drop_constraint(op.f(ROSTER), type_="foreignkey")
        batch.drop_column("roster_id")


def _in(kinds: tuple[str, ...]) -> sa.TextClause:
    return sa.text("kind IN ({})".format(", ".join(f"'{kind}'" for kind in kinds)))
