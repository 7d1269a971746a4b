"""Create minutes and the dated facts of a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dated_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "notice_sent",
                "change_sent",
                "papers_sent",
                "minutes_sent",
                name="factkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_dated_facts_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_dated_facts_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_facts")),
    )
    op.create_index(op.f("ix_dated_facts_meeting_id"), "dated_facts", ["meeting_id"], unique=False)
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "circulating",
                "approved",
                name="minutesstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recorder", sa.String(), nullable=False),
        sa.Column("present", sa.String(), nullable=False),
        sa.Column("observers", sa.String(), nullable=False),
        sa.Column("absent", sa.String(), nullable=False),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved' AND approval_id IS NOT NULL) OR (state <> 'approved' AND approval_id IS NULL)",
            name=op.f("ck_minutes_approved_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_minutes_approval_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "minutes_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "cut_for",
            sa.Enum(
                "circulation",
                "minutes_approval",
                "correction",
                name="minutescut",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cut_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cut_by_id"], ["users.id"], name=op.f("fk_minutes_versions_cut_by_id")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_versions_minutes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_versions")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_minutes_versions_minutes_id_number")),
    )
    op.create_table(
        "correction_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "opening",
                "awards",
                "previous_minutes",
                "reports",
                "special_reports",
                "discussion",
                "extempore",
                "closing",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("adopted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(adopted IS NULL) = (answered_at IS NULL)", name=op.f("ck_correction_requests_answered_or_open")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_correction_requests_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_correction_requests_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_correction_requests_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_correction_requests_minutes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_requests")),
    )
    op.create_index(
        op.f("ix_correction_requests_minutes_id"), "correction_requests", ["minutes_id"], unique=False
    )
    op.create_table(
        "minutes_summaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_minutes_summaries_item_id")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_summaries_minutes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_summaries")),
        sa.UniqueConstraint("minutes_id", "item_id", name=op.f("uq_minutes_summaries_minutes_id_item_id")),
    )
    op.create_table(
        "minutes_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_minutes_corrections_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"], ["users.id"], name=op.f("fk_minutes_corrections_corrected_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_minutes_corrections_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_corrections_minutes_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_minutes_corrections_resolution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_corrections")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_minutes_corrections_minutes_id_number")),
    )


def downgrade() -> None:

    op.drop_table("minutes_corrections")
    op.drop_table("minutes_summaries")
    op.drop_index(op.f("ix_correction_requests_minutes_id"), table_name="correction_requests")
    op.drop_table("correction_requests")
    op.drop_table("minutes_versions")
    op.drop_table("minutes")
    op.drop_index(op.f("ix_dated_facts_meeting_id"), table_name="dated_facts")
    op.drop_table("dated_facts")
