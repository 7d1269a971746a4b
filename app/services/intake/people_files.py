"""Lists of agencies and of users: checked against what is here, then made; re-importing changes only what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import BatchKind
from app.domain.people.actor import Actor
from app.services.intake import agency_files, user_files
from app.services.intake.sheet_check import SheetCheck

__all__ = ["SheetCheck", "check", "make"]


def check(
    session: Session, actor: Actor, kind: BatchKind, reads: Sequence[Mapping[str, Any]], *, today: date
) -> list[SheetCheck]:
    """Every file of a batch. What a row names may stand in another file of the same batch."""
    if kind is BatchKind.AGENCIES:
        return agency_files.check(session, reads, today=today)
    return user_files.check(session, actor, reads, today=today)


def make(
    session: Session,
    actor: Actor,
    kind: BatchKind,
    checks: Sequence[SheetCheck],
    *,
    now: datetime,
    today: date,
) -> None:
    """Create and change what the checks say."""
    maker = agency_files.make if kind is BatchKind.AGENCIES else user_files.make
    maker(session, actor, checks, now=now, today=today)
