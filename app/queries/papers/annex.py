"""What each agency itself reported of the lines of 歷次決議辦理情形: the annex of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.tracking.report_flow import COUNTED
from app.models import ProgressReport
from app.queries.tracking.follow_ups import Line


def words_of(session: Session, lines: Sequence[Line]) -> Mapping[int, ProgressReport]:
    """By id of the share the last report that counts, of those that stood when the 綜整 of its line was written."""
    until = {
        owner.share_id: line.summary.written_at if line.summary else None
        for line in lines
        if not line.secret
        for owner in line.owners
    }
    rows = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.assignment_id.in_(until), ProgressReport.state.in_(COUNTED))
        .order_by(ProgressReport.assignment_id, ProgressReport.number)
    )
    found: dict[int, ProgressReport] = {}
    for report in rows:
        written = until[report.assignment_id]
        if written is None or (report.submitted_at is not None and report.submitted_at <= written):
            found[report.assignment_id] = report
    return found
