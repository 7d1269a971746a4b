"""Let each committee choose the columns of its 歷次決議辦理情形表."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("committees") as table:
        table.add_column(
            sa.Column(
                "follow_up_columns",
                sa.Enum(
                    "ticks", "status", "boxes", "graded",
                    name="followupcolumns", native_enum=False, create_constraint=True, length=40,
                ),
                nullable=False,
                server_default="ticks",
            )
        )  # fmt: skip
    with op.batch_alter_table("committees") as table:
        table.alter_column("follow_up_columns", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("committees") as table:
        table.drop_constraint(op.f("ck_committees_followupcolumns"), type_="check")
        table.drop_column("follow_up_columns")
