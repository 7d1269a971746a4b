"""What was purged, the latest first."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Purge


def latest(session: Session, limit: int) -> list[Purge]:
    return list(session.scalars(select(Purge).order_by(Purge.id.desc()).limit(limit)))
