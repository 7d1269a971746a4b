"""The planner: every step of the ladder that is due and not planned becomes a 提醒 row; what holds no more is superseded.

It never asks when it ran last, so an outage delays and loses nothing; a row is one of its kind, so it may run as often as it
likes, in several processes at once, and adds nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.duties.declarations import USUAL, Readings
from app.domain.errors import NotAllowed, NotNow
from app.domain.notices import ladder as domain
from app.domain.notices.ladder import Ladder, Step, Way
from app.domain.notices.timing import digest_of
from app.domain.people.actor import Actor, ActorKind, Role
from app.models import Reminder, ReminderCall, ReminderRule
from app.queries.notices.ladder import Owed, ladder_on, planned
from app.queries.notices.sources import SOURCES
from app.services import audit
from app.services.outbox import WAITS
from app.services.people.changes import apply
from app.services.versions import check_seen

AT_ONCE = 10_000
_ROWS = cast(Table, Reminder.__table__)


@dataclass(frozen=True, slots=True)
class Place:
    """How far the planning has come: the source, and the record of it that was reached."""

    source: int = 0
    after: int = 0


BEGINNING = Place()


@dataclass(frozen=True, slots=True)
class Planned:
    """What one part of the planning did. `then`: where to go on; None: that was all."""

    added: int
    superseded: int
    then: Place | None


@dataclass(frozen=True, slots=True)
class Mailing:
    """One line that is due: of what, by which step, to whom."""

    owed: Owed
    step: Step
    person: int

    @property
    def key(self) -> tuple[str, int, str, int]:
        return self.step.rule, self.owed.subject.thing_id, self.owed.subject.occurrence, self.person


def plan(
    session: Session, ladder: Ladder, *, now: datetime, at: Place = BEGINNING, limit: int = AT_ONCE
) -> Planned:
    """Plan what one source has from there on, some `limit` rows of it."""
    source = SOURCES[at.source]
    found, last = source.owed(session, ladder, after=at.after, limit=limit, lock=True)
    due = mailings(ladder, found)
    known = planned(session, source.thing, source.rules(ladder), at.after, last)
    keys = {one.key for one in due}
    superseded = _supersede([row for key, row in known.items() if key not in keys], session, now)
    revived = _revive(session, [row for key, row in known.items() if key in keys], ladder)
    added = _add(session, ladder, (one for one in due if one.key not in known), now)
    return Planned(added + revived, superseded, _then(at, last))


def plan_all(session: Session, *, now: datetime, readings: Readings = USUAL) -> tuple[int, int]:
    """Everything in one transaction, for the console: how many were added, and how many superseded."""
    ladder, added, superseded = ladder_on(session, now, readings), 0, 0
    at: Place | None = BEGINNING
    while at is not None:
        done = plan(session, ladder, now=now, at=at)
        added, superseded, at = added + done.added, superseded + done.superseded, done.then
    return added, superseded


def would_add(session: Session, *, now: datetime, readings: Readings = USUAL) -> list[Mailing]:
    """What planning now would add. Nothing is changed."""
    ladder = ladder_on(session, now, readings)
    found: list[Mailing] = []
    at: Place | None = BEGINNING
    while at is not None:
        source = SOURCES[at.source]
        owed, last = source.owed(session, ladder, after=at.after, limit=AT_ONCE)
        known = planned(session, source.thing, source.rules(ladder), at.after, last)
        found += [one for one in mailings(ladder, owed) if one.key not in known]
        at = _then(at, last)
    return found


def _then(at: Place, last: int | None) -> Place | None:
    if last is not None:
        return Place(at.source, last)
    return Place(at.source + 1) if at.source + 1 < len(SOURCES) else None


def mailings(ladder: Ladder, found: Iterable[Owed]) -> list[Mailing]:
    return [Mailing(owed, step, person) for owed in found for step, person in ladder.due(owed.subject)]


def take_off(session: Session, actor: Actor, reminders: Collection[Reminder], *, now: datetime) -> None:
    """These lines do not leave and are not planned again. They must wait still (`held_lines`)."""
    for row in reminders:
        row.superseded_at, row.taken_off_by_id = now, actor.person_id
    session.flush()
    for row in reminders:
        audit.record(
            session, actor, "take_off", row, now=now, code=_named(row), agency_id=row.agency_id,
            confidential=row.confidential,
        )  # fmt: skip


def put_back(session: Session, actor: Actor, row: Reminder, *, now: datetime) -> None:
    """It leaves after all. NotNow: reminder_left."""
    if row.delivery_id is not None or row.taken_off_by_id is None:
        raise NotNow("reminder_left")
    row.superseded_at = row.taken_off_by_id = None
    session.flush()
    audit.record(
        session, actor, "put_back", row, now=now, code=_named(row), agency_id=row.agency_id, confidential=row.confidential
    )  # fmt: skip


def send_now(session: Session, actor: Actor, reminders: Collection[Reminder], *, now: datetime) -> None:
    """立即寄出: one mail for each person beside the day's digest, which leaves at its own time."""
    for row in reminders:
        row.scheduled_for, row.bundle = now, f"reminders {now.isoformat()}"
    session.flush()
    for row in reminders:
        audit.record(
            session, actor, "send_now", row, now=now, code=_named(row), agency_id=row.agency_id,
            confidential=row.confidential,
        )  # fmt: skip


