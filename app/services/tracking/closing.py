"""The end of shares, and their way back: 解除／繼續列管, 改列, 恢復列管. Every decision names its basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Invalid, NotNow
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import ENDED, OPEN, AssignmentFacts, AssignmentState
from app.domain.tracking.decisions import CLOSED_AS, Basis, ClosingReason, Outcome, check_reason
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.request_flow import RequestState
from app.models import (
    Approval,
    Assignment,
    ClosureDecision,
    ExtensionRequest,
    Meeting,
    ReassignmentRequest,
    TrackedItem,
)
from app.queries.notices.recipients import of_shares
from app.queries.tracking.facts import facts_of_all, has_open_share
from app.services import outbox
from app.services.meetings.minutes_record import approval_here, approval_on_paper
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import answering, extensions, moving, reassigning
from app.services.tracking.extensions import Word


@dataclass(frozen=True, slots=True)
class Ground:
    """The basis of decisions, and what proves it: the meeting, the approval, the clause. Many rows may share one."""

    basis: Basis
    decided_on: date
    meeting_id: int | None = None
    approval_id: int | None = None
    clause: str = ""


def by_meeting(meeting: Meeting, today: date) -> Ground:
    """會議裁示."""
    return Ground(Basis.MEETING, meeting.held_on or today, meeting_id=meeting.id)


def by_memo(session: Session, actor: Actor, paper: PaperDecision, *, now: datetime, today: date) -> Ground:
    """簽奉核可, by title, name, date and 文號. Invalid: document_number_missing, and as `approval_on_paper`."""
    if not paper.document_number.strip():
        raise Invalid("document_number_missing", "document_number")
    approval = approval_on_paper(session, actor, paper, None, now, today)
    return Ground(Basis.MEMO, paper.decided_on, approval_id=approval.id)


def by_delegation(session: Session, actor: Actor, clause: str, *, now: datetime, today: date) -> Ground:
    """授權: the head decides here; the clause that lets the head is named. Invalid: clause_missing."""
    if not clause.strip():
        raise Invalid("clause_missing", "clause")
    approval = approval_here(session, actor, now, today)
    return Ground(Basis.DELEGATION, today, approval_id=approval.id, clause=clause)


def release(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    ground: Ground,
    *,
    now: datetime,
    today: date,
) -> list[Assignment]:
    """解除列管 of held shares on one ground, all or none; open 協辦 of a released lead end with it. What was released."""
    facts = facts_of_all(session, actor, shares, today=today, on_paper=ground.basis is Basis.MEMO)
    verb = {
        Basis.MEETING: moving.release_by_meeting,
        Basis.MEMO: moving.release_by_memo,
        Basis.DELEGATION: moving.release_by_delegation,
    }[ground.basis]
    seats = of_shares(session, shares, facts, today=today)
    with outbox.together(session):
        for share in shares:
            before = share.state
            verb(session, actor, share, facts[share.id], now=now, today=today, to_id=seats.get(share.id))
            _decided(session, actor, share, Outcome.RELEASE, ground, before, now=now)
        _settled(session, actor, shares, facts, ground, now=now)
    _lapse(session, actor, shares, facts, ground, now=now, today=today)
    following = co_released(session, shares)
    if not following:
        return list(shares)
    facts = facts_of_all(session, actor, following, today=today, on_paper=ground.basis is Basis.MEMO)
    seats = of_shares(session, following, facts, today=today)
    with outbox.together(session):
        for share in following:
            before, to_id = share.state, seats.get(share.id)
            moving.release_with_lead(
                session, actor, share, facts[share.id], now=now, today=today, to_id=to_id
            )
            _decided(session, actor, share, Outcome.RELEASE, ground, before, now=now)
    _lapse(session, actor, following, facts, ground, now=now, today=today)
    return [*shares, *following]


def co_released(session: Session, leads: Sequence[Assignment]) -> list[Assignment]:
    """The open 協辦 that deliver to these leads (單一主辦), for the check page as for the deed; locked."""
    items = {share.item_id for share in leads if share.role is AssignmentRole.LEAD}
    ids = session.scalars(
        select(Assignment.id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .where(
            Assignment.item_id.in_(items),
            TrackedItem.mode == ItemMode.SINGLE_LEAD,
            Assignment.role == AssignmentRole.CO,
            Assignment.state.in_(OPEN),
            Assignment.id.not_in([share.id for share in leads]),
        )
    )
    return moving.hold_all(session, ids)


def continue_tracking(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    meeting: Meeting,
    *,
    now: datetime,
    today: date,
) -> None:
    """繼續列管, the chair's word on held shares that were 建議解除."""
    facts = facts_of_all(session, actor, shares, today=today)
    seats = of_shares(session, shares, facts, today=today)
    with outbox.together(session):
        for share in shares:
            before, to_id = share.state, seats.get(share.id)
            moving.continue_tracking(
                session, actor, share, facts[share.id], now=now, today=today, to_id=to_id
            )
            _decided(session, actor, share, Outcome.CONTINUE, by_meeting(meeting, today), before, now=now)


