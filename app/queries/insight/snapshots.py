"""Kept days: which ones there are, and their shares as this person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, defer

from app.domain.errors import Absent
from app.domain.insight.marks import ShareLine
from app.domain.insight.registers import AgencyYear, Declared
from app.domain.meetings.yearly import YearStanding
from app.domain.people.actor import Actor
from app.domain.tracking.rates import year_span
from app.models import Agency, Assignment, Committee, Snapshot, SnapshotShare, TrackedItem
from app.queries.insight.share_lines import Among
from app.queries.prepared import prepared
from app.queries.visibility.tallies import tallies_are_reached
from app.queries.visibility.tracking import of_secret_case


def released_of(session: Session, committee: Committee, year: int) -> Snapshot | None:
    """定稿 of this year: what was released last."""
    return session.scalars(
        select(Snapshot)
        .where(Snapshot.committee_id == committee.id, Snapshot.released_at.is_not(None), _within(year))
        .order_by(Snapshot.released_at.desc(), Snapshot.id.desc())
        .limit(1)
    ).one_or_none()


def kept_of(session: Session, committee: Committee, year: int) -> Sequence[Snapshot]:
    """Every kept day of this year, the latest first. Their registers, a line for each agency, are not read along."""
    found = (
        select(Snapshot)
        .options(defer(Snapshot.registers))
        .where(Snapshot.committee_id == committee.id, _within(year))
        .order_by(Snapshot.as_of.desc(), Snapshot.id.desc())
    )
    return session.scalars(prepared(found)).all()


def one_kept(session: Session, committee: Committee, year: int, snapshot_id: int) -> Snapshot:
    """Raises Absent."""
    found = session.scalars(
        select(Snapshot).where(
            Snapshot.id == snapshot_id, Snapshot.committee_id == committee.id, _within(year)
        )
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def month_end_before(session: Session, committee: Committee, day: date) -> Snapshot | None:
    """上月底: the last month's end kept before the month of `day`, and before `day` itself."""
    found = (
        select(Snapshot)
        .options(defer(Snapshot.registers))
        .where(Snapshot.committee_id == committee.id, Snapshot.month_end, Snapshot.as_of < day.replace(day=1))
        .order_by(Snapshot.as_of.desc())
        .limit(1)
    )
    return session.scalars(prepared(found)).one_or_none()


def kept_lines(
    session: Session, among: Among, seen: ColumnElement[bool], snapshot: Snapshot
) -> tuple[ShareLine, ...]:
    """The shares of the kept day that are seen today."""
    kept = and_(SnapshotShare.snapshot_id == snapshot.id, among.condition())
    found = (
        select(
            Assignment.id, Assignment.item_id, Assignment.agency_id, SnapshotShare.state, Assignment.role,
            TrackedItem.mode, TrackedItem.legacy, Assignment.closed_as, Assignment.dispatched_on, SnapshotShare.ended_on,
            SnapshotShare.due_current, SnapshotShare.overdue, SnapshotShare.asks_ruling,
            of_secret_case().label("secret"),
        )
        .join(Assignment, SnapshotShare.assignment_id == among.key())
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(kept, seen)
        .order_by(Assignment.item_id, Assignment.serial)
    )  # fmt: skip
    rows = session.execute(among.planned(found))
    return tuple(
        ShareLine(
            row.id, row.item_id, row.agency_id, row.state, row.role, row.mode,
            row.closed_as if row.ended_on else None, row.dispatched_on, row.ended_on, row.due_current,
            row.overdue, row.asks_ruling, bool(row.secret), row.legacy,
        )
        for row in rows
    )  # fmt: skip


def kept_years(snapshot: Snapshot, live: Sequence[AgencyYear]) -> tuple[AgencyYear, ...]:
    """How the agencies this person reaches had met by then; the years before as they are."""
    then = {row["agency"]: row for row in snapshot.registers.get("years", ())}
    return tuple(
        AgencyYear(
            one.id, one.short_name, then[one.id]["held"], then[one.id]["chaired"],
            YearStanding(then[one.id]["standing"]), one.earlier,
        )
        for one in live
        if one.id in then
    )  # fmt: skip


def kept_declared(session: Session, actor: Actor, snapshot: Snapshot) -> tuple[Declared, ...]:
    """What had been declared by then at the agencies this person reaches."""
    then = {row["agency"]: row for row in snapshot.registers.get("declared", ())}
    reached = session.execute(
        select(Agency.id, Agency.short_name)
        .where(Agency.id.in_(then), tallies_are_reached(actor))
        .order_by(Agency.sort_order, Agency.id)
    )
    return tuple(
        Declared(
            one.id, one.short_name, then[one.id]["required"], then[one.id]["filed"],
            date.fromisoformat(then[one.id]["as_of"]),
        )
        for one in reached
    )  # fmt: skip


def _within(year: int) -> ColumnElement[bool]:
    first, last = year_span(year, date.max)
    return Snapshot.as_of.between(first, last)
