"""Lines that are due become mails: one for each person and bundle, written once, with a Message-ID of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.notices.letter import House, Line, Person, leads_to, may_carry_a_link
from app.domain.notices.notice import NoticeKind
from app.domain.notices.timing import DIGEST, TAIPEI, digest_of, next_digest
from app.domain.office_calendar import is_working_day
from app.models import Agency, Delivery, Reminder, User
from app.queries.notices import operation
from app.queries.office_calendar import calendar_in_force
from app.queries.people.signed_in import in_force
from app.services.notices import mail_links, message_ids
from app.services.outbox import WAITS
from app.wording import mails

LOG = logging.getLogger("tracker.mail")
AT_ONCE = 100


def compose_due(session: Session, house: House, *, now: datetime, limit: int = AT_ONCE) -> int:
    """Write the mails of at most `limit` bundles that are due; returns how many were written.

    On a day off the digests wait: their lines leave together on the next working day, as the calendar in force then says.
    """
    due = [*WAITS, Reminder.scheduled_for <= now]
    if not is_working_day(calendar_in_force(session), now.astimezone(TAIPEI).date()):
        due.append(~Reminder.bundle.startswith(DIGEST))
    firsts = session.scalars(
        select(func.min(Reminder.id))
        .where(*due)
        .group_by(Reminder.recipient_id, Reminder.bundle)
        .order_by(func.min(Reminder.id))
        .limit(limit)
    ).all()
    # Who holds the first line of a bundle writes its mail; another worker finds it held and goes on to send.
    held = session.execute(
        select(Reminder.recipient_id, Reminder.bundle)
        .where(*WAITS, Reminder.id.in_(firsts))
        .order_by(Reminder.id)
        .with_for_update(skip_locked=True)
    ).all()
    if not held:
        return 0
    if not operation.current(session).links:
        house = replace(house, address="")
    return sum(_tried(session, house, recipient_id, bundle, now) for recipient_id, bundle in held)


def _tried(session: Session, house: House, recipient_id: int, bundle: str, now: datetime) -> int:
    """A mail that cannot be put into words is shown as such; it does not stand in the way of the others."""
    try:
        with session.begin_nested():
            return _compose(session, house, recipient_id, bundle, now)
    except Exception:
        LOG.exception("a mail could not be put into words", extra={"bundle": bundle})
    user = session.get_one(User, recipient_id)
    spoiled = Delivery(
        kind=MailKind.NOTICE, recipient_id=recipient_id, mailbox=user.email, subject=mails.UNWRITABLE, body="",
        bundle=f"unwritable {now.isoformat()} {bundle}", message_id=message_ids.fresh(house), created_at=now, next_at=now,
    )  # fmt: skip
    _dead(spoiled, "rendering", now)
    session.add(spoiled)
    session.flush()
    session.execute(
        update(Reminder)
        .where(*WAITS, Reminder.recipient_id == recipient_id, Reminder.bundle == bundle)
        .values(delivery_id=spoiled.id)
    )
    return 0


def _compose(session: Session, house: House, recipient_id: int, bundle: str, now: datetime) -> int:
    own = Reminder.bundle == bundle
    if bundle.startswith(DIGEST):  # after an outage the lines of several days leave in one
        own = Reminder.bundle.startswith(DIGEST) & (Reminder.scheduled_for <= now)
        bundle = digest_of(now)
    rows = session.scalars(
        select(Reminder)
        .where(*WAITS, Reminder.recipient_id == recipient_id, own)
        .order_by(Reminder.id)
        .with_for_update()
    ).all()
    if not rows:
        return 0
    if _written(session, recipient_id, bundle):
        if bundle.startswith(DIGEST):
            _put_off(session, rows, now)
            return 0
        bundle = f"{bundle} {rows[0].id}"
    lines = _lines(rows)
    token = mail_links.new_token() if house.address and may_carry_a_link(lines) else ""
    delivery = _delivery(session, house, rows, lines, bundle, token, now)
    session.add(delivery)
    session.flush()
    if token:
        mail_links.make(session, delivery, rows, token, leads_to(lines), now=now)
    session.execute(
        update(Reminder).where(Reminder.id.in_([row.id for row in rows])).values(delivery_id=delivery.id)
    )
    return 1


def _written(session: Session, recipient_id: int, bundle: str) -> bool:
    found = select(Delivery.id).where(Delivery.recipient_id == recipient_id, Delivery.bundle == bundle)
    return session.scalar(found) is not None


def _put_off(session: Session, rows: Sequence[Reminder], now: datetime) -> None:
    """One digest a person a day: what comes after it was written waits for the next."""
    at = next_digest(now)
    session.execute(
        update(Reminder)
        .where(Reminder.id.in_([row.id for row in rows]))
        .values(scheduled_for=at, bundle=digest_of(at))
    )


def _delivery(
    session: Session,
    house: House,
    rows: Sequence[Reminder],
    lines: tuple[Line, ...],
    bundle: str,
    token: str,
    now: datetime,
) -> Delivery:
    user = session.get_one(User, rows[0].recipient_id)
    is_digest, today = bundle.startswith(DIGEST), now.astimezone(TAIPEI).date()
    person = Person(user.name, user.title, _agency(session, rows))
    link = f"{house.address}/r/{token}" if token else ""
    subject, body = (
        mails.digest(lines, person, house, link, today)
        if is_digest
        else mails.notice(lines, person, house, link)
    )
    delivery = Delivery(
        kind=MailKind.DIGEST if is_digest else MailKind.NOTICE, recipient_id=user.id, mailbox=user.email, subject=subject,
        body=body, bundle=bundle, message_id=message_ids.fresh(house), created_at=now, next_at=now,
    )  # fmt: skip
    if not in_force(user, today):
        _dead(delivery, "nobody", now)
    elif not user.email:
        _dead(delivery, "no_mailbox", now)
    return delivery


def _lines(rows: Sequence[Reminder]) -> tuple[Line, ...]:
    """As a reader wants them: kind by kind, in the order of the codes."""
    order = list(NoticeKind)
    return tuple(sorted(map(line_of, rows), key=lambda line: (order.index(line.kind), _natural(line.code))))


def _natural(code: str) -> list[tuple[int, str]]:
    """114-1-3-9 stands before 114-1-3-11."""
    return [(int(part) if part.isdigit() else 0, part) for part in code.split("-")]


def line_of(row: Reminder) -> Line:
    """One 提醒 as its mail names it."""
    facts: Mapping[str, str] = row.facts
    return Line(
        NoticeKind(row.rule), row.code, facts.get("title", ""), _day(facts.get("due_on")),
        _day(facts.get("letter_on")), facts.get("document_number", ""), facts.get("reason", ""), row.path,
        row.confidential, facts.get("round", ""),
    )  # fmt: skip


def _agency(session: Session, rows: Sequence[Reminder]) -> str:
    """The body he is written to for, where all the lines agree."""
    ids = {row.for_agency_id for row in rows}
    agency = session.get(Agency, ids.pop()) if len(ids) == 1 and None not in ids else None
    return agency.short_name if agency else ""


def _dead(delivery: Delivery, problem: str, now: datetime) -> None:
    delivery.state, delivery.problem, delivery.ended_at = DeliveryState.DEAD, problem, now


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
