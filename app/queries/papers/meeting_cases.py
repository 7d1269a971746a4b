"""The cases of a meeting as papers and exports need them: text as pinned, resolutions in their order."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Proposal, ProposalVersion
from app.queries.visibility.meetings import item_is_seen

ORDER = {section: place for place, section in enumerate(Section)}


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal on an agenda. `text` is the pinned version, or the working text before 議程定稿."""

    item: AgendaItem
    proposal: Proposal
    text: Proposal | ProposalVersion

    @property
    def number(self) -> str:
        return "" if self.item.number is None else str(self.item.number)

    @property
    def resolution(self) -> str:
        """Every resolution of the case, one paragraph a line."""
        return "\n".join(resolution.text for resolution in self.item.resolutions if resolution.text)


def cases_of(session: Session, actor: Actor, meeting: Meeting) -> list[Case]:
    """The cases of `meeting` that `actor` may read, in the order of the agenda: an agency its own. Confidential ones are absent."""
    items = session.scalars(_items(actor).where(AgendaItem.meeting_id == meeting.id)).unique()
    return sorted(map(case_of, items), key=lambda case: (ORDER[case.item.section], case.item.position))


def latest_case_of(session: Session, actor: Actor, proposal: Proposal) -> Case | None:
    """The proposal on the last agenda it came to; None when it never was on one."""
    items = list(session.scalars(_items(actor).where(AgendaItem.proposal_id == proposal.id)).unique())
    return case_of(max(items, key=lambda item: item.id)) if items else None


def _items(actor: Actor) -> Select[AgendaItem]:
    return (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .join(AgendaItem.proposal)
        .where(AgendaItem.removed_at.is_(None), item_is_seen(actor))
        .options(
            contains_eager(AgendaItem.meeting),
            contains_eager(AgendaItem.proposal).joinedload(Proposal.committee),
            joinedload(AgendaItem.pinned_version),
            selectinload(AgendaItem.resolutions),
        )
    )


def case_of(item: AgendaItem) -> Case:
    """The line of a proposal, which must be loaded with its pinned version."""
    assert item.proposal is not None  # noqa: S101 — a line of a proposal
    return Case(item, item.proposal, item.pinned_version or item.proposal)


def is_stub(proposal: Proposal) -> bool:
    """Is this a 密 case of which only the stub stands here?"""
    return proposal.confidentiality is Confidentiality.CONFIDENTIAL and not proposal.subject
