"""Create the rosters of receiving agencies: declarants, their periods in office, their filings."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rosters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_rosters_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_rosters_agency_id")),
    )
    op.create_table(
        "declarants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("staff_number", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["rosters.id"], name=op.f("fk_declarants_roster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarants")),
    )
    op.create_index(op.f("ix_declarants_roster_id_name"), "declarants", ["roster_id", "name"], unique=False)
    op.create_table(
        "declarations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declarant_id", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "online", "paper", name="filingway", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("struck_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_out_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(struck_out_at IS NULL) = (struck_out_reason = '')",
            name=op.f("ck_declarations_struck_out_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["declarant_id"], ["declarants.id"], name=op.f("fk_declarations_declarant_id")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["users.id"], name=op.f("fk_declarations_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
    )
    op.create_index(op.f("ix_declarations_declarant_id"), "declarations", ["declarant_id"], unique=False)
    op.create_table(
        "office_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declarant_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "office",
                "acting",
                "concurrent",
                "approved",
                "designated",
                name="postkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("post_title", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("suspended_from", sa.Date(), nullable=True),
        sa.Column("suspended_to", sa.Date(), nullable=True),
        sa.Column("struck_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_out_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(struck_out_at IS NULL) = (struck_out_reason = '')",
            name=op.f("ck_office_periods_struck_out_for_a_reason"),
        ),
        sa.CheckConstraint(
            "suspended_to IS NULL OR suspended_to >= suspended_from",
            name=op.f("ck_office_periods_suspended_in_order"),
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR to_on >= from_on", name=op.f("ck_office_periods_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_office_periods_agency_id")),
        sa.ForeignKeyConstraint(
            ["declarant_id"], ["declarants.id"], name=op.f("fk_office_periods_declarant_id")
        ),
        sa.ForeignKeyConstraint(["receiver_id"], ["agencies.id"], name=op.f("fk_office_periods_receiver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_periods")),
    )
    op.create_index(op.f("ix_office_periods_agency_id"), "office_periods", ["agency_id"], unique=False)
    op.create_index(op.f("ix_office_periods_declarant_id"), "office_periods", ["declarant_id"], unique=False)
    op.create_table(
        "declaration_occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declarant_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column(
            "type",
            sa.Enum(
                "taking_office",
                "periodic",
                "acting",
                "concurrent",
                "approved",
                "designated",
                "leaving_office",
                "ending_acting",
                "ending_concurrent",
                name="occurrence_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("declaration_id", sa.Integer(), nullable=True),
        sa.Column("authorised", sa.Boolean(), nullable=False),
        sa.Column("exempt_reason", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("last_day_reason", sa.String(), nullable=False),
        sa.Column("fined", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(last_day IS NULL) = (last_day_reason = '')",
            name=op.f("ck_declaration_occurrences_last_day_for_a_reason"),
        ),
        sa.CheckConstraint(
            "(type = 'periodic') = (year IS NOT NULL)",
            name=op.f("ck_declaration_occurrences_periodic_by_year"),
        ),
        sa.CheckConstraint(
            "declaration_id IS NULL OR exempt_reason = ''",
            name=op.f("ck_declaration_occurrences_filed_or_exempt"),
        ),
        sa.CheckConstraint(
            "(year IS NULL) = (period_id IS NOT NULL)",
            name=op.f("ck_declaration_occurrences_others_by_period"),
        ),
        sa.ForeignKeyConstraint(
            ["declarant_id"], ["declarants.id"], name=op.f("fk_declaration_occurrences_declarant_id")
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["declarations.id"], name=op.f("fk_declaration_occurrences_declaration_id")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["office_periods.id"], name=op.f("fk_declaration_occurrences_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration_occurrences")),
        sa.UniqueConstraint(
            "declarant_id", "year", name=op.f("uq_declaration_occurrences_declarant_id_year")
        ),
        sa.UniqueConstraint("period_id", "type", name=op.f("uq_declaration_occurrences_period_id_type")),
    )
    op.create_index(
        op.f("ix_declaration_occurrences_declaration_id"),
        "declaration_occurrences",
        ["declaration_id"],
        unique=False,
    )


def downgrade() -> None:
    for table in ("declaration_occurrences", "office_periods", "declarations", "declarants", "rosters"):
        op.drop_table(table)
