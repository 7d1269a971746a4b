"""The agencies' own meetings, registered by their contacts a week after they were held."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.agency_meetings import HELD_MEETINGS, PLANS, HeldRow
from app.demo.load_people import City
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.yearly import HeldMeeting
from app.domain.people.actor import CONSOLE
from app.domain.roc_date import roc_digits
from app.services.meetings import registering, yearly_plans

TAIPEI = ZoneInfo("Asia/Taipei")
WEEK = timedelta(days=7)
PLANNED_AT = datetime(2026, 1, 20, 9, 30, tzinfo=TAIPEI)
WHAT_IS_MISSING = "請補附簽到表及專題報告資料。"


def load_agency_meetings(session: Session, city: City) -> None:
    for row in HELD_MEETINGS:
        _load(session, city, row)
    for code, year, plan in PLANS:
        yearly_plans.keep(
            session, CONSOLE, city.agencies[code], year, plan, seen_version=0, now=PLANNED_AT
        )  # fmt: skip


def _load(session: Session, city: City, row: HeldRow) -> None:
    contact = city.actors[f"{row.agency.lower()}-contact"]
    on = datetime.combine(row.held_on + WEEK, time(10, 20), TAIPEI)
    number = (
        f"{city.agencies[row.agency].short_name[:2]}政字第{roc_digits(on.date())[:3]}00{row.held_on:%m%d}號"
    )
    held = HeldMeeting(
        held_on=row.held_on, chair_role=row.chair_role, chair_reason=row.chair_reason, year=row.year,
        joint_title=row.joint_title,
    )  # fmt: skip
    if row.figures:
        outside, special, proposals, resolutions, tracked = row.figures
        held = replace(
            held, document_number=number, outside_members=outside, special_reports=special,
            proposals=proposals, resolutions=resolutions, tracked=tracked,
        )  # fmt: skip
    made = registering.register(
        session, contact, city.agencies[row.agency], held, year_confirmed=True, now=on, today=on.date()
    )
    if row.filing is FilingState.NOT_SENT:
        return
    registering.send(session, contact, made, seen_version=made.version, now=on)
    if row.filing is FilingState.FILED:
        registering.file(session, CONSOLE, made, seen_version=made.version, now=on + WEEK)
    elif row.filing is FilingState.RETURNED:
        registering.send_back(
            session, CONSOLE, made, reason=WHAT_IS_MISSING, seen_version=made.version, now=on + WEEK
        )
