"""Duties for the rights matrix: a plan of the department and one of agency B, a day of 授權作業, a person on a roster."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.plan_items import PlanFrequency, PlanTerms
from app.domain.people.actor import CONSOLE
from app.models import Agency, Attachment, AuthorisationBatch, Committee, DutyOccurrence
from app.services.duties import planning
from app.services.proposals.attached import store
from tests.web import ground_roster

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NOT_THERE = 2147483000


def lay(
    session: Session,
    primary: Committee,
    a: Agency,
    b: Agency,
    canary: Callable[[str], str],
    files_dir: Path,
) -> dict[str, tuple[dict[str, Any], int]]:
    """Name → (values of its addresses, version)."""
    found: dict[str, tuple[dict[str, Any], int]] = {}
    for short, agency_id in (("main", primary.agency_id), ("b", b.id)):
        agency = session.get_one(Agency, agency_id)
        terms = PlanTerms(canary(f"item_{short}"), PlanFrequency.MONTHLY)
        duty = planning.define(session, CONSOLE, agency, terms, now=NOW, today=TODAY)
        row = session.scalars(
            select(DutyOccurrence).where(DutyOccurrence.duty_id == duty.id).order_by(DutyOccurrence.id)
        ).first()
        assert row is not None
        found[f"plan_{short}"] = ({"agency_id": agency_id, "year": 115, "ready": "meeting_plans"}, 1)
        data = f"file of {canary(f'item_{short}')}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        store(files_dir, sha256, data)
        file = Attachment(
            occurrence_id=row.id, position=1, filename="佐證.pdf", kind="pdf", size=len(data), sha256=sha256,
            uploaded_at=NOW,
        )  # fmt: skip
        session.add(file)
        session.flush()
        values = {"duty_id": duty.id, "occurrence_id": row.id, "act": "exempt", "file_id": file.id}
        found[f"item_{short}"] = values, duty.version
    batch = session.scalars(select(AuthorisationBatch)).first()
    if batch is None:
        batch = AuthorisationBatch(base_on=date(2026, 11, 1))
        session.add(batch)
        session.flush()
    found["batch_day"] = ({"year": batch.base_on.year - 1911, "batch_id": batch.id}, batch.version)
    found["ending_year"] = ({"year": 115, "step": "copy_yearly_plans", "way": "choose"}, 1)
    found["absent_day"] = ({"year": 115, "batch_id": NOT_THERE}, 1)
    found["absent_plan"] = ({"agency_id": NOT_THERE, "year": 115, "ready": "meeting_plans"}, 1)
    found["absent_duty"] = (
        {"duty_id": NOT_THERE, "occurrence_id": NOT_THERE, "act": "exempt", "file_id": NOT_THERE},
        1,
    )
    return found | ground_roster.lay(session, primary, a, canary)
