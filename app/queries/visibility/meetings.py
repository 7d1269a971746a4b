"""Who sees which meetings and which of their cases: the only place that says so.

Officers, head, leader and auditor of the committee see every meeting; its members from 議程定稿 on; an agency's contact and
supervisor from then on the cases of their own agency, and those of which it has a share or in which the frozen text names it
(節錄). A 密 case is absent for those without the right, and for a
member the case in which they are recused.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import Session, aliased, contains_eager

from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.errors import Absent
from app.domain.meetings.agenda import SHOWN_IN
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.domain.tracking.assignment_flow import SENT
from app.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Committee,
    Meeting,
    Member,
    NamedAgency,
    Proposal,
    Recusal,
    Resolution,
    TrackedItem,
)


def one_visible(session: Session, actor: Actor, address: str) -> Meeting:
    """The meeting of this address (114-1, EDU.114-1), its committee and convening agency loaded; `Absent` else."""
    return one_seen(session, actor, address)[0]


def one_seen(session: Session, actor: Actor, address: str) -> tuple[Meeting, bool]:
    """As `one_visible`, and whether all of it is seen, not only the own agency's cases."""
    committee, slug = split_address(address)
    row = session.execute(
        select(Meeting, meeting_is_whole(actor))
        .join(Meeting.committee)
        .options(contains_eager(Meeting.committee).joinedload(Committee.agency))
        .where(
            Meeting.slug == slug,
            Committee.code == committee if committee else Committee.is_primary,
            meeting_is_seen(actor),
        )
    ).one_or_none()
    if row is None:
        raise Absent
    return row[0], bool(row[1])


def split_address(address: str) -> tuple[str, str]:
    """(code of the committee, slug); the former '' for the primary one. Raises Absent."""
    typed = normalise_code(address)
    if not typed.isascii() or not typed.isprintable():
        raise Absent  # an engine may not even be able to look for such a character
    committee, _, slug = typed.rpartition(".")
    return committee, slug


def meeting_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Meeting` and `Committee`: the meeting as a whole, or as the extract of an agency."""
    return or_(meeting_is_whole(actor), _has_own_case(actor), _has_matter(actor))


def meeting_is_whole(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Meeting` and `Committee`: every line of its agenda, its closing words, its history."""
    if actor.everywhere:
        return true()
    always = agencies_with(actor, Right.READ_MEETINGS, Scope.COMMITTEE)
    papers = agencies_with(actor, Right.READ_MEETING_PAPERS, Scope.COMMITTEE)
    return or_(
        Committee.agency_id.in_(always),
        and_(Committee.agency_id.in_(papers), Meeting.state.in_(SHOWN_IN)),
    )


def item_is_seen(actor: Actor) -> ColumnElement[bool]:
    """On a query that joins `Meeting`, `Committee` and (outer) `Proposal` of an `AgendaItem`."""
    whole = and_(meeting_is_whole(actor), _not_recused(actor))
    return and_(or_(whole, _is_own_case(actor), _is_matter(actor)), _not_hidden(actor))


def resolution_is_own(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Resolution`: an agency of this actor has a share of it, or its frozen text names it."""
    return _concerns(own_agencies(actor), Resolution)


def authored_lines(actor: Actor, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Of lines that were read, those whose case is the agency's own: of these it also has the papers."""
    own = own_agencies(actor)
    return [item for item in items if item.proposal is not None and item.proposal.agency_id in own]


def is_seen_by_runner(actor: Actor, item: AgendaItem) -> bool:
    """`item_is_seen` of a loaded line (its meeting, committee and proposal too) for whoever runs the meeting; False for others."""
    agency_id = item.meeting.committee.agency_id
    if not may(actor, Right.RUN_MEETINGS, committee_agency_id=agency_id):
        return False
    normal = item.proposal is None or item.proposal.confidentiality is Confidentiality.NORMAL
    return normal or agency_id in reads_confidential_of(actor)


def runs_meetings_of(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Committee`: those whose meetings `actor` runs."""
    if actor.everywhere:
        return true()
    return Committee.agency_id.in_(agencies_with(actor, Right.RUN_MEETINGS, Scope.COMMITTEE))


def _has_own_case(actor: Actor) -> ColumnElement[bool]:
    if not own_agencies(actor):
        return false()
    return exists().where(
        AgendaItem.meeting_id == Meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.proposal_id == Proposal.id,
        _is_own_case(actor),
        _not_hidden(actor),
    )


def _has_matter(actor: Actor) -> ColumnElement[bool]:
    """Is there a resolution of this meeting that concerns the actor's agency, and no 密 case?"""
    own = own_agencies(actor)
    if not own:
        return false()
    one = aliased(Resolution)
    secret = (
        select(AgendaItem.id)
        .join(AgendaItem.proposal)
        .where(Proposal.confidentiality != Confidentiality.NORMAL)
    )
    open_to_all = or_(one.item_id.is_(None), one.item_id.not_in(secret))
    return exists().where(
        one.meeting_id == Meeting.id, one.removed_at.is_(None), open_to_all, _concerns(own, one)
    )


def _is_matter(actor: Actor) -> ColumnElement[bool]:
    own = own_agencies(actor)
    if not own:
        return false()
    one = aliased(Resolution)
    return exists().where(one.item_id == AgendaItem.id, one.removed_at.is_(None), _concerns(own, one))


def _concerns(own: frozenset[int], one: type[Resolution]) -> ColumnElement[bool]:
    if not own:
        return false()
    share, item = aliased(Assignment), aliased(TrackedItem)
    sent = exists().where(
        item.resolution_id == one.id,
        item.removed_at.is_(None),
        share.item_id == item.id,
        share.agency_id.in_(own),
        share.state.in_(SENT),
    )
    return or_(sent, exists().where(NamedAgency.resolution_id == one.id, NamedAgency.agency_id.in_(own)))


def own_agencies(actor: Actor) -> frozenset[int]:
    """Those whose extract the actor reads."""
    return agencies_with(actor, Right.READ_MEETING_PAPERS, Scope.OWN_AGENCY)


def _is_own_case(actor: Actor) -> ColumnElement[bool]:
    agencies = own_agencies(actor)
    if not agencies:
        return false()
    return and_(Proposal.agency_id.in_(agencies), Meeting.state.in_(SHOWN_IN))


def _not_recused(actor: Actor) -> ColumnElement[bool]:
    """迴避: a member does not read the papers of that case; who works on the meeting or looks after it does."""
    always = agencies_with(actor, Right.READ_MEETINGS, Scope.COMMITTEE)
    as_member = agencies_with(actor, Right.READ_MEETING_PAPERS, Scope.COMMITTEE) - always
    if not as_member:
        return true()
    recused = exists().where(
        Recusal.item_id == AgendaItem.id,
        Recusal.removed_at.is_(None),
        Recusal.attendance_id == Attendance.id,
        Attendance.is_member,
        Attendance.name == Member.name,
        Member.committee_id == Committee.id,
        Member.user_id == actor.person_id,
    )
    return or_(Committee.agency_id.not_in(as_member), ~recused)


def _not_hidden(actor: Actor) -> ColumnElement[bool]:
    normal = or_(Proposal.id.is_(None), Proposal.confidentiality == Confidentiality.NORMAL)
    readable = reads_confidential_of(actor)
    return or_(normal, Committee.agency_id.in_(readable)) if readable else normal
