"""申報人數: the latest figures of every agency, one agency's history, and the days of 授權作業."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import FIGURES, Figures, batch_for
from app.domain.errors import Absent
from app.domain.meetings.yearly import existed_in
from app.domain.people.actor import Actor
from app.domain.people.rights import Right
from app.domain.roc_date import FIRST_ROC_YEAR
from app.models import Agency, AuthorisationBatch, DeclarationTally
from app.queries.visibility.tallies import tallies_are_reached


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """`latest`: the figures of the last day entered; None while nothing was. `suspended`: its 授權 is 停辦."""

    id: int
    short_name: str
    latest: DeclarationTally | None
    suspended: bool

    @property
    def figures(self) -> Figures | None:
        return figures_of(self.latest) if self.latest else None


def figures_of(row: DeclarationTally) -> Figures:
    return Figures(**{name: getattr(row, name) for name in FIGURES})


def by_agency(session: Session, actor: Actor, year: int, kind: DeclarationType) -> list[AgencyTally]:
    """Every agency of this ROC year the actor reaches, in 機關排序."""
    rows = latest_of(session, year, kind)
    batches = batches_of(session, year)
    agencies = session.scalars(
        select(Agency).where(tallies_are_reached(actor)).order_by(Agency.sort_order, Agency.id)
    )
    return [
        AgencyTally(
            one.id, one.short_name, rows.get(one.id), is_suspended(rows.get(one.id), year, kind, batches)
        )
        for one in agencies
        if existed_in(one.valid_from, one.valid_to, year)
    ]


def latest_of(session: Session, year: int, kind: DeclarationType) -> dict[int, DeclarationTally]:
    """Agency → the figures of the last day entered."""
    latest = (
        select(DeclarationTally.agency_id, func.max(DeclarationTally.as_of).label("as_of"))
        .where(DeclarationTally.year == year, DeclarationTally.type == kind)
        .group_by(DeclarationTally.agency_id)
        .subquery()
    )
    found = session.scalars(
        select(DeclarationTally)
        .join(
            latest,
            (latest.c.agency_id == DeclarationTally.agency_id) & (latest.c.as_of == DeclarationTally.as_of),
        )
        .where(DeclarationTally.year == year, DeclarationTally.type == kind)
    )
    return {row.agency_id: row for row in found}


def is_suspended(
    row: DeclarationTally | None, year: int, kind: DeclarationType, batches: Sequence[AuthorisationBatch]
) -> bool:
    batch = batch_for(kind, row.as_of, year, batches) if row else None
    return batch is not None and batch.suspended


def agency_of(session: Session, actor: Actor, agency_id: int, right: Right = Right.READ_TALLIES) -> Agency:
    """Raises Absent."""
    found = session.scalars(
        select(Agency).where(Agency.id == agency_id, tallies_are_reached(actor, right))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def agencies_entered_for(session: Session, actor: Actor) -> Sequence[Agency]:
    """The agencies whose figures the actor may enter, in 機關排序."""
    return session.scalars(
        select(Agency)
        .where(tallies_are_reached(actor, Right.REPORT_TALLIES))
        .order_by(Agency.sort_order, Agency.id)
    ).all()


def history_of(session: Session, agency: Agency, year: int) -> Sequence[DeclarationTally]:
    """What was entered of one year, the newest day first."""
    return session.scalars(
        select(DeclarationTally)
        .where(DeclarationTally.agency_id == agency.id, DeclarationTally.year == year)
        .order_by(DeclarationTally.as_of.desc(), DeclarationTally.type)
    ).all()


def tally_of(
    session: Session, agency_id: int, year: int, kind: DeclarationType, as_of: date
) -> DeclarationTally | None:
    return session.scalars(
        select(DeclarationTally).where(
            DeclarationTally.agency_id == agency_id,
            DeclarationTally.year == year,
            DeclarationTally.type == kind,
            DeclarationTally.as_of == as_of,
        )
    ).one_or_none()


def batches_of(session: Session, year: int) -> Sequence[AuthorisationBatch]:
    """The 基準日 of a ROC year, in order."""
    western = year + FIRST_ROC_YEAR - 1
    return session.scalars(
        select(AuthorisationBatch)
        .where(AuthorisationBatch.base_on.between(date(western, 1, 1), date(western, 12, 31)))
        .order_by(AuthorisationBatch.base_on)
    ).all()
