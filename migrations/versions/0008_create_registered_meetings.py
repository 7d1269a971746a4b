"""Create registered meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registered_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "chair_role",
            sa.Enum(
                "agency_head",
                "deputy_head",
                "other_person",
                name="chairrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("chair_reason", sa.String(), nullable=False),
        sa.Column("outside_members", sa.Integer(), nullable=True),
        sa.Column("special_reports", sa.Integer(), nullable=True),
        sa.Column("proposals", sa.Integer(), nullable=True),
        sa.Column("resolutions", sa.Integer(), nullable=True),
        sa.Column("tracked", sa.Integer(), nullable=True),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "letter",
                "mail",
                "phone",
                "in_person",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("informant", sa.String(), nullable=False),
        sa.Column(
            "filing",
            sa.Enum(
                "not_sent",
                "sent",
                "filed_for_reference",
                "returned_for_more",
                "struck_out",
                name="filingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("filing_reason", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel IS NULL) = (informant = '')", name=op.f("ck_registered_meetings_channel_with_informant")
        ),
        sa.CheckConstraint(
            "chair_role <> 'other_person' OR chair_reason <> ''",
            name=op.f("ck_registered_meetings_other_chair_has_reason"),
        ),
        sa.CheckConstraint(
            "outside_members >= 0", name=op.f("ck_registered_meetings_outside_members_counted")
        ),
        sa.CheckConstraint("proposals >= 0", name=op.f("ck_registered_meetings_proposals_counted")),
        sa.CheckConstraint("resolutions >= 0", name=op.f("ck_registered_meetings_resolutions_counted")),
        sa.CheckConstraint(
            "special_reports >= 0", name=op.f("ck_registered_meetings_special_reports_counted")
        ),
        sa.CheckConstraint("tracked >= 0", name=op.f("ck_registered_meetings_tracked_counted")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_registered_meetings_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["users.id"], name=op.f("fk_registered_meetings_registered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_meetings")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_registered_meetings_meeting_id")),
    )
    op.create_table(
        "registered_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registered_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registered_id"], ["registered_meetings.id"], name=op.f("fk_registered_files_registered_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_registered_files_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_files")),
    )
    op.create_index(
        op.f("ix_registered_files_registered_id"), "registered_files", ["registered_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_registered_files_registered_id"), table_name="registered_files")
    op.drop_table("registered_files")
    op.drop_table("registered_meetings")
