"""The years a search may be narrowed to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.roc_date import roc_year
from app.models import Meeting


def years_of_meetings(session: Session, today: date) -> list[int]:
    """Every 年度 in which there was a meeting, and the one that runs; the newest first."""
    years = session.scalars(select(Meeting.year).where(Meeting.year.is_not(None)).distinct())
    return sorted({roc_year(today), *(year for year in years if year is not None)}, reverse=True)
