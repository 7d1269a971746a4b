"""What every verb on an agenda begins and ends with: the right, the lock, the lines, their numbers, the audit row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed
from app.domain.meetings import agenda
from app.domain.meetings.agenda import Line
from app.domain.meetings.meeting_flow import MeetingFacts, MeetingKind, MeetingState
from app.domain.meetings.numbering import with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Committee, Meeting, Proposal, Resolution
from app.models.base import Base
from app.queries.meetings.follow_up_meeting import has_open_shares
from app.queries.meetings.minutes import open_items, unchosen
from app.queries.tracking.splits import unsplit
from app.services import audit
from app.services.versions import check_seen


def committee_of(session: Session, meeting: Meeting) -> Committee:
    return session.get_one(Committee, meeting.committee_id)


def demand_runner(actor: Actor, committee: Committee) -> None:
    """NotAllowed unless `actor` runs the meetings of this committee."""
    if not may(actor, Right.RUN_MEETINGS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")


def hold(session: Session, meeting: Meeting, seen_version: int | None) -> None:
    """Lock the meeting, so that one change of its agenda follows the other, and check that the page showed it so."""
    lock(session, meeting)
    check_seen(meeting, seen_version)


def lock(session: Session, meeting: Meeting) -> None:
    """One writer at a time; the meeting as it is stored now."""
    read_anew(session, meeting, lock=True)


def read_anew(session: Session, thing: Base, *, lock: bool = False) -> None:
    """The record's own columns as stored now; what was loaded around it stays."""
    session.flush()  # a refresh would drop what is not written yet
    session.refresh(thing, inspect(type(thing)).column_attrs.keys(), with_for_update=True if lock else None)


def touch(meeting: Meeting) -> None:
    """The agenda changed: pages that showed the meeting as it was are stale."""
    flag_modified(meeting, "state")


def lines_of(session: Session, meeting: Meeting, *, removed: bool = False) -> list[AgendaItem]:
    """The lines in order, with their proposals, read anew; `removed`: those taken out as well."""
    query = (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id)
        .options(
            joinedload(AgendaItem.proposal),
            joinedload(AgendaItem.pinned_version),
            selectinload(AgendaItem.resolutions),
        )
        .execution_options(populate_existing=True)
    )
    if not removed:
        query = query.where(AgendaItem.removed_at.is_(None))
    found = session.scalars(query).all()
    return sorted(found, key=lambda item: (agenda.SECTIONS.index(item.section), item.position))


def resolutions_of(session: Session, meeting: Meeting) -> list[Resolution]:
    """The resolutions that stand, of its cases and of the meeting as a whole, in order."""
    query = (
        select(Resolution)
        .where(Resolution.meeting_id == meeting.id, Resolution.removed_at.is_(None))
        .order_by(Resolution.ordinal)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def facts_of(session: Session, meeting: Meeting) -> MeetingFacts:
    """What the moves of a meeting ask."""
    states = session.execute(
        select(Proposal.state)
        .select_from(AgendaItem)
        .outerjoin(AgendaItem.proposal)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.removed_at.is_(None),
            AgendaItem.section.in_(agenda.FOR_PROPOSALS),
        )
    ).all()
    follows_up = meeting.kind is MeetingKind.FOLLOW_UP and has_open_shares(session, meeting.committee_id)
    approved = meeting.state == MeetingState.MINUTES_APPROVED
    closing = meeting.state in (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED)
    return MeetingFacts(
        committee_agency_id=committee_of(session, meeting).agency_id,
        has_date=meeting.held_on is not None,
        cases=len(states) + follows_up,  # what a 追蹤會議 hears is the follow-up itself
        cases_not_ready=sum(state not in (None, ProposalState.SCHEDULED) for (state,) in states),
        open_items=len(open_items(session, meeting)) if closing else 0,
        unchosen=len(unchosen(session, meeting)) if approved else 0,
        unsplit=len(unsplit(session, meeting)) if approved else 0,
    )


def renumber(session: Session, meeting: Meeting) -> None:
    """Before 議程定稿: count every line anew; a line taken out has neither number nor code."""
    items = lines_of(session, meeting, removed=True)
    numbers = agenda.provisional_numbers(_lines(item for item in items if item.removed_at is None))
    wanted = {item.id: agenda.item_code(meeting.slug, item.section, numbers.get(item.id)) for item in items}
    changed = [item for item in items if item.code != wanted[item.id]]
    for item in changed:
        item.number = item.code = None
    session.flush()  # two lines that change places never hold one code at the same moment
    for item in changed:
        item.number, item.code = numbers.get(item.id), wanted[item.id]
    session.flush()


def append(session: Session, meeting: Meeting, new: Sequence[AgendaItem]) -> None:
    """Put lines at the end of their section; while the numbers are fixed each takes the next one of its series."""
    standing = lines_of(session, meeting, removed=True)
    for item in new:
        item.position = 1 + max(
            (line.position for line in standing if line.section == item.section), default=0
        )
        if meeting.state != MeetingState.PREPARING:
            item.number = agenda.next_number(item.section, _lines(standing))
            item.code = agenda.item_code(meeting.slug, item.section, item.number)
        standing.append(item)
    session.add_all(new)
    session.flush()
    if meeting.state == MeetingState.PREPARING:
        renumber(session, meeting)


def note(
    session: Session,
    actor: Actor,
    action: str,
    thing: Base,
    meeting: Meeting,
    *,
    now: datetime,
    code: str = "",
    reason: str = "",
    changes: dict[str, list[object]] | None = None,
    confidential: bool = False,
) -> None:
    """The audit row of one change in a meeting; `code` defaults to the meeting's own."""
    committee = committee_of(session, meeting)
    shown = with_committee(code or meeting.slug, committee.code, committee.is_primary)
    audit.record(
        session, actor, action, thing, now=now, code=shown, reason=reason, changes=changes,
        agency_id=committee.agency_id, confidential=confidential,
    )  # fmt: skip


def is_confidential(item: AgendaItem | None) -> bool:
    """Is this line a 密 case? Its `proposal` must be loaded."""
    return bool(item and item.proposal and item.proposal.confidentiality != Confidentiality.NORMAL)


def _lines(items: Iterable[AgendaItem]) -> list[Line]:
    return [Line(item.id, item.section, item.position, item.number) for item in items]
