"""Create the plans of yearly meetings, and let a report name the registered meeting it came from."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "yearly_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned_month", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("exempt_basis", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("planned_month BETWEEN 1 AND 12", name=op.f("ck_yearly_plans_planned_in_a_month")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_yearly_plans_agency_id")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["users.id"], name=op.f("fk_yearly_plans_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_plans")),
        sa.UniqueConstraint("agency_id", "year", name=op.f("uq_yearly_plans_agency_id_year")),
    )
    with op.batch_alter_table("progress_reports") as table:
        table.add_column(sa.Column("registered_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_progress_reports_registered_id"), "registered_meetings", ["registered_id"], ["id"]
        )
        table.create_index(op.f("ix_progress_reports_registered_id"), ["registered_id"])


def downgrade() -> None:
    with op.batch_alter_table("progress_reports") as table:
        table.drop_index(op.f("ix_progress_reports_registered_id"))
        table.drop_constraint(op.f("fk_progress_reports_registered_id"), type_="foreignkey")
        table.drop_column("registered_id")
    op.drop_table("yearly_plans")
