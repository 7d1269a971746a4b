"""Split a resolution: its items with a share per agency, prepared in one transaction; dispatched by a letter; taken back whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import FROZEN, OVER
from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.codes import assignment_code, case_code_of, item_code
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, Register, check_roles
from app.models import (
    Agency,
    AskedFigure,
    Assignment,
    Committee,
    Dispatch,
    Meeting,
    Resolution,
    TrackedItem,
)
from app.queries.notices.recipients import of_shares
from app.queries.tracking.facts import facts_of_all
from app.queries.tracking.splits import is_secret
from app.services import outbox
from app.services.meetings import lines
from app.services.meetings.minutes_record import approval_here, approval_on_paper
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import moving, next_meeting, rounds
from app.services.versions import check_seen

HELD = timedelta(minutes=10)
"""分辦通知 waits so long, so that taking a batch back sends nothing (product 3.3)."""


@dataclass(frozen=True, slots=True)
class SharePlan:
    """One agency's part. `due_kind` None: as the item; `text` empty: as the item."""

    agency_id: int
    role: AssignmentRole
    text: str = ""
    due_kind: DueKind | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One item as it is to be made. `figures`: (name, unit) of what is to be counted."""

    title: str
    text: str
    mode: ItemMode
    due_kind: DueKind
    frequency: Frequency
    shares: tuple[SharePlan, ...]
    due_on: date | None = None
    done_criterion: str = ""
    fulfilled_by: Register | None = None
    other_number: str = ""
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The official letter: the mail is a reminder, the letter is the order; its day is day 0."""

    letter_on: date
    document_number: str


def prepare(
    session: Session, actor: Actor, resolution: Resolution, plans: Sequence[ItemPlan], *, now: datetime
) -> list[TrackedItem]:
    """Make the items and their shares, 待發. From 散會 on; the meeting is locked, so that serials follow each other.

    Invalid: as `check_roles`, split_empty, tracked_title_missing, due_date_missing, agency_twice, agency_unknown.
    NotNow: split_before_adjourning, resolution_not_tracked.
    """
    meeting = session.get_one(Meeting, resolution.meeting_id)
    committee = lines.committee_of(session, meeting)
    _demand(actor, committee)
    lines.lock(session, meeting)
    if meeting.state not in OVER:
        raise NotNow("split_before_adjourning")
    lines.read_anew(session, resolution)
    if resolution.tracking_choice is not TrackingChoice.TRACK or resolution.removed_at is not None:
        raise NotNow("resolution_not_tracked")
    for plan in plans:
        check_plan(plan)
    if not plans:
        raise Invalid("split_empty")
    order = _official_order(session, plans)
    ordinal = session.scalar(
        select(func.max(TrackedItem.ordinal)).where(TrackedItem.resolution_id == resolution.id)
    )
    secret = is_secret(session, resolution)
    serial = _last_serial(session, committee, case_code_of(resolution.code))
    made: list[TrackedItem] = []
    for place, plan in enumerate(plans, start=(ordinal or 0) + 1):
        item = _item(actor, committee, resolution, place, plan, now)
        session.add(item)
        session.flush()
        session.add_all(
            AskedFigure(item_id=item.id, position=at, name=name, unit=unit)
            for at, (name, unit) in enumerate(plan.figures, start=1)
        )
        rows = _share_rows(actor, item, resolution, plan, order, serial, now)
        session.execute(insert(Assignment), rows)
        serial += len(rows)
        lines.note(
            session, actor, "prepare_item", item, meeting, now=now, code=item.code, confidential=secret,
            changes={"title": [None, item.title], "shares": [None, len(rows)],
                     "codes": [None, f"{rows[0]['code']}–{rows[-1]['code']}"]},
        )  # fmt: skip
        made.append(item)
    session.flush()
    return made


def check_plan(plan: ItemPlan) -> None:
    """What can be said of an item without looking at the records."""
    if not plan.title.strip():
        raise Invalid("tracked_title_missing", "title")
    check_roles(plan.mode, (share.role for share in plan.shares))
    agencies = [share.agency_id for share in plan.shares]
    if len(set(agencies)) != len(agencies):
        raise Invalid("agency_twice", "agencies")
    for kind, day in ((plan.due_kind, plan.due_on), *(_due_of(plan, share) for share in plan.shares)):
        if (kind is DueKind.FIXED_DATE) != (day is not None):
            raise Invalid("due_date_missing", "due_on")


