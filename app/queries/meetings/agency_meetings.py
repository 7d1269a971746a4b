"""年度會議: agency × year, the meetings of one agency, one registered meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ScalarSelect, and_, case, func, select, true
from sqlalchemy.orm import Session, contains_eager

from app.domain.errors import Absent
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.numbering import normalise_code, with_committee
from app.domain.meetings.yearly import (
    COUNTED_KINDS,
    FIGURES,
    HELD_STATES,
    NOTHING_PLANNED,
    ChairRole,
    YearPlan,
    YearStanding,
    existed_in,
    year_standing,
)
from app.domain.people.actor import Actor
from app.domain.people.agency import AgencyKind
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import Agency, Charter, Committee, Meeting, RegisteredMeeting
from app.queries.meetings.yearly_plans import plans_of, required_by, required_of
from app.queries.prepared import prepared
from app.queries.visibility.agency_meetings import agency_is_reached

_HELD = Meeting.state.in_(HELD_STATES) & Meeting.kind.in_(COUNTED_KINDS)


class Year(NamedTuple):
    """A tuple, as its page has one for each agency and year. `held`: meetings that count; `chaired`: of these, chaired by the agency's head; `exists`: did the agency exist then?"""

    year: int
    held: int
    chaired: int
    exists: bool
    required: int
    plan: YearPlan
    standing: YearStanding


class Existing(NamedTuple):
    """A row of the agencies. What its years ask of an agency."""

    id: int
    short_name: str
    kind: AgencyKind
    valid_from: date | None
    valid_to: date | None


