"""Create reports with figures and evidence, findings, and summaries of items."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_summaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("drafted", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["tracked_items.id"], name=op.f("fk_item_summaries_item_id")),
        sa.ForeignKeyConstraint(["round_id"], ["report_rounds.id"], name=op.f("fk_item_summaries_round_id")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_item_summaries_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_summaries")),
        sa.UniqueConstraint(
            "item_id", "round_id", "number", name=op.f("uq_item_summaries_item_id_round_id_number")
        ),
    )
    op.create_table(
        "progress_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "awaiting_approval",
                "submitted",
                "recalled",
                "received",
                "returned",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "progress",
            sa.Enum(
                "under_way",
                "none",
                "done",
                name="progress",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "none_reason",
            sa.Enum(
                "waiting_for_others",
                "no_budget",
                "no_staff",
                "not_due_yet",
                "other_no_progress",
                name="noprogressreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("none_reason_text", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("stamp_title", sa.String(), nullable=False),
        sa.Column("stamp_name", sa.String(), nullable=False),
        sa.Column("stamp_on", sa.Date(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
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
        sa.Column("awaiting_since", sa.Date(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel IS NULL) = (informant = '')", name=op.f("ck_progress_reports_channel_with_informant")
        ),
        sa.CheckConstraint(
            "(state = 'awaiting_approval') = (awaiting_since IS NOT NULL)",
            name=op.f("ck_progress_reports_awaiting_since_a_day"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'awaiting_approval') OR (progress = 'none') = (none_reason IS NOT NULL)",
            name=op.f("ck_progress_reports_none_has_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'awaiting_approval') OR (submitted_at IS NOT NULL AND progress IS NOT NULL)",
            name=op.f("ck_progress_reports_sent_with_progress"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_progress_reports_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["report_rounds.id"], name=op.f("fk_progress_reports_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["users.id"], name=op.f("fk_progress_reports_signed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["users.id"], name=op.f("fk_progress_reports_submitted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_progress_reports_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_reports")),
        sa.UniqueConstraint("assignment_id", "number", name=op.f("uq_progress_reports_assignment_id_number")),
    )
    op.create_index(op.f("ix_progress_reports_round_id"), "progress_reports", ["round_id"], unique=False)
    op.create_index(
        op.f("ix_progress_reports_state_submitted_at"),
        "progress_reports",
        ["state", "submitted_at"],
        unique=False,
    )
    op.create_index(
        "uq_progress_reports_live",
        "progress_reports",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'awaiting_approval', 'submitted')"),
        postgresql_where=sa.text("state IN ('draft', 'awaiting_approval', 'submitted')"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("fk_evidence_report_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["users.id"], name=op.f("fk_evidence_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_report_id"), "evidence", ["report_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "opinion",
            sa.Enum(
                "opinion_receive",
                "opinion_send_back",
                "opinion_release",
                "opinion_self_track",
                "opinion_merge",
                "opinion_revoke",
                name="opinion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_findings_approval_id")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("fk_findings_report_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_findings_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("report_id", name=op.f("uq_findings_report_id")),
    )
    op.create_table(
        "report_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("figure_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_report_figures_value_counted")),
        sa.ForeignKeyConstraint(
            ["figure_id"], ["asked_figures.id"], name=op.f("fk_report_figures_figure_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_reports.id"], name=op.f("fk_report_figures_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_figures")),
        sa.UniqueConstraint("report_id", "figure_id", name=op.f("uq_report_figures_report_id_figure_id")),
    )


def downgrade() -> None:
    op.drop_table("report_figures")
    op.drop_table("findings")
    op.drop_index(op.f("ix_evidence_sha256"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_report_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(
        "uq_progress_reports_live",
        table_name="progress_reports",
        sqlite_where=sa.text("state IN ('draft', 'awaiting_approval', 'submitted')"),
        postgresql_where=sa.text("state IN ('draft', 'awaiting_approval', 'submitted')"),
    )
    op.drop_index(op.f("ix_progress_reports_state_submitted_at"), table_name="progress_reports")
    op.drop_index(op.f("ix_progress_reports_round_id"), table_name="progress_reports")
    op.drop_table("progress_reports")
    op.drop_table("item_summaries")
