"""Mails on their way: claimed with a lease, marked before and after the text is handed over. Made from `MOVES`, fenced by the lease.

Statements of the core, put together once: each mail makes two durable marks, and nothing else should take time.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Connection, Table, Update, bindparam, or_, select, update

from app.domain.notices.delivery import MOVES, DeliveryEvent, MailKind
from app.models import Delivery
from app.queries.prepared import prepared

LEASE = timedelta(minutes=5)
AT_ONCE = 50
_MAILS = cast(Table, Delivery.__table__)
_E = DeliveryEvent


@dataclass(frozen=True, slots=True)
class Parcel:
    """A mail this worker has claimed. `token`: nobody else moves it while the lease is his."""

    id: int
    token: str
    kind: MailKind
    mailbox: str
    subject: str
    body: str
    secret_nonce: str
    message_id: str
    attempts: int
    next_at: datetime


def _move(event: DeliveryEvent, *given: str, **fixed: object) -> Update:
    """The statement of one event for one mail: from the states of the table to its state, and only under the own lease."""
    sources, target = MOVES[event]
    return prepared(
        update(_MAILS)
        .where(_MAILS.c.id == bindparam("of_id"), _MAILS.c.lease_token == bindparam("of_token"))
        .where(or_(*(_MAILS.c.state == source for source in sources)))
        .values({"state": target, **fixed, **{name: bindparam(f"new_{name}") for name in given}})
    )


_CLAIM = (
    update(_MAILS)
    .where(
        _MAILS.c.id.in_(
            select(_MAILS.c.id)
            .where(_MAILS.c.state.in_(MOVES[_E.CLAIM][0]), _MAILS.c.next_at <= bindparam("now"))
            .order_by(_MAILS.c.next_at, _MAILS.c.id)
            .limit(bindparam("most"))
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
    )
    .values(state=MOVES[_E.CLAIM][1], lease_until=bindparam("until"), lease_token=bindparam("token"))
    .returning(
        _MAILS.c.id, _MAILS.c.kind, _MAILS.c.mailbox, _MAILS.c.subject, _MAILS.c.body, _MAILS.c.secret_nonce,
        _MAILS.c.message_id, _MAILS.c.attempts, _MAILS.c.next_at,
    )
)  # fmt: skip
_HAND_OVER = _move(_E.HAND_OVER, "lease_until")
_ACCEPT = _move(_E.ACCEPT, "ended_at", "trial", problem="", answer="", lease_until=None)
_DELAY = _move(_E.DELAY, "attempts", "next_at", "answer", problem="later", lease_until=None, lease_token="")
_REFUSE = _move(_E.REFUSE, "attempts", "ended_at", "problem", "answer", lease_until=None)
_LOSE = _move(_E.LOSE, "answer", problem="cut", lease_until=None)
_NOT_SENT = _move(_E.SUPERSEDE, "ended_at", problem="trial", lease_until=None)


def claim(
    connection: Connection, *, now: datetime, lease: timedelta = LEASE, limit: int = AT_ONCE
) -> list[Parcel]:
    """Take the mails that are due, oldest first. Several workers may ask: PostgreSQL skips what another one is taking,
    SQLite has one writer."""
    token = secrets.token_hex(16)
    given = {"now": now, "until": now + lease, "token": token, "most": limit}
    parcels = [Parcel(row[0], token, *row[1:]) for row in connection.execute(_CLAIM, given)]
    return sorted(parcels, key=lambda parcel: (parcel.next_at, parcel.id))


def hand_over(connection: Connection, parcel: Parcel, *, now: datetime, lease: timedelta = LEASE) -> bool:
    """The mark before the text leaves. False: the lease was lost, somebody else has it; nothing may be sent."""
    return _moved(connection, _HAND_OVER, parcel, lease_until=now + lease)


def accepted(connection: Connection, parcel: Parcel, *, now: datetime, trial: bool = False) -> bool:
    return _moved(connection, _ACCEPT, parcel, ended_at=now, trial=trial)


def later(connection: Connection, parcel: Parcel, *, next_at: datetime, answer: str) -> bool:
    attempts = parcel.attempts + 1
    return _moved(connection, _DELAY, parcel, attempts=attempts, next_at=next_at, answer=answer)


def refused(connection: Connection, parcel: Parcel, *, now: datetime, problem: str, answer: str) -> bool:
    attempts = parcel.attempts + 1
    return _moved(
        connection, _REFUSE, parcel, attempts=attempts, ended_at=now, problem=problem, answer=answer
    )


def lost(connection: Connection, parcel: Parcel, *, answer: str) -> bool:
    return _moved(connection, _LOSE, parcel, answer=answer)


def not_sent(connection: Connection, parcel: Parcel, *, now: datetime) -> bool:
    """試營運: nobody may have it."""
    return _moved(connection, _NOT_SENT, parcel, ended_at=now)


def give_back(connection: Connection, token: str) -> None:
    """What was claimed and not tried is anybody's again."""
    sources, target = MOVES[_E.GIVE_BACK]
    connection.execute(
        update(_MAILS)
        .where(_MAILS.c.lease_token == token, _MAILS.c.state.in_(sources))
        .values(state=target, lease_until=None, lease_token="")
    )


def reap(connection: Connection, *, now: datetime) -> None:
    """Whose worker is gone: not handed over yet, so it is anybody's again; handed over, so nobody can know."""
    given, lose = MOVES[_E.GIVE_BACK], MOVES[_E.LOSE]
    for (sources, target), values in (
        (given, {"lease_until": None, "lease_token": ""}),
        (lose, {"lease_until": None, "problem": "gone"}),
    ):
        connection.execute(
            update(_MAILS)
            .where(_MAILS.c.state.in_(sources), _MAILS.c.lease_until < now)
            .values({"state": target, **values})
        )


def _moved(connection: Connection, statement: Update, parcel: Parcel, **values: object) -> bool:
    given = {f"new_{name}": value for name, value in values.items()}
    done = connection.execute(statement, {"of_id": parcel.id, "of_token": parcel.token, **given})
    return done.rowcount == 1
