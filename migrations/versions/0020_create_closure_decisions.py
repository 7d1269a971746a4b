"""Create closing decisions, and the lines of follow-up."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closure_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "release",
                "continue",
                "merge",
                "self_track",
                "revoke",
                "restore",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "by_meeting",
                "by_memo",
                "by_delegation",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column(
            "reason_kind",
            sa.Enum(
                "same_matter",
                "routine_now",
                "circumstances",
                "agency_ended",
                "not_applicable",
                "other_closing",
                name="closingreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(basis = 'by_delegation') = (clause <> '')", name=op.f("ck_closure_decisions_clause_is_named")
        ),
        sa.CheckConstraint(
            "(basis = 'by_meeting') = (meeting_id IS NOT NULL)",
            name=op.f("ck_closure_decisions_meeting_is_named"),
        ),
        sa.CheckConstraint(
            "basis = 'by_meeting' OR approval_id IS NOT NULL",
            name=op.f("ck_closure_decisions_approver_is_named"),
        ),
        sa.CheckConstraint(
            "merged_into_id IS NULL OR outcome = 'merge'",
            name=op.f("ck_closure_decisions_merged_into_when_merged"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_closure_decisions_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_closure_decisions_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_closure_decisions_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["tracked_items.id"], name=op.f("fk_closure_decisions_merged_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_closure_decisions_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_decisions")),
    )
    op.create_index(
        op.f("ix_closure_decisions_assignment_id"), "closure_decisions", ["assignment_id"], unique=False
    )
    op.create_index(
        op.f("ix_closure_decisions_meeting_id"), "closure_decisions", ["meeting_id"], unique=False
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "open_items",
                "released_between",
                name="followuppart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary_id", sa.Integer(), nullable=True),
        sa.Column(
            "proposal",
            sa.Enum(
                "verdict_release",
                "verdict_continue",
                "verdict_self_track",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "word",
            sa.Enum(
                "verdict_release",
                "verdict_continue",
                "verdict_self_track",
                name="word",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("word_text", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(word IS NULL) = (said_at IS NULL)", name=op.f("ck_follow_ups_word_was_said")),
        sa.ForeignKeyConstraint(["item_id"], ["tracked_items.id"], name=op.f("fk_follow_ups_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_follow_ups_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_follow_ups_recorded_by_id")),
        sa.ForeignKeyConstraint(["summary_id"], ["item_summaries.id"], name=op.f("fk_follow_ups_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("meeting_id", "item_id", name=op.f("uq_follow_ups_meeting_id_item_id")),
    )
    op.create_index(op.f("ix_follow_ups_item_id"), "follow_ups", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_follow_ups_item_id"), table_name="follow_ups")
    op.drop_table("follow_ups")
    op.drop_index(op.f("ix_closure_decisions_meeting_id"), table_name="closure_decisions")
    op.drop_index(op.f("ix_closure_decisions_assignment_id"), table_name="closure_decisions")
    op.drop_table("closure_decisions")
