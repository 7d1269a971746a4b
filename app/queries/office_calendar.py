"""The office calendars in force. A caller loads once (one statement, a few hundred rows) and hands the value on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.domain.office_calendar import OfficeCalendar, SpecialDay, years_wanted
from app.models import CalendarDay, CalendarYear
from app.queries.prepared import prepared


def calendar_in_force(session: Session) -> OfficeCalendar:
    """Every year's newest version as one value."""
    found = (
        select(CalendarYear.year, CalendarDay.day, CalendarDay.is_off, CalendarDay.note)
        .outerjoin(CalendarDay, CalendarDay.calendar_year_id == CalendarYear.id)
        .where(_newest())
    )
    rows = session.execute(prepared(found)).all()
    days = {row.day: SpecialDay(row.is_off, row.note) for row in rows if row.day is not None}
    return OfficeCalendar(frozenset(row.year for row in rows), days)


def years_in_force(session: Session) -> Sequence[CalendarYear]:
    """Every year's newest version, the latest year first."""
    return session.scalars(select(CalendarYear).where(_newest()).order_by(CalendarYear.year.desc())).all()


def years_lacking(session: Session, today: date) -> list[int]:
    """The years that must have a calendar today and have none."""
    present = set(session.scalars(select(CalendarYear.year).distinct()))
    return [year for year in years_wanted(today) if year not in present]


def versions_of(session: Session, year: int) -> Sequence[CalendarYear]:
    """Every version of one year, the newest first, their days loaded."""
    return session.scalars(
        select(CalendarYear)
        .where(CalendarYear.year == year)
        .order_by(CalendarYear.number.desc())
        .options(selectinload(CalendarYear.days))
    ).all()


def days_of(version: CalendarYear) -> dict[date, SpecialDay]:
    """The special days of a version whose days are loaded."""
    return {row.day: SpecialDay(row.is_off, row.note) for row in version.days}


def _newest() -> ColumnElement[bool]:
    other = aliased(CalendarYear)
    newest = select(func.max(other.number)).where(other.year == CalendarYear.year).scalar_subquery()
    return CalendarYear.number == newest
