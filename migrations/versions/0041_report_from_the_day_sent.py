"""Rounds whose day had passed when a share was really sent are not asked of it, whatever day its letter bears."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TAIPEI = ZoneInfo("Asia/Taipei")
SHARES = sa.table(
    "assignments",
    sa.column("dispatch_id"),
    sa.column("dispatched_on", sa.Date),
    sa.column("reports_from", sa.Date),
)
DISPATCHES = sa.table(
    "dispatches",
    sa.column("id"),
    sa.column("letter_on", sa.Date),
    sa.column("dispatched_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.add_column("assignments", sa.Column("reports_from", sa.Date(), nullable=True))
    op.execute(sa.update(SHARES).values(reports_from=SHARES.c.dispatched_on))
    bind = op.get_bind()
    for letter in bind.execute(sa.select(DISPATCHES)).all():
        sent_on = _day(letter.dispatched_at)
        if sent_on > letter.letter_on:
            under_it = (SHARES.c.dispatch_id == letter.id, SHARES.c.reports_from < sent_on)
            bind.execute(sa.update(SHARES).where(*under_it).values(reports_from=sent_on))


def downgrade() -> None:
    op.drop_column("assignments", "reports_from")


def _day(at: datetime):  # type: ignore[no-untyped-def]
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(TAIPEI).date()
