"""Remember which agencies a resolution names."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "named_agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_named_agencies_agency_id")),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name=op.f("fk_named_agencies_resolution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_agencies")),
        sa.UniqueConstraint(
            "resolution_id", "agency_id", name=op.f("uq_named_agencies_resolution_id_agency_id")
        ),
    )
    op.create_index(op.f("ix_named_agencies_agency_id"), "named_agencies", ["agency_id"])


def downgrade() -> None:
    op.drop_table("named_agencies")
