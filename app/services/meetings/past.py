"""A meeting of the past with its cases and resolutions in one go, and one that is still to come; for imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.meetings import agenda as rules
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import normalise_code
from app.domain.meetings.resolution import (
    KIND_OF_SECTION,
    Disposition,
    Outcome,
    ResolutionKind,
    Section,
    TrackingChoice,
)
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor
from app.models import AgendaItem, Committee, Meeting, Proposal
from app.services.meetings import lines, resolving
from app.services.meetings.following import follow
from app.services.meetings.planning import MeetingPlan, new_meeting
from app.services.meetings.resolving import Wording
from app.services.proposals import scheduling, versions
from app.services.proposals.drafting import Draft, create_imported


@dataclass(frozen=True, slots=True)
class PastResolution:
    """What was decided; `kind` None = the one that belongs to the section."""

    text: str
    disposition: Disposition | None = None
    tracking_choice: TrackingChoice | None = None
    kind: ResolutionKind | None = None
    amended_measures: str = ""


@dataclass(frozen=True, slots=True)
class PastCase:
    """One case. `number` None = the next of its section; `continues`: the code (113-2-3) of the deferred case it brings back.

    `is_title`: a line of the agenda without a proposal; its `explanation` is no part of it.
    """

    unit: str
    subject: str
    explanation: str
    measures: str
    resolutions: tuple[PastResolution, ...] = ()
    number: int | None = None
    section: Section = Section.DISCUSSION
    suggested_resolution: str = ""
    continues: str = ""
    is_title: bool = False


def record_past(
    session: Session,
    actor: Actor,
    committee: Committee,
    plan: MeetingPlan,
    cases: Sequence[PastCase],
    closing: Sequence[PastResolution] = (),
    *,
    now: datetime,
    today: date,
) -> Meeting:
    """A meeting that was held, with its pinned texts and resolutions; every proposal follows what was decided of it.

    結案 when each case has a resolution, else 已散會, so that the missing ones can be recorded. `closing`: 主席裁示事項.
    """
    complete = bool(cases) and all(case.resolutions for case in cases)
    state = MeetingState.CLOSED if complete else MeetingState.ADJOURNED
    meeting = new_meeting(session, actor, committee, plan, state, now=now)
    lines.note(session, actor, "import", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    for case in cases:
        bring(session, actor, meeting, case, now=now, today=today)
    for word in closing:
        resolving.insert(session, actor, meeting, None, _wording(word, Section.CLOSING), now=now)
    return meeting


def plan_upcoming(
    session: Session,
    actor: Actor,
    committee: Committee,
    plan: MeetingPlan,
    cases: Sequence[PastCase],
    *,
    drafts: bool = False,
    now: datetime,
    today: date,
) -> Meeting:
    """A meeting in preparation with its cases on the agenda; with `drafts` they are drafts meant for it, still to be passed."""
    meeting = new_meeting(session, actor, committee, plan, MeetingState.PREPARING, now=now)
    lines.note(session, actor, "import", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    for case in cases:
        bring(session, actor, meeting, case, drafts=drafts, now=now, today=today)
    return meeting


def bring(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    case: PastCase,
    *,
    drafts: bool = False,
    now: datetime,
    today: date,
) -> AgendaItem | None:
    """One imported case into `meeting`; None for a draft, which is only meant for it.

    A meeting in preparation takes no resolutions (Invalid `resolution_before_meeting`).
    """
    committee = lines.committee_of(session, meeting)
    lines.demand_runner(actor, committee)
    lines.lock(session, meeting)
    preparing = meeting.state == MeetingState.PREPARING
    if preparing and case.resolutions:
        raise Invalid("resolution_before_meeting", "resolutions")
    if drafts:
        _new(session, actor, committee, meeting, case, ProposalState.DRAFT, now, today)
        return None
    item = _line(session, actor, committee, meeting, case, now, today)
    if preparing:
        return item
    for word in case.resolutions:
        resolving.insert(session, actor, meeting, item, _wording(word, case.section), now=now)
    # A wording that names no disposition decided the case all the same: the meeting is over.
    follow(
        session,
        actor.recording(),
        item,
        lines.resolutions_of(session, meeting),
        otherwise=Outcome.DECIDED,
        now=now,
    )
    return item


def _line(
    session: Session,
    actor: Actor,
    committee: Committee,
    meeting: Meeting,
    case: PastCase,
    now: datetime,
    today: date,
) -> AgendaItem:
    """The case on the agenda; outside preparation under its own number and pinned."""
    if case.is_title:
        item = AgendaItem(meeting_id=meeting.id, section=case.section, title=case.subject, proposal=None)
        return _placed(session, meeting, item, case)
    if case.continues:
        proposal = _continued(session, actor, committee, case, now)
    else:
        proposal = _new(session, actor, committee, meeting, case, ProposalState.SCHEDULED, now, today)
    item = AgendaItem(meeting_id=meeting.id, section=case.section, proposal_id=proposal.id, proposal=proposal)
    if meeting.state != MeetingState.PREPARING:
        newest = versions.latest(session, proposal)
        item.pinned_version_id = newest.id if newest else None
    return _placed(session, meeting, item, case)


def _placed(session: Session, meeting: Meeting, item: AgendaItem, case: PastCase) -> AgendaItem:
    """At the end of its section; outside preparation under the number it had, where its section counts."""
    lines.append(session, meeting, [item])
    counts = meeting.state != MeetingState.PREPARING and case.section in rules.NUMBERED
    if counts and case.number is not None:
        item.number = case.number
        item.code = rules.item_code(meeting.slug, case.section, case.number)
    session.flush()
    return item


def _continued(
    session: Session, actor: Actor, committee: Committee, case: PastCase, now: datetime
) -> Proposal:
    """The deferred proposal, scheduled again, with the text it has now as a further version."""
    wanted = normalise_code(case.continues)
    found = select(Proposal).join(AgendaItem, AgendaItem.proposal_id == Proposal.id).join(AgendaItem.meeting)
    proposal = session.scalars(
        found.where(Meeting.committee_id == committee.id, AgendaItem.code == wanted)
    ).one_or_none()
    if proposal is None:
        raise Invalid("continued_case_unknown", "continues", case=case.continues)
    proposal = scheduling.schedule(session, actor, proposal, now=now)
    for name in versions.TEXTS:
        setattr(proposal, name, getattr(case, name))
    session.flush()
    versions.cut(session, proposal, CutFor.IMPORT, by_id=actor.person_id, now=now)
    return proposal


def _new(
    session: Session,
    actor: Actor,
    committee: Committee,
    meeting: Meeting,
    case: PastCase,
    state: ProposalState,
    now: datetime,
    today: date,
) -> Proposal:
    draft = Draft(
        unit=case.unit,
        subject=case.subject,
        explanation=case.explanation,
        measures=case.measures,
        suggested_resolution=case.suggested_resolution,
        intended_meeting_id=meeting.id if state is ProposalState.DRAFT else None,
    )
    return create_imported(
        session, actor, committee, draft, state=state, year=meeting.year, now=now, today=today
    )


def _wording(word: PastResolution, section: Section) -> Wording:
    kind = word.kind or KIND_OF_SECTION.get(section, ResolutionKind.RESOLUTION)
    return Wording(kind, word.text, word.disposition, word.tracking_choice, word.amended_measures)
