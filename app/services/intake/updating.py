"""更新: a case that is here already gets the text of the file, by the way its state allows; the earlier text stays readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.intake.placing import PlacedCase
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import KIND_OF_SECTION, Disposition, ResolutionKind, recognise_disposition
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor
from app.models import AgendaItem, Approval, Meeting, Proposal, Resolution, ResolutionText
from app.queries.intake.proposal_check import PAST_STATES, REPLACED_IN, CaseCheck, Existing
from app.services.meetings import lines, replacing, resolving
from app.services.meetings.following import follow
from app.services.meetings.replacing import CaseText
from app.services.meetings.resolving import Wording
from app.services.proposals import drafting, versions
from app.services.proposals.fresh import hold
from app.services.proposals.history import note
from app.wording.intake import REPLACED_BY_IMPORT

TEXT = ("subject", "explanation", "measures")


def update(
    session: Session, actor: Actor, check: CaseCheck, approval: Approval | None, *, now: datetime
) -> None:
    """Write the case into its record. `check.existing` must be there and updatable."""
    existing, case = check.existing, check.case
    assert existing is not None  # noqa: S101 — what is updated is here already
    if existing.ruling is not None:
        meeting = _held(session, existing.ruling.meeting_id)
        _reword(session, actor, meeting, [existing.ruling], wording_of(case), now)
    elif existing.proposal is None:
        _retitle(session, actor, existing, case, now)
    elif existing.item is None:
        _save(session, actor, existing.proposal, case, now)
    else:
        _arranged(session, actor, existing, existing.proposal, existing.item, case, approval, now)


def _arranged(
    session: Session,
    actor: Actor,
    existing: Existing,
    proposal: Proposal,
    item: AgendaItem,
    case: PlacedCase,
    approval: Approval | None,
    now: datetime,
) -> None:
    """A case on an agenda, as the state of its meeting allows."""
    state = session.get_one(Meeting, item.meeting_id).state
    if state in REPLACED_IN:
        _replace(session, actor, existing, item, case, now)
        return
    version_id = _write(session, actor, proposal, case, approval, now)
    if state in PAST_STATES:
        _correct(session, actor, item, case, version_id, now)


def wording_of(case: PlacedCase) -> Wording:
    """The resolution of a case as it comes in; what a 提案表 does not say is read from its text."""
    kind = case.kind or KIND_OF_SECTION.get(case.section, ResolutionKind.RESOLUTION)
    disposition = case.disposition or (None if case.kind else recognise_disposition(case.resolution))
    return Wording(kind, case.resolution, disposition, case.tracking_choice)


def _held(session: Session, meeting_id: int) -> Meeting:
    """The meeting of the past, locked, its texts not frozen."""
    meeting = session.get_one(Meeting, meeting_id)
    lines.lock(session, meeting)
    resolving.demand_not_frozen(session, meeting)
    return meeting


def _retitle(session: Session, actor: Actor, existing: Existing, case: PlacedCase, now: datetime) -> None:
    """A line of the agenda without a proposal."""
    item = existing.item
    assert item is not None  # noqa: S101 — neither a proposal nor a ruling
    meeting = _held(session, item.meeting_id)
    if item.title != case.subject:
        before, item.title = item.title, case.subject
        session.flush()
        changes: dict[str, list[object]] = {"title": [before, case.subject]}
        lines.note(session, actor, "change", item, meeting, now=now, code=item.code or "", changes=changes)
    _correct(session, actor, item, case, None, now)


def _save(session: Session, actor: Actor, proposal: Proposal, case: PlacedCase, now: datetime) -> None:
    proposal = hold(session, proposal)
    draft = drafting.Draft(
        unit=case.unit,
        **{name: getattr(case, name) for name in TEXT},
        suggested_resolution=proposal.suggested_resolution,
        intended_meeting_id=proposal.intended_meeting_id,
        ai=drafting.AiDisclosure(
            proposal.ai_tool,
            proposal.ai_vendor,
            proposal.ai_model,
            proposal.ai_version,
            proposal.ai_reviewed_by,
        ),
    )
    drafting.save(session, actor, proposal, draft, seen_version=proposal.version, now=now)


def _replace(
    session: Session, actor: Actor, existing: Existing, item: AgendaItem, case: PlacedCase, now: datetime
) -> None:
    """抽換: the agenda stands, so the case gets a further version with a reason."""
    pinned = item.pinned_version
    if pinned is not None and all(getattr(pinned, name) == getattr(case, name) for name in TEXT):
        return
    meeting = session.get_one(Meeting, item.meeting_id)
    text = CaseText(case.subject, case.explanation, case.measures)
    replacing.replace(
        session, actor, meeting, item, text, reason=REPLACED_BY_IMPORT, seen_version=meeting.version, now=now
    )


def _write(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    case: PlacedCase,
    approval: Approval | None,
    now: datetime,
) -> int | None:
    """The text as a further version cut on import; its id, or None when the text stays as it was."""
    proposal = hold(session, proposal)
    lines.demand_runner(actor, proposal.committee)
    if all(getattr(proposal, name) == getattr(case, name) for name in ("unit", *TEXT)):
        return None
    for name in ("unit", *TEXT):
        setattr(proposal, name, getattr(case, name))
    agency = drafting.agency_named(session, case.unit)
    proposal.agency_id = agency.id if agency else proposal.agency_id
    proposal.changed_at, proposal.changed_by_id = now, actor.person_id
    session.flush()
    passed = approval if proposal.state == ProposalState.SCHEDULED else None
    version = versions.cut(session, proposal, CutFor.IMPORT, by_id=actor.person_id, now=now, approval=passed)
    note(session, actor, "import", proposal, now=now, changes={"version": [None, version.number]})
    return version.id


def _correct(
    session: Session,
    actor: Actor,
    item: AgendaItem,
    case: PlacedCase,
    version_id: int | None,
    now: datetime,
) -> None:
    """A meeting of the past: the case hangs on the new version, and its 決議 says what the file says."""
    meeting = _held(session, item.meeting_id)
    item = next(line for line in lines.lines_of(session, meeting) if line.id == item.id)
    if version_id is not None:
        item.pinned_version_id = version_id
        session.flush()
    standing = [one for one in lines.resolutions_of(session, meeting) if one.item_id == item.id]
    if not case.resolution or case.resolution == "\n".join(one.text for one in standing if one.text):
        return
    wording = wording_of(replace(case, section=item.section))
    if standing:
        _reword(session, actor, meeting, standing, wording, now)
    else:
        resolving.insert(session, actor, meeting, item, wording, now=now)
        if meeting.state in (MeetingState.ADJOURNED, MeetingState.CLOSED):
            follow(session, actor.recording(), item, lines.resolutions_of(session, meeting), now=now)


def _reword(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    standing: list[Resolution],
    wording: Wording,
    now: datetime,
) -> None:
    """The first resolution takes the whole text, further ones count no longer; every earlier text stays a row."""
    first, *others = standing
    first.text, first.disposition = wording.text, wording.disposition
    first.tracking_choice = wording.tracking_choice or first.tracking_choice
    if wording.disposition is not Disposition.ADOPTED_AMENDED:
        first.amended_measures = ""
    first.recorded_at, first.recorded_by_id = now, actor.person_id
    for other in others:
        other.removed_at = now
    session.add(
        ResolutionText(
            resolution_id=first.id,
            text=wording.text,
            amended_measures=first.amended_measures,
            written_at=now,
            written_by_id=actor.person_id,
        )
    )
    session.flush()
    lines.note(
        session, actor.recording(), "import", first, meeting, now=now, code=first.code,
        changes={"fields": [None, ["text"]]},
    )  # fmt: skip
