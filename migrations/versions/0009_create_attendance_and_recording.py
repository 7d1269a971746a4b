"""Create attendance, recusals, remarks and the recording of a meeting in session."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("convener", sa.String(), nullable=True))
    op.add_column("meetings", sa.Column("chair_reason", sa.String(), nullable=True))
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_member", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "attending",
                "observing",
                "on_leave",
                "by_proxy",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("proxy_name", sa.String(), nullable=False),
        sa.Column("proxy_title", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(presence IS NOT NULL AND presence = 'by_proxy') OR (proxy_name = '' AND proxy_title = '')",
            name=op.f("ck_attendances_proxy_when_by_proxy"),
        ),
        sa.CheckConstraint(
            "is_member OR presence IN ('observing', 'on_leave')",
            name=op.f("ck_attendances_observers_observe"),
        ),
        sa.CheckConstraint(
            "NOT is_member OR presence <> 'observing'", name=op.f("ck_attendances_members_attend")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index(
        op.f("ix_attendances_meeting_id_position"), "attendances", ["meeting_id", "position"], unique=False
    )
    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "own_accord",
                "asked_for",
                "ordered",
                name="recusalground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendances.id"], name=op.f("fk_recusals_attendance_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_recusals_item_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_recusals_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
        sa.UniqueConstraint("item_id", "attendance_id", name=op.f("uq_recusals_item_id_attendance_id")),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("printed", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendances.id"], name=op.f("fk_remarks_attendance_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_remarks_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_remarks_meeting_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_remarks_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    op.create_index(op.f("ix_remarks_meeting_id_item_id"), "remarks", ["meeting_id", "item_id"], unique=False)
    op.create_table(
        "recordings",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("on_item_id", sa.Integer(), nullable=True),
        sa.Column("on_closing", sa.Boolean(), nullable=False),
        sa.Column(
            "screen",
            sa.Enum(
                "off",
                "saved",
                "typing",
                name="screenmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["holder_id"], ["users.id"], name=op.f("fk_recordings_holder_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_recordings_meeting_id")),
        sa.ForeignKeyConstraint(["on_item_id"], ["agenda_items.id"], name=op.f("fk_recordings_on_item_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_recordings")),
    )


def downgrade() -> None:
    op.drop_table("recordings")
    op.drop_index(op.f("ix_remarks_meeting_id_item_id"), table_name="remarks")
    op.drop_table("remarks")
    op.drop_table("recusals")
    op.drop_index(op.f("ix_attendances_meeting_id_position"), table_name="attendances")
    op.drop_table("attendances")
    op.drop_column("meetings", "chair_reason")
    op.drop_column("meetings", "convener")
