"""What the ladder asks first: its steps, the calendar, and what was planned already. What is owed: `sources`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import USUAL, Readings
from app.domain.notices.ladder import Ladder, Step, Subject
from app.models import Reminder, ReminderRule
from app.queries.office_calendar import calendar_in_force


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed as the ladder meets it and as its line of a mail names it. `path`: its page; `agency_id`: who owes it.

    `committee_agency_id`: whose committee follows it; for a duty without one, whose people do. `above_id`: the agency its
    `supervisors` belong to, where it is another.
    """

    subject: Subject
    code: str
    facts: dict[str, str]
    confidential: bool
    committee_agency_id: int
    agency_id: int
    path: str
    above_id: int | None = None

    @property
    def title(self) -> str:
        return self.facts.get("title", "")


def steps(session: Session) -> list[Step]:
    """Clock by clock, in the order of their days."""
    rows = session.scalars(select(ReminderRule).order_by(ReminderRule.clock, ReminderRule.days))
    return [Step(row.rule, row.clock, row.way, row.days, row.is_on) for row in rows]


def ladder_on(session: Session, now: datetime, readings: Readings = USUAL) -> Ladder:
    return Ladder(steps(session), calendar_in_force(session), now, readings)


def planned(
    session: Session, thing: str, rules: Collection[str], first: int, last: int | None
) -> dict[tuple[str, int, str, int], Row[*tuple[Any, ...]]]:
    """The 提醒 of these records (beyond `first`, up to `last`; None: all the rest) by what makes them one: (rule, record, occurrence, person)."""
    query = select(
        Reminder.id, Reminder.rule, Reminder.thing_id, Reminder.occurrence, Reminder.recipient_id,
        Reminder.superseded_at, Reminder.taken_off_by_id, Reminder.delivery_id,
    ).where(Reminder.thing == thing, Reminder.thing_id > first, Reminder.rule.in_(rules))  # fmt: skip
    if last is not None:
        query = query.where(Reminder.thing_id <= last)
    return {(row[1], row[2], row[3], row[4]): row for row in session.execute(query)}
