"""Give declarations of people on a roster steps of their own, as the figures of agencies have them; what waits goes by them."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

BEFORE = ("round", "meeting_plan", "yearly_meeting", "declaration", "plan_item")
COPY = (
    "INSERT INTO reminder_rules (rule, clock, way, days, is_on, version) "
    "SELECT replace(rule, 'declaration_', 'declarant_'), 'declarant', way, days, is_on, 1 "
    "FROM reminder_rules WHERE clock = 'declaration' ORDER BY id"
)
RENAME = sa.text(
    "UPDATE reminders SET rule = replace(rule, :before, :after) WHERE thing = 'declarants' AND rule LIKE :kind"
)
"""The 提醒 of people, planned and sent: by which step, so that nobody is told a second time."""


def upgrade() -> None:
    _allow((*BEFORE[:-1], "declarant", BEFORE[-1]))
    op.execute(COPY)
    op.execute(RENAME.bindparams(before="declaration_", after="declarant_", kind="declaration%"))


def downgrade() -> None:
    op.execute(RENAME.bindparams(before="declarant_", after="declaration_", kind="declarant%"))
    op.execute("DELETE FROM reminder_rules WHERE clock = 'declarant'")
    _allow(BEFORE)


def _allow(clocks: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{clock}'" for clock in clocks)
    with op.batch_alter_table("reminder_rules") as batch:
        batch.drop_constraint(op.f("ck_reminder_rules_clock"), type_="check")
        batch.create_check_constraint(op.f("ck_reminder_rules_clock"), sa.text(f"clock IN ({listed})"))
