"""The reports of a share: the one in work, those that left the agency, what they held, and who may read which."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.errors import Absent
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.decisions import ApprovalMode, Progress
from app.domain.tracking.phrases import LONGEST
from app.domain.tracking.report_flow import UNSENT
from app.models import Assignment, Evidence, ProgressReport, ReportingRule
from app.queries.tracking.facts import speaks_for_another
from app.queries.visibility.tracking import assignment_is_seen, of_secret_case


def is_shown(actor: Actor, share: Assignment, report: ProgressReport) -> bool:
    """What the agency has not sent is its own: 政風處 reads of it only what it entered itself."""
    return (
        report.state not in UNSENT
        or report.channel is not None
        or not speaks_for_another(actor, share.agency_id)
    )


def reports_of(session: Session, ids: Collection[int]) -> dict[int, list[ProgressReport]]:
    """By id of the share, the first report first; round, figures and files loaded."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.assignment_id.in_(ids))
        .order_by(ProgressReport.assignment_id, ProgressReport.number)
        .options(
            joinedload(ProgressReport.round),
            selectinload(ProgressReport.figures),
            selectinload(ProgressReport.evidence),
            joinedload(ProgressReport.submitted_by),
        )
    )
    found: dict[int, list[ProgressReport]] = {one: [] for one in ids}
    for report in session.scalars(query):
        found[report.assignment_id].append(report)
    return found


def one_report(session: Session, actor: Actor, share: Assignment, number: int) -> ProgressReport:
    """`Absent` for what there is not and what is not shown."""
    for report in reports_of(session, [share.id])[share.id]:
        if report.number == number and is_shown(actor, share, report):
            return report
    raise Absent


def files_of(report: ProgressReport | None) -> list[Evidence]:
    """Those that were not removed; `evidence` must be loaded."""
    return [one for one in report.evidence if one.removed_at is None] if report else []


def modes_of(session: Session, agency_ids: Collection[int]) -> dict[int, ApprovalMode]:
    """How these agencies approve their reports; without a row: 紙本核章."""
    rows = session.execute(
        select(ReportingRule.agency_id, ReportingRule.approval).where(ReportingRule.agency_id.in_(agency_ids))
    )
    known: dict[int, ApprovalMode] = {agency_id: mode for agency_id, mode in rows}
    return {one: known.get(one, ApprovalMode.PAPER) for one in agency_ids}


def agencies_reported_for(actor: Actor) -> frozenset[int]:
    """The agencies this person reports for as their contact or supervisor."""
    return agencies_with(actor, Right.REPORT, Scope.OWN_AGENCY)


def words_used(
    session: Session, actor: Actor, agency_ids: Collection[int]
) -> dict[int, dict[tuple[Progress, str], int]]:
    """By agency: how often which short words were sent for it, the newest first; as far as the actor sees, nothing of a 密 case."""
    rows = session.execute(
        select(
            Assignment.agency_id, ProgressReport.progress, ProgressReport.text, func.count(ProgressReport.id)
        )
        .join(Assignment, Assignment.id == ProgressReport.assignment_id)
        .where(
            Assignment.agency_id.in_(agency_ids),
            assignment_is_seen(actor),
            ~of_secret_case(),
            ProgressReport.state.not_in(UNSENT),
            func.length(ProgressReport.text).between(1, LONGEST),
        )
        .group_by(Assignment.agency_id, ProgressReport.progress, ProgressReport.text)
        .order_by(func.max(ProgressReport.id).desc())
    )
    found: dict[int, dict[tuple[Progress, str], int]] = {one: {} for one in agency_ids}
    for agency_id, progress, text, times in rows:
        if progress is not None:
            found[agency_id][progress, text] = times
    return found


def last_left(reports: Sequence[ProgressReport]) -> ProgressReport | None:
    """The last one that left the agency, however it ended."""
    return next((one for one in reversed(reports) if one.state not in UNSENT), None)
