"""定期工作: the periodic items of an agency's 年度施政計畫 and each time they fall due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select, true
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.domain.duties.duty_flow import DutyState, is_overdue
from app.domain.duties.plan_items import ReadyMade
from app.domain.errors import Absent
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import Agency, Committee, Duty, DutyOccurrence, RoleGrant, User
from app.wording.duties import span_label


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One occurrence as lists show it."""

    occurrence: DutyOccurrence
    label: str
    overdue: bool


def label_of(row: DutyOccurrence) -> str:
    return span_label(row.year, row.frequency, row.number)


def is_kept_by(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Duty`."""
    if actor.everywhere:
        return true()
    return Duty.agency_id.in_(agencies_with(actor, Right.KEEP_PLAN, Scope.COMMITTEE))


def agencies_kept(session: Session, actor: Actor) -> Sequence[Agency]:
    """Whose plan the actor keeps; the console that of the primary committee's agency."""
    if actor.everywhere:
        kept = Agency.id.in_(select(Committee.agency_id).where(Committee.is_primary))
    else:
        kept = Agency.id.in_(agencies_with(actor, Right.KEEP_PLAN, Scope.COMMITTEE))
    return session.scalars(select(Agency).where(kept).order_by(Agency.sort_order, Agency.id)).all()


def items_of(session: Session, actor: Actor) -> Sequence[Duty]:
    """The items in use first, in the order they were made."""
    return session.scalars(
        select(Duty)
        .where(is_kept_by(actor))
        .options(selectinload(Duty.owner))
        .order_by(Duty.ended_on.is_not(None), Duty.id)
    ).all()


def year_of(session: Session, actor: Actor, year: int, *, today: date) -> list[PlanRow]:
    """What falls due of a ROC year's plan, the earliest first; what was cancelled is left out."""
    found = session.scalars(
        select(DutyOccurrence)
        .join(DutyOccurrence.duty)
        .options(contains_eager(DutyOccurrence.duty), selectinload(DutyOccurrence.owner))
        .where(is_kept_by(actor), DutyOccurrence.year == year, DutyOccurrence.state != DutyState.VOID)
        .order_by(DutyOccurrence.due_on, DutyOccurrence.id)
    )
    return [PlanRow(row, label_of(row), is_overdue(row.state, row.due_on, today)) for row in found]


def one_item(session: Session, actor: Actor, duty_id: int) -> Duty:
    """Raises Absent."""
    found = session.scalars(select(Duty).where(Duty.id == duty_id, is_kept_by(actor))).one_or_none()
    if found is None:
        raise Absent
    return found


def one_occurrence(session: Session, actor: Actor, occurrence_id: int) -> DutyOccurrence:
    """With its duty and owner loaded; raises Absent."""
    found = session.scalars(
        select(DutyOccurrence)
        .join(DutyOccurrence.duty)
        .options(contains_eager(DutyOccurrence.duty), selectinload(DutyOccurrence.owner))
        .where(DutyOccurrence.id == occurrence_id, is_kept_by(actor))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def ready_made_left(session: Session, agency: Agency) -> list[ReadyMade]:
    """The ready-made items this agency has not switched on."""
    used = set(
        session.scalars(select(Duty.made_from).where(Duty.agency_id == agency.id, Duty.ended_on.is_(None)))
    )
    return [one for one in ReadyMade if one not in used]


def owners_of(session: Session, agency_ids: Sequence[int]) -> list[tuple[int | str, str]]:
    """Who may be in charge: officers and heads of these agencies."""
    granted = exists().where(
        RoleGrant.user_id == User.id,
        RoleGrant.agency_id.in_(agency_ids),
        RoleGrant.role.in_((Role.OFFICER, Role.HEAD)),
        RoleGrant.confirmed_at.is_not(None),
    )
    rows = session.execute(select(User.id, User.name).where(granted).order_by(User.id))
    return [("", "（未指定）"), *((row.id, row.name) for row in rows)]
