"""What the verbs of 辦理情形 know of a share before they write: read once, for one or for all that a page sends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.errors import Invalid
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentFacts
from app.domain.tracking.decisions import ApprovalMode, Progress, check_reason
from app.domain.tracking.report_flow import LIVE
from app.models import AskedFigure, Assignment, ProgressReport, ReportRound, TrackedItem
from app.queries.tracking.facts import facts_of_all
from app.queries.tracking.reports import modes_of
from app.services.meetings.lines import read_anew
from app.services.tracking import moving, rounds
from app.services.versions import check_seen


@dataclass(frozen=True, slots=True)
class Held:
    """A share whose report is written, locked and read anew.

    `live`: the report in work; `last`: the last row; `round`: what a further row reports on. `asked`: ids of its figures.
    """

    share: Assignment
    item: TrackedItem
    facts: AssignmentFacts
    mode: ApprovalMode
    live: ProgressReport | None
    last: ProgressReport | None
    round: ReportRound | None
    asked: frozenset[int]


def hold_all(session: Session, actor: Actor, share_ids: Iterable[int], *, today: date) -> dict[int, Held]:
    """Many at once, by id of the share. What pages loaded around them and their reports is forgotten."""
    shares = moving.hold_all(session, share_ids)
    query = select(ProgressReport).where(ProgressReport.assignment_id.in_([one.id for one in shares]))
    session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    return gathered(session, actor, shares, today)


def hold(
    session: Session, actor: Actor, report: ProgressReport, seen_version: int | None, *, today: date
) -> Held:
    """Lock the share first, as every verb does, then the report as the page had shown it, with its share loaded."""
    share = session.get_one(Assignment, report.assignment_id)
    read_anew(session, share, lock=True)
    read_anew(session, report, lock=True)
    check_seen(report, seen_version)
    return gathered(session, actor, [share], today)[share.id]


def gathered(session: Session, actor: Actor, shares: Sequence[Assignment], today: date) -> dict[int, Held]:
    """By id of the share; they must be locked."""
    wanted = {share.item_id for share in shares}
    items = {one.id: one for one in session.scalars(select(TrackedItem).where(TrackedItem.id.in_(wanted)))}
    asked: dict[int, set[int]] = defaultdict(set)
    for row in session.execute(
        select(AskedFigure.item_id, AskedFigure.id).where(AskedFigure.item_id.in_(wanted))
    ):
        asked[row.item_id].add(row.id)
    last, live = _reports(session, shares)
    facts = facts_of_all(session, actor, shares, today=today)
    modes = modes_of(session, {share.agency_id for share in shares})
    begun = [share for share in shares if share.id not in live]
    ahead = rounds.rounds_for(session, begun, items, today)
    return {
        share.id: Held(
            share, items[share.item_id], facts[share.id], modes[share.agency_id], live.get(share.id),
            last.get(share.id), ahead.get(share.id), frozenset(asked[share.item_id]),
        )
        for share in shares
    }  # fmt: skip


def _reports(
    session: Session, shares: Sequence[Assignment]
) -> tuple[dict[int, ProgressReport], dict[int, ProgressReport]]:
    """The last row of each share, and the one in work; with their share loaded."""
    by_id = {share.id: share for share in shares}
    last: dict[int, ProgressReport] = {}
    live: dict[int, ProgressReport] = {}
    query = select(ProgressReport).where(ProgressReport.assignment_id.in_(by_id))
    for one in session.scalars(query.order_by(ProgressReport.number)):
        set_committed_value(one, "assignment", by_id[one.assignment_id])
        last[one.assignment_id] = one
        if one.state in LIVE:
            live[one.assignment_id] = one
    return last, live


def check_whole(report: ProgressReport) -> None:
    """What a report must say before it leaves. Invalid: progress_missing, none_reason_missing, reason_missing, report_text_missing."""
    if report.progress is None:
        raise Invalid("progress_missing", "progress")
    if report.progress is Progress.NONE:
        if report.none_reason is None:
            raise Invalid("none_reason_missing", "none_reason")
        check_reason(report.none_reason, report.none_reason_text)
    if not report.text.strip():
        raise Invalid("report_text_missing", "text")