def remove(
    session: Session, actor: Actor, item: TrackedItem, *, seen_version: int | None, now: datetime
) -> None:
    """Put a prepared item away. NotNow: item_was_dispatched once one of its shares is on its way. Codes are not given again."""
    committee = session.get_one(Committee, item.committee_id)
    _demand(actor, committee)
    lines.read_anew(session, item, lock=True)
    check_seen(item, seen_version)
    shares = moving.hold_all(session, session.scalars(_of_item(item)))
    if any(share.state is not AssignmentState.PREPARED for share in shares):
        raise NotNow("item_was_dispatched")
    item.removed_at = now
    for share in shares:
        share.removed_at = now
    resolution = session.get_one(Resolution, item.resolution_id)
    meeting = session.get_one(Meeting, resolution.meeting_id)
    secret = is_secret(session, resolution)
    session.flush()
    lines.note(
        session, actor, "remove_item", item, meeting, now=now, code=item.code, confidential=secret,
        changes={"shares": [len(shares), 0]},
    )  # fmt: skip


def send_out(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    share_ids: Iterable[int],
    letter: Letter,
    *,
    paper: PaperDecision | None = None,
    exception_reason: str = "",
    now: datetime,
    today: date,
) -> Dispatch:
    """分辦發出 of prepared shares under one letter: all or none. The head decides here, or an officer records the paper.

    Before 紀錄核定 only by the head with `exception_reason`. Invalid: document_number_missing, letter_in_future, nothing_to_dispatch.
    """
    if not letter.document_number.strip():
        raise Invalid("document_number_missing", "document_number")
    if letter.letter_on > today:
        raise Invalid("letter_in_future", "letter_on")
    lines.lock(session, meeting)
    shares = moving.hold_all(session, share_ids)
    if not shares:
        raise Invalid("nothing_to_dispatch")
    facts = facts_of_all(session, actor, shares, today=today, on_paper=paper is not None)
    next_meeting.date_prepared(session, actor, shares, facts, letter.letter_on, now=now)
    seats = of_shares(session, shares, facts, today=today)
    early = meeting.state not in FROZEN and bool(exception_reason.strip())
    approval = (
        approval_on_paper(session, actor, paper, None, now, today)
        if paper is not None
        else approval_here(session, actor, now, today)
    )
    batch = Dispatch(
        committee_id=meeting.committee_id, meeting_id=meeting.id, letter_on=letter.letter_on,
        document_number=letter.document_number, exception_reason=exception_reason if early else "",
        approval_id=approval.id, dispatched_at=now, dispatched_by_id=actor.person_id, held_until=now + HELD,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    with outbox.together(session):
        for share in shares:
            share.dispatch_id = batch.id
            if early:
                moving.dispatch_early(
                    session, actor, share, facts[share.id], reason=exception_reason, now=now, today=today, day=letter.letter_on,
                    to_id=seats.get(share.id),
                )  # fmt: skip
            else:
                moving.dispatch(
                    session, actor, share, facts[share.id], now=now, today=today, day=letter.letter_on,
                    to_id=seats.get(share.id),
                )  # fmt: skip
    rounds.ensure_for_all(session, shares, letter.letter_on)
    _note_batch(
        session, actor, "send_out", batch, meeting, facts[shares[0].id].confidential, len(shares), now
    )
    return batch


def take_back(
    session: Session, actor: Actor, batch: Dispatch, *, seen_version: int | None, now: datetime, today: date
) -> None:
    """The whole letter's shares back to 待發, while nobody of its agencies has opened one. NotNow: batch_was_taken_back."""
    meeting = session.get_one(Meeting, batch.meeting_id)
    lines.lock(session, meeting)
    lines.read_anew(session, batch, lock=True)
    check_seen(batch, seen_version)
    if batch.taken_back_at is not None:
        raise NotNow("batch_was_taken_back")
    shares = moving.hold_all(
        session, session.scalars(select(Assignment.id).where(Assignment.dispatch_id == batch.id))
    )
    facts = facts_of_all(session, actor, shares, today=today)
    with outbox.together(session):
        for share in shares:
            moving.take_back(session, actor, share, facts[share.id], now=now, today=today)
    outbox.supersede(session, "assignments", [share.id for share in shares], now=now)
    batch.taken_back_at, batch.taken_back_on, batch.taken_back_by_id = now, today, actor.person_id
    session.flush()
    secret = any(one.confidential for one in facts.values())
    _note_batch(session, actor, "take_back_batch", batch, meeting, secret, len(shares), now)


def _demand(actor: Actor, committee: Committee) -> None:
    if not may(actor, Right.PREPARE_SPLITS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")


def _note_batch(
    session: Session,
    actor: Actor,
    action: str,
    batch: Dispatch,
    meeting: Meeting,
    secret: bool,
    count: int,
    now: datetime,
) -> None:
    lines.note(
        session, actor, action, batch, meeting, now=now, confidential=secret, reason=batch.exception_reason,
        changes={"shares": [None, count], "document_number": [None, batch.document_number],
                 "letter_on": [None, batch.letter_on.isoformat()]},
    )  # fmt: skip


def _official_order(session: Session, plans: Sequence[ItemPlan]) -> dict[int, int]:
    """Place of each agency named, in 機關排序. Invalid: agency_unknown."""
    wanted = {share.agency_id for plan in plans for share in plan.shares}
    known = session.scalars(
        select(Agency.id).where(Agency.id.in_(wanted)).order_by(Agency.sort_order, Agency.id)
    )
    order = {agency_id: place for place, agency_id in enumerate(known)}
    if wanted - order.keys():
        raise Invalid("agency_unknown", "agencies")
    return order


def _last_serial(session: Session, committee: Committee, case_code: str) -> int:
    query = select(func.max(Assignment.serial)).where(
        Assignment.committee_id == committee.id, Assignment.case_code == case_code
    )
    return session.scalar(query) or 0


def _item(
    actor: Actor, committee: Committee, resolution: Resolution, ordinal: int, plan: ItemPlan, now: datetime
) -> TrackedItem:
    return TrackedItem(
        committee_id=committee.id, resolution_id=resolution.id, ordinal=ordinal,
        code=item_code(resolution.code, ordinal), title=plan.title, text=plan.text,
        done_criterion=plan.done_criterion, mode=plan.mode, due_kind=plan.due_kind, due_on=plan.due_on,
        frequency=plan.frequency, fulfilled_by=plan.fulfilled_by, other_number=plan.other_number,
        created_at=now, created_by_id=actor.person_id,
    )  # fmt: skip


def _share_rows(
    actor: Actor,
    item: TrackedItem,
    resolution: Resolution,
    plan: ItemPlan,
    order: dict[int, int],
    serial: int,
    now: datetime,
) -> list[dict[str, object]]:
    """Rows for one INSERT: 主辦 before 協辦, each in 機關排序."""
    case_code = case_code_of(resolution.code)
    shares = sorted(plan.shares, key=lambda one: (one.role is not AssignmentRole.LEAD, order[one.agency_id]))
    rows: list[dict[str, object]] = []
    for number, share in enumerate(shares, start=serial + 1):
        due_kind, due_on = _due_of(plan, share)
        rows.append(
            {
                "committee_id": item.committee_id,
                "item_id": item.id,
                "agency_id": share.agency_id,
                "case_code": case_code,
                "serial": number,
                "code": assignment_code(case_code, number),
                "role": share.role,
                "state": AssignmentState.PREPARED,
                "text": share.text,
                "due_kind": due_kind,
                "due_original": due_on,
                "due_current": due_on,
                "prepared_at": now,
                "prepared_by_id": actor.person_id,
                "version": 1,
            }
        )
    return rows


def _due_of(plan: ItemPlan, share: SharePlan) -> tuple[DueKind, date | None]:
    return (plan.due_kind, plan.due_on) if share.due_kind is None else (share.due_kind, share.due_on)


def _of_item(item: TrackedItem) -> Select[int]:
    return select(Assignment.id).where(Assignment.item_id == item.id, Assignment.removed_at.is_(None))
