"""Draft a proposal: create it with its code, save its working text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed, NotNow
from app.domain.meetings.numbering import proposal_code, with_committee
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalState
from app.domain.proposals.versions import CutFor
from app.domain.roc_date import roc_year
from app.models import Agency, Committee, Proposal
from app.queries.proposals.facts import facts_of, may_edit, saves_are_versions
from app.services.proposals.fresh import hold_seen
from app.services.proposals.history import note
from app.services.proposals.versions import cut, differs, latest


@dataclass(frozen=True, slots=True)
class AiDisclosure:
    """What a text was written with; all empty = none (product 3.1)."""

    tool: str = ""
    vendor: str = ""
    model: str = ""
    version: str = ""
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes. Texts as stored: a line is a paragraph, a lead-in between `**`. `unit` as written."""

    unit: str = ""
    subject: str = ""
    explanation: str = ""
    measures: str = ""
    suggested_resolution: str = ""
    intended_meeting_id: int | None = None
    ai: AiDisclosure = field(default_factory=AiDisclosure)

    def columns(self) -> dict[str, object]:
        """The columns of a proposal this fills."""
        return {
            "unit": self.unit,
            "subject": self.subject,
            "explanation": self.explanation,
            "measures": self.measures,
            "suggested_resolution": self.suggested_resolution,
            "intended_meeting_id": self.intended_meeting_id,
            "ai_tool": self.ai.tool,
            "ai_vendor": self.ai.vendor,
            "ai_model": self.ai.model,
            "ai_version": self.ai.version,
            "ai_reviewed_by": self.ai.reviewed_by,
        }

    @property
    def has_text(self) -> bool:
        texts = (self.subject, self.explanation, self.measures, self.suggested_resolution)
        return any(text.strip() for text in texts)


def create(
    session: Session,
    actor: Actor,
    committee: Committee,
    draft: Draft,
    *,
    now: datetime,
    today: date,
    agency_id: int | None = None,
) -> Proposal:
    """A new draft with its code. Without `agency_id` it belongs to the agency named as its unit, where one is known."""
    agency_id = agency_id if agency_id is not None else _owner(session, actor, draft.unit)
    if not may(actor, Right.WRITE_PROPOSALS, committee_agency_id=committee.agency_id, agency_id=agency_id):
        raise NotAllowed("proposal_not_editable")
    proposal = _new(session, actor, committee, draft, agency_id, ProposalState.DRAFT, now, today)
    note(session, actor, "create", proposal, now=now)
    return proposal


def create_imported(
    session: Session,
    actor: Actor,
    committee: Committee,
    draft: Draft,
    *,
    state: ProposalState,
    year: int | None = None,
    now: datetime,
    today: date,
) -> Proposal:
    """A proposal read from an official table, born in one of the flow's starting states, with its text as version 1.

    `year`: the 民國 year its code counts in; that of `today` when not given. Imported cases have no drafter.
    """
    if not may(actor, Right.IMPORT, committee_agency_id=committee.agency_id):
        raise NotAllowed("proposal_not_editable")
    if state not in PROPOSAL_FLOW.starts:
        raise NotNow("not_in_this_state", flow=PROPOSAL_FLOW.name, state=state)
    agency = agency_named(session, draft.unit)
    proposal = _new(session, actor, committee, draft, agency.id if agency else None, state, now, today, year)
    if state is not ProposalState.DRAFT:
        proposal.drafted_by_id = None
    version = cut(session, proposal, CutFor.IMPORT, by_id=actor.person_id, now=now)
    note(session, actor, "import", proposal, now=now, changes={"version": [None, version.number]})
    return proposal


def autosave(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    draft: Draft,
    *,
    seen_version: int | None,
    now: datetime,
    mechanism: str = "",
) -> Proposal:
    """Overwrite the working text, silently; refused where every save is a version. `mechanism`: see `save`."""
    if saves_are_versions(proposal.state):
        raise NotNow("save_by_hand")
    proposal, _ = _write(session, actor, proposal, draft, seen_version, now, mechanism)
    session.flush()
    return proposal


