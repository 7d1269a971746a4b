"""Create requests for time and for another agency, and corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_corrections_approval_id")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_corrections_assignment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_assignment_id"), "corrections", ["assignment_id"], unique=False)
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "granted",
                "granted_otherwise",
                "refused",
                "withdrawn_request",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "third_party",
                "procurement",
                "budget",
                "regulation",
                "staff",
                "force_majeure",
                "other_extension",
                name="extensionreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason_text", sa.String(), nullable=False),
        sa.Column("late_supervisor", sa.String(), nullable=False),
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
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel IS NULL) = (informant = '')", name=op.f("ck_extension_requests_channel_with_informant")
        ),
        sa.CheckConstraint(
            "(state IN ('granted', 'granted_otherwise')) = (granted_on IS NOT NULL)",
            name=op.f("ck_extension_requests_granted_to_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_extension_requests_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_extension_requests_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_extension_requests_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name=op.f("fk_extension_requests_requested_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_requests")),
    )
    op.create_index(
        op.f("ix_extension_requests_assignment_id"), "extension_requests", ["assignment_id"], unique=False
    )
    op.create_index(
        "uq_extension_requests_open",
        "extension_requests",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.create_table(
        "reassignment_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "granted",
                "granted_otherwise",
                "refused",
                "withdrawn_request",
                name="requeststate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wanted_agency_id", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "not_competent",
                "reorganised",
                "better_placed",
                "wrongly_named",
                "other_reassignment",
                name="reassignmentreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason_text", sa.String(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
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
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("granted_agency_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel IS NULL) = (informant = '')",
            name=op.f("ck_reassignment_requests_channel_with_informant"),
        ),
        sa.CheckConstraint(
            "(state IN ('granted', 'granted_otherwise')) = (granted_agency_id IS NOT NULL)",
            name=op.f("ck_reassignment_requests_granted_to_an_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_reassignment_requests_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_reassignment_requests_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_agency_id"], ["agencies.id"], name=op.f("fk_reassignment_requests_granted_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reassignment_requests_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name=op.f("fk_reassignment_requests_requested_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["wanted_agency_id"], ["agencies.id"], name=op.f("fk_reassignment_requests_wanted_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reassignment_requests")),
    )
    op.create_index(
        op.f("ix_reassignment_requests_assignment_id"),
        "reassignment_requests",
        ["assignment_id"],
        unique=False,
    )
    op.create_index(
        "uq_reassignment_requests_open",
        "reassignment_requests",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_reassignment_requests_open",
        table_name="reassignment_requests",
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.drop_index(op.f("ix_reassignment_requests_assignment_id"), table_name="reassignment_requests")
    op.drop_table("reassignment_requests")
    op.drop_index(
        "uq_extension_requests_open",
        table_name="extension_requests",
        sqlite_where=sa.text("state = 'requested'"),
        postgresql_where=sa.text("state = 'requested'"),
    )
    op.drop_index(op.f("ix_extension_requests_assignment_id"), table_name="extension_requests")
    op.drop_table("extension_requests")
    op.drop_index(op.f("ix_corrections_assignment_id"), table_name="corrections")
    op.drop_table("corrections")
