"""What dates are reckoned with, here and now: of declarations, and of reminders."""

from __future__ import annotations

from app.domain.duties.declarations import Readings, readings_of
from app.domain.notices.ladder import Ladder
from app.queries.duties.roster import Reckoned
from app.queries.notices.ladder import ladder_on
from app.queries.office_calendar import calendar_in_force
from app.web.settings import settings
from app.web.transaction import db, now, today


def readings() -> Readings:
    """How this installation reads the open rules of declaration."""
    return readings_of(settings().declaration_readings)


def reckoned() -> Reckoned:
    return Reckoned(calendar_in_force(db()), today(), readings())


def ladder_now() -> Ladder:
    return ladder_on(db(), now(), readings())
