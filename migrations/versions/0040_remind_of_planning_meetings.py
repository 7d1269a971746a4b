"""Let the ladder ask for the month of the year's meeting; nobody telephones himself about his own plan."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

BEFORE = ("round", "yearly_meeting", "declaration", "plan_item")
STEPS = (("meeting_plan_due", -7), ("meeting_plan_late", 1))
OWN = (("plan_item_call", "call", 3), ("plan_item_letter", "letter", 10))


def upgrade() -> None:
    _allow(("round", "meeting_plan", *BEFORE[1:]))
    op.execute("DELETE FROM reminder_rules WHERE rule IN ('plan_item_call', 'plan_item_letter')")
    for rule, days in STEPS:
        _add(rule, "meeting_plan", "contact", days)


def downgrade() -> None:
    op.execute("DELETE FROM reminder_rules WHERE clock = 'meeting_plan'")
    for rule, way, days in OWN:
        _add(rule, "plan_item", way, days)
    _allow(BEFORE)


def _add(rule: str, clock: str, way: str, days: int) -> None:
    row = sa.text(
        "INSERT INTO reminder_rules (rule, clock, way, days, is_on, version) VALUES (:rule, :clock, :way, :days, :is_on, 1)"
    )
    op.execute(
        row.bindparams(
            sa.bindparam("rule", rule), sa.bindparam("clock", clock), sa.bindparam("way", way),
            sa.bindparam("days", days), sa.bindparam("is_on", True, sa.Boolean()),
        )
    )  # fmt: skip


def _allow(clocks: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{clock}'" for clock in clocks)
    with op.batch_alter_table("reminder_rules") as batch:
        batch.drop_constraint(op.f("ck_reminder_rules_clock"), type_="check")
        batch.create_check_constraint(op.f("ck_reminder_rules_clock"), sa.text(f"clock IN ({listed})"))
