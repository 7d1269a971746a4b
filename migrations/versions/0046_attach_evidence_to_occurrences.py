"""Let files hang on an occurrence of the plan, as its evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BEFORE = ("proposal_id", "item_id", "registered_id")


def upgrade() -> None:
    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("occurrence_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attachments_occurrence_id"), "duty_occurrences", ["occurrence_id"], ["id"]
        )
        table.create_index(op.f("ix_attachments_occurrence_id"), ["occurrence_id"], unique=False)
        _hangs_on_one(table, (*BEFORE, "occurrence_id"))


def downgrade() -> None:
    op.execute("DELETE FROM attachments WHERE occurrence_id IS NOT NULL")
    with op.batch_alter_table("attachments") as table:
        _hangs_on_one(table, BEFORE)
        table.drop_index(op.f("ix_attachments_occurrence_id"))
        table.drop_constraint(op.f("fk_attachments_occurrence_id"), type_="foreignkey")
        table.drop_column("occurrence_id")


def _hangs_on_one(table: object, owners: tuple[str, ...]) -> None:
    counted = " + ".join(f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END" for owner in owners)
    table.drop_constraint(op.f("ck_attachments_hangs_on_one_thing"), type_="check")
    table.create_check_constraint(op.f("ck_attachments_hangs_on_one_thing"), sa.text(f"{counted} = 1"))
