"""Create the figures of asset declaration and the days of 授權作業."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authorisation_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("base_on", sa.Date(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation_batches")),
        sa.UniqueConstraint("base_on", name=op.f("uq_authorisation_batches_base_on")),
    )
    op.create_table(
        "declaration_tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
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
                name="declarationtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("filed", sa.Integer(), nullable=False),
        sa.Column("online", sa.Integer(), nullable=False),
        sa.Column("authorised", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("fined", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "letter",
                "mail",
                "phone",
                "in_person",
                name="tally_channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("informant", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel IS NULL) = (informant = '')", name=op.f("ck_declaration_tallies_channel_with_informant")
        ),
        sa.CheckConstraint(
            "authorised BETWEEN 0 AND required", name=op.f("ck_declaration_tallies_authorised_of_required")
        ),
        sa.CheckConstraint(
            "filed BETWEEN 0 AND required", name=op.f("ck_declaration_tallies_filed_of_required")
        ),
        sa.CheckConstraint(
            "fined BETWEEN 0 AND required", name=op.f("ck_declaration_tallies_fined_of_required")
        ),
        sa.CheckConstraint(
            "late BETWEEN 0 AND required", name=op.f("ck_declaration_tallies_late_of_required")
        ),
        sa.CheckConstraint("online BETWEEN 0 AND filed", name=op.f("ck_declaration_tallies_online_of_filed")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_declaration_tallies_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["users.id"], name=op.f("fk_declaration_tallies_entered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration_tallies")),
        sa.UniqueConstraint(
            "agency_id",
            "year",
            "type",
            "as_of",
            name=op.f("uq_declaration_tallies_agency_id_year_type_as_of"),
        ),
    )


def downgrade() -> None:
    op.drop_table("declaration_tallies")
    op.drop_table("authorisation_batches")
