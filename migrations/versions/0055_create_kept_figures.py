"""What leadership's page counts, kept ready."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("most_extensions", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("through_item", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_kept_figures_committee_id")
        ),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_kept_figures_snapshot_id")),
        sa.ForeignKeyConstraint(["before_id"], ["snapshots.id"], name=op.f("fk_kept_figures_before_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_figures")),
        sa.UniqueConstraint("snapshot_id", name=op.f("uq_kept_figures_snapshot_id")),
    )
    op.create_index(
        "uq_kept_figures_live",
        "kept_figures",
        ["committee_id", "year", "as_of"],
        unique=True,
        sqlite_where=sa.text("snapshot_id IS NULL"),
        postgresql_where=sa.text("snapshot_id IS NULL"),
    )
    op.create_table(
        "item_figures",
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("late_on", sa.Date(), nullable=True),
        sa.Column("late_share_id", sa.Integer(), nullable=True),
        sa.Column("late_agency_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["kept_figures.id"], name=op.f("fk_item_figures_kept_id")),
        sa.PrimaryKeyConstraint("kept_id", "item_id", name=op.f("pk_item_figures")),
    )
    op.create_index("ix_item_figures_late", "item_figures", ["kept_id", "late_on", "late_share_id"])
    op.create_table(
        "touched_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_touched_items_committee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touched_items")),
    )
    op.create_index(op.f("ix_touched_items_committee_id"), "touched_items", ["committee_id"])


def downgrade() -> None:
    op.drop_table("touched_items")
    op.drop_table("item_figures")
    op.drop_table("kept_figures")
