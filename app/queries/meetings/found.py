"""A meeting or a case by the address people use; Absent for whoever may not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.domain.errors import Absent
from app.domain.meetings.agenda import SECTIONS
from app.domain.meetings.numbering import normalise_code, with_committee
from app.domain.people.actor import Actor
from app.models import AgendaItem, Committee, Meeting, Proposal, Resolution
from app.queries.visibility.meetings import (
    authored_lines,
    is_seen_by_runner,
    item_is_seen,
    one_seen,
    resolution_is_own,
    runs_meetings_of,
    split_address,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting (its committee loaded) as this actor sees it. `whole`: all of it, not only the own agency's cases."""

    meeting: Meeting
    whole: bool

    @property
    def address(self) -> str:
        """What stands in its URL: 114-1, EDU.114-1."""
        return address_of(self.meeting)


def address_of(meeting: Meeting) -> str:
    return with_committee(meeting.slug, meeting.committee.code, meeting.committee.is_primary)


def find_meeting(session: Session, actor: Actor, address: str) -> Found:
    """114-1 or EDU.114-1, leading zeros and full width however typed. Raises Absent."""
    return Found(*one_seen(session, actor, address))


def find_lines(
    session: Session, actor: Actor, meeting: Meeting, *, removed: bool = False
) -> list[AgendaItem]:
    """The lines this actor sees, in order, with proposal, pinned version and the resolutions that stand."""
    query = _lines(actor).where(AgendaItem.meeting_id == meeting.id)
    if not removed:
        query = query.where(AgendaItem.removed_at.is_(None))
    found = session.scalars(query).all()
    return sorted(found, key=lambda item: (SECTIONS.index(item.section), item.position))


def with_papers(actor: Actor, shown: Found, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Of the lines this actor sees those whose files and 提案表 are its too: all, or an agency its own cases."""
    return list(items) if shown.whole else authored_lines(actor, items)


def rulings_seen(session: Session, actor: Actor, shown: Found) -> list[Resolution]:
    """主席裁示事項: all that stand, or of an agency those that concern it."""
    standing = standing_of_meeting(session, shown.meeting)
    if shown.whole or not standing:
        return standing
    query = select(Resolution.id).where(
        Resolution.id.in_([one.id for one in standing]), resolution_is_own(actor)
    )
    own = set(session.scalars(query))
    return [one for one in standing if one.id in own]


def find_line(session: Session, actor: Actor, meeting: Meeting, item_id: int) -> AgendaItem:
    """One line by its id, for the buttons of the agenda. Raises Absent."""
    found = session.scalars(
        _lines(actor).where(
            AgendaItem.meeting_id == meeting.id, AgendaItem.id == item_id, AgendaItem.removed_at.is_(None)
        )
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def find_case(session: Session, actor: Actor, meeting: Meeting, number: str) -> AgendaItem:
    """One case by its number: 3, R2, S1, M1. Raises Absent."""
    code = _case_code(meeting.slug, number)
    found = session.scalars(
        _lines(actor).where(
            AgendaItem.meeting_id == meeting.id, AgendaItem.code == code, AgendaItem.removed_at.is_(None)
        )
    ).one_or_none()
    if found is None:
        raise Absent
    return found


def find_case_to_write(session: Session, actor: Actor, address: str, number: str) -> AgendaItem | None:
    """The case for whoever runs the meeting, its meeting and committee with it, of the proposal no text; None for others."""
    committee, slug = split_address(address)
    query = _TO_WRITE_OF if committee else _TO_WRITE_OF_PRIMARY
    wanted = {"slug": slug, "code": _case_code(slug, number), "committee": committee}
    found = session.scalars(query, wanted).one_or_none()
    return found if found is not None and is_seen_by_runner(actor, found) else None


def find_resolution(
    session: Session, meeting: Meeting, item: AgendaItem | None, resolution_id: int
) -> Resolution:
    """One resolution that stands, of this case or of the meeting as a whole, with its earlier texts. Raises Absent."""
    query = select(Resolution).where(
        Resolution.id == resolution_id,
        Resolution.meeting_id == meeting.id,
        Resolution.item_id == item.id if item else Resolution.item_id.is_(None),
        Resolution.removed_at.is_(None),
    )
    found = session.scalars(query.options(selectinload(Resolution.texts))).one_or_none()
    if found is None:
        raise Absent
    return found


def standing_of_meeting(session: Session, meeting: Meeting) -> list[Resolution]:
    """主席裁示事項: the resolutions of the meeting as a whole that stand, with their earlier texts."""
    query = select(Resolution).where(
        Resolution.meeting_id == meeting.id, Resolution.item_id.is_(None), Resolution.removed_at.is_(None)
    )
    return list(session.scalars(query.order_by(Resolution.ordinal).options(selectinload(Resolution.texts))))


def standing_of_case(session: Session, item: AgendaItem) -> list[Resolution]:
    """The resolutions of one case that stand, with their earlier texts."""
    query = select(Resolution).where(Resolution.item_id == item.id, Resolution.removed_at.is_(None))
    return list(session.scalars(query.order_by(Resolution.ordinal).options(selectinload(Resolution.texts))))


def committees_run_by(session: Session, actor: Actor) -> list[Committee]:
    """The committees whose meetings `actor` runs, the primary one first."""
    query = select(Committee).where(runs_meetings_of(actor))
    return list(session.scalars(query.order_by(Committee.is_primary.desc(), Committee.code)))


def _lines(actor: Actor) -> Select[AgendaItem]:
    return _seen(actor).options(
        contains_eager(AgendaItem.proposal),
        joinedload(AgendaItem.pinned_version),
        selectinload(AgendaItem.resolutions),
    )


def _case_code(slug: str, number: str) -> str:
    """Raises Absent for characters that an engine may not even be able to look for."""
    code = f"{slug}-{normalise_code(number)}"
    if not code.isascii() or not code.isprintable():
        raise Absent
    return code


def _seen(actor: Actor) -> Select[AgendaItem]:
    return (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
        .where(item_is_seen(actor))
    )


# Built once, for what is saved every second.
_TO_WRITE = (
    select(AgendaItem)
    .join(AgendaItem.meeting)
    .join(Meeting.committee)
    .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
    .where(
        Meeting.slug == bindparam("slug"),
        AgendaItem.code == bindparam("code"),
        AgendaItem.removed_at.is_(None),
    )
    .options(
        contains_eager(AgendaItem.meeting).contains_eager(Meeting.committee),
        contains_eager(AgendaItem.proposal).load_only(
            Proposal.confidentiality, Proposal.state, Proposal.version, raiseload=True
        ),
    )
)
_TO_WRITE_OF = _TO_WRITE.where(Committee.code == bindparam("committee"))
_TO_WRITE_OF_PRIMARY = _TO_WRITE.where(Committee.is_primary)
