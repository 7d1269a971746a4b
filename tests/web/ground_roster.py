"""A person of agency A on the department's roster, for the rights matrix: with a post, a filing, and a declaration that is owed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingWay, OccurrenceKey
from app.domain.people.actor import CONSOLE
from app.models import Agency, Committee, Roster
from app.queries.duties.roster import Reckoned, declarant_of
from app.queries.office_calendar import calendar_in_force
from app.services.duties import filing, rostering
from app.services.duties.rostering import PeriodEntry

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NOT_THERE = 2147483000


def lay(
    session: Session, primary: Committee, a: Agency, canary: Callable[[str], str]
) -> dict[str, tuple[dict[str, Any], int]]:
    """Name → (values of its addresses, version)."""
    department = session.get_one(Agency, primary.agency_id)
    roster = session.scalars(select(Roster).where(Roster.agency_id == department.id)).one_or_none()
    if roster is None:
        roster = rostering.begin(session, CONSOLE, department, date(2026, 1, 1), now=NOW)
    roster.agency = department
    entry = PeriodEntry(a.id, PostKind.OFFICE, "科長", date(2026, 7, 1))
    made = rostering.add_declarant(session, CONSOLE, roster, canary("declarant_a"), "", entry, now=NOW)
    session.flush()
    session.expire_all()
    person = declarant_of(session, CONSOLE, made.id)
    (period,) = person.periods
    key = OccurrenceKey(DeclarationType.TAKING_OFFICE, period.id, None)
    reckoned = Reckoned(calendar_in_force(session), TODAY)
    filed = filing.file(session, CONSOLE, person, [key], date(2026, 9, 1), FilingWay.PAPER, reckoned, now=NOW)
    values = {"declarant_id": person.id, "period_id": period.id}
    absent = {
        "roster_id": NOT_THERE,
        "declarant_id": NOT_THERE,
        "period_id": NOT_THERE,
        "key": "periodic-115",
    }
    return {
        "roster_main": ({"roster_id": roster.id}, roster.version),
        "declarant_a": ({**values, "key": "periodic-115"}, person.version),
        "filed_a": ({**values, "key": str(key)}, filed.version),
        "absent_declarant": (absent, 1),
    }
