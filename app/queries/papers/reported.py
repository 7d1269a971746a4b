"""Shares and their reports as papers of the loop need them: nothing of a 密 case, figures by name, what was sent together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.confidentiality import Confidentiality
from app.domain.people.actor import Actor
from app.domain.tracking.report_flow import COUNTED
from app.models import (
    AgendaItem,
    AskedFigure,
    Assignment,
    Meeting,
    ProgressReport,
    Proposal,
    Resolution,
    TrackedItem,
)
from app.queries.visibility.tracking import assignments_visible_to


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item comes from; `secret`: of a 密 case, then nothing of it stands in an ordinary paper."""

    meeting: str
    secret: bool


def origins_of(session: Session, item_ids: Collection[int]) -> dict[int, Origin]:
    rows = session.execute(
        select(TrackedItem.id, Meeting.label, Proposal.confidentiality)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(TrackedItem.id.in_(item_ids))
    )
    return {row.id: Origin(row.label, row.confidentiality is Confidentiality.CONFIDENTIAL) for row in rows}


def cases_of(session: Session, item_ids: Collection[int]) -> list[Proposal]:
    """The cases the items come from, so that reading a 密 one can be noted."""
    query = (
        select(Proposal)
        .join(AgendaItem, AgendaItem.proposal_id == Proposal.id)
        .join(Resolution, Resolution.item_id == AgendaItem.id)
        .join(TrackedItem, TrackedItem.resolution_id == Resolution.id)
        .where(TrackedItem.id.in_(item_ids))
    )
    return list(session.scalars(query).unique())


def figures_asked(session: Session, item_ids: Collection[int]) -> dict[int, AskedFigure]:
    """By id of the figure."""
    query = select(AskedFigure).where(AskedFigure.item_id.in_(item_ids)).order_by(AskedFigure.position)
    return {one.id: one for one in session.scalars(query)}


def last_reports(session: Session, share_ids: Collection[int]) -> Mapping[int, ProgressReport]:
    """The last one that counts of each share."""
    rows = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.assignment_id.in_(share_ids), ProgressReport.state.in_(COUNTED))
        .order_by(ProgressReport.assignment_id, ProgressReport.number)
    )
    return {row.assignment_id: row for row in rows}


def sent_together(
    session: Session, actor: Actor, share: Assignment, report: ProgressReport
) -> list[tuple[Assignment, ProgressReport]]:
    """Every report of the agency that left it in the same act, of the shares this person sees."""
    shares = {
        one.id: one
        for one in session.scalars(
            assignments_visible_to(actor).where(Assignment.agency_id == share.agency_id)
        ).unique()
    }
    rows = session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.assignment_id.in_(shares),
            ProgressReport.submitted_at == report.submitted_at,
            ProgressReport.submitted_by_id.is_not_distinct_from(report.submitted_by_id),
        )
        .order_by(ProgressReport.id)
        .options(
            joinedload(ProgressReport.round),
            joinedload(ProgressReport.submitted_by),
            selectinload(ProgressReport.figures),
            selectinload(ProgressReport.evidence),
        )
    )
    return [(shares[row.assignment_id], row) for row in rows]
