"""綜整 of items: which rounds an item has, what was reported in one, the versions written, and what still lacks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.summary import Told
from app.models import (
    Agency,
    AskedFigure,
    Assignment,
    ItemSummary,
    ProgressReport,
    ReportFigure,
    ReportRound,
    TrackedItem,
)
from app.queries.tracking.review import answers_for
from app.queries.visibility.tracking import items_visible_to

MOST = 200


@dataclass(frozen=True, slots=True)
class Lacking:
    """An item's round that opened and has no 綜整 yet."""

    item: TrackedItem
    round: ReportRound

    @property
    def address(self) -> str:
        return with_committee(self.item.code, self.item.committee.code, self.item.committee.is_primary)


def rounds_of(session: Session, item: TrackedItem, today: date) -> list[ReportRound]:
    """The rounds of an item that have opened or were reported in early, since it was sent out; the latest first."""
    return _rounds_by_item(session, [item], today).get(item.id, [])


def versions_of(session: Session, item: TrackedItem, round_: ReportRound) -> list[ItemSummary]:
    """The latest first."""
    query = select(ItemSummary).where(ItemSummary.item_id == item.id, ItemSummary.round_id == round_.id)
    return list(session.scalars(query.order_by(ItemSummary.number.desc())))


def figures_of(session: Session, item: TrackedItem) -> list[AskedFigure]:
    query = select(AskedFigure).where(AskedFigure.item_id == item.id)
    return list(session.scalars(query.order_by(AskedFigure.position)))


def told_of(session: Session, item: TrackedItem, round_: ReportRound) -> list[Told]:
    """Every share of the item in the order of agencies, with the last counted report of this round."""
    shares = session.execute(
        select(Assignment.id, Assignment.role, Agency.short_name)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.item_id == item.id,
            Assignment.removed_at.is_(None),
            Assignment.state.not_in((AssignmentState.PREPARED, AssignmentState.REASSIGNED)),
        )
        .order_by(Agency.sort_order, Assignment.serial)
    ).all()
    reports = session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.assignment_id.in_([row.id for row in shares]),
            ProgressReport.round_id == round_.id,
            ProgressReport.state.in_(COUNTED),
        )
        .options(selectinload(ProgressReport.figures))
        .order_by(ProgressReport.number)
    )
    last = {report.assignment_id: report for report in reports}
    names = {figure.id: figure.name for figure in figures_of(session, item)}
    return [_told(row.short_name, row.role, last.get(row.id), names) for row in shares]


def lacking(session: Session, actor: Actor, today: date) -> list[Lacking]:
    """Items with open shares and, of their latest round that opened, no 綜整: those whose round is due first."""
    open_share = exists().where(Assignment.item_id == TrackedItem.id, Assignment.state.in_(OPEN))
    items = session.scalars(
        items_visible_to(actor).where(open_share, answers_for(actor)).order_by(TrackedItem.id).limit(MOST)
    ).all()
    rounds = _rounds_by_item(session, items, today)
    latest = {item_id: found[0] for item_id, found in rounds.items() if found}
    rows = session.execute(
        select(ItemSummary.item_id, ItemSummary.round_id).where(
            ItemSummary.item_id.in_([item.id for item in items])
        )
    )
    written = {(item_id, round_id) for item_id, round_id in rows}
    found = [
        Lacking(item, latest[item.id])
        for item in items
        if item.id in latest and (item.id, latest[item.id].id) not in written
    ]
    return sorted(found, key=lambda one: (one.round.due_on or date.max, one.item.id))


def _rounds_by_item(
    session: Session, items: Sequence[TrackedItem], today: date
) -> dict[int, list[ReportRound]]:
    ids = [item.id for item in items]
    since = {
        row.item_id: row.since
        for row in session.execute(
            select(Assignment.item_id, func.min(Assignment.dispatched_on).label("since"))
            .where(Assignment.item_id.in_(ids))
            .group_by(Assignment.item_id)
        )
    }
    rows = session.execute(
        select(Assignment.item_id, ProgressReport.round_id)
        .join(ProgressReport, ProgressReport.assignment_id == Assignment.id)
        .where(Assignment.item_id.in_(ids), ProgressReport.state.in_(COUNTED))
        .distinct()
    )
    reported = {(item_id, round_id) for item_id, round_id in rows}
    rounds = session.scalars(
        select(ReportRound)
        .where(
            ReportRound.committee_id.in_([item.committee_id for item in items]),
            or_(ReportRound.item_id.is_(None), ReportRound.item_id.in_(ids)),
            or_(ReportRound.opens_on <= today, ReportRound.id.in_([one for _, one in reported])),
        )
        .order_by(ReportRound.opens_on.desc(), ReportRound.id.desc())
    ).all()
    return {
        item.id: [
            one
            for one in rounds
            if (one.committee_id, one.frequency) == (item.committee_id, item.frequency)
            and one.item_id in (None, item.id)
            and _owed(one, since.get(item.id))
            and (one.opens_on <= today or (item.id, one.id) in reported)
        ]
        for item in items
    }


def _owed(one: ReportRound, since: date | None) -> bool:
    """A round that was over before the item was sent out is none of its."""
    return since is not None and (one.due_on is None or one.due_on >= since)


def _told(name: str, role: object, report: ProgressReport | None, names: dict[int, str]) -> Told:
    figures: list[ReportFigure] = report.figures if report else []
    return Told(
        name,
        role,  # type: ignore[arg-type]
        report.progress if report else None,
        report.text if report else "",
        {names[one.figure_id]: one.value for one in figures if one.figure_id in names},
    )
