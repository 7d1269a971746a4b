"""What the flags ask (domain.tracking.flags), read for many shares at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from app.domain.tracking.decisions import Progress
from app.domain.tracking.flags import STILL, Share
from app.domain.tracking.item import Frequency, owes_reports
from app.domain.tracking.report_flow import COUNTED
from app.domain.tracking.request_flow import RequestState
from app.domain.tracking.rounds import days_asked
from app.domain.tracking.same_text import is_same_text
from app.models import Assignment, ExtensionRequest, ProgressReport, ReportRound, TrackedItem


def shares_of(session: Session, assignments: Iterable[Assignment], today: date) -> dict[int, Share]:
    """By id of the assignment: what `flags.standings` and every predicate beside it are asked of."""
    found = list(assignments)
    ids = [one.id for one in found]
    items = {
        row.id: row
        for row in session.execute(
            select(TrackedItem.id, TrackedItem.committee_id, TrackedItem.mode, TrackedItem.frequency).where(
                TrackedItem.id.in_({one.item_id for one in found})
            )
        )
    }
    opened = _opened_rounds(session, {row.committee_id for row in items.values()}, set(items), today)
    granted: dict[int, int] = {row[0]: row[1] for row in session.execute(_granted(ids))}
    asked = set(session.scalars(_asked(ids)))
    reports: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in session.execute(_reports(ids)):
        if row.state in COUNTED:
            reports[row.assignment_id].append(row)
    return {
        one.id: _share(
            one, items[one.item_id], opened, granted.get(one.id, 0), one.id in asked, reports[one.id]
        )
        for one in found
    }


def still_rounds(reports: Sequence[Row[*tuple[Any, ...]]]) -> int:
    """How many of the last reports in a row, the newest first, said 無進展 or the same as the one before."""
    count = 0
    for place, report in enumerate(reports):
        before = reports[place + 1] if place + 1 < len(reports) else None
        if report.progress is Progress.NONE:
            count += 1
        elif before is not None and is_same_text(report.text, before.text):
            return max(count + 1, STILL)
        else:
            break
    return count


def _share(
    one: Assignment,
    item: Row[*tuple[Any, ...]],
    opened: dict[tuple[int, Frequency, int | None], list[ReportRound]],
    extensions: int,
    asked: bool,
    reports: Sequence[Row[*tuple[Any, ...]]],
) -> Share:
    key = (item.committee_id, item.frequency, item.id if item.frequency is Frequency.ONCE else None)
    days = days_asked(
        item.frequency, [round_.due_on for round_ in opened.get(key, ())], one.due_current, one.reports_from
    )
    return Share(
        state=one.state,
        due_kind=one.due_kind,
        due_current=one.due_current,
        paused=one.paused_on is not None,
        owes_reports=owes_reports(item.mode, one.role),
        round_days=days,
        reported_through=one.reported_through,
        last_report_on=reports[0].submitted_on if reports else None,
        still_rounds=still_rounds(reports),
        extensions=extensions,
        extension_asked=asked,
    )


def _opened_rounds(
    session: Session, committees: set[int], items: set[int], today: date
) -> dict[tuple[int, Frequency, int | None], list[ReportRound]]:
    query = (
        select(ReportRound)
        .where(
            ReportRound.committee_id.in_(committees),
            ReportRound.opens_on <= today,
            or_(ReportRound.item_id.is_(None), ReportRound.item_id.in_(items)),
        )
        .order_by(ReportRound.due_on)
    )
    found: dict[tuple[int, Frequency, int | None], list[ReportRound]] = defaultdict(list)
    for round_ in session.scalars(query):
        found[(round_.committee_id, round_.frequency, round_.item_id)].append(round_)
    return found


def _granted(ids: Sequence[int]) -> Any:
    return (
        select(ExtensionRequest.assignment_id, func.count())
        .where(ExtensionRequest.assignment_id.in_(ids), ExtensionRequest.granted_on.is_not(None))
        .group_by(ExtensionRequest.assignment_id)
    )


def _asked(ids: Sequence[int]) -> Any:
    return select(ExtensionRequest.assignment_id).where(
        ExtensionRequest.assignment_id.in_(ids), ExtensionRequest.state == RequestState.REQUESTED
    )


def _reports(ids: Sequence[int]) -> Any:
    """The reports, the newest first; which of them count is looked at here, so that no index of states tempts."""
    return (
        select(
            ProgressReport.assignment_id,
            ProgressReport.state,
            ProgressReport.progress,
            ProgressReport.text,
            ProgressReport.submitted_on,
        )
        .where(ProgressReport.assignment_id.in_(ids))
        .order_by(ProgressReport.assignment_id, ProgressReport.number.desc())
    )
