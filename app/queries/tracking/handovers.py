"""What is with a person and would go over; one handover as those see it whom it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.errors import Absent
from app.domain.people.actor import Actor, Role
from app.domain.people.handing_over import Burden, Held
from app.domain.people.rights import Right, has
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.tracking.assignment_flow import OPEN
from app.domain.tracking.report_flow import IN_WORK
from app.models import (
    Agency,
    Assignment,
    CalendarFeed,
    Committee,
    Handover,
    ProgressReport,
    Proposal,
    TrackedItem,
)
from app.queries.visibility.tracking import of_secret_case
from app.wording.calendar import FEED_ENDS, NO_CODE

UNDECIDED = tuple(
    state for state in ProposalState if state not in (ProposalState.DECIDED, ProposalState.WITHDRAWN)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list. `readers`: the agencies of which one's right opens it, where the case is 密."""

    burden: Burden
    code: str
    title: str
    agency_id: int | None
    due_on: str = ""
    confidential: bool = False
    readers: tuple[int, ...] = ()

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def lines_of(session: Session, person_id: int, held: Collection[Held]) -> list[Line]:
    """Open shares of the seats that go over, proposals in this person's charge, unsent reports, reviews that wait for the role."""
    return [
        *_shares(session, person_id, held),
        *_proposals(session, person_id, held),
        *_report_drafts(session, person_id, held),
        *_reviews(session, person_id, held),
    ]


def feed_of(session: Session, person_id: int) -> list[Line]:
    """The address of his calendar, where one works."""
    works = select(CalendarFeed.id).where(CalendarFeed.user_id == person_id, CalendarFeed.ended_at.is_(None))
    found = session.scalar(works) is not None
    return [Line(Burden.CALENDAR_FEED, NO_CODE, FEED_ENDS, None)] if found else []


def of_the_seats(person_id: int, held: Iterable[Held]) -> ColumnElement[bool]:
    """Open shares of these seats' agencies: those that name the person, and those that name nobody."""
    seats = {one.agency_id for one in held if one.role is Role.CONTACT}
    named = Assignment.contact_id == person_id
    of_seat = and_(Assignment.contact_id.is_(None), Assignment.agency_id.in_(seats))
    agencies = {one.agency_id for one in held}
    return and_(
        Assignment.state.in_(OPEN),
        Assignment.removed_at.is_(None),
        or_(of_seat, and_(named, Assignment.agency_id.in_(agencies))),
    )


def in_charge_of(person_id: int, held: Iterable[Held]) -> ColumnElement[bool]:
    """On a query of `Proposal` and `Committee`: what this person drafted or took over, as far as it belongs to these agencies."""
    agencies = {one.agency_id for one in held}
    own = or_(
        Proposal.in_charge_id == person_id,
        and_(Proposal.in_charge_id.is_(None), Proposal.drafted_by_id == person_id),
    )
    theirs = or_(Proposal.agency_id.in_(agencies), Committee.agency_id.in_(agencies))
    return and_(own, theirs, Proposal.state.in_(UNDECIDED))


def shown_to(actor: Actor, lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of 密 cases are absent for those without the right."""
    readable = reads_confidential_of(actor)
    return [line for line in lines if not line["confidential"] or readable & set(line["readers"])]


def one_handover(session: Session, actor: Actor, handover_id: int) -> Handover:
    """For the two, whoever did it, and administrators; `Absent` else."""
    row = session.scalars(
        select(Handover)
        .where(Handover.id == handover_id)
        .options(joinedload(Handover.predecessor), joinedload(Handover.successor))
    ).one_or_none()
    concerned = row is not None and actor.person_id in (row.from_id, row.to_id, row.done_by_id)
    if row is None or not (concerned or has(actor, Right.MANAGE_PEOPLE)):
        raise Absent
    return row


def agency_names(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    rows = session.execute(select(Agency.id, Agency.short_name).where(Agency.id.in_(ids)))
    return {row.id: row.short_name for row in rows}


def _shares(session: Session, person_id: int, held: Collection[Held]) -> list[Line]:
    rows = session.execute(
        select(
            Assignment.code, Assignment.agency_id, Assignment.due_current, TrackedItem.title,
            Committee.agency_id.label("convener"), of_secret_case().label("secret"),
        )
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Committee, Committee.id == Assignment.committee_id)
        .where(of_the_seats(person_id, held))
        .order_by(Assignment.due_current, Assignment.id)
    )  # fmt: skip
    return [
        Line(
            Burden.SHARE, row.code, "" if row.secret else row.title, row.agency_id,
            row.due_current.isoformat() if row.due_current else "", bool(row.secret),
            (row.agency_id, row.convener) if row.secret else (),
        )
        for row in rows
    ]  # fmt: skip


def _proposals(session: Session, person_id: int, held: Collection[Held]) -> list[Line]:
    return _proposal_lines(session, Burden.PROPOSAL, in_charge_of(person_id, held))


def _reviews(session: Session, person_id: int, held: Collection[Held]) -> list[Line]:
    """What waits for the role goes over with it; nobody reviews his own."""
    headed = {one.agency_id for one in held if one.role is Role.HEAD}
    own = or_(Proposal.drafted_by_id == person_id, Proposal.submitted_by_id == person_id)
    waiting = and_(Proposal.state == ProposalState.IN_REVIEW, Committee.agency_id.in_(headed), ~own)
    return _proposal_lines(session, Burden.REVIEW, waiting)


def _proposal_lines(session: Session, burden: Burden, which: ColumnElement[bool]) -> list[Line]:
    rows = session.execute(
        select(
            Proposal.code,
            Proposal.agency_id,
            Proposal.subject,
            Proposal.confidentiality,
            Committee.agency_id.label("convener"),
        )
        .join(Committee, Committee.id == Proposal.committee_id)
        .where(which)
        .order_by(Proposal.id)
    )
    found = []
    for row in rows:
        secret = row.confidentiality is Confidentiality.CONFIDENTIAL
        title, readers = ("", (row.convener,)) if secret else (row.subject, ())
        found.append(Line(burden, row.code, title, row.agency_id, confidential=secret, readers=readers))
    return found


def _report_drafts(session: Session, person_id: int, held: Collection[Held]) -> list[Line]:
    """They belong to the share and stay with it."""
    agencies = {one.agency_id for one in held}
    rows = session.execute(
        select(
            Assignment.code, Assignment.agency_id, TrackedItem.title, Committee.agency_id.label("convener"),
            of_secret_case().label("secret"),
        )
        .join(ProgressReport, ProgressReport.assignment_id == Assignment.id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Committee, Committee.id == Assignment.committee_id)
        .where(ProgressReport.written_by_id == person_id, ProgressReport.state.in_(IN_WORK))
        .where(Assignment.agency_id.in_(agencies))
        .order_by(Assignment.id)
    )  # fmt: skip
    return [
        Line(
            Burden.REPORT_DRAFT, row.code, "" if row.secret else row.title, row.agency_id, "", bool(row.secret),
            (row.agency_id, row.convener) if row.secret else (),
        )
        for row in rows
    ]  # fmt: skip


def due_of(line: dict[str, Any]) -> date | None:
    return date.fromisoformat(line["due_on"]) if line["due_on"] else None
