"""我的工作 of an agency: what it owes this round, what its supervisor has to sign, what it sent, what was released lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_
from sqlalchemy.orm import Session, joinedload

from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with
from app.domain.tracking import flags, rounds
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.flags import Flag, Standing
from app.domain.tracking.report_flow import LIVE, ReportState
from app.models import Assignment, ProgressReport
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.reports import agencies_reported_for, last_left, modes_of, reports_of
from app.queries.tracking.standing import shares_of
from app.queries.visibility.tracking import assignments_visible_to

LATELY = timedelta(days=60)
LATE = (Flag.OVERDUE, Flag.REPORT_OVERDUE)


@dataclass(frozen=True, slots=True)
class Owed:
    """One share as its agency meets it. `due`: the day of this round, else its own; `last`: what was last sent."""

    share: Assignment
    address: str
    asked: bool
    standings: tuple[Standing, ...]
    due: date | None
    reports: tuple[ProgressReport, ...]
    mode: ApprovalMode

    @property
    def live(self) -> ProgressReport | None:
        """The one that is written, awaits its stamp, or waits for 政風處."""
        found = self.reports[-1] if self.reports else None
        return found if found and found.state in LIVE else None

    @property
    def draft(self) -> ProgressReport | None:
        return self.live if self.live and self.live.state is ReportState.DRAFT else None

    @property
    def awaiting(self) -> bool:
        return self.live is not None and self.live.state is ReportState.AWAITING_APPROVAL

    @property
    def last(self) -> ProgressReport | None:
        return last_left(self.reports)

    @property
    def returned_because(self) -> str:
        """What 政風處 asks to be added."""
        sent_back = self.share.state is AssignmentState.RETURNED
        return self.last.reply if sent_back and self.last is not None else ""

    @property
    def set_aside(self) -> ProgressReport | None:
        """What 政風處 laid aside, until the agency reports by itself again."""
        own = [one for one in self.reports if one.channel is None]
        return own[-1] if own and own[-1].state is ReportState.SET_ASIDE else None

    @property
    def is_late(self) -> bool:
        return any(one.flag in LATE for one in self.standings)


@dataclass(frozen=True, slots=True)
class AgencyWork:
    """`owed`: late first, then by day. `to_sign`: 待陳核 of a supervisor. `sent`: waiting for 政風處. `others`: open, nothing asked now."""

    owed: tuple[Owed, ...]
    to_sign: tuple[Owed, ...]
    sent: tuple[Owed, ...]
    others: tuple[Owed, ...]
    released: tuple[Owed, ...]

    @property
    def first_due(self) -> date | None:
        return min((one.due for one in self.owed if one.due), default=None)

    @property
    def is_empty(self) -> bool:
        return not (self.owed or self.to_sign or self.sent or self.others or self.released)


NOTHING = AgencyWork((), (), (), (), ())


def work_of_agencies(session: Session, actor: Actor, today: date) -> AgencyWork:
    """Of the agencies this person reports for."""
    agencies = agencies_reported_for(actor)
    if not agencies:
        return NOTHING
    query = (
        assignments_visible_to(actor)
        .where(
            Assignment.agency_id.in_(agencies),
            or_(Assignment.state.in_(OPEN), Assignment.ended_on >= today - LATELY),
        )
        .options(joinedload(Assignment.agency))
    )
    found = owed_of(session, list(session.scalars(query).unique()), today)
    found.sort(key=lambda one: (not one.is_late, one.due or date.max, one.share.case_code, one.share.serial))
    signs = agencies_with(actor, Right.SIGN_OFF, Scope.OWN_AGENCY)
    open_now = [one for one in found if one.share.state in OPEN]
    return AgencyWork(
        owed=tuple(one for one in open_now if one.asked),
        to_sign=tuple(
            one
            for one in open_now
            if one.awaiting and one.mode is ApprovalMode.ONLINE and one.share.agency_id in signs
        ),
        sent=tuple(one for one in open_now if one.live and one.live.state is ReportState.SUBMITTED),
        others=tuple(
            one
            for one in open_now
            if not one.asked and not (one.live and one.live.state is ReportState.SUBMITTED)
        ),
        released=tuple(one for one in found if one.share.state is AssignmentState.RELEASED),
    )


def owed_of(session: Session, shares: Sequence[Assignment], today: date) -> list[Owed]:
    """`item` and `committee` of each must be loaded."""
    if not shares:
        return []
    calendar = calendar_in_force(session)
    states = shares_of(session, shares, today)
    reports = reports_of(session, [share.id for share in shares])
    modes = modes_of(session, {share.agency_id for share in shares})
    found = []
    for share in shares:
        state = states[share.id]
        unanswered = [day for day in state.round_days if rounds.is_unanswered(day, state.reported_through)]
        days = [day for day in unanswered if day is not None]
        found.append(
            Owed(
                share=share,
                address=address_of_share(share),
                asked=flags.is_to_report(state)
                or (share.state is AssignmentState.RETURNED and not state.paused),
                standings=flags.standings(state, calendar, today),
                due=min(days, default=share.due_current),
                reports=tuple(reports[share.id]),
                mode=modes[share.agency_id],
            )
        )
    return found


def address_of_share(share: Assignment) -> str:
    """114-1-3-11, EDU.114-1-3-11; `committee` must be loaded."""
    return with_committee(share.code, share.committee.code, share.committee.is_primary)
