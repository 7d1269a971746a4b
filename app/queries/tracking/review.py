"""審核匣 and 待核定: what waits for 政風處, with everything the lists and the page show of it. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking.decisions import Opinion
from app.domain.tracking.phrases import LONGEST
from app.domain.tracking.queue import Ask, asks_of
from app.domain.tracking.report_flow import UNSENT, ReportState
from app.domain.tracking.request_flow import RequestState
from app.models import (
    Assignment,
    Committee,
    ExtensionRequest,
    Finding,
    ProgressReport,
    ReassignmentRequest,
    ReportRound,
)
from app.queries.visibility.tracking import assignment_is_seen, of_secret_case

MOST = 500
LATELY = 5000
"""Of so many opinions, whoever wrote them: some years of one office, and a fixed amount to read."""
Request = ExtensionRequest | ReassignmentRequest
R = TypeVar("R", ExtensionRequest, ReassignmentRequest)
_ANSWERED = (ReportState.RECEIVED, ReportState.RETURNED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that was sent. `before`: the agency's last one; `finding`: what was proposed and waits for 政風主管."""

    report: ProgressReport
    asks: tuple[Ask, ...]
    before: ProgressReport | None

    @property
    def share(self) -> Assignment:
        return self.report.assignment

    @property
    def finding(self) -> Finding | None:
        return self.report.finding

    @property
    def address(self) -> str:
        return address_of(self.share)

    @property
    def rank(self) -> tuple[int, datetime | None]:
        """What asks something first, then what waited longest."""
        order = list(Ask)
        return (order.index(self.asks[0]) if self.asks else len(order), self.report.submitted_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """展延 or 改分 that was asked for. `granted`: how many extensions the share had; `most`: what the charter allows."""

    request: Request
    granted: int = 0

    @property
    def share(self) -> Assignment:
        return self.request.assignment

    @property
    def is_extension(self) -> bool:
        return isinstance(self.request, ExtensionRequest)

    @property
    def name(self) -> str:
        """How forms name this row."""
        return f"{'extension' if self.is_extension else 'reassignment'}-{self.request.id}"

    @property
    def address(self) -> str:
        return address_of(self.share)


def address_of(share: Assignment) -> str:
    return with_committee(share.code, share.committee.code, share.committee.is_primary)


def answers_for(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Committee`: those whose reports `actor` answers."""
    if actor.everywhere:
        return true()
    return Committee.agency_id.in_(agencies_with(actor, Right.RECEIVE, Scope.COMMITTEE))


def waiting_reports(session: Session, actor: Actor, *, proposed: bool = False) -> list[Waiting]:
    """What nobody answered yet, the most pressing first; `proposed`: what waits for 政風主管 instead."""
    answer = exists().where(Finding.report_id == ProgressReport.id)
    waits = answer.where(Finding.effective_at.is_(None)) if proposed else ~answer
    ids = session.scalars(  # which ones first: all that is told of each is much to sort thousands with
        select(ProgressReport.id)
        .join(ProgressReport.assignment)
        .join(Assignment.committee)
        .where(ProgressReport.state == ReportState.SUBMITTED, waits)
        .where(assignment_is_seen(actor), answers_for(actor))
        .order_by(ProgressReport.submitted_at, ProgressReport.id)
        .limit(MOST)
    ).all()
    reports = session.scalars(_reports(actor).where(ProgressReport.id.in_(ids))).unique().all() if ids else ()
    return sorted(
        _told(session, reports), key=lambda one: (one.rank[0], one.report.submitted_at, one.address)
    )


def one_waiting(session: Session, actor: Actor, share: Assignment) -> Waiting | None:
    """The report of this share that waits, proposed or not."""
    query = _reports(actor).where(
        ProgressReport.state == ReportState.SUBMITTED, ProgressReport.assignment_id == share.id
    )
    return next(iter(_told(session, session.scalars(query).unique().all())), None)


def reports_by_id(session: Session, actor: Actor, ids: Sequence[int]) -> list[Waiting]:
    """Those of these reports this person answers, in the order of their codes; whatever state they are in now."""
    query = _reports(actor).where(ProgressReport.id.in_(ids), ProgressReport.state.not_in(UNSENT))
    return _told(
        session, session.scalars(query.order_by(Assignment.case_code, Assignment.serial)).unique().all()
    )


def open_requests(session: Session, actor: Actor) -> list[Asked]:
    """展延 and 改分 nobody decided, the oldest first."""
    found: list[Request] = [
        *session.scalars(_requests(ExtensionRequest, actor)).unique(),
        *session.scalars(_requests(ReassignmentRequest, actor)).unique(),
    ]
    counted = granted_counts(session, [one.assignment_id for one in found])
    asked = [Asked(one, counted.get(one.assignment_id, 0)) for one in found]
    return sorted(asked, key=lambda one: (one.request.requested_at, one.address))


def waiting_counts(session: Session, actor: Actor) -> tuple[int, int]:
    """Reports nobody answered · what waits in 待核定, for 我的工作: the lengths of the lists, in one question."""
    base = _counted(actor).where(ProgressReport.state == ReportState.SUBMITTED)
    kinds: tuple[type[ExtensionRequest], type[ReassignmentRequest]] = (ExtensionRequest, ReassignmentRequest)
    asked = (
        select(func.count(kind.id))
        .join(Assignment, Assignment.id == kind.assignment_id)
        .join(Committee, Committee.id == Assignment.committee_id)
        .where(kind.state == RequestState.REQUESTED, assignment_is_seen(actor), answers_for(actor))
        for kind in kinds
    )
    counts = (
        base.where(Finding.id.is_(None)),
        base.where(Finding.id.is_not(None), Finding.effective_at.is_(None)),
        *asked,
    )
    unanswered, *waiting = session.execute(select(*(one.scalar_subquery() for one in counts))).one()
    return unanswered, sum(waiting)


def history_of(session: Session, share: Assignment) -> list[ProgressReport]:
    """Every report that left the agency, the latest first, with what was answered."""
    query = (
        select(ProgressReport)
        .where(ProgressReport.assignment_id == share.id, ProgressReport.state.not_in(UNSENT))
        .options(joinedload(ProgressReport.finding), joinedload(ProgressReport.submitted_by))
        .order_by(ProgressReport.number.desc())
    )
    return list(session.scalars(query))


def granted_counts(session: Session, share_ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(ExtensionRequest.assignment_id, func.count(ExtensionRequest.id))
        .where(ExtensionRequest.assignment_id.in_(share_ids), ExtensionRequest.granted_on.is_not(None))
        .group_by(ExtensionRequest.assignment_id)
    )
    return {share_id: count for share_id, count in rows}


def extensions_of(session: Session, share: Assignment) -> list[ExtensionRequest]:
    """Every 展延 asked for, in order."""
    query = select(ExtensionRequest).where(ExtensionRequest.assignment_id == share.id)
    return list(session.scalars(query.order_by(ExtensionRequest.requested_at, ExtensionRequest.id)))


def _reports(actor: Actor) -> Select[ProgressReport]:
    return (
        select(ProgressReport)
        .join(ProgressReport.assignment)
        .join(Assignment.item)
        .join(Assignment.committee)
        .join(Assignment.agency)
        .join(ReportRound, ReportRound.id == ProgressReport.round_id)
        .outerjoin(ProgressReport.finding)
        .options(
            contains_eager(ProgressReport.assignment).contains_eager(Assignment.item),
            contains_eager(ProgressReport.assignment).contains_eager(Assignment.committee),
            contains_eager(ProgressReport.assignment).contains_eager(Assignment.agency),
            contains_eager(ProgressReport.round),
            contains_eager(ProgressReport.finding),
            joinedload(ProgressReport.submitted_by),
            selectinload(ProgressReport.evidence),
            selectinload(ProgressReport.figures),
        )
        .where(assignment_is_seen(actor), answers_for(actor))
    )


def _counted(actor: Actor) -> Select[int]:
    return (
        select(func.count(ProgressReport.id))
        .join(ProgressReport.assignment)
        .join(Assignment.committee)
        .outerjoin(ProgressReport.finding)
        .where(assignment_is_seen(actor), answers_for(actor))
    )


def _requests(kind: type[R], actor: Actor, only_open: bool = True) -> Select[R]:
    query = (
        select(kind)
        .join(kind.assignment)
        .join(Assignment.item)
        .join(Assignment.committee)
        .join(Assignment.agency)
        .options(
            contains_eager(kind.assignment).contains_eager(Assignment.item),
            contains_eager(kind.assignment).contains_eager(Assignment.committee),
            contains_eager(kind.assignment).contains_eager(Assignment.agency),
        )
        .where(assignment_is_seen(actor), answers_for(actor))
    )
    return query.where(kind.state == RequestState.REQUESTED) if only_open else query


def one_request(session: Session, actor: Actor, name: str, number: int) -> Request | None:
    """The 展延 or 改分 of this number this person may decide or record; open or decided."""
    if name == "extension":
        return _one_request(session, actor, ExtensionRequest, number)
    return _one_request(session, actor, ReassignmentRequest, number)


def _one_request(session: Session, actor: Actor, kind: type[R], number: int) -> R | None:
    query = _requests(kind, actor, only_open=False).where(kind.id == number)
    return session.scalars(query).unique().one_or_none()


def _told(session: Session, reports: Sequence[ProgressReport]) -> list[Waiting]:
    before = _before(session, reports)
    return [
        Waiting(
            one,
            asks_of(
                one.progress, one.text, before[one.id].text if one.id in before else "",
                one.assignment.before_submission,
            ),
            before.get(one.id),
        )
        for one in reports
    ]  # fmt: skip


def _before(session: Session, reports: Sequence[ProgressReport]) -> dict[int, ProgressReport]:
    """By id of a report: the last one of its share that was answered before it."""
    shares = [one.assignment_id for one in reports]
    answered = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.assignment_id.in_(shares), ProgressReport.state.in_(_ANSWERED))
        .order_by(ProgressReport.number)
    ).all()
    found: dict[int, ProgressReport] = {}
    for one in reports:
        for earlier in answered:
            if earlier.assignment_id == one.assignment_id and earlier.number < one.number:
                found[one.id] = earlier
    return found


def answers_given(session: Session, actor: Actor) -> dict[tuple[Opinion, str], int]:
    """How often this person lately wrote which short opinion, the newest first; nothing of a 密 case."""
    newest = func.max(Finding.id)
    rows = session.execute(
        select(Finding.opinion, Finding.text, func.count(Finding.id))
        .join(ProgressReport, ProgressReport.id == Finding.report_id)
        .join(Assignment, Assignment.id == ProgressReport.assignment_id)
        .where(
            Finding.id > select(func.max(Finding.id) - LATELY).scalar_subquery(),
            Finding.written_by_id == actor.person_id,
            func.length(Finding.text).between(1, LONGEST),
            ~of_secret_case(),
        )
        .group_by(Finding.opinion, Finding.text)
        .order_by(newest.desc())
    )
    return {(opinion, text): times for opinion, text, times in rows}
