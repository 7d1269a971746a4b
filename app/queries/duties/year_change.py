"""年度結轉: what the records say of the year that ends and of the one to come, and the figures of the year."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.year_change import YearFacts, YearFigures
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.yearly import COUNTED_KINDS, HELD_STATES, YearStanding
from app.domain.people.actor import Actor
from app.domain.roc_date import FIRST_ROC_YEAR
from app.domain.tracking.assignment_flow import SENT, AssignmentState
from app.domain.tracking.item import Frequency
from app.domain.tracking.rates import year_span
from app.models import (
    Assignment,
    AuthorisationBatch,
    CalendarYear,
    Committee,
    Meeting,
    Member,
    Resolution,
    TrackedItem,
    YearChange,
)
from app.queries.duties.roster import Reckoned
from app.queries.duties.tallies import by_agency
from app.queries.meetings.agency_meetings import agencies_by_year

NOT_OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


def change_of(session: Session, year: int) -> YearChange | None:
    return session.scalars(select(YearChange).where(YearChange.year == year)).one_or_none()


def facts_of(session: Session, committee: Committee, year: int) -> YearFacts:
    """`committee`: the primary one."""
    western = year + FIRST_ROC_YEAR - 1
    last, following = date(western, 12, 31), western + 1
    row = session.execute(
        select(
            _number(CalendarYear.year == following).label("calendar"),
            _number(
                AuthorisationBatch.base_on.between(date(following, 1, 1), date(following, 12, 31))
            ).label("base_days"),
            _number(
                Meeting.committee_id == committee.id, Meeting.year == year, Meeting.state.not_in(NOT_OVER)
            ).label("meetings"),
            _number(
                Member.committee_id == committee.id, Member.to_on <= last,
                Member.to_on >= date(western, 1, 1), or_(Member.left_on.is_(None), Member.left_on >= last),
            ).label("members"),
        )
    ).one()  # fmt: skip
    return YearFacts(bool(row.calendar), row.base_days, row.meetings, row.members)


def figures_of(
    session: Session, actor: Actor, committee: Committee, year: int, reckoned: Reckoned
) -> YearFigures:
    """As of the year's last day, or today where that is to come. `actor` reaches every agency: one of the department."""
    today = reckoned.today
    first, as_of = year_span(year, today)
    of_year = and_(
        Assignment.committee_id == committee.id,
        Assignment.removed_at.is_(None),
        Assignment.state.in_(SENT - {AssignmentState.REASSIGNED}),
        Assignment.dispatched_on <= as_of,
        or_(Assignment.ended_on.is_(None), Assignment.ended_on >= first),
    )
    ended = and_(Assignment.ended_on.is_not(None), Assignment.ended_on <= as_of)
    counted = session.execute(
        select(
            func.count(func.distinct(Assignment.item_id)).label("items"),
            func.count(func.distinct(case((~ended, Assignment.item_id)))).label("items_open"),
            func.count(Assignment.id).label("shares"),
            func.count(case((ended, 1))).label("ended"),
        ).where(of_year)
    ).one()
    held = and_(
        Meeting.committee_id == committee.id,
        Meeting.year == year,
        Meeting.state.in_(HELD_STATES),
        Meeting.kind.in_(COUNTED_KINDS),
    )
    meetings = session.scalar(select(func.count(Meeting.id)).where(held)) or 0
    resolutions = session.scalar(
        select(func.count(Resolution.id))
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(held, Resolution.removed_at.is_(None))
    )
    years = [one.years[0] for one in agencies_by_year(session, actor, [year], today=today)]
    bound = [one for one in years if one.exists and one.standing is not YearStanding.EXEMPT]
    declared = by_agency(session, actor, year, DeclarationType.PERIODIC, reckoned)
    tallies = [one.latest for one in declared if one.latest]
    return YearFigures(
        meetings=meetings,
        resolutions=resolutions or 0,
        items=counted.items,
        items_open=counted.items_open,
        shares=counted.shares,
        shares_ended=counted.ended,
        shares_open=counted.shares - counted.ended,
        agencies=len(bound),
        agencies_met=sum(one.standing is YearStanding.HELD for one in bound),
        chaired_by_head=sum(one.chaired > 0 for one in bound),
        declarants=sum(one.required for one in tallies),
        declared=sum(one.filed for one in tallies),
    )


def frequencies_open(session: Session, committee: Committee) -> list[Frequency]:
    """How often open items of the committee are reported."""
    return list(
        session.scalars(
            select(TrackedItem.frequency)
            .join(Assignment, Assignment.item_id == TrackedItem.id)
            .where(
                Assignment.committee_id == committee.id,
                Assignment.ended_on.is_(None),
                Assignment.removed_at.is_(None),
            )
            .distinct()
        )
    )


def _number(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*conditions).scalar_subquery()
