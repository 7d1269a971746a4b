"""The office calendar in force and the one that would follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.duties.declarations import USUAL, Readings
from app.domain.office_calendar import OfficeCalendar


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """`readings`: the open rules of declaration that this installation reads the other way."""

    before: OfficeCalendar
    after: OfficeCalendar
    today: date
    readings: Readings = USUAL
