"""Create shares, their pauses, first readings, and how agencies approve their reports."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reporting_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "approval",
            sa.Enum(
                "on_paper",
                "online",
                "without",
                name="approvalmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_reporting_rules_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_rules")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_reporting_rules_agency_id")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead", "co", name="assignmentrole", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "prepared",
                "dispatched",
                "submitted",
                "under_way",
                "returned",
                "release_proposed",
                "released",
                "closed_otherwise",
                "reassigned",
                name="assignmentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
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
        sa.Column("due_original", sa.Date(), nullable=True),
        sa.Column("due_current", sa.Date(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("dispatch_id", sa.Integer(), nullable=True),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reported_through", sa.Date(), nullable=True),
        sa.Column(
            "before_submission",
            sa.Enum(
                "prepared",
                "dispatched",
                "submitted",
                "under_way",
                "returned",
                "release_proposed",
                "released",
                "closed_otherwise",
                "reassigned",
                name="before_submission",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column(
            "closed_as",
            sa.Enum(
                "merged",
                "self_tracked",
                "revoked",
                name="closedas",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed_otherwise') = (closed_as IS NOT NULL)",
            name=op.f("ck_assignments_closed_as_something"),
        ),
        sa.CheckConstraint(
            "(state = 'prepared') = (dispatched_on IS NULL)", name=op.f("ck_assignments_dispatched_on_a_day")
        ),
        sa.CheckConstraint(
            "(state = 'submitted') = (before_submission IS NOT NULL)",
            name=op.f("ck_assignments_submitted_from_a_state"),
        ),
        sa.CheckConstraint(
            "(state IN ('released', 'closed_otherwise', 'reassigned')) = (ended_on IS NOT NULL)",
            name=op.f("ck_assignments_ended_on_a_day"),
        ),
        sa.CheckConstraint(
            "due_kind <> 'fixed_date' OR due_original IS NOT NULL",
            name=op.f("ck_assignments_fixed_date_has_day"),
        ),
        sa.CheckConstraint(
            "due_kind <> 'ongoing' OR due_original IS NULL", name=op.f("ck_assignments_ongoing_has_no_day")
        ),
        sa.CheckConstraint(
            "state = 'prepared' OR removed_at IS NULL", name=op.f("ck_assignments_only_prepared_is_removed")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_assignments_agency_id")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_assignments_committee_id")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["users.id"], name=op.f("fk_assignments_contact_id")),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatches.id"], name=op.f("fk_assignments_dispatch_id")),
        sa.ForeignKeyConstraint(["item_id"], ["tracked_items.id"], name=op.f("fk_assignments_item_id")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["tracked_items.id"], name=op.f("fk_assignments_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["users.id"], name=op.f("fk_assignments_prepared_by_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["assignments.id"], name=op.f("fk_assignments_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint(
            "committee_id", "case_code", "serial", name=op.f("uq_assignments_committee_id_case_code_serial")
        ),
        sa.UniqueConstraint("committee_id", "code", name=op.f("uq_assignments_committee_id_code")),
    )
    op.create_index(
        op.f("ix_assignments_agency_id_state_due_current"),
        "assignments",
        ["agency_id", "state", "due_current"],
        unique=False,
    )
    op.create_index(op.f("ix_assignments_dispatch_id"), "assignments", ["dispatch_id"], unique=False)
    op.create_index(
        op.f("ix_assignments_item_id_agency_id"), "assignments", ["item_id", "agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_assignments_state_due_current"), "assignments", ["state", "due_current"], unique=False
    )
    op.create_index(
        "uq_assignments_open_share",
        "assignments",
        ["item_id", "agency_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL AND ended_on IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL AND ended_on IS NULL"),
    )
    op.create_table(
        "clock_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=False),
        sa.Column("paused_by_id", sa.Integer(), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("resumed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_clock_pauses_assignment_id")
        ),
        sa.ForeignKeyConstraint(["paused_by_id"], ["users.id"], name=op.f("fk_clock_pauses_paused_by_id")),
        sa.ForeignKeyConstraint(["resumed_by_id"], ["users.id"], name=op.f("fk_clock_pauses_resumed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_pauses")),
    )
    op.create_index(op.f("ix_clock_pauses_assignment_id"), "clock_pauses", ["assignment_id"], unique=False)
    op.create_index(
        "uq_clock_pauses_open",
        "clock_pauses",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("resumed_on IS NULL"),
        postgresql_where=sa.text("resumed_on IS NULL"),
    )
    op.create_table(
        "first_readings",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_first_readings_assignment_id")
        ),
        sa.ForeignKeyConstraint(["read_by_id"], ["users.id"], name=op.f("fk_first_readings_read_by_id")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_first_readings")),
    )


def downgrade() -> None:
    op.drop_table("first_readings")
    op.drop_index(
        "uq_clock_pauses_open",
        table_name="clock_pauses",
        sqlite_where=sa.text("resumed_on IS NULL"),
        postgresql_where=sa.text("resumed_on IS NULL"),
    )
    op.drop_index(op.f("ix_clock_pauses_assignment_id"), table_name="clock_pauses")
    op.drop_table("clock_pauses")
    op.drop_index(
        "uq_assignments_open_share",
        table_name="assignments",
        sqlite_where=sa.text("removed_at IS NULL AND ended_on IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL AND ended_on IS NULL"),
    )
    op.drop_index(op.f("ix_assignments_state_due_current"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_item_id_agency_id"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_dispatch_id"), table_name="assignments")
    op.drop_index(op.f("ix_assignments_agency_id_state_due_current"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_table("reporting_rules")
