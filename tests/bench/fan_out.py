"""`fan_out_600`: one item split over 600 agencies by the program's own verb, against one bulk INSERT of the same rows.

Ours is the whole of `splitting.prepare`: rights, lock, order, serials, the item, its audit row and the seal of the log. Both
end with the commit, and what they made is taken away again between the rounds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, joinedload

from app import create_app
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import CONSOLE
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.extensions.transaction import unit_of_work
from app.models import Agency, Assignment, Committee, Meeting, Resolution, TouchedItem, TrackedItem
from app.services.tracking import splitting
from app.services.tracking.splitting import ItemPlan, SharePlan
from tests import engines
from tests.conftest import migrate, settings_for

AGENCIES = 600
ROUNDS = 15
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def measure(engine_name: str) -> tuple[float, float]:
    """(our seconds, the floor's seconds): medians of rounds measured in turns, after two unmeasured."""
    engine = engines.engine(engine_name)
    url = engine.copy("migrated", migrate)
    try:
        with tempfile.TemporaryDirectory() as folder:
            app = create_app(settings_for(url, Path(folder)))
            resolution_id, plan = _ground(app)
            times = [_round(app, resolution_id, plan) for _ in range(ROUNDS + 2)][2:]
            app.extensions["tracker"].engine.dispose()
    finally:
        engine.drop(url)
    return statistics.median(ours for ours, _ in times), statistics.median(floor for _, floor in times)


def _ground(app: Flask) -> tuple[int, ItemPlan]:
    with unit_of_work(app.extensions["tracker"].database) as session:
        agencies = [
            Agency(
                code=f"B{number:04}", name=f"示範市政府第{number}機關", short_name=f"{number}機關", sort_order=number,
                kind=AgencyKind.SECOND_LEVEL, ethics_mode=EthicsMode.ASSIGNED,
            )
            for number in range(AGENCIES)
        ]  # fmt: skip
        session.add_all(agencies)
        session.flush()
        committee = Committee(
            code="MAIN",
            name="示範市政府廉政會報",
            host="示範市政府",
            agency_id=agencies[0].id,
            is_primary=True,
        )
        session.add(committee)
        session.flush()
        meeting = Meeting(
            committee_id=committee.id, title="示範市政府115年第1次廉政會報", label="115年第1次", slug="115-1", year=115,
            held_on=date(2026, 6, 17), state=MeetingState.MINUTES_APPROVED, created_at=NOW,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        resolution = Resolution(
            meeting_id=meeting.id, ordinal=1, code="115-1-C1", kind=ResolutionKind.RULING, text="請各機關辦理。",
            disposition=Disposition.AGREED, tracking_choice=TrackingChoice.TRACK, recorded_at=NOW,
        )  # fmt: skip
        session.add(resolution)
        session.flush()
        shares = tuple(SharePlan(one.id, AssignmentRole.LEAD) for one in agencies)
        plan = ItemPlan(
            title="請各機關辦理", text="請各機關辦理。", mode=ItemMode.EACH_AGENCY, due_kind=DueKind.FIXED_DATE,
            due_on=date(2026, 12, 31), frequency=Frequency.ONCE, shares=shares,
        )  # fmt: skip
        return resolution.id, plan


def _round(app: Flask, resolution_id: int, plan: ItemPlan) -> tuple[float, float]:
    rows: list[dict[str, Any]] = []

    def ours(session: Session) -> None:
        resolution = session.scalars(
            select(Resolution).where(Resolution.id == resolution_id).options(joinedload(Resolution.meeting))
        ).one()
        splitting.prepare(session, CONSOLE, resolution, [plan], now=NOW)

    def floor(session: Session) -> None:
        session.execute(insert(Assignment), rows)

    spent = _timed(app, ours)
    with unit_of_work(app.extensions["tracker"].database) as session:
        table = Assignment.__table__
        rows = [
            {name: value for name, value in row.items() if name != "id"}
            for row in session.execute(select(table)).mappings()
        ]
        session.execute(delete(Assignment))
    bare = _timed(app, floor)
    with unit_of_work(app.extensions["tracker"].database) as session:
        for made in (Assignment, TouchedItem, TrackedItem):
            session.execute(delete(made))
    return spent, bare


def _timed(app: Flask, work: Callable[[Session], None]) -> float:
    begun = time.perf_counter()
    with unit_of_work(app.extensions["tracker"].database) as session:
        work(session)
    return time.perf_counter() - begun
