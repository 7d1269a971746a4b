"""提醒 rows: written with the change they tell of, taken back while nobody was written to. Area-less, like the audit log beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, true, update
from sqlalchemy.orm import Session

from app.domain.notices import recipients as seats_of
from app.domain.notices.ladder import Clock, mails_of
from app.domain.notices.mail_link import ENDS_WITH, LinkEnd
from app.domain.notices.notice import Notice, NoticeKind
from app.domain.notices.on_action import Addressee, OnAction, Timing
from app.domain.notices.recipients import Seat
from app.domain.notices.timing import TAIPEI, digest_of, leaves_at
from app.domain.people.actor import Actor, Role
from app.models import AuditEvent, MailLink, Reminder
from app.queries.notices import recipients

WAITS = (Reminder.delivery_id.is_(None), Reminder.superseded_at.is_(None))
FACTS = ("title", "due_on", "letter_on", "document_number", "reason")
_ROLES = {Addressee.HEADS: Role.HEAD, Addressee.OFFICERS: Role.OFFICER, Addressee.LEADERS: Role.LEADER}
TOGETHER = "together"
"""Where a session carries what the acts of one batch share."""


@dataclass(slots=True)
class _Batch:
    """Seats are looked up once; what ends is written once, by thing and by how it ends."""

    seats: dict[tuple[object, ...], list[Seat]] = field(default_factory=dict)
    links: dict[tuple[str, LinkEnd], set[int]] = field(default_factory=dict)
    ladders: dict[tuple[str, tuple[Clock, ...], datetime], set[int]] = field(default_factory=dict)


@contextmanager
def together(session: Session) -> Iterator[None]:
    """One act on many records: nothing is flushed in between, and what hangs on all of them is looked up and ended once."""
    if TOGETHER in session.info:
        yield
        return
    batch = session.info[TOGETHER] = _Batch()
    try:
        with session.no_autoflush:
            yield
    finally:
        del session.info[TOGETHER]
    session.flush()
    for (thing, end), ids in batch.links.items():
        _end_links(session, thing, ids, end)
    for (thing, clocks, now), ids in batch.ladders.items():
        _stop_ladders(session, thing, ids, clocks, now)


def enqueue(
    session: Session, row: OnAction, notice: Notice, event: AuditEvent, actor: Actor, *, now: datetime
) -> None:
    """One row for each person who is to hear of it. Nobody is told what he did himself.

    Links that were mailed about the record before end with what ends it.
    """
    assert event.thing_id is not None  # noqa: S101 — `record()` is called after the flush
    if (end := ENDS_WITH.get(row.kind)) is not None:
        batch: _Batch | None = session.info.get(TOGETHER)
        if batch is None:
            _end_links(session, event.thing, {event.thing_id}, end)
        else:
            batch.links.setdefault((event.thing, end), set()).add(event.thing_id)
    for person in _who(session, row.to, notice, event, now.astimezone(TAIPEI).date()):
        if person == actor.person_id and row.to is not Addressee.PERSON:
            continue
        session.add(
            Reminder(
                rule=row.kind, thing=event.thing, thing_id=event.thing_id, occurrence=now.isoformat(),
                recipient_id=person, bundle=_bundle(row, now), scheduled_for=leaves_at(row.timing, now),
                code="" if event.confidential else event.code, path=notice.path,
                facts={} if event.confidential else _facts(notice), confidential=event.confidential,
                agency_id=event.agency_id, for_agency_id=notice.agency_id, created_at=now,
            )
        )  # fmt: skip


def supersede(
    session: Session, thing: str, ids: Collection[int], *, now: datetime, kind: NoticeKind | None = None
) -> None:
    """What was to be told of these records (only of this kind) is told no more, as far as no mail was written of it yet."""
    session.flush()
    waiting = (Reminder.thing == thing, Reminder.thing_id.in_(ids), Reminder.delivery_id.is_(None))
    of_kind = true() if kind is None else Reminder.rule == kind
    session.execute(
        update(Reminder).where(*waiting, of_kind, Reminder.superseded_at.is_(None)).values(superseded_at=now)
    )


def stop_ladder(session: Session, thing: str, ids: Collection[int], *clocks: Clock, now: datetime) -> None:
    """Their date, owner or clock has changed, or they are settled: what the ladder queued for them is superseded. What still holds is planned anew."""
    batch: _Batch | None = session.info.get(TOGETHER)
    if batch is not None:
        batch.ladders.setdefault((thing, clocks, now), set()).update(ids)
        return
    session.flush()
    _stop_ladders(session, thing, ids, clocks, now)


def stop_round(session: Session, round_id: int, *, now: datetime) -> None:
    """The same for every share of a round whose day has changed; `occurrence` begins with the round."""
    of_round = Reminder.occurrence.startswith(f"{round_id} ")
    _take_back(session, of_round, clocks=(Clock.ROUND,), now=now)


def stop_ladder_of(session: Session, person_id: int, agencies: Collection[int], *, now: datetime) -> None:
    """What waits for somebody whose seats of these agencies end, of duties; whoever holds them then is written to instead."""
    duties = tuple(clock for clock in Clock if clock is not Clock.ROUND)
    theirs = Reminder.for_agency_id.in_(agencies)
    _take_back(session, Reminder.recipient_id == person_id, theirs, clocks=duties, now=now)


def _take_back(
    session: Session, *of_them: ColumnElement[bool], clocks: tuple[Clock, ...], now: datetime
) -> None:
    session.execute(
        update(Reminder)
        .where(*of_them, Reminder.rule.in_(sorted(mails_of(*(clocks or Clock)))), *WAITS)
        .values(superseded_at=now)
        .execution_options(synchronize_session=False)
    )


def _end_links(session: Session, thing: str, ids: Collection[int], end: LinkEnd) -> None:
    session.execute(
        update(MailLink)
        .where(MailLink.thing == thing, MailLink.thing_id.in_(ids), MailLink.ended.is_(None))
        .values(ended=end)
    )


def _stop_ladders(
    session: Session, thing: str, ids: Collection[int], clocks: tuple[Clock, ...], now: datetime
) -> None:
    _take_back(session, Reminder.thing == thing, Reminder.thing_id.in_(ids), clocks=clocks, now=now)


def _who(session: Session, to: Addressee, notice: Notice, event: AuditEvent, today: date) -> Iterable[int]:
    if notice.to_id is not None:
        return (notice.to_id,)
    if to is Addressee.PERSON:
        return () if notice.person_id is None else (notice.person_id,)
    if to is Addressee.CONTACT:
        found = _seats(session, notice.agency_id, Role.CONTACT, today)
        seat = seats_of.contact(
            found, person_id=notice.person_id, unit=notice.unit, confidential=event.confidential
        )
        return () if seat is None else (seat.person_id,)
    if to is Addressee.SIGNERS:
        role, found = Role.SUPERVISOR, recipients.signers(session, _ids(notice.agency_id), today=today)
    else:
        role = _ROLES[to]
        found = _seats(session, event.agency_id, role, today)
    return [seat.person_id for seat in seats_of.holders(found, role, confidential=event.confidential)]


def _seats(session: Session, agency_id: int | None, role: Role, today: date) -> list[Seat]:
    batch: _Batch = session.info.get(TOGETHER) or _Batch()
    key = (agency_id, role, today)
    if key not in batch.seats:
        batch.seats[key] = recipients.seats(session, _ids(agency_id), role, today=today)
    return batch.seats[key]


def _ids(agency_id: int | None) -> tuple[int, ...]:
    return () if agency_id is None else (agency_id,)


def _bundle(row: OnAction, now: datetime) -> str:
    """What leaves in one mail: the day's digest, or what one act told one person."""
    if row.timing is Timing.DIGEST:
        return digest_of(leaves_at(row.timing, now))
    return f"{row.kind} {now.isoformat()}"


def _facts(notice: Notice) -> dict[str, str]:
    """The facts as JSON has them; days as 2026-11-25, what is empty left out."""
    values = {name: value for name, value in asdict(notice).items() if name in FACTS and value}
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in values.items()
    }
