"""What dates of declarations are reckoned with, here and now."""

from __future__ import annotations

from app.domain.duties.declarations import readings_of
from app.queries.duties.roster import Reckoned
from app.queries.office_calendar import calendar_in_force
from app.web.settings import settings
from app.web.transaction import db, today


def reckoned() -> Reckoned:
    return Reckoned(calendar_in_force(db()), today(), readings_of(settings().declaration_readings))
