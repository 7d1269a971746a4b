"""What is planned of agencies' years, and how often each must meet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.yearly import USUALLY_REQUIRED, YearPlan
from app.domain.people.charter import in_force
from app.domain.roc_date import FIRST_ROC_YEAR
from app.models import Charter, Committee, YearlyPlan
from app.queries.prepared import prepared


def plan_of(session: Session, agency_id: int, year: int) -> YearlyPlan | None:
    return session.scalars(
        select(YearlyPlan).where(YearlyPlan.agency_id == agency_id, YearlyPlan.year == year)
    ).one_or_none()


def plans_of(session: Session, years: Collection[int]) -> dict[tuple[int, int], YearPlan]:
    """(agency, year) → plan."""
    rows = session.scalars(prepared(select(YearlyPlan).where(YearlyPlan.year.in_(years))))
    return {
        (row.agency_id, row.year): YearPlan(row.planned_month, row.visitor, row.exempt_basis) for row in rows
    }


def required_by(session: Session, years: Collection[int]) -> dict[tuple[int, int], int]:
    """(agency, year) → how often its own 設置要點 has it meet; agencies without one are not in it."""
    rows = session.execute(prepared(select(Committee.agency_id, Charter).join(Charter))).all()
    found: dict[tuple[int, int], int] = {}
    for agency_id in {row.agency_id for row in rows}:
        versions = [row.Charter for row in rows if row.agency_id == agency_id]
        for year in years:
            charter = in_force(versions, date(year + FIRST_ROC_YEAR - 1, 12, 31))
            if charter is not None:
                found[agency_id, year] = charter.required_meetings
    return found


def required_of(required: dict[tuple[int, int], int], agency_id: int, year: int) -> int:
    return required.get((agency_id, year), USUALLY_REQUIRED)
