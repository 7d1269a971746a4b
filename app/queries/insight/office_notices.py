"""What 我的工作 tells those who keep the office: 試營運, years without a calendar, a year that can be closed. One statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from app.domain.duties.year_change import is_offered
from app.domain.office_calendar import years_wanted
from app.domain.roc_date import roc_year, roc_year_from
from app.models import CalendarYear, MailOperation, YearChange


@dataclass(frozen=True, slots=True)
class OfficeNotices:
    """`lacking`: ROC years without an office calendar; `year_ends`: the ROC year whose end may be prepared."""

    on_trial: bool = False
    lacking: tuple[int, ...] = ()
    year_ends: int | None = None


def office_notices(session: Session, today: date) -> OfficeNotices:
    this_year = roc_year(today)
    closed = select(YearChange.confirmed_at).where(YearChange.year == this_year).scalar_subquery()
    rows = session.execute(
        select(MailOperation.trial, CalendarYear.year, closed.label("closed_at"))
        .select_from(MailOperation)
        .outerjoin(CalendarYear, true())
        .distinct()
    ).all()
    present = {row.year for row in rows}
    return OfficeNotices(
        on_trial=rows[0].trial,
        lacking=tuple(roc_year_from(year) for year in years_wanted(today) if year not in present),
        year_ends=this_year if is_offered(this_year, today) and rows[0].closed_at is None else None,
    )
