"""The only writer of a share's state: one function per action. Each asks the table, changes, writes the audit row.

Callers hold the share, bring its facts (queries.tracking.facts) and do what belongs to the action beside it. A refused move
leaves the share as it was, so that a batch can go on with the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from app.domain.flow import performs
from app.domain.meetings.numbering import with_committee
from app.domain.notices.notice import Notice
from app.domain.notices.on_action import ON_ACTION, Addressee
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import (
    ASSIGNMENT_FLOW,
    ENDED,
    REPORTABLE,
    AssignmentAction,
    AssignmentFacts,
    AssignmentState,
)
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.rounds import reports_from
from app.models import Assignment, ClockPause, Committee, Dispatch, ProgressReport, TrackedItem
from app.models.base import Base
from app.services import audit, outbox
from app.services.meetings.lines import read_anew
from app.services.versions import check_seen

_A = AssignmentAction


def hold(session: Session, share: Assignment, seen_version: int | None) -> None:
    """Lock the share, read it anew, check that the page had shown it so."""
    read_anew(session, share, lock=True)
    check_seen(share, seen_version)


def hold_all(session: Session, ids: Iterable[int]) -> list[Assignment]:
    """As stored now, locked in one order so that two batches never wait for each other; with what a log row or a mail names."""
    session.flush()
    query = (
        select(Assignment)
        .where(Assignment.id.in_(list(ids)))
        .order_by(Assignment.id)
        .with_for_update()
        .options(
            selectinload(Assignment.item),
            selectinload(Assignment.committee),
            selectinload(Assignment.dispatch),
        )
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


@performs(ASSIGNMENT_FLOW, _A.DISPATCH)
def dispatch(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    day: date,
    to_id: int | None = None,
) -> None:
    """分辦: `day` is the letter's, day 0; `to_id` who is written to, where that was found for many at once."""
    sets = {"dispatched_on": day, "reports_from": reports_from(day, today)}
    _move(session, actor, share, _A.DISPATCH, facts, now=now, today=today, sets=sets, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.DISPATCH_EARLY)
def dispatch_early(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    reason: str,
    now: datetime,
    today: date,
    day: date,
    to_id: int | None = None,
) -> None:
    """Before 紀錄核定: the named exception."""
    sets = {"dispatched_on": day, "reports_from": reports_from(day, today)}
    _move(
        session, actor, share, _A.DISPATCH_EARLY, facts, now=now, today=today, to_id=to_id, reason=reason, sets=sets
    )  # fmt: skip


