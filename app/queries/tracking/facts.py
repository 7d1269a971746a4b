"""What the moves of shares, reports and requests ask, read for many at once: a batch costs what one does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.meeting_flow import FROZEN, OVER
from app.domain.people.actor import Actor, ActorKind, Role
from app.domain.tracking.assignment_flow import REPORTABLE, AssignmentFacts, AssignmentState
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.report_flow import UNSENT, ReportFacts, ReportState
from app.domain.tracking.request_flow import RequestFacts, RequestState
from app.models import (
    AgendaItem,
    Assignment,
    Committee,
    ExtensionRequest,
    Finding,
    FirstReading,
    Meeting,
    ProgressReport,
    Proposal,
    ReassignmentRequest,
    ReportingRule,
    Resolution,
    RoleGrant,
    TrackedItem,
)
from app.queries.meetings.minutes import charter_on
from app.queries.visibility.tracking import of_secret_case

REPORTERS = (Role.CONTACT, Role.SUPERVISOR)


def facts_of(
    session: Session, actor: Actor, share: Assignment, *, today: date, on_paper: bool = False
) -> AssignmentFacts:
    return facts_of_all(session, actor, [share], today=today, on_paper=on_paper)[share.id]


def facts_of_all(
    session: Session, actor: Actor, shares: Iterable[Assignment], *, today: date, on_paper: bool = False
) -> dict[int, AssignmentFacts]:
    """By id of the share."""
    shares = list(shares)
    ids = [share.id for share in shares]
    around = {row.id: row for row in session.execute(_around(ids))}
    sent = {row.assignment_id: row for row in session.execute(_last_sent(ids))}
    asked = {one for query in _open_requests(ids) for one in session.scalars(query)}
    opened, reported = _touched_batches(session, shares)
    led = set(session.scalars(_led_to_release(ids)))
    cleared = _agencies_cleared(session, [share for share in shares if _secret(around[share.id])], today)
    charters = {one: charter_on(session, one, today) for one in {share.committee_id for share in shares}}
    found: dict[int, AssignmentFacts] = {}
    for share in shares:
        row, report = around[share.id], sent.get(share.id)
        charter = charters[share.committee_id]
        found[share.id] = AssignmentFacts(
            committee_agency_id=row.committee_agency_id,
            agency_id=share.agency_id,
            meeting_over=row.meeting_state in OVER,
            minutes_approved=row.meeting_state in FROZEN,
            contact_reads_it=not _secret(row) or share.agency_id in cleared,
            read=share.dispatch_id in opened,
            reported=share.dispatch_id in reported,
            report_is_in=report is not None and report.state is ReportState.SUBMITTED,
            acted_on=report is not None and report.finding_id is not None,
            came_from=share.before_submission,
            own_report=report is not None and is_own(actor, report.submitted_by_id),
            request_open=share.id in asked,
            on_paper=on_paper,
            delegated=charter is not None and charter.release_by_delegation,
            lead_is_released=share.id in led,
            confidential=_secret(row),
        )
    return found


def report_facts(session: Session, actor: Actor, report: ProgressReport) -> ReportFacts:
    """`report.assignment` must be loaded."""
    return report_facts_of_all(session, actor, [report])[report.id]


def report_facts_of_all(
    session: Session, actor: Actor, reports: Iterable[ProgressReport]
) -> dict[int, ReportFacts]:
    """By id of the report; their `assignment` must be loaded."""
    reports = list(reports)
    rules = select(ReportingRule.agency_id, ReportingRule.approval).where(
        ReportingRule.agency_id.in_({one.assignment.agency_id for one in reports})
    )
    modes = {row.agency_id: row.approval for row in session.execute(rules)}
    ids = [one.id for one in reports]
    answered = set(session.scalars(select(Finding.report_id).where(Finding.report_id.in_(ids))))
    return {
        one.id: told_of(
            session, actor, one, mode=modes.get(one.assignment.agency_id, ApprovalMode.PAPER),
            acted_on=one.id in answered,
        )
        for one in reports
    }  # fmt: skip


def told_of(
    session: Session, actor: Actor, report: ProgressReport, *, mode: ApprovalMode, acted_on: bool
) -> ReportFacts:
    """What is asked of a report whose share is loaded, the rest being known."""
    share = report.assignment
    return ReportFacts(
        committee_agency_id=session.get_one(Committee, share.committee_id).agency_id,
        agency_id=share.agency_id,
        mode=mode,
        stamped=bool(report.stamp_title and report.stamp_on),
        share_is_open=share.state in REPORTABLE,
        for_another=speaks_for_another(actor, share.agency_id),
        informed=report.channel is not None,
        from_register=report.registered_id is not None or report.tally_id is not None,
        acted_on=acted_on,
        own_report=report.submitted_at is not None and is_own(actor, report.submitted_by_id),
    )


def request_facts(
    session: Session,
    actor: Actor,
    request: ExtensionRequest | ReassignmentRequest,
    *,
    today: date,
    on_paper: bool = False,
    next_level: bool = False,
) -> RequestFacts:
    """`request.assignment` must be loaded."""
    share = request.assignment
    committee = session.get_one(Committee, share.committee_id)
    charter = charter_on(session, share.committee_id, today)
    granted = select(func.count(ExtensionRequest.id)).where(
        ExtensionRequest.assignment_id == share.id, ExtensionRequest.granted_on.is_not(None)
    )
    return RequestFacts(
        committee_agency_id=committee.agency_id,
        agency_id=share.agency_id,
        share_is_open=share.state in REPORTABLE or share.state is AssignmentState.SUBMITTED,
        own_request=is_own(actor, request.requested_by_id),
        within_limit=charter is None or (session.scalar(granted) or 0) < charter.most_extensions,
        disputed=isinstance(request, ReassignmentRequest) and request.disputed,
        on_paper=on_paper,
        next_level=next_level or actor.kind is ActorKind.MEETING,
    )


def secret_among(session: Session, shares: Sequence[Assignment]) -> frozenset[int]:
    """The ids of those of them that belong to 密 cases."""
    ids = [share.id for share in shares]
    return frozenset(session.scalars(select(Assignment.id).where(Assignment.id.in_(ids), of_secret_case())))


def is_secret(session: Session, item: TrackedItem) -> bool:
    """Does the item belong to a 密 case?"""
    found = session.scalar(
        select(Proposal.confidentiality)
        .join(AgendaItem, AgendaItem.proposal_id == Proposal.id)
        .join(Resolution, Resolution.item_id == AgendaItem.id)
        .where(Resolution.id == item.resolution_id)
    )
    return found is Confidentiality.CONFIDENTIAL


def has_open_share(session: Session, item_id: int, agency_id: int) -> bool:
    """Does the agency have a share of the item that has not ended? It has one at a time."""
    query = select(Assignment.id).where(
        Assignment.item_id == item_id, Assignment.agency_id == agency_id,
        Assignment.ended_on.is_(None), Assignment.removed_at.is_(None),
    )  # fmt: skip
    return session.scalar(query) is not None


def is_own(actor: Actor, person_id: int | None) -> bool:
    """Did the one who acts do it? The console is nobody by name and verifies nothing it entered. The chair is always another."""
    return actor.kind is not ActorKind.MEETING and actor.person_id == person_id


def speaks_for_another(actor: Actor, agency_id: int) -> bool:
    """Does this person report for an agency it is no contact or supervisor of, nor of its department?"""
    own = actor.agencies_as(*REPORTERS, Role.OFFICER, Role.HEAD)
    return agency_id not in own


def _secret(row: Row[Any]) -> bool:
    return row.confidentiality is Confidentiality.CONFIDENTIAL


def _around(ids: Sequence[int]) -> Any:
    return (
        select(
            Assignment.id,
            Committee.agency_id.label("committee_agency_id"),
            Meeting.state.label("meeting_state"),
            Proposal.confidentiality,
        )
        .join(Committee, Committee.id == Assignment.committee_id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(Assignment.id.in_(ids))
    )


def _last_sent(ids: Sequence[int]) -> Any:
    """The last report of each share that left the agency, with 政風處's answer to it."""
    numbers = (
        select(ProgressReport.assignment_id, func.max(ProgressReport.number).label("number"))
        .where(ProgressReport.assignment_id.in_(ids), ProgressReport.state.not_in(UNSENT))
        .group_by(ProgressReport.assignment_id)
        .subquery()
    )
    return (
        select(
            ProgressReport.assignment_id,
            ProgressReport.state,
            ProgressReport.submitted_by_id,
            Finding.id.label("finding_id"),
        )
        .join(
            numbers,
            and_(
                numbers.c.assignment_id == ProgressReport.assignment_id,
                numbers.c.number == ProgressReport.number,
            ),
        )
        .outerjoin(Finding, Finding.report_id == ProgressReport.id)
    )