def save(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    draft: Draft,
    *,
    seen_version: int | None,
    now: datetime,
    mechanism: str = "",
) -> Proposal:
    """Save by hand. In review and once passed the new text is a version at once.

    `mechanism`: the certified mechanism that allows the text of a 密 case here; empty = it is a stub.
    Raises NotAllowed, ChangedSinceSeen, NotNow("stub_holds_no_text").
    """
    proposal, changed = _write(session, actor, proposal, draft, seen_version, now, mechanism)
    changes: dict[str, object] = {"fields": [None, changed]}
    if changed and saves_are_versions(proposal.state) and differs(proposal, latest(session, proposal)):
        why = CutFor.REPLACEMENT if proposal.state is ProposalState.APPROVED else CutFor.KEPT
        changes["version"] = [None, cut(session, proposal, why, by_id=actor.person_id, now=now).number]
    if changed:
        note(session, actor, "save", proposal, now=now, changes=changes)
    return proposal


def hold_committee(session: Session, committee: Committee) -> None:
    """Nobody else makes a proposal of this committee until this transaction ends."""
    session.execute(select(Committee.id).where(Committee.id == committee.id).with_for_update())


def agency_named(session: Session, name: str) -> Agency | None:
    """The agency whose full or short name this is; None when no one, or more than one, has it."""
    wanted = name.strip()
    if not wanted:
        return None
    found = session.scalars(
        select(Agency).where(or_(Agency.name == wanted, Agency.short_name == wanted)).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def _write(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    draft: Draft,
    seen_version: int | None,
    now: datetime,
    mechanism: str,
) -> tuple[Proposal, list[str]]:
    """Check, keep the other hand's words, write; returns the names of the columns that changed."""
    proposal = hold_seen(session, proposal, seen_version)
    if not may_edit(actor, proposal, facts_of(session, proposal)):
        raise NotAllowed("proposal_not_editable")
    stub = proposal.confidentiality is Confidentiality.CONFIDENTIAL and not mechanism
    if stub and draft.has_text:
        raise NotNow("stub_holds_no_text")
    columns = draft.columns()
    changed = [name for name, value in columns.items() if getattr(proposal, name) != value]
    if not changed:
        return proposal, []
    _keep_other_hand(session, actor, proposal, now)
    if "unit" in changed and (agency := agency_named(session, draft.unit)) and _may_give(actor, proposal):
        proposal.agency_id = agency.id
    for name in changed:
        setattr(proposal, name, columns[name])
    proposal.changed_at, proposal.changed_by_id = now, actor.person_id
    return proposal, changed


def _keep_other_hand(session: Session, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Words of another person that no version holds become one before they are written over."""
    if proposal.changed_by_id == actor.person_id or not any(
        (proposal.subject, proposal.explanation, proposal.measures)
    ):
        return
    if differs(proposal, latest(session, proposal)):
        version = cut(session, proposal, CutFor.KEPT, by_id=proposal.changed_by_id, now=now)
        note(session, actor, "keep_version", proposal, now=now, changes={"version": [None, version.number]})


def _may_give(actor: Actor, proposal: Proposal) -> bool:
    """Only 政風處 hands a case to another agency; a contact's case stays his agency's whatever he writes as its unit."""
    return may(actor, Right.REVIEW_PROPOSALS, committee_agency_id=proposal.committee.agency_id)


def _owner(session: Session, actor: Actor, unit: str) -> int | None:
    agency = agency_named(session, unit)
    own = agencies_with(actor, Right.WRITE_PROPOSALS, Scope.OWN_AGENCY)
    convening = agencies_with(actor, Right.WRITE_PROPOSALS, Scope.COMMITTEE)
    if convening or actor.everywhere:
        return agency.id if agency else None
    if agency and agency.id in own:
        return agency.id
    return min(own, default=None)


def _new(
    session: Session,
    actor: Actor,
    committee: Committee,
    draft: Draft,
    agency_id: int | None,
    state: ProposalState,
    now: datetime,
    today: date,
    year: int | None = None,
) -> Proposal:
    """Insert under a code nobody else can take: the committee's row is held while the next number is read."""
    hold_committee(session, committee)
    year = year if year is not None else roc_year(today)
    highest = session.scalar(
        select(func.max(Proposal.running)).where(Proposal.committee_id == committee.id, Proposal.year == year)
    )
    running = (highest or 0) + 1
    proposal = Proposal(
        code=with_committee(proposal_code(year, running), committee.code, committee.is_primary),
        committee=committee,
        year=year,
        running=running,
        state=state,
        agency_id=agency_id,
        drafted_by_id=actor.person_id,
        created_at=now,
        changed_at=now,
        changed_by_id=actor.person_id,
        **draft.columns(),
    )
    session.add(proposal)
    session.flush()
    return proposal
