"""Let 政風處意見 say what a proposed 改列 is for, and into which item."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

REASONS = (
    "same_matter",
    "routine_now",
    "circumstances",
    "agency_ended",
    "not_applicable",
    "other_closing",
)


def upgrade() -> None:
    with op.batch_alter_table("findings") as table:
        table.add_column(
            sa.Column(
                "closing_reason",
                sa.Enum(*REASONS, name="closingreason", native_enum=False, create_constraint=True, length=40),
                nullable=True,
            )
        )
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_findings_merged_into_id"), "tracked_items", ["merged_into_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_findings_merged_into_when_merged"),
            "(opinion = 'opinion_merge') = (merged_into_id IS NOT NULL)",
        )
        table.create_check_constraint(
            op.f("ck_findings_closed_for_a_reason"),
            "(opinion IN ('opinion_self_track', 'opinion_merge', 'opinion_revoke')) = (closing_reason IS NOT NULL)",
        )
        table.create_index(op.f("ix_findings_effective_at"), ["effective_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("findings") as table:
        table.drop_index(op.f("ix_findings_effective_at"))
        table.drop_constraint(op.f("ck_findings_closed_for_a_reason"), type_="check")
        table.drop_constraint(op.f("ck_findings_merged_into_when_merged"), type_="check")
        table.drop_constraint(op.f("ck_findings_closingreason"), type_="check")
        table.drop_constraint(op.f("fk_findings_merged_into_id"), type_="foreignkey")
        table.drop_column("merged_into_id")
        table.drop_column("closing_reason")
