"""Create periodic plan items and their occurrences."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "made_from",
            sa.Enum(
                "yearly_statistics",
                "meeting_plans",
                "integrity_models",
                "lobbying_checks",
                "procurement_cases",
                "periodic_declarations",
                name="readymade",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "every_month",
                "every_quarter",
                "every_year",
                name="planfrequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_month", sa.Integer(), nullable=True),
        sa.Column("to_month", sa.Integer(), nullable=True),
        sa.Column("days_after", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(frequency = 'every_year') = (from_month IS NOT NULL AND to_month IS NOT NULL)",
            name=op.f("ck_duties_yearly_in_months"),
        ),
        sa.CheckConstraint("days_after BETWEEN 0 AND 60", name=op.f("ck_duties_due_after_its_period")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_duties_agency_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_duties_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    op.create_index(op.f("ix_duties_agency_id"), "duties", ["agency_id"], unique=False)
    op.create_table(
        "duty_occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "every_month",
                "every_quarter",
                "every_year",
                name="occurrence_frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "duty_open",
                "duty_done",
                "duty_exempt",
                "duty_void",
                name="dutystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'duty_done') = (done_on IS NOT NULL)", name=op.f("ck_duty_occurrences_done_on_a_day")
        ),
        sa.CheckConstraint(
            "state <> 'duty_exempt' OR reason <> ''", name=op.f("ck_duty_occurrences_exempt_for_a_reason")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_duty_occurrences_duty_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_duty_occurrences_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_occurrences")),
        sa.UniqueConstraint(
            "duty_id",
            "frequency",
            "year",
            "number",
            name=op.f("uq_duty_occurrences_duty_id_frequency_year_number"),
        ),
    )
    op.create_index(
        op.f("ix_duty_occurrences_state_due_on"), "duty_occurrences", ["state", "due_on"], unique=False
    )
    op.create_index(op.f("ix_duty_occurrences_year"), "duty_occurrences", ["year"], unique=False)


def downgrade() -> None:
    op.drop_table("duty_occurrences")
    op.drop_table("duties")
