"""Create agenda items and resolutions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("pinned_version_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "proposal_id IS NOT NULL OR pinned_version_id IS NULL",
            name=op.f("ck_agenda_items_only_proposals_are_pinned"),
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")),
        sa.ForeignKeyConstraint(
            ["pinned_version_id"], ["proposal_versions.id"], name=op.f("fk_agenda_items_pinned_version_id")
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_agenda_items_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("meeting_id", "code", name=op.f("uq_agenda_items_meeting_id_code")),
    )
    op.create_index(
        op.f("ix_agenda_items_meeting_id_section_position"),
        "agenda_items",
        ["meeting_id", "section", "position"],
        unique=False,
    )
    op.create_index(op.f("ix_agenda_items_proposal_id"), "agenda_items", ["proposal_id"], unique=False)
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "resolution",
                "decision",
                "ruling",
                "conclusion",
                name="resolutionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "disposition",
            sa.Enum(
                "adopted",
                "adopted_amended",
                "deferred",
                "withdrawn",
                "rejected",
                "referred",
                "noted",
                "filed",
                "agreed",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "tracking_choice",
            sa.Enum(
                "track",
                "forward",
                "none",
                name="trackingchoice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("amended_measures", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amended_measures = '' OR disposition = 'adopted_amended'",
            name=op.f("ck_resolutions_amended_measures_when_amended"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_resolutions_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_resolutions_meeting_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_resolutions_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("meeting_id", "code", name=op.f("uq_resolutions_meeting_id_code")),
    )
    op.create_index(op.f("ix_resolutions_item_id"), "resolutions", ["item_id"], unique=False)
    op.create_table(
        "resolution_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("amended_measures", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolutions.id"], name=op.f("fk_resolution_texts_resolution_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_resolution_texts_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution_texts")),
    )
    op.create_index(
        op.f("ix_resolution_texts_resolution_id"), "resolution_texts", ["resolution_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_resolution_texts_resolution_id"), table_name="resolution_texts")
    op.drop_table("resolution_texts")
    op.drop_index(op.f("ix_resolutions_item_id"), table_name="resolutions")
    op.drop_table("resolutions")
    op.drop_index(op.f("ix_agenda_items_proposal_id"), table_name="agenda_items")
    op.drop_index(op.f("ix_agenda_items_meeting_id_section_position"), table_name="agenda_items")
    op.drop_table("agenda_items")
