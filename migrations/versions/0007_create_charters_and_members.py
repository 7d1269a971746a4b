"""Create charters and members."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "charters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("required_meetings", sa.Integer(), nullable=False),
        sa.Column("required_basis", sa.String(), nullable=False),
        sa.Column("chair_title", sa.String(), nullable=False),
        sa.Column("quorum_percent", sa.Integer(), nullable=True),
        sa.Column(
            "proxies",
            sa.Enum(
                "none",
                "deputy",
                "designated",
                name="proxies",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gender_minimum_percent", sa.Integer(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("minutes_days", sa.Integer(), nullable=False),
        sa.Column("minutes_approver", sa.String(), nullable=False),
        sa.Column("release_by_delegation", sa.Boolean(), nullable=False),
        sa.Column("most_extensions", sa.Integer(), nullable=False),
        sa.Column("all_agencies_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "gender_minimum_percent BETWEEN 1 AND 50", name=op.f("ck_charters_gender_minimum_is_a_share")
        ),
        sa.CheckConstraint("minutes_days > 0", name=op.f("ck_charters_minutes_days_counted")),
        sa.CheckConstraint("most_extensions >= 0", name=op.f("ck_charters_extensions_counted")),
        sa.CheckConstraint("quorum_percent BETWEEN 1 AND 100", name=op.f("ck_charters_quorum_is_a_share")),
        sa.CheckConstraint("required_meetings >= 0", name=op.f("ck_charters_required_meetings_counted")),
        sa.CheckConstraint("term_months > 0", name=op.f("ck_charters_term_counted")),
        sa.ForeignKeyConstraint(
            ["all_agencies_id"], ["agency_groups.id"], name=op.f("fk_charters_all_agencies_id")
        ),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_charters_committee_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_charters_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charters")),
        sa.UniqueConstraint("committee_id", "number", name=op.f("uq_charters_committee_id_number")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "convener",
                "deputy_convener",
                "executive_secretary",
                "internal",
                "external",
                name="memberkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "gender",
            sa.Enum("female", "male", name="gender", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_members_term_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_members_agency_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_members_committee_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_members_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_committee_id"), "members", ["committee_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_members_committee_id"), table_name="members")
    op.drop_table("members")
    op.drop_table("charters")