def switch(
    session: Session, actor: Actor, rule: ReminderRule, *, on: bool, seen_version: int | None, now: datetime
) -> None:
    """A step on or off. What waits by a step that is switched off is superseded at the next planning, and here at once."""
    if not keeps_ladder(actor):
        raise NotAllowed("not_yours_to_do")
    check_seen(rule, seen_version)
    if rule.is_on is on:
        return
    rule.is_on = on
    session.flush()
    if not on:
        _withdraw(session, rule, now)
    audit.record(session, actor, "switch_on" if on else "switch_off", rule, now=now, code=rule.rule)


def switch_kind(
    session: Session, actor: Actor, rules: Iterable[ReminderRule], *, on: bool, now: datetime
) -> None:
    """All steps of one kind of duty."""
    for rule in rules:
        switch(session, actor, rule, on=on, seen_version=rule.version, now=now)


def check_days(session: Session, rule: ReminderRule, days: int) -> None:
    """Invalid: as `ladder.check_days`."""
    others = session.scalars(
        select(ReminderRule.days).where(ReminderRule.clock == rule.clock, ReminderRule.id != rule.id)
    ).all()
    domain.check_days(Step(rule.rule, rule.clock, rule.way, rule.days, rule.is_on), days, others)


def change_days(
    session: Session, actor: Actor, rule: ReminderRule, days: int, *, seen_version: int | None, now: datetime
) -> None:
    """Another day for a step; what waits by the old one is superseded and planned anew. What was sent is not sent again."""
    if not keeps_ladder(actor):
        raise NotAllowed("not_yours_to_do")
    check_seen(rule, seen_version)
    check_days(session, rule, days)
    if changes := apply(session, rule, {"days": days}):
        session.flush()
        _withdraw(session, rule, now)
        audit.record(session, actor, "change", rule, now=now, code=rule.rule, changes=changes)


def record_call(session: Session, actor: Actor, agency_id: int, note: str, *, now: datetime) -> ReminderCall:
    """已電話聯繫. The caller has seen that the agency owes this person something."""
    row = ReminderCall(agency_id=agency_id, called_at=now, called_by_id=actor.person_id, note=note)
    session.add(row)
    session.flush()
    audit.record(session, actor, "record_call", row, now=now, agency_id=agency_id)
    return row


def keeps_ladder(actor: Actor) -> bool:
    """政風處: there is one ladder for everybody, as there is one office calendar."""
    return actor.kind is ActorKind.CONSOLE or any(
        grant.of_department and grant.role in (Role.OFFICER, Role.HEAD) for grant in actor.grants
    )


def _withdraw(session: Session, rule: ReminderRule, now: datetime) -> None:
    session.execute(
        update(Reminder)
        .where(Reminder.rule == rule.rule, *WAITS)
        .values(superseded_at=now)
        .execution_options(synchronize_session=False)
    )


def _named(row: Reminder) -> str:
    """A duty has no code of its own."""
    return row.code or str(row.facts.get("title", ""))


def _add(session: Session, ladder: Ladder, due: Iterable[Mailing], now: datetime) -> int:
    at = ladder.leaves_at
    values = [_values(one, at, now) for one in due]
    if not values:
        return 0
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(_ROWS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return session.connection().execute(statement, values).rowcount


def _values(one: Mailing, at: datetime, now: datetime) -> dict[str, Any]:
    owed, subject = one.owed, one.owed.subject
    greeted = owed.above_id if one.step.way is Way.SUPERVISOR and owed.above_id else owed.agency_id
    return {
        "rule": one.step.rule, "thing": subject.thing, "thing_id": subject.thing_id, "occurrence": subject.occurrence,
        "recipient_id": one.person, "bundle": digest_of(at), "scheduled_for": at, "path": owed.path,
        "code": "" if owed.confidential else owed.code, "facts": owed.facts, "confidential": owed.confidential,
        "agency_id": owed.committee_agency_id, "for_agency_id": greeted, "created_at": now,
    }  # fmt: skip


def _supersede(known: Iterable[Row[*tuple[Any, ...]]], session: Session, now: datetime) -> int:
    """What waits and holds no more: reported, paused, another day, another seat, a step switched off."""
    ids = [row.id for row in known if row.delivery_id is None and row.superseded_at is None]
    return _set(session, ids, superseded_at=now)


def _revive(session: Session, known: Iterable[Row[*tuple[Any, ...]]], ladder: Ladder) -> int:
    """What was superseded and holds again; never what a person took off."""
    ids = [
        row.id
        for row in known
        if row.delivery_id is None and row.superseded_at is not None and row.taken_off_by_id is None
    ]
    return _set(
        session, ids, superseded_at=None, scheduled_for=ladder.leaves_at, bundle=digest_of(ladder.leaves_at)
    )


def _set(session: Session, ids: Sequence[int], **values: object) -> int:
    for at in range(0, len(ids), 1000):
        session.execute(
            update(Reminder)
            .where(Reminder.id.in_(ids[at : at + 1000]), Reminder.delivery_id.is_(None))
            .values(values)
            .execution_options(synchronize_session=False)
        )
    return len(ids)
