"""The purge: every rule in turn, some thousand rows a transaction, so that nobody waits long for the writer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.people.actor import CLOCK, Actor
from app.domain.retention import TAIPEI, Kept, Purged, kept_since
from app.extensions.database import Database
from app.extensions.transaction import unit_of_work
from app.models import Purge
from app.services import purging
from app.services.duties.purging import purge_declarants
from app.services.intake import purging as intake
from app.services.meetings import purging as meetings
from app.services.notices import purging as notices
from app.services.people import purging as people
from app.services.purging import PurgeRule
from config import Retention

RULES: tuple[PurgeRule, ...] = (*people.RULES, *meetings.RULES, *notices.RULES, *intake.RULES)
"""Whatever has a time to be kept. An area with another rule adds its `RULES` here, its codes to `domain/retention.py`.
Declarants go by a function of their own, for a person goes whole and the law says when."""
MOST = 2000


def since(retention: Retention, today: date) -> dict[Kept, date]:
    """The first day still kept of each."""
    return {
        Kept.RECORDS: kept_since(today, years=retention.record_years),
        Kept.AUDIT: kept_since(today, years=retention.audit_years),
        Kept.MAIL: kept_since(today, years=retention.mail_years),
        Kept.SIDE_NOTES: kept_since(today, days=retention.side_note_days),
    }


def would_take(
    session: Session, retention: Retention, *, now: datetime
) -> tuple[dict[str, int], dict[str, int]]:
    """(what a purge would take away, what is past its time and stays), counted without changing anything."""
    today = now.astimezone(TAIPEI).date()
    days = since(retention, today)
    numbers = [(rule, purging.number_past(session, rule, days[rule.kept])) for rule in RULES]
    trial = session.begin_nested()
    people = sum(one.people for one in purge_declarants(session, CLOCK, now=now, today=today))
    trial.rollback()
    return (
        {rule.what.value: number for rule, number in numbers if rule.remove}
        | {Purged.DECLARANTS.value: people},
        {rule.what.value: number for rule, number in numbers if not rule.remove},
    )


def purge(
    database: Database,
    retention: Retention,
    actor: Actor,
    *,
    now: datetime,
    night: date | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Purge | None:
    """Purge by every rule. None: another worker does this night's, or it was told to stop; the next goes on where it was."""
    today = now.astimezone(TAIPEI).date()
    days = since(retention, today)
    try:
        with unit_of_work(database) as session:
            begun = purging.begin(session, night=night, now=now)
    except IntegrityError:
        begun = None
    if begun is None:
        return None
    for rule in RULES:
        more = True
        while more:
            if stopping():
                return None
            with unit_of_work(database) as session:
                row = session.get_one(Purge, begun.id)
                more = purging.take_some(session, row, rule, days[rule.kept], MOST)
    with unit_of_work(database) as session:
        row = session.get_one(Purge, begun.id)
        gone = sum(one.people for one in purge_declarants(session, actor, now=now, today=today))
        purging.count(session, row, Purged.DECLARANTS, gone)
        found = {
            rule.what.value: purging.number_past(session, rule, days[rule.kept])
            for rule in RULES
            if not rule.remove
        }
        purging.end(session, actor, row, found, now=now)
    return row
