"""The ladder of reminders as rows, and who took a reminder off."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

CLOCKS = ("round", "yearly_meeting", "declaration", "plan_item")
WAYS = ("contact", "call", "supervisor", "letter")
STEPS = (
    ("due", "contact", -7),
    ("late", "contact", 1),
    ("call", "call", 3),
    ("supervisor", "supervisor", 7),
    ("letter", "letter", 10),
)
FIRST_DAYS = {"yearly_meeting": -40}
"""A meeting is not arranged within a week."""


def upgrade() -> None:
    rules = op.create_table(
        "reminder_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column(
            "clock",
            sa.Enum(*CLOCKS, name="clock", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum(*WAYS, name="way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN -60 AND 60", name=op.f("ck_reminder_rules_days_near_enough")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rules")),
        sa.UniqueConstraint("rule", name=op.f("uq_reminder_rules_rule")),
        sa.UniqueConstraint("clock", "days", name=op.f("uq_reminder_rules_clock_days")),
    )
    rows = [
        {
            "rule": f"{clock}_{name}",
            "clock": clock,
            "way": way,
            "days": FIRST_DAYS.get(clock, days) if days < 0 else days,
            "is_on": True,
            "version": 1,
        }
        for clock in CLOCKS
        for name, way, days in STEPS
    ]
    op.bulk_insert(rules, rows)
    with op.batch_alter_table("reminders") as table:
        table.add_column(sa.Column("taken_off_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_reminders_taken_off_by_id"), "users", ["taken_off_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("reminders") as table:
        table.drop_constraint(op.f("fk_reminders_taken_off_by_id"), type_="foreignkey")
        table.drop_column("taken_off_by_id")
    op.drop_table("reminder_rules")