@performs(ASSIGNMENT_FLOW, _A.TAKE_BACK)
def take_back(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """Back to 待發 while nobody of its batch has read it; the code stays."""
    sets = {"dispatched_on": None, "reports_from": None, "dispatch_id": None}
    _move(session, actor, share, _A.TAKE_BACK, facts, now=now, today=today, sets=sets)


@performs(ASSIGNMENT_FLOW, _A.SUBMIT)
def submit(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """待審核: follows the report's own 送出."""
    _move(session, actor, share, _A.SUBMIT, facts, now=now, today=today)


@performs(ASSIGNMENT_FLOW, _A.RECALL_TO_DISPATCHED)
def recall_to_dispatched(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """取回."""
    _move(session, actor, share, _A.RECALL_TO_DISPATCHED, facts, now=now, today=today)


@performs(ASSIGNMENT_FLOW, _A.RECALL_TO_UNDER_WAY)
def recall_to_under_way(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """取回."""
    _move(session, actor, share, _A.RECALL_TO_UNDER_WAY, facts, now=now, today=today)


@performs(ASSIGNMENT_FLOW, _A.RECALL_TO_RETURNED)
def recall_to_returned(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """取回."""
    _move(session, actor, share, _A.RECALL_TO_RETURNED, facts, now=now, today=today)


@performs(ASSIGNMENT_FLOW, _A.RECEIVE)
def receive(
    session: Session, actor: Actor, share: Assignment, facts: AssignmentFacts, *, now: datetime, today: date
) -> None:
    """收訖: it continues."""
    _move(session, actor, share, _A.RECEIVE, facts, now=now, today=today)


@performs(ASSIGNMENT_FLOW, _A.SEND_BACK)
def send_back(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    reason: str,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """退請補充."""
    _move(session, actor, share, _A.SEND_BACK, facts, now=now, today=today, to_id=to_id, reason=reason)


@performs(ASSIGNMENT_FLOW, _A.PROPOSE_RELEASE)
def propose_release(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    """建議解除（待確認): 政風主管 agreed; rounds and reminders stop."""
    _move(session, actor, share, _A.PROPOSE_RELEASE, facts, now=now, today=today, reason=reason)


@performs(ASSIGNMENT_FLOW, _A.CONTINUE)
def continue_tracking(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """繼續列管, the chair's word."""
    _move(session, actor, share, _A.CONTINUE, facts, now=now, today=today, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.RELEASE_BY_MEETING)
def release_by_meeting(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """解除列管 by 會議裁示."""
    _move(session, actor, share, _A.RELEASE_BY_MEETING, facts, now=now, today=today, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.RELEASE_BY_MEMO)
def release_by_memo(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """解除列管 by 簽奉核可."""
    _move(session, actor, share, _A.RELEASE_BY_MEMO, facts, now=now, today=today, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.RELEASE_BY_DELEGATION)
def release_by_delegation(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """解除列管 by 授權, where the charter says so."""
    _move(session, actor, share, _A.RELEASE_BY_DELEGATION, facts, now=now, today=today, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.RELEASE_WITH_LEAD)
def release_with_lead(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """An open 協辦 ends with its lead, on the same basis."""
    _move(session, actor, share, _A.RELEASE_WITH_LEAD, facts, now=now, today=today, to_id=to_id)


@performs(ASSIGNMENT_FLOW, _A.CLOSE_OTHERWISE)
def close_otherwise(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    closed_as: ClosedAs,
    *,
    reason: str,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """改列: 併案, 自行列管 or 撤銷."""
    _move(
        session, actor, share, _A.CLOSE_OTHERWISE, facts, now=now, today=today, to_id=to_id, reason=reason,
        sets={"closed_as": closed_as}, changes={"closed_as": [None, closed_as]},
    )  # fmt: skip


@performs(ASSIGNMENT_FLOW, _A.REASSIGN)
def reassign(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    reason: str,
    now: datetime,
    today: date,
) -> None:
    """改分: the old share ends; its successor is made by `reassigning`."""
    _move(session, actor, share, _A.REASSIGN, facts, now=now, today=today, reason=reason)


@performs(ASSIGNMENT_FLOW, _A.RESTORE)
def restore(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    reason: str,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """恢復列管."""
    _move(session, actor, share, _A.RESTORE, facts, now=now, today=today, to_id=to_id, reason=reason)


@performs(ASSIGNMENT_FLOW, _A.UNSAY)
def unsay(
    session: Session,
    actor: Actor,
    share: Assignment,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    to_id: int | None = None,
) -> None:
    """The chair's word is taken back in the room: 建議解除（待確認） again, as it was before."""
    _move(session, actor, share, _A.UNSAY, facts, now=now, today=today, to_id=to_id)


def _move(
    session: Session,
    actor: Actor,
    share: Assignment,
    action: AssignmentAction,
    facts: AssignmentFacts,
    *,
    now: datetime,
    today: date,
    reason: str = "",
    changes: Mapping[str, list[object]] | None = None,
    sets: Mapping[str, object] | None = None,
    to_id: int | None = None,
) -> None:
    """What hangs on the state goes with it: where 取回 leads, the day it ended, and what the action `sets`."""
    before = share.state
    share.state = ASSIGNMENT_FLOW.step(before, action, actor, facts, reason=reason)
    share.before_submission = before if share.state is AssignmentState.SUBMITTED else None
    share.ended_on = today if share.state in ENDED else None
    if share.state is not AssignmentState.CLOSED_OTHERWISE:
        share.closed_as = share.merged_into_id = None
    for name, value in (sets or {}).items():
        setattr(share, name, value)
    if share.ended_on is not None and share.paused_on is not None:
        share.paused_on = None
        open_now = (ClockPause.assignment_id == share.id, ClockPause.resumed_on.is_(None))
        session.execute(
            update(ClockPause).where(*open_now).values(resumed_on=today, resumed_by_id=actor.person_id)
        )
    if before in REPORTABLE and share.state not in REPORTABLE:
        outbox.stop_ladder(session, share.__tablename__, [share.id], now=now)
    note(
        session, actor, action, share, share, now=now, reason=reason, confidential=facts.confidential,
        changes={"state": [before, share.state], **(changes or {})}, to_id=to_id,
    )  # fmt: skip


def note(
    session: Session,
    actor: Actor,
    action: str,
    thing: Base,
    share: Assignment,
    *,
    now: datetime,
    reason: str = "",
    changes: Mapping[str, object] | None = None,
    confidential: bool = False,
    to_id: int | None = None,
) -> None:
    """The audit row of a change of a share or of something that hangs on it; under the share's code."""
    committee = session.get_one(Committee, share.committee_id)
    code = with_committee(share.code, committee.code, committee.is_primary)
    told = ON_ACTION.get((thing.__tablename__, action))
    to_report = isinstance(thing, ProgressReport) or (
        told is not None and told.to is Addressee.CONTACT and share.state in REPORTABLE
    )
    audit.record(
        session, actor, action, thing, now=now, reason=reason, changes=changes, confidential=confidential,
        code=code, agency_id=committee.agency_id,
        notice=_notice(session, share, code, reason, to_id, to_report) if told else None,
    )  # fmt: skip


def _notice(
    session: Session, share: Assignment, code: str, reason: str, to_id: int | None, to_report: bool
) -> Notice:
    """What a mail says of a share: the contact it goes to, what is to be done by when, the letter that is the order.

    It leads to the share's page; where it is the agency's turn, and within the agency, to the page of the report itself."""
    item = session.get_one(TrackedItem, share.item_id)
    letter = session.get(Dispatch, share.dispatch_id) if share.dispatch_id else None
    return Notice(
        agency_id=share.agency_id, person_id=share.contact_id, to_id=to_id, path=f"/assignments/{code}{'/report' if to_report else ''}", title=item.title,
        due_on=share.due_current, letter_on=letter.letter_on if letter else None,
        document_number=letter.document_number if letter else "", reason=reason,
    )  # fmt: skip