class AgencyYears(NamedTuple):
    id: int
    short_name: str
    kind: AgencyKind
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Supervised:
    """One agency's year as its supervisor follows it. `filings`: 備查 states of its registered meetings; `figures`: their sums."""

    agency: AgencyYears
    filings: tuple[FilingState, ...]
    figures: dict[str, int]

    @property
    def year(self) -> Year:
        return self.agency.years[0]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A meeting that counts. `registration`: what was registered of it; None for one that was run here."""

    meeting: Meeting
    address: str
    registration: RegisteredMeeting | None


def agencies_by_year(
    session: Session,
    actor: Actor,
    years: Collection[int],
    *,
    today: date,
    kind: AgencyKind | None = None,
    until: date | None = None,
) -> list[AgencyYears]:
    """Every agency the actor reaches that existed in one of the ROC `years`, in 機關排序; `until`: only what was held by then."""
    columns = (Agency.id, Agency.short_name, Agency.kind, Agency.valid_from, Agency.valid_to)
    query = select(*columns).where(agency_is_reached(actor)).order_by(Agency.sort_order, Agency.id)
    if kind:
        query = query.where(Agency.kind == kind)
    found = [Existing(*row) for row in session.execute(prepared(query))]
    rows = years_of(session, found, years, today=today, until=until)
    return [row for row in rows if any(year.exists for year in row.years)]


def supervised(session: Session, actor: Actor, year: int, *, today: date) -> list[Supervised]:
    """Every agency of this ROC year with what its supervisor asks about."""
    registered: dict[int, list[RegisteredMeeting]] = {}
    for agency_id, row in session.execute(
        select(Committee.agency_id, RegisteredMeeting)
        .join(RegisteredMeeting.meeting)
        .join(Meeting.committee)
        .where(_HELD, Meeting.year == year)
        .order_by(Meeting.held_on, Meeting.id)
    ):
        registered.setdefault(agency_id, []).append(row)
    return [
        Supervised(
            one,
            tuple(row.filing for row in registered.get(one.id, ())),
            {name: sum(getattr(row, name) or 0 for row in registered.get(one.id, ())) for name in FIGURES},
        )
        for one in agencies_by_year(session, actor, [year], today=today)
    ]


def agencies_reached(session: Session, actor: Actor) -> list[int]:
    """At most two ids: enough to know whether there is more than one."""
    return list(session.scalars(select(Agency.id).where(agency_is_reached(actor)).limit(2)))


def agency_of(session: Session, actor: Actor, agency_id: int) -> Agency:
    """Raises Absent."""
    found = session.scalars(
        select(Agency).where(Agency.id == agency_id, agency_is_reached(actor))
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def held_by(session: Session, agency: Agency) -> list[HeldRow]:
    """The agency's meetings that count, the newest year first."""
    rows = session.execute(
        select(Meeting, Committee, RegisteredMeeting)
        .join(Meeting.committee)
        .outerjoin(RegisteredMeeting, RegisteredMeeting.meeting_id == Meeting.id)
        .where(Committee.agency_id == agency.id, _HELD)
        .order_by(Meeting.year.desc(), Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [
        HeldRow(meeting, with_committee(meeting.slug, committee.code, committee.is_primary), registered)
        for meeting, committee, registered in rows
    ]


def one_registered(session: Session, actor: Actor, address: str) -> tuple[RegisteredMeeting, Agency]:
    """By its address (EDU.115-1), its meeting and committee loaded, with its agency. Raises Absent."""
    typed = normalise_code(address)
    if not typed.isascii() or not typed.isprintable():
        raise Absent
    committee, _, slug = typed.rpartition(".")
    row = session.execute(
        select(RegisteredMeeting, Agency)
        .join(RegisteredMeeting.meeting)
        .join(Meeting.committee)
        .join(Agency, Agency.id == Committee.agency_id)
        .options(contains_eager(RegisteredMeeting.meeting).contains_eager(Meeting.committee))
        .where(
            Committee.code == committee, Meeting.slug == slug, agency_is_reached(actor),
            RegisteredMeeting.filing != FilingState.STRUCK_OUT,
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Absent
    return row[0], row[1]


def own_years(session: Session, actor: Actor, year: int, *, today: date) -> list[AgencyYears]:
    """How the agencies this person belongs to, and registers for, stand in this ROC year."""
    own = agencies_with(actor, Right.REGISTER_MEETINGS, Scope.OWN_AGENCY)
    if not own:
        return []
    query = select(Agency).where(agency_is_reached(actor, Right.REGISTER_MEETINGS), Agency.id.in_(own))
    found = session.scalars(query.order_by(Agency.sort_order, Agency.id)).all()
    return years_of(session, found, [year], today=today)


def one_year(session: Session, agency: Agency, year: int, *, today: date) -> Year:
    return years_of(session, [agency], [year], today=today)[0].years[0]


def years_of(
    session: Session,
    agencies: Sequence[Agency | Existing],
    years: Collection[int],
    *,
    today: date,
    until: date | None = None,
) -> list[AgencyYears]:
    """How each of these agencies stands in each of the years, in their order."""
    counted = _counted(session, years, until)
    plans, required = plans_of(session, years), required_by(session, years)

    def one(agency: Agency | Existing, year: int) -> Year:
        held, chaired = counted.get((agency.id, year), (0, 0))
        wanted = required_of(required, agency.id, year)
        plan = plans.get((agency.id, year), NOTHING_PLANNED)
        return Year(
            year, held, chaired, existed_in(agency.valid_from, agency.valid_to, year), wanted, plan,
            year_standing(held, wanted, plan, year=year, today=today),
        )  # fmt: skip

    return [
        AgencyYears(agency.id, agency.short_name, agency.kind, tuple(one(agency, year) for year in years))
        for agency in agencies
    ]


def title_of_chair() -> ScalarSelect[str]:
    """On a query of `Meeting`: 主席職稱 by the 設置要點 of its day."""
    return (
        select(Charter.chair_title)
        .where(Charter.committee_id == Meeting.committee_id, Charter.effective_on <= Meeting.held_on)
        .order_by(Charter.effective_on.desc(), Charter.number.desc())
        .limit(1)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _counted(
    session: Session, years: Collection[int], until: date | None
) -> dict[tuple[int, int], tuple[int, int]]:
    """(agency, year) → (held, chaired by the head): `yearly.chaired_by_head` as a sum."""
    chaired = case(
        (
            RegisteredMeeting.id.is_not(None),
            case((RegisteredMeeting.chair_role == ChairRole.HEAD, 1), else_=0),
        ),
        (Meeting.convener.is_not(None), case((Meeting.chair == Meeting.convener, 1), else_=0)),
        (and_(title_of_chair() != "", Meeting.chair.startswith(title_of_chair(), autoescape=False)), 1),
        else_=0,
    )
    found = (
        select(Committee.agency_id, Meeting.year, func.count(Meeting.id), func.sum(chaired))
        .join(Meeting.committee)
        .outerjoin(RegisteredMeeting, RegisteredMeeting.meeting_id == Meeting.id)
        .where(_HELD, Meeting.year.in_(years), true() if until is None else Meeting.held_on <= until)
        .group_by(Committee.agency_id, Meeting.year)
    )
    rows = session.execute(prepared(found))
    return {(agency, year): (held, int(heads or 0)) for agency, year, held, heads in rows}
