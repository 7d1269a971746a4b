"""我的工作: what waits for this person, the own drafts, where the cases stand. Order: late, waiting, coming, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.duties.declarations import USUAL, Readings
from app.domain.notices.timing import DIGEST_AT, TAIPEI
from app.domain.people.actor import Actor, Role
from app.domain.people.rights import Right, has
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.roc_date import roc_year
from app.models import Proposal, ProposalVersion, ReviewComment, RoleGrant, User
from app.queries.duties.tallies import OwnSeason, own_season
from app.queries.insight.coming import Coming, Unresolved, coming_meeting, held_meetings, unresolved_meetings
from app.queries.meetings.agency_meetings import AgencyYears, own_years
from app.queries.notices import deliveries, morning
from app.queries.notices.deliveries import DeliveryFilter
from app.queries.notices.ladder import ladder_on
from app.queries.people import users
from app.queries.people.grants import waiting_count
from app.queries.people.users import Standing, UserFilter
from app.queries.proposals.to_review import to_review
from app.queries.tracking.missing_contacts import WithoutContact, without_contact
from app.queries.tracking.review import waiting_counts
from app.queries.tracking.splits import ToSplit, to_split
from app.queries.tracking.summaries import lacking
from app.queries.visibility.proposals import proposals_visible_to

MOST = 200
COMMENTED_IN = (ProposalState.DRAFT, ProposalState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in a short list; `since`: when it was handed in, or else last changed."""

    code: str
    title: str
    state: ProposalState
    since: datetime


@dataclass(frozen=True, slots=True)
class Own:
    """The own cases that want something: returned, with an open comment of somebody else, still drafts."""

    returned: tuple[Line, ...] = ()
    commented: tuple[Line, ...] = ()
    drafts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    login: str


@dataclass(frozen=True, slots=True)
class Work:
    """Everything the first page shows; every list is whole, so that its length is its count.

    `reports_to_answer`, `to_decide`, `to_summarise`: 審核匣, 待核定 and items without 綜整, the lengths of those lists.
    `to_split`: 列管 resolutions without an item; `reminders_leaving`, `to_telephone`: lines of 今日提醒 that wait, agencies on its telephone list; `mails_bounced`: mails that came back and none arrived there since, as 寄送狀況 lists them.
    `accounts`: how many accounts stand how, for those who manage them; `standings`: how many proposals stand in which state, for those who read them without running meetings;
    `yearly`: whether the agencies this person belongs to have met this year; `without_role`: accounts in force to which nobody has given a role; `without_contact`: agencies with open shares that no mail reaches.
    """

    to_review: tuple[Line, ...]
    returned: tuple[Line, ...]
    commented: tuple[Line, ...]
    drafts: tuple[Line, ...]
    unresolved: tuple[Unresolved, ...]
    grants_to_confirm: int
    reports_to_answer: int
    to_decide: int
    to_summarise: int
    to_split: tuple[ToSplit, ...]
    mails_bounced: int
    reminders_leaving: int
    to_telephone: int
    without_role: tuple[Person, ...]
    accounts: tuple[tuple[Standing, int], ...]
    standings: tuple[tuple[ProposalState, int], ...]
    yearly: tuple[AgencyYears, ...]
    declarations: tuple[OwnSeason, ...]
    coming: Coming | None
    held: tuple[Coming, ...]
    without_contact: tuple[WithoutContact, ...]

    @property
    def waiting(self) -> int:
        """How many things wait for this person."""
        cases = len(self.to_review) + len(self.returned) + len(self.commented)
        resolutions = sum(meeting.cases for meeting in self.unresolved)
        accounts = len(self.without_role) + len(self.without_contact)
        answers = self.reports_to_answer + self.to_decide + self.to_summarise
        sending = len(self.to_split) + self.mails_bounced + self.to_telephone
        return cases + resolutions + self.grants_to_confirm + accounts + answers + sending


