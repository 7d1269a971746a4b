"""Create handovers, and say who took over a proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "leave", "take", "for_another",
                name="handoverway", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_handovers_to_another")),
        sa.ForeignKeyConstraint(["done_by_id"], ["users.id"], name=op.f("fk_handovers_done_by_id")),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name=op.f("fk_handovers_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_handovers_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )  # fmt: skip
    op.create_index(op.f("ix_handovers_from_id"), "handovers", ["from_id"])
    op.create_index(op.f("ix_handovers_to_id"), "handovers", ["to_id"])
    with op.batch_alter_table("proposals") as table:
        table.add_column(sa.Column("in_charge_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_proposals_in_charge_id"), "users", ["in_charge_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("proposals") as table:
        table.drop_constraint(op.f("fk_proposals_in_charge_id"), type_="foreignkey")
        table.drop_column("in_charge_id")
    op.drop_table("handovers")