def _open_requests(ids: Sequence[int]) -> tuple[Any, ...]:
    return tuple(
        select(kind.assignment_id).where(kind.assignment_id.in_(ids), kind.state == RequestState.REQUESTED)
        for kind in (ExtensionRequest, ReassignmentRequest)
    )


def _touched_batches(
    session: Session, shares: Sequence[Assignment]
) -> tuple[frozenset[int | None], frozenset[int | None]]:
    """The letters of which a share was opened by its agency, and of which one was reported on."""
    batches = {share.dispatch_id for share in shares if share.dispatch_id is not None}
    if not batches:
        return frozenset(), frozenset()
    of_batch = select(Assignment.dispatch_id).where(Assignment.dispatch_id.in_(batches)).distinct()
    opened = session.scalars(of_batch.where(exists().where(FirstReading.assignment_id == Assignment.id)))
    told = session.scalars(of_batch.where(exists().where(ProgressReport.assignment_id == Assignment.id)))
    return frozenset(opened), frozenset(told)


def _led_to_release(ids: Sequence[int]) -> Any:
    """協辦 in 單一主辦 whose lead was released."""
    lead = aliased(Assignment)
    return (
        select(Assignment.id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(
            Assignment.id.in_(ids),
            Assignment.role == AssignmentRole.CO,
            TrackedItem.mode == ItemMode.SINGLE_LEAD,
            exists().where(
                lead.item_id == Assignment.item_id,
                lead.role == AssignmentRole.LEAD,
                lead.state == AssignmentState.RELEASED,
            ),
        )
    )


def _agencies_cleared(session: Session, shares: Sequence[Assignment], today: date) -> frozenset[int]:
    """Of these agencies, those with a contact whose confidential right works today."""
    agencies = {share.agency_id for share in shares}
    if not agencies:
        return frozenset()
    found = session.scalars(
        select(RoleGrant.agency_id).where(
            RoleGrant.agency_id.in_(agencies),
            RoleGrant.role.in_((*REPORTERS, Role.OFFICER, Role.HEAD)),
            RoleGrant.may_read_confidential,
            RoleGrant.confirmed_at.is_not(None),
            RoleGrant.from_on <= today,
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today),
        )
    )
    return frozenset(found)
