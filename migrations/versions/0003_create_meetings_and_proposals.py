"""Create meetings and proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "extraordinary",
                "follow_up",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "preparing",
                "agenda_set",
                "in_session",
                "adjourned",
                "minutes_approved",
                "closed",
                "postponed",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("joint_title", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_meetings_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("committee_id", "slug", name=op.f("uq_meetings_committee_id_slug")),
    )
    op.create_index(op.f("ix_meetings_held_on"), "meetings", ["held_on"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_review",
                "returned",
                "approved",
                "scheduled",
                "decided",
                "withdrawn",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("suggested_resolution", sa.String(), nullable=False),
        sa.Column("deferrals", sa.Integer(), nullable=False),
        sa.Column("intended_meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "confidentiality",
            sa.Enum(
                "normal",
                "confidential",
                name="confidentiality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stub_name", sa.String(), nullable=False),
        sa.Column("confidential_basis", sa.String(), nullable=False),
        sa.Column("declassify_when", sa.String(), nullable=False),
        sa.Column("paper_lies_at", sa.String(), nullable=False),
        sa.Column("ai_tool", sa.String(), nullable=False),
        sa.Column("ai_vendor", sa.String(), nullable=False),
        sa.Column("ai_model", sa.String(), nullable=False),
        sa.Column("ai_version", sa.String(), nullable=False),
        sa.Column("ai_reviewed_by", sa.String(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confidentiality = 'normal' OR stub_name <> ''",
            name=op.f("ck_proposals_confidential_has_stub_name"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_proposals_agency_id")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["users.id"], name=op.f("fk_proposals_changed_by_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_proposals_committee_id")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["users.id"], name=op.f("fk_proposals_drafted_by_id")),
        sa.ForeignKeyConstraint(
            ["intended_meeting_id"], ["meetings.id"], name=op.f("fk_proposals_intended_meeting_id")
        ),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["users.id"], name=op.f("fk_proposals_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("code", name=op.f("uq_proposals_code")),
        sa.UniqueConstraint(
            "committee_id", "year", "running", name=op.f("uq_proposals_committee_id_year_running")
        ),
    )
    op.create_index(op.f("ix_proposals_agency_id"), "proposals", ["agency_id"], unique=False)
    op.create_index(
        op.f("ix_proposals_committee_id_state"), "proposals", ["committee_id", "state"], unique=False
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_attachments_proposal_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["users.id"], name=op.f("fk_attachments_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_proposal_id"), "attachments", ["proposal_id"], unique=False)
    op.create_table(
        "proposal_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "cut_for",
            sa.Enum(
                "submission",
                "approval",
                "agenda",
                "replacement",
                "import",
                "kept",
                name="cutfor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("suggested_resolution", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cut_by_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_proposal_versions_approval_id")
        ),
        sa.ForeignKeyConstraint(["cut_by_id"], ["users.id"], name=op.f("fk_proposal_versions_cut_by_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_versions_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_versions")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_proposal_versions_proposal_id_number")),
    )
    op.create_table(
        "review_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "subject",
                "explanation",
                "measures",
                "suggested_resolution",
                name="textfield",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("quoted", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolved_by_id"], ["users.id"], name=op.f("fk_review_comments_resolved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["proposal_versions.id"], name=op.f("fk_review_comments_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_review_comments_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_comments")),
    )
    op.create_index(op.f("ix_review_comments_version_id"), "review_comments", ["version_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_review_comments_version_id"), table_name="review_comments")
    op.drop_table("review_comments")
    op.drop_table("proposal_versions")
    op.drop_index(op.f("ix_attachments_proposal_id"), table_name="attachments")
    op.drop_table("attachments")
    op.drop_index(op.f("ix_proposals_committee_id_state"), table_name="proposals")
    op.drop_index(op.f("ix_proposals_agency_id"), table_name="proposals")
    op.drop_table("proposals")
    op.drop_index(op.f("ix_meetings_held_on"), table_name="meetings")
    op.drop_table("meetings")
