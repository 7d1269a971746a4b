"""Figures of asset declaration, which report what they fulfil, days of 授權作業 and periodic work, entered by those who would."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.city.duties import (
    DONE_REPORT,
    EVIDENCE_NAME,
    SUSPENDED_IN,
    SWITCHED_ON,
    TALLIES,
    WHY_SUSPENDED,
    checked_cases,
)
from app.demo.load_people import City
from app.domain.duties.tallies import TallyEntry
from app.domain.people.actor import CONSOLE
from app.models import Agency, Assignment, DutyOccurrence
from app.queries.duties.tallies import batches_of
from app.services import outbox
from app.services.duties import evidence, planning, tallying

TAIPEI = ZoneInfo("Asia/Taipei")
BEGINNING = date(2026, 7, 1)


def load_duties(session: Session, city: City, files_dir: Path, *, now: datetime) -> None:
    for code, year, kind, as_of, figures in TALLIES:
        contact = city.actors[f"{code.lower()}-contact"]
        entry = TallyEntry(year, kind, as_of, figures)
        entered = [(city.agencies[code], entry)]
        for one in tallying.enter_and_report(session, contact, entered, now=_at(as_of), today=as_of):
            outbox.supersede(session, Assignment.__tablename__, [share.id for share in one.shares], now=now)
    for year in (SUSPENDED_IN, SUSPENDED_IN + 1, SUSPENDED_IN + 2):
        tallying.take_usual_days(session, CONSOLE, year, now=_at(BEGINNING))
    for batch in batches_of(session, SUSPENDED_IN)[1:6]:
        tallying.change_batch(
            session, CONSOLE, batch, suspended=True, note=WHY_SUSPENDED, seen_version=batch.version,
            now=_at(BEGINNING),
        )  # fmt: skip
    department = session.get_one(Agency, city.committee.agency_id)
    for ready, login in SWITCHED_ON:
        owner = city.actors[login].person_id
        planning.switch_on(
            session, CONSOLE, department, ready, owner_id=owner, now=_at(BEGINNING), today=BEGINNING
        )
    first = session.scalars(select(DutyOccurrence).order_by(DutyOccurrence.due_on, DutyOccurrence.id)).first()
    if first is not None:
        session.refresh(first, ["duty"])
        planning.write(
            session, CONSOLE, first, DONE_REPORT, "", seen_version=first.version, now=_at(first.due_on)
        )
        evidence.attach(
            session,
            CONSOLE,
            first,
            EVIDENCE_NAME,
            checked_cases(),
            files_dir=files_dir,
            now=_at(first.due_on),
        )
        planning.complete(
            session, CONSOLE, first, seen_version=first.version, now=_at(first.due_on), today=first.due_on
        )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 5), TAIPEI)
