"""Create the papers that were produced."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "generated_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "paper",
            sa.Enum(
                "meeting-notice",
                "agenda",
                "proposal-table",
                "follow-up-table",
                "sign-in-sheet",
                "chair-notes",
                "booklet",
                "minutes",
                "minutes-letter",
                "extract",
                name="papername",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("copy", sa.String(), nullable=False),
        sa.Column("values_hash", sa.String(), nullable=False),
        sa.Column("template_digest", sa.String(), nullable=False),
        sa.Column("produced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("produced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_generated_documents_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["produced_by_id"], ["users.id"], name=op.f("fk_generated_documents_produced_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generated_documents")),
        sa.UniqueConstraint(
            "meeting_id", "paper", "copy", name=op.f("uq_generated_documents_meeting_id_paper_copy")
        ),
    )


def downgrade() -> None:
    op.drop_table("generated_documents")