def close_otherwise(
    session: Session,
    actor: Actor,
    share: Assignment,
    outcome: Outcome,
    ground: Ground,
    reason_kind: ClosingReason,
    reason: str,
    *,
    merged_into: TrackedItem | None = None,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """改列: 併案 (into which item), 自行列管, 撤銷; with a typed reason. Invalid: merged_into_missing, reason_missing."""
    check_reason(reason_kind, reason)
    if (outcome is Outcome.MERGE) != (merged_into is not None):
        raise Invalid("merged_into_missing", "merged_into")
    moving.hold(session, share, seen_version)
    close_all(
        session, actor, [share], outcome, ground, reason_kind, reason, merged_into=merged_into, now=now, today=today
    )  # fmt: skip


def close_all(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    outcome: Outcome,
    ground: Ground,
    reason_kind: ClosingReason,
    reason: str,
    *,
    merged_into: TrackedItem | None = None,
    now: datetime,
    today: date,
) -> None:
    """改列 of held shares for one reason."""
    facts = facts_of_all(session, actor, shares, today=today, on_paper=ground.basis is Basis.MEMO)
    seats = of_shares(session, shares, facts, today=today)
    said = reason or str(reason_kind)
    with outbox.together(session):
        for share in shares:
            before = share.state
            moving.close_otherwise(
                session, actor, share, facts[share.id], CLOSED_AS[outcome], reason=said, now=now, today=today,
                to_id=seats.get(share.id),
            )  # fmt: skip
            share.merged_into_id = merged_into.id if merged_into else None
            row = _decided(session, actor, share, outcome, ground, before, now=now)
            row.reason_kind, row.reason, row.merged_into_id = reason_kind, reason, share.merged_into_id
        _settled(session, actor, shares, facts, ground, now=now)
    _lapse(session, actor, shares, facts, ground, now=now, today=today)


def restore(
    session: Session,
    actor: Actor,
    share: Assignment,
    ground: Ground,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """恢復列管, with a reason. NotNow: agency_has_open_share, where the item came back to the agency by 改分 meanwhile."""
    moving.hold(session, share, seen_version)
    if share.ended_on is not None and has_open_share(session, share.item_id, share.agency_id):
        raise NotNow("agency_has_open_share")
    restore_all(session, actor, [share], ground, reason=reason, now=now, today=today)


def restore_all(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    ground: Ground,
    *,
    reason: str,
    now: datetime,
    today: date,
) -> None:
    """恢復列管 of held shares for one reason."""
    facts = facts_of_all(session, actor, shares, today=today, on_paper=ground.basis is Basis.MEMO)
    seats = of_shares(session, shares, facts, today=today)
    with outbox.together(session):
        for share in shares:
            before, to_id = share.state, seats.get(share.id)
            moving.restore(
                session, actor, share, facts[share.id], reason=reason, now=now, today=today, to_id=to_id
            )
            _decided(session, actor, share, Outcome.RESTORE, ground, before, now=now).reason = reason


def take_back_words(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    said: Mapping[int, ClosureDecision],
    ground: Ground,
    *,
    reason: str,
    now: datetime,
    today: date,
) -> None:
    """The chair's words are taken back in the room: what was 建議解除 is so again, what ended is 恢復列管, the rest goes on as it
    was. `said`: by id of the share. NotNow: agency_has_open_share."""
    ended = [one for one in shares if not said[one.id].was_proposed and one.state in ENDED]
    if any(has_open_share(session, one.item_id, one.agency_id) for one in ended):
        raise NotNow("agency_has_open_share")
    restore_all(session, actor, ended, ground, reason=reason, now=now, today=today)
    proposed = [one for one in shares if said[one.id].was_proposed]
    facts = facts_of_all(session, actor, proposed, today=today)
    seats = of_shares(session, proposed, facts, today=today)
    with outbox.together(session):
        for share in proposed:
            before, again = share.state, replace(facts[share.id], was_proposed=True)
            moving.unsay(session, actor, share, again, now=now, today=today, to_id=seats.get(share.id))
            _decided(session, actor, share, Outcome.RESTORE, ground, before, now=now).reason = reason


def _lapse(
    session: Session,
    actor: Actor,
    shares: Iterable[Assignment],
    facts: Mapping[int, AssignmentFacts],
    ground: Ground,
    *,
    now: datetime,
    today: date,
) -> None:
    """What was asked of these shares and is not decided ends with them, by the word that ended them."""
    asked = [share.id for share in shares if facts[share.id].request_open]
    if not asked:
        return
    word = Word(approval=session.get(Approval, ground.approval_id) if ground.approval_id else None)
    for request in session.scalars(_still_open(ExtensionRequest, asked)):
        extensions.lapse(session, actor, request, word, now=now, today=today)
    for request in session.scalars(_still_open(ReassignmentRequest, asked)):
        reassigning.lapse(session, actor, request, word, now=now, today=today)


def _still_open(kind: Any, share_ids: Sequence[int]) -> Any:
    query = select(kind).where(kind.assignment_id.in_(share_ids), kind.state == RequestState.REQUESTED)
    return query.options(joinedload(kind.assignment)).with_for_update(of=kind)


def _settled(
    session: Session,
    actor: Actor,
    shares: Sequence[Assignment],
    facts: Mapping[int, AssignmentFacts],
    ground: Ground,
    *,
    now: datetime,
) -> None:
    """The meeting's word does not wait for 政風處's answer to a report; elsewhere the answer is what ends the share."""
    if ground.basis is Basis.MEETING:
        answering.receive_with_shares(session, actor, shares, facts, now=now)


def _decided(
    session: Session,
    actor: Actor,
    share: Assignment,
    outcome: Outcome,
    ground: Ground,
    before: AssignmentState,
    *,
    now: datetime,
) -> ClosureDecision:
    row = ClosureDecision(
        assignment_id=share.id, outcome=outcome, basis=ground.basis, meeting_id=ground.meeting_id,
        approval_id=ground.approval_id, clause=ground.clause, was_proposed=before is AssignmentState.RELEASE_PROPOSED, decided_on=ground.decided_on,
        recorded_at=now, recorded_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    return row
