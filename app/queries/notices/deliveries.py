"""寄送狀況: the mails somebody may see, how many stand where, whether workers are at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from app.domain.notices.delivery import DeliveryState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, everywhere
from app.models import Delivery, Reminder, User, WorkerBeat
from app.queries.counting import counted

SILENT_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """`bounced`: only what came back from a mailbox that is still the recipient's and took nothing since (退信)."""

    state: DeliveryState | None = None
    keyword: str = ""
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Lines that wait for their time: how many, for how many people, when the first leaves."""

    lines: int
    people: int
    first_at: datetime | None


def counts(session: Session, actor: Actor) -> list[tuple[DeliveryState, int]]:
    """How many mails stand in each state, in the order of the states."""
    seen = _seen(actor).subquery()
    rows = session.execute(
        select(Delivery.state, func.count())
        .where(Delivery.id.in_(select(seen.c.id)))
        .group_by(Delivery.state)
    )
    found = {state: number for state, number in rows}
    return [(state, found[state]) for state in DeliveryState if state in found]


def count(session: Session, actor: Actor, wanted: DeliveryFilter, up_to: int | None = None) -> int:
    return counted(session, _wanted(actor, wanted), up_to)


def listed(
    session: Session, actor: Actor, wanted: DeliveryFilter, *, offset: int = 0, limit: int | None = None
) -> list[Delivery]:
    """Newest first, each with its recipient."""
    page = _wanted(actor, wanted).order_by(Delivery.id.desc()).offset(offset).limit(limit)
    return list(
        session.scalars(
            select(Delivery)
            .join(Delivery.recipient)
            .options(contains_eager(Delivery.recipient))
            .where(Delivery.id.in_(page.scalar_subquery()))
            .order_by(Delivery.id.desc())
        )
    )


def one(session: Session, actor: Actor, delivery_id: int) -> Delivery | None:
    """The mail with its recipient; None where it is not this actor's to see."""
    return session.scalars(
        select(Delivery)
        .join(Delivery.recipient)
        .options(contains_eager(Delivery.recipient))
        .where(Delivery.id == delivery_id, Delivery.id.in_(_seen(actor).scalar_subquery()))
    ).one_or_none()


def waiting(session: Session, actor: Actor) -> Waiting:
    conditions = [Reminder.delivery_id.is_(None), Reminder.superseded_at.is_(None)]
    if not everywhere(actor, Right.READ_MAIL):
        conditions.append(Reminder.agency_id.in_(agencies_with(actor, Right.READ_MAIL, Scope.COMMITTEE)))
    lines, people, first_at = session.execute(
        select(
            func.count(), func.count(Reminder.recipient_id.distinct()), func.min(Reminder.scheduled_for)
        ).where(*conditions)
    ).one()
    return Waiting(lines, people, first_at)


def workers(session: Session, *, now: datetime) -> tuple[bool, str]:
    """(nobody was at work lately, what the last one complained of)."""
    row = session.scalars(
        select(WorkerBeat).where(WorkerBeat.ended_at.is_(None)).order_by(WorkerBeat.seen_at.desc()).limit(1)
    ).one_or_none()
    silent = row is None or now - row.seen_at > SILENT_AFTER
    return silent, "" if silent or row is None else row.trouble


def came_back() -> ColumnElement[bool]:
    """On a query of `Delivery`: the recipient's present mailbox refused it and took none since."""
    later = aliased(Delivery)
    took_one = exists().where(
        later.recipient_id == Delivery.recipient_id,
        later.mailbox == Delivery.mailbox,
        later.state == DeliveryState.SENT,
        later.id > Delivery.id,
    )
    in_use = exists().where(User.id == Delivery.recipient_id, User.email == Delivery.mailbox)
    return and_(Delivery.state == DeliveryState.DEAD, in_use, ~took_one)


def _wanted(actor: Actor, wanted: DeliveryFilter) -> Select[int]:
    statement = _seen(actor)
    if wanted.state is not None:
        statement = statement.where(Delivery.state == wanted.state)
    if wanted.bounced:
        statement = statement.where(came_back())
    if wanted.keyword:
        statement = statement.join(User, User.id == Delivery.recipient_id).where(
            or_(
                User.name.contains(wanted.keyword, autoescape=True),
                Delivery.mailbox.contains(wanted.keyword, autoescape=True),
                Delivery.subject.contains(wanted.keyword, autoescape=True),
            )
        )
    return statement


def _seen(actor: Actor) -> Select[int]:
    """All for an administrator; for an officer or head those that tell of a record of their committee."""
    statement = select(Delivery.id)
    if everywhere(actor, Right.READ_MAIL):
        return statement
    agencies = agencies_with(actor, Right.READ_MAIL, Scope.COMMITTEE)
    return statement.where(
        exists().where(Reminder.delivery_id == Delivery.id, Reminder.agency_id.in_(agencies))
    )
