"""What the counts of C10 count, one by one: reports sent back, extensions granted, and every report that was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from app.domain.tracking.decisions import Opinion
from app.models import Assignment, ExtensionRequest, Finding, ProgressReport
from app.queries.insight.figures import Basis
from app.queries.insight.registers import TAIPEI, answered, granted
from app.queries.insight.share_lines import Among
from app.queries.visibility.tracking import of_secret_case


@dataclass(frozen=True, slots=True)
class Bounce:
    """`before`, `after`: the day a report was sent and the day it was answered; the dates before and after an extension."""

    share_id: int
    item_id: int
    agency_id: int
    secret: bool
    before: date | None
    after: date

    @property
    def days(self) -> int | None:
        return (self.after - self.before).days if self.before else None


def bounces(basis: Basis, among: Among, seen: ColumnElement[bool], show: str) -> Select[*tuple[Any, ...]]:
    """`show`: sent_back, extended, or answered where the day it was sent is known; the latest first."""
    of_share = Assignment.id.label("share_id"), of_secret_case().label("secret")
    if show == "extended":
        moved = ExtensionRequest.due_before.label("before"), ExtensionRequest.granted_on.label("after")
        found = granted(among, seen, basis.year, basis.as_of).add_columns(*of_share, *moved)
        return found.order_by(ExtensionRequest.decided_at.desc(), ExtensionRequest.id.desc())
    dates = ProgressReport.submitted_on.label("before"), Finding.effective_at.label("after")
    chosen = (
        Finding.opinion == Opinion.SEND_BACK
        if show == "sent_back"
        else ProgressReport.submitted_on.is_not(None)
    )
    found = answered(among, seen, basis.year, basis.as_of).where(chosen).add_columns(*of_share, *dates)
    return found.order_by(Finding.effective_at.desc(), Finding.id.desc())


def read(session: Session, found: Select[*tuple[Any, ...]]) -> Iterator[Bounce]:
    for row in session.execute(found):
        after = row.after.astimezone(TAIPEI).date() if isinstance(row.after, datetime) else row.after
        yield Bounce(row.share_id, row.item_id, row.agency_id, bool(row.secret), row.before, after)
