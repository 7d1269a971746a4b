"""Allow an agency's unsent report to be set aside: it keeps its text, and another may be entered beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BEFORE = ("draft", "awaiting_approval", "submitted", "recalled", "received", "returned")


def upgrade() -> None:
    _allow((*BEFORE, "set_aside"), "'draft', 'awaiting_approval', 'set_aside'")


def downgrade() -> None:
    """What was set aside would be a second report in work beside another: its figures and files go with it."""
    aside = "SELECT id FROM progress_reports WHERE state = 'set_aside'"
    for table in ("report_figures", "evidence"):
        op.execute(f"DELETE FROM {table} WHERE report_id IN ({aside})")  # noqa: S608 — names of our own
    op.execute("DELETE FROM progress_reports WHERE state = 'set_aside'")
    _allow(BEFORE, "'draft', 'awaiting_approval'")


def _allow(states: tuple[str, ...], unsent: str) -> None:
    """The checks on the state, written anew."""
    listed = ", ".join(f"'{state}'" for state in states)
    checks = {
        "reportstate": f"state IN ({listed})",
        "sent_with_progress": f"state IN ({unsent}) OR (submitted_at IS NOT NULL AND progress IS NOT NULL)",
        "none_has_reason": f"state IN ({unsent}) OR (progress = 'none') = (none_reason IS NOT NULL)",
    }
    with op.batch_alter_table("progress_reports") as batch:
        for name, condition in checks.items():
            batch.drop_constraint(op.f(f"ck_progress_reports_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_progress_reports_{name}"), sa.text(condition))
