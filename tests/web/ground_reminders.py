"""What the rights matrix needs of reminders: one that was taken off, and a step of the ladder."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Agency, Assignment, Committee, Reminder, ReminderRule, User

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
NOT_THERE = 2147483000


def lay(
    session: Session, committee: Committee, agency: Agency, contact: User, officer: User
) -> dict[str, dict[str, Any]]:
    """Address values by thing."""
    share = session.scalars(
        select(Assignment.id).where(Assignment.committee_id == committee.id).order_by(Assignment.id)
    ).first()
    assert share is not None
    row = Reminder(
        rule="round_due", thing="assignments", thing_id=share, occurrence="1 2026-12-05", bundle="digest",
        recipient_id=contact.id, scheduled_for=NOW, agency_id=committee.agency_id, for_agency_id=agency.id,
        created_at=NOW, superseded_at=NOW, taken_off_by_id=officer.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    step = session.scalars(select(ReminderRule.id).order_by(ReminderRule.id)).first()
    return {
        "reminder_off": {"reminder_id": row.id},
        "absent_reminder": {"reminder_id": NOT_THERE},
        "reminder_step": {"rule_id": step},
        "absent_step": {"rule_id": NOT_THERE},
        "reminder_kind": {"kind": "plan_item"},
        "absent_kind": {"kind": "nothing"},
        "no_late_agency": {"agency_id": NOT_THERE},
        "no_late_agency_paper": {"agency_id": NOT_THERE, "fmt": "docx"},
    }
