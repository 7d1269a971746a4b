"""Keep a day of leadership's page: each month's end by the clock, and 定稿 by 政風主管."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import USUAL, Readings
from app.domain.errors import NotAllowed, NotNow
from app.domain.insight.rebuilding import Stood, stood_on
from app.domain.notices.notice import Notice
from app.domain.people.actor import CLOCK, CONSOLE, Actor
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_text, roc_year
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.rates import year_span
from app.models import Assignment, Committee, Snapshot, SnapshotShare
from app.queries.duties.roster import Reckoned
from app.queries.insight.figures import basis_of
from app.queries.insight.overviews import overview_of
from app.queries.insight.past_shares import past_shares
from app.queries.insight.registers import declared_by_agency, years_of_agencies
from app.queries.insight.share_lines import all_share_lines, most_extensions
from app.queries.office_calendar import calendar_in_force
from app.services import audit
from app.wording.dashboard import sentence

MONTHS_BACK = 12
AT_ONCE = 5000
NEWS_FOR = timedelta(days=7)
"""A month's end that is kept later is no news any more."""


def keep_month_end(
    session: Session, *, now: datetime, today: date, readings: Readings = USUAL, tells: bool = False
) -> Snapshot | None:
    """One month's end that is not kept yet, the latest first; None when none of the last twelve lacks. Who looks first of a
    new month keeps how things stand; what is older is rebuilt from events.

    `tells`: leadership sees 即時, so nothing is ever released to it; it is written when a month has just ended.
    """
    for committee in session.scalars(select(Committee).order_by(Committee.id)):
        first = session.scalar(
            select(func.min(Assignment.dispatched_on)).where(Assignment.committee_id == committee.id)
        )
        kept = set(
            session.scalars(
                select(Snapshot.as_of).where(Snapshot.committee_id == committee.id, Snapshot.month_end)
            )
        )
        for day in month_ends_before(today):
            if first is None or day < first:
                break
            if day not in kept:
                kept_day = _keep(
                    session, committee, day, now=now, today=today, month_end=True, readings=readings
                )
                if tells and today - day <= NEWS_FOR:
                    _tell(session, CLOCK, committee, kept_day, "keep_month_end", now, today, readings)
                return kept_day
    return None


def month_ends_before(today: date) -> list[date]:
    """The last twelve, the latest first."""
    ends, day = [], today
    for _ in range(MONTHS_BACK):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return ends


def release(
    session: Session,
    actor: Actor,
    committee: Committee,
    remark: str,
    *,
    now: datetime,
    today: date,
    readings: Readings = USUAL,
) -> Snapshot:
    """How things stand today becomes what leadership sees. NotAllowed: not_yours_to_do."""
    _may_release(actor, committee)
    snapshot = _keep(session, committee, today, now=now, today=today, month_end=False, readings=readings)
    return _released(session, actor, committee, snapshot, remark, now=now, today=today, readings=readings)


def release_kept(
    session: Session,
    actor: Actor,
    committee: Committee,
    snapshot: Snapshot,
    remark: str,
    *,
    now: datetime,
    today: date,
    readings: Readings = USUAL,
) -> Snapshot:
    """A kept day becomes what leadership sees. NotAllowed: not_yours_to_do; NotNow: snapshot_already_released."""
    _may_release(actor, committee)
    if snapshot.released_at is not None:
        raise NotNow("snapshot_already_released")
    return _released(session, actor, committee, snapshot, remark, now=now, today=today, readings=readings)


def _may_release(actor: Actor, committee: Committee) -> None:
    if not may(actor, Right.RELEASE_FIGURES, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")


def _released(
    session: Session,
    actor: Actor,
    committee: Committee,
    snapshot: Snapshot,
    remark: str,
    *,
    now: datetime,
    today: date,
    readings: Readings,
) -> Snapshot:
    snapshot.remark, snapshot.released_at, snapshot.released_by_id = remark, now, actor.person_id
    session.flush()
    _tell(session, actor, committee, snapshot, "release_figures", now, today, readings)
    return snapshot


def _tell(
    session: Session,
    actor: Actor,
    committee: Committee,
    snapshot: Snapshot,
    action: str,
    now: datetime,
    today: date,
    readings: Readings,
) -> None:
    """Leadership is written the page's own sentence, of 密件 nothing."""
    year = roc_year(snapshot.as_of)
    reckoned = Reckoned(calendar_in_force(session), today, readings)
    basis = basis_of(session, committee, year, today, snapshot)
    found = overview_of(session, CONSOLE, basis, reckoned, confidential=False)
    told = f"{roc_text(snapshot.as_of)}：{sentence(found)}"
    audit.record(
        session,
        actor,
        action,
        snapshot,
        now=now,
        changes={"as_of": [None, snapshot.as_of.isoformat()]},
        agency_id=committee.agency_id,
        notice=Notice(title=told, reason=snapshot.remark, path=f"/dashboard/{year}"),
    )


def _keep(
    session: Session,
    committee: Committee,
    day: date,
    *,
    now: datetime,
    today: date,
    month_end: bool,
    readings: Readings,
) -> Snapshot:
    """Live on the day itself and the morning after; else rebuilt. Registers are kept as they are known now."""
    year, rebuilt = roc_year(day), today > day + timedelta(days=1)
    if rebuilt:
        most = most_extensions(session, committee, day)
        pasts = past_shares(session, committee, year_span(year, day)[0], day)
        stood = [(key, stood_on(past, day, most)) for key, past in pasts.items()]
    else:
        lines = all_share_lines(session, committee, year, day)
        stood = [
            (one.id, Stood(one.state, one.ended_on, one.due_current, one.overdue, one.asks_ruling))
            for one in lines
        ]
    snapshot = Snapshot(
        committee_id=committee.id, as_of=day, month_end=month_end, rebuilt=rebuilt, taken_at=now,
        registers=_registers(session, year, day, readings),
    )  # fmt: skip
    session.add(snapshot)
    session.flush()
    _keep_shares(session, snapshot, stood)
    return snapshot


def _registers(
    session: Session, year: int, day: date, readings: Readings
) -> dict[str, list[dict[str, object]]]:
    years = years_of_agencies(session, CONSOLE, year, day, until=day)
    declared = declared_by_agency(session, CONSOLE, year, Reckoned(calendar_in_force(session), day, readings))
    return {
        "years": [
            {"agency": one.id, "held": one.held, "chaired": one.chaired, "standing": one.standing.value}
            for one in years
        ],
        "declared": [
            {"agency": one.id, "required": one.required, "filed": one.filed, "as_of": one.as_of.isoformat()}
            for one in declared
            if one.as_of is not None
        ],
    }


def _keep_shares(session: Session, snapshot: Snapshot, stood: Sequence[tuple[int, Stood]]) -> None:
    rows = [
        {"snapshot_id": snapshot.id, "assignment_id": key, **asdict(one)}
        for key, one in stood
        if one.state is not AssignmentState.REASSIGNED
    ]
    many = insert(SnapshotShare).execution_options(
        render_nulls=True
    )  # else a statement for each run of open or ended ones
    for at in range(0, len(rows), AT_ONCE):
        session.execute(many, rows[at : at + AT_ONCE])
