"""What a person decides about a mail: send it again, take it as sent, send a test."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotNow
from app.domain.notices.delivery import MOVES, DeliveryEvent, MailKind
from app.domain.notices.letter import House, Person
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.rights import Right, has
from app.models import Delivery, User
from app.services import audit
from app.services.notices import message_ids
from app.wording import mails


def send_again(session: Session, actor: Actor, delivery: Delivery, *, now: datetime) -> None:
    """重寄, under the same Message-ID. NotNow: delivery_moved_on, delivery_holds_a_secret, delivery_body_purged (its time is over)."""
    _check(actor)
    if delivery.secret_nonce:
        raise NotNow("delivery_holds_a_secret")
    if not delivery.body:
        raise NotNow("delivery_body_purged")
    recipient = session.get_one(User, delivery.recipient_id)
    values = {"next_at": now, "attempts": 0, "problem": "", "answer": "", "ended_at": None, "lease_token": ""}
    _move(session, delivery, DeliveryEvent.SEND_AGAIN, mailbox=recipient.email, **values)
    audit.record(session, actor, "send_again", delivery, now=now)


def take_as_sent(session: Session, actor: Actor, delivery: Delivery, *, now: datetime) -> None:
    """What nobody could know has been found out. NotNow: delivery_moved_on."""
    _check(actor)
    _move(session, delivery, DeliveryEvent.TAKE_AS_SENT, ended_at=now, problem="", lease_token="")
    audit.record(session, actor, "take_as_sent", delivery, now=now)


def send_test(session: Session, actor: Actor, user: User, house: House, *, now: datetime) -> Delivery:
    """A mail to oneself."""
    _check(actor)
    subject, body = mails.test_mail(Person(user.name, user.title), house)
    delivery = Delivery(
        kind=MailKind.TEST, recipient_id=user.id, mailbox=user.email, subject=subject, body=body,
        bundle=f"test {now.isoformat()}", message_id=message_ids.fresh(house), created_at=now, next_at=now,
    )  # fmt: skip
    session.add(delivery)
    session.flush()
    audit.record(session, actor, "send_test", delivery, now=now)
    return delivery


def _move(session: Session, delivery: Delivery, event: DeliveryEvent, **values: object) -> None:
    sources, target = MOVES[event]
    done = session.execute(
        update(Delivery)
        .where(Delivery.id == delivery.id, Delivery.state.in_(sources))
        .values(state=target, **values)
        .execution_options(synchronize_session=False)
    )
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise NotNow("delivery_moved_on")


def _check(actor: Actor) -> None:
    if actor.kind is not ActorKind.CONSOLE and not has(actor, Right.KEEP_MAIL):
        raise NotAllowed("not_yours_to_do")
