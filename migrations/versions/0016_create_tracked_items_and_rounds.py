"""Create tracked items, the figures they ask for, their rounds, and the letters that send shares."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("exception_reason", sa.String(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dispatched_by_id", sa.Integer(), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_on IS NULL)",
            name=op.f("ck_dispatches_taken_back_on_a_day"),
        ),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_dispatches_approval_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_dispatches_committee_id")),
        sa.ForeignKeyConstraint(
            ["dispatched_by_id"], ["users.id"], name=op.f("fk_dispatches_dispatched_by_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_dispatches_meeting_id")),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["users.id"], name=op.f("fk_dispatches_taken_back_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_meeting_id"), "dispatches", ["meeting_id"], unique=False)
    op.create_table(
        "tracked_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_criterion", sa.String(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "single_lead",
                "lead_and_co",
                "several_leads",
                "each_agency",
                name="itemmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "due_kind",
            sa.Enum(
                "fixed_date",
                "next_meeting",
                "ongoing",
                name="duekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "frequency",
            sa.Enum(
                "once",
                "monthly",
                "quarterly",
                "half_yearly",
                "every_meeting",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "fulfilled_by",
            sa.Enum(
                "yearly_meeting",
                "declaration_tally",
                name="register",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("other_number", sa.String(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("ready_reason", sa.String(), nullable=False),
        sa.Column("ready_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(due_kind = 'fixed_date') = (due_on IS NOT NULL)",
            name=op.f("ck_tracked_items_fixed_date_has_day"),
        ),
        sa.CheckConstraint(
            "(ready_on IS NULL) = (ready_reason = '')", name=op.f("ck_tracked_items_ready_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_tracked_items_committee_id")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_tracked_items_created_by_id")),
        sa.ForeignKeyConstraint(["ready_by_id"], ["users.id"], name=op.f("fk_tracked_items_ready_by_id")),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_tracked_items_resolution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracked_items")),
        sa.UniqueConstraint("committee_id", "code", name=op.f("uq_tracked_items_committee_id_code")),
        sa.UniqueConstraint("resolution_id", "ordinal", name=op.f("uq_tracked_items_resolution_id_ordinal")),
    )
    op.create_table(
        "asked_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["tracked_items.id"], name=op.f("fk_asked_figures_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_figures")),
        sa.UniqueConstraint("item_id", "name", name=op.f("uq_asked_figures_item_id_name")),
    )
    op.create_table(
        "report_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "once",
                "monthly",
                "quarterly",
                "half_yearly",
                "every_meeting",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(frequency = 'once') = (item_id IS NOT NULL)", name=op.f("ck_report_rounds_once_belongs_to_item")
        ),
        sa.CheckConstraint("due_on >= opens_on", name=op.f("ck_report_rounds_due_after_it_opens")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_report_rounds_committee_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["tracked_items.id"], name=op.f("fk_report_rounds_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_report_rounds_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_rounds")),
        sa.UniqueConstraint(
            "committee_id", "frequency", "label", name=op.f("uq_report_rounds_committee_id_frequency_label")
        ),
    )
    op.create_index(op.f("ix_report_rounds_item_id"), "report_rounds", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_report_rounds_item_id"), table_name="report_rounds")
    op.drop_table("report_rounds")
    op.drop_table("asked_figures")
    op.drop_table("tracked_items")
    op.drop_index(op.f("ix_dispatches_meeting_id"), table_name="dispatches")
    op.drop_table("dispatches")