def work_of(session: Session, actor: Actor, today: date, readings: Readings = USUAL) -> Work:
    """What the rights of `actor` reach; `today` decides which meetings come and which grants have ended."""
    oldest = Proposal.submitted_at.asc()
    writes, manages = has(actor, Right.WRITE_PROPOSALS), has(actor, Right.MANAGE_PEOPLE)
    passes, splits = has(actor, Right.PASS_PROPOSALS), has(actor, Right.PREPARE_SPLITS)
    answers = has(actor, Right.RECEIVE)
    reports, pending = waiting_counts(session, actor) if answers else (0, 0)
    nine = datetime.combine(today, DIGEST_AT, TAIPEI)
    ladder = ladder_on(session, nine, readings) if splits else None
    own = _own(session, actor) if writes else Own()
    return Work(
        to_review=_lines(session, to_review(actor), oldest) if passes else (),
        returned=own.returned,
        commented=own.commented,
        drafts=own.drafts,
        unresolved=unresolved_meetings(session, actor) if has(actor, Right.RUN_MEETINGS) else (),
        grants_to_confirm=waiting_count(session, actor, today) if has(actor, Right.CONFIRM_GRANTS) else 0,
        reports_to_answer=reports,
        to_decide=pending if has(actor, Right.DECIDE_TRACKING) else 0,
        to_summarise=len(lacking(session, actor, today)) if answers else 0,
        to_split=tuple(to_split(session, actor)) if splits else (),
        mails_bounced=deliveries.count(session, actor, DeliveryFilter(bounced=True)) if splits else 0,
        reminders_leaving=morning.waiting_count(session, actor) if splits else 0,
        to_telephone=morning.late_count(session, actor, ladder) if ladder else 0,
        without_role=_without_role(session, today) if manages else (),
        accounts=_accounts(session, today) if manages else (),
        standings=_standings(session, actor),
        yearly=tuple(own_years(session, actor, roc_year(today), today=today)),
        declarations=tuple(own_season(session, actor, today)),
        coming=coming_meeting(session, actor, today),
        held=held_meetings(session, actor, today),
        without_contact=tuple(without_contact(session, actor, today)) if splits else (),
    )


def _lines(session: Session, found: Select[Proposal], order: UnaryExpression[Any]) -> tuple[Line, ...]:
    return tuple(_line(row) for row in session.scalars(found.order_by(order, Proposal.id).limit(MOST)))


def _line(row: Proposal) -> Line:
    since = (row.state is ProposalState.IN_REVIEW and row.submitted_at) or row.changed_at
    return Line(row.code, row.stub_name or row.subject, row.state, since)


def _own(session: Session, actor: Actor) -> Own:
    """What this person drafted, in one statement; a contact's agency shares its cases, for work belongs to the agency."""
    open_comment = exists().where(
        ProposalVersion.proposal_id == Proposal.id,
        ReviewComment.version_id == ProposalVersion.id,
        ReviewComment.resolved_at.is_(None),
        or_(ReviewComment.written_by_id.is_(None), ReviewComment.written_by_id != actor.person_id),
    )
    mine = or_(_in_charge(actor), Proposal.agency_id.in_(actor.agencies_as(Role.CONTACT)))
    drafts, returned = Proposal.state == ProposalState.DRAFT, Proposal.state == ProposalState.RETURNED
    discussed = and_(Proposal.state == ProposalState.IN_REVIEW, open_comment)
    rows = session.execute(
        proposals_visible_to(actor)
        .add_columns(open_comment.label("commented"))
        .where(mine, or_(drafts, returned, discussed))
        .order_by(Proposal.changed_at.desc(), Proposal.id)
    ).all()
    return Own(
        returned=tuple(_line(row) for row, _ in rows if row.state is ProposalState.RETURNED)[:MOST],
        commented=tuple(_line(row) for row, said in rows if said and row.state in COMMENTED_IN)[:MOST],
        drafts=tuple(_line(row) for row, _ in rows if row.state is ProposalState.DRAFT)[:MOST],
    )


def _in_charge(actor: Actor) -> ColumnElement[bool]:
    """Drafted by this person and not handed over, or taken over."""
    drafted = and_(Proposal.in_charge_id.is_(None), Proposal.drafted_by_id == actor.person_id)
    return or_(Proposal.in_charge_id == actor.person_id, drafted)


def _standings(session: Session, actor: Actor) -> tuple[tuple[ProposalState, int], ...]:
    """In the order of the flow; states without a case are left out."""
    if not has(actor, Right.READ_PROPOSALS) or has(actor, Right.RUN_MEETINGS):
        return ()
    visible = proposals_visible_to(actor).with_only_columns(Proposal.state, func.count(Proposal.id))
    rows = session.execute(visible.order_by(None).group_by(Proposal.state))
    counted = {state: count for state, count in rows}
    return tuple((state, counted[state]) for state in ProposalState if state in counted)


def _accounts(session: Session, today: date) -> tuple[tuple[Standing, int], ...]:
    """As the list of users counts them; whoever never comes is looked for there."""
    shown = (Standing.USABLE, Standing.NO_PASSWORD, Standing.DISABLED)
    never = datetime.min.replace(tzinfo=UTC)
    return tuple((one, users.count(session, UserFilter(never, one), today)) for one in shown)


def _without_role(session: Session, today: date) -> tuple[Person, ...]:
    """Accounts in force without any grant that is not over."""
    granted = exists().where(
        RoleGrant.user_id == User.id, or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today)
    )
    in_force = User.disabled_at.is_(None) & or_(User.valid_until.is_(None), User.valid_until >= today)
    found = session.execute(
        select(User.id, User.name, User.login).where(in_force, ~granted).order_by(User.login).limit(MOST)
    )
    return tuple(Person(*row) for row in found)
