"""Create numbered copies of confidential cases."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "numbered_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "in_store",
                "handed_out",
                "collected",
                name="copystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("handed_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("collected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'in_store') = (attendance_id IS NULL) AND (state = 'in_store') = (handed_out_at IS NULL)",
            name=op.f("ck_numbered_copies_handed_out_to_somebody"),
        ),
        sa.CheckConstraint(
            "(state = 'collected') = (collected_at IS NOT NULL)",
            name=op.f("ck_numbered_copies_collected_at_a_time"),
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendances.id"], name=op.f("fk_numbered_copies_attendance_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_numbered_copies_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbered_copies")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_numbered_copies_meeting_id_number")),
    )


def downgrade() -> None:
    op.drop_table("numbered_copies")
