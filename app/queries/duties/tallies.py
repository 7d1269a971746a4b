"""申報人數: the latest figures of every agency, one agency's history, and the days of 授權作業."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.domain.duties.declarations import WINDOW_BEGINS, DeclarationType
from app.domain.duties.roster import Line, figures
from app.domain.duties.tallies import FIGURES, Figures, batch_for, total
from app.domain.errors import Absent
from app.domain.meetings.yearly import existed_in
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year
from app.models import Agency, AuthorisationBatch, DeclarationTally
from app.queries.duties.roster import Reckoned, lines_by_agency, rosters_in_force
from app.queries.prepared import prepared
from app.queries.visibility.tallies import tallies_are_reached


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """`latest`: the figures of the last day entered; None while nothing was. `suspended`: its 授權 is 停辦. `receiver`: 受理申報機關.

    `from_roster`: the figures are those of its roster today, in a row that is stored nowhere.
    """

    id: int
    short_name: str
    receiver_id: int
    receiver: str
    latest: DeclarationTally | None
    suspended: bool
    from_roster: bool = False

    @property
    def figures(self) -> Figures | None:
        return figures_of(self.latest) if self.latest else None


@dataclass(frozen=True, slots=True)
class Together:
    """The figures of several agencies. `served`: of those whose 授權 is not 停辦; `known`: how many entered any."""

    agencies: int
    known: int
    total: Figures
    served: Figures

    @property
    def suspended(self) -> bool:
        return bool(self.known) and not self.served.required


@dataclass(frozen=True, slots=True)
class Receiver:
    """受理申報機關 with the agencies that declare to it, itself among them."""

    id: int
    short_name: str
    together: Together


@dataclass(frozen=True, slots=True)
class OwnSeason:
    """定期申報 of an agency while its window is open. `latest`: its figures, None while none were entered; `from_roster`: 名冊 counts."""

    id: int
    short_name: str
    latest: DeclarationTally | None
    from_roster: bool


def figures_of(row: DeclarationTally) -> Figures:
    return Figures(**{name: getattr(row, name) for name in FIGURES})


def by_agency(
    session: Session, actor: Actor, year: int, kind: DeclarationType, reckoned: Reckoned
) -> list[AgencyTally]:
    """Every agency of this ROC year the actor reaches, in 機關排序; of those with a roster what it says. As of the day reckoned with."""
    reached = tallies_are_reached(actor)
    rows, derived = latest_and_counted(session, reached, year, kind, reckoned)
    batches = batches_of(session, year)
    receiver = aliased(Agency)
    agencies = session.execute(
        select(
            Agency.id, Agency.short_name, Agency.valid_from, Agency.valid_to,
            receiver.id.label("receiver_id"), receiver.short_name.label("receiver"),
        )
        .join(receiver, receiver.id == func.coalesce(Agency.declares_to_id, Agency.id))
        .where(reached)
        .order_by(Agency.sort_order, Agency.id)
    ).all()  # fmt: skip
    return [
        AgencyTally(
            one.id, one.short_name, one.receiver_id, one.receiver, rows.get(one.id),
            is_suspended(rows.get(one.id), year, kind, batches), one.id in derived,
        )
        for one in agencies
        if existed_in(one.valid_from, one.valid_to, year)
    ]  # fmt: skip


def together(rows: Sequence[AgencyTally]) -> Together:
    known = [(row.figures, row.suspended) for row in rows if row.figures]
    return Together(
        len(rows), len(known), total(figures for figures, _ in known),
        total(figures for figures, suspended in known if not suspended),
    )  # fmt: skip


def by_receiver(rows: Sequence[AgencyTally]) -> list[Receiver]:
    """The most agencies first; those that receive for as many in the order of the list."""
    groups: dict[int, list[AgencyTally]] = {}
    for row in rows:
        groups.setdefault(row.receiver_id, []).append(row)
    found = [Receiver(one, those[0].receiver, together(those)) for one, those in groups.items()]
    return sorted(found, key=lambda one: -one.together.agencies)


def own_season(session: Session, actor: Actor, today: date) -> list[OwnSeason]:
    """For the contacts and supervisors of agencies, from 11/1 to 12/31."""
    own = actor.agencies_as(Role.CONTACT) | actor.agencies_as(Role.SUPERVISOR)
    if not own or (today.month, today.day) < WINDOW_BEGINS:
        return []
    year = roc_year(today)
    latest, counted = latest_of(session, year, DeclarationType.PERIODIC), rostered(session, year)
    found = session.scalars(select(Agency).where(Agency.id.in_(own)).order_by(Agency.sort_order, Agency.id))
    return [OwnSeason(one.id, one.short_name, latest.get(one.id), one.id in counted) for one in found]


def latest_of(
    session: Session, year: int, kind: DeclarationType, *, until: date | None = None
) -> dict[int, DeclarationTally]:
    """Agency → the figures of the last day entered, with `until` of that day or before."""
    latest = (
        select(DeclarationTally.agency_id, func.max(DeclarationTally.as_of).label("as_of"))
        .where(
            DeclarationTally.year == year,
            DeclarationTally.type == kind,
            true() if until is None else DeclarationTally.as_of <= until,
        )
        .group_by(DeclarationTally.agency_id)
        .subquery()
    )
    found = (
        select(DeclarationTally)
        .join(
            latest,
            (latest.c.agency_id == DeclarationTally.agency_id) & (latest.c.as_of == DeclarationTally.as_of),
        )
        .where(DeclarationTally.year == year, DeclarationTally.type == kind)
    )
    return {row.agency_id: row for row in session.scalars(prepared(found))}


def latest_and_counted(
    session: Session, reached: ColumnElement[bool], year: int, kind: DeclarationType, reckoned: Reckoned
) -> tuple[dict[int, DeclarationTally], frozenset[int]]:
    """Agency → its figures as of the day reckoned with, and whose are those of a roster. `reached`: as for `roster_tallies`."""
    counted = roster_tallies(session, reached, year, kind, reckoned)
    return latest_of(session, year, kind, until=reckoned.today) | counted, frozenset(counted)


def roster_tallies(
    session: Session, among: ColumnElement[bool], year: int, kind: DeclarationType, reckoned: Reckoned
) -> dict[int, DeclarationTally]:
    """Of those of these agencies (`among`: on a query of `Agency`) whose people stand on a roster: its figures as of today."""
    if not (rosters := rosters_in_force(session, year)):
        return {}
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for agency_id, line in lines_by_agency(session, rosters, reckoned):
        lines[agency_id].append(line)
    declares_to = func.coalesce(Agency.declares_to_id, Agency.id)
    on_one = or_(declares_to.in_([roster.agency_id for roster in rosters]), Agency.id.in_(lines))
    return {
        one: DeclarationTally(
            agency_id=one, year=year, type=kind, as_of=reckoned.today,
            **asdict(figures(lines[one], kind, year, reckoned.today)),
        )
        for one in session.scalars(select(Agency.id).where(among, on_one))
    }  # fmt: skip


def counted_on_roster(
    session: Session, agency: Agency, year: int, reckoned: Reckoned
) -> DeclarationTally | None:
    """定期 of this agency as `roster_tallies`."""
    kind = DeclarationType.PERIODIC
    return roster_tallies(session, Agency.id == agency.id, year, kind, reckoned).get(agency.id)


def rostered(session: Session, year: int) -> frozenset[int]:
    """The agencies whose figures of this year are those of a roster, so that nobody types them."""
    receivers = [roster.agency_id for roster in rosters_in_force(session, year)]
    receiver = func.coalesce(Agency.declares_to_id, Agency.id)
    return frozenset(session.scalars(select(Agency.id).where(receiver.in_(receivers))) if receivers else ())


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


def tallies_of(
    session: Session, agency_ids: Collection[int], days: Collection[tuple[int, DeclarationType, date]]
) -> dict[tuple[int, int, DeclarationType, date], DeclarationTally]:
    """The figures these agencies entered for these years, types and days."""
    found = session.scalars(
        select(DeclarationTally).where(
            DeclarationTally.agency_id.in_(agency_ids),
            DeclarationTally.year.in_({year for year, _, _ in days}),
            DeclarationTally.as_of.in_({as_of for _, _, as_of in days}),
        )
    )
    return {(row.agency_id, row.year, row.type, row.as_of): row for row in found}


def batches_of(session: Session, year: int) -> Sequence[AuthorisationBatch]:
    """The 基準日 of a ROC year, in order."""
    western = year + FIRST_ROC_YEAR - 1
    return session.scalars(
        select(AuthorisationBatch)
        .where(AuthorisationBatch.base_on.between(date(western, 1, 1), date(western, 12, 31)))
        .order_by(AuthorisationBatch.base_on)
    ).all()
