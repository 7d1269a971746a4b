"""From checked cases to records: meetings, proposals, resolutions, and the 核可 under which cases are scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.intake.placing import Fate, PlacedCase
from app.domain.meetings.agenda import NUMBERED
from app.domain.meetings.labels import recognise_case_number, recognise_meeting
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Approval, Committee, Meeting, Proposal, User
from app.queries.intake.proposal_check import CaseCheck, FileCheck, may_pass
from app.services.intake import keeping_minutes, updating
from app.services.intake.updating import wording_of
from app.services.meetings import lines, past, resolving
from app.services.meetings.past import PastCase, PastResolution
from app.services.meetings.planning import MeetingPlan, new_meeting
from app.services.proposals import scheduling, versions
from app.services.proposals.drafting import Draft, create_imported

COMES_IN = (Fate.PAST, Fate.SCHEDULED, Fate.DRAFT)


def make(
    session: Session,
    actor: Actor,
    committee: Committee,
    files: Sequence[FileCheck],
    sources: Sequence[str],
    *,
    now: datetime,
    today: date,
) -> None:
    """Every case of every file as its check says. A meeting that several files name is made once.

    `sources`: the whole text of each file, kept with the minutes it is.
    """
    made: dict[str, Meeting] = {}
    for check, source in zip(files, sources, strict=True):
        meeting = check.meeting or made.get(check.slug)
        if meeting is None and check.slug and (_coming(check) or check.head):
            state = _state([one for file in files if file.slug == check.slug for one in _coming(file)], check)
            meeting = made[check.slug] = _meeting(session, actor, committee, check, state, now)
        approval = _approval(session, actor, committee, check, now, today)
        for one in _coming(check):
            _bring(
                session, actor, committee, meeting, one, approval, minutes=check.head is not None, now=now,
                today=today,
            )  # fmt: skip
        for one in check.cases:
            if one.fate is Fate.UPDATE:
                updating.update(session, actor, one, approval, now=now)
        if meeting is not None and check.head is not None and check.makes:
            keeping_minutes.keep(session, actor, meeting, check, source, now=now, today=today)


def _coming(check: FileCheck) -> list[CaseCheck]:
    """The new cases in the order of their numbers, those without one last."""
    coming = [one for one in check.cases if one.fate in COMES_IN]
    return sorted(coming, key=lambda one: _number(one.case) or len(coming) + 10_000)


def _state(coming: Sequence[CaseCheck], check: FileCheck) -> MeetingState:
    """Every case with 決議: 結案. None: 籌備中. Some: 已散會, so that the missing ones can be recorded.

    A meeting with minutes was held: 已散會 when a numbered line lacks its outcome.
    """
    if check.head is not None:
        lacks = any(not one.case.resolution and one.case.section in NUMBERED for one in coming)
        return MeetingState.ADJOURNED if lacks or not coming else MeetingState.CLOSED
    past_cases = sum(one.fate is Fate.PAST for one in coming)
    if not past_cases:
        return MeetingState.PREPARING
    return MeetingState.CLOSED if past_cases == len(coming) else MeetingState.ADJOURNED


def _meeting(
    session: Session,
    actor: Actor,
    committee: Committee,
    check: FileCheck,
    state: MeetingState,
    now: datetime,
) -> Meeting:
    placed = check.placed
    named = recognise_meeting(placed.title) or recognise_meeting(f"{placed.label}會議")
    plan = MeetingPlan(
        title=placed.title,
        label=placed.label,
        year=named.year if named else None,
        held_on=date.fromisoformat(placed.held_on) if placed.held_on else None,
    )
    if check.head is not None:
        told: dict[str, Any] = check.head.meeting
        plan = replace(plan, **told)
    meeting = new_meeting(session, actor, committee, plan, state, now=now)
    lines.note(session, actor, "import", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    return meeting


def _bring(
    session: Session,
    actor: Actor,
    committee: Committee,
    meeting: Meeting | None,
    check: CaseCheck,
    approval: Approval | None,
    *,
    minutes: bool,
    now: datetime,
    today: date,
) -> None:
    case = check.case
    if meeting is not None and case.is_ruling:
        resolving.insert(session, actor, meeting, None, wording_of(case), now=now)
        return
    if meeting is None or (check.fate is Fate.DRAFT and meeting.state == MeetingState.CLOSED):
        draft = Draft(case.unit, case.subject, case.explanation, case.measures)
        create_imported(session, actor, committee, draft, state=ProposalState.DRAFT, now=now, today=today)
        return
    item = past.bring(
        session, actor, meeting, _past_case(case, titles=minutes), drafts=check.fate is Fate.DRAFT, now=now,
        today=today,
    )  # fmt: skip
    if item is not None:
        keeping_minutes.keep_remarks(session, actor, meeting, item, case, now=now)
    if item is None or item.proposal_id is None:
        return
    proposal = session.get_one(Proposal, item.proposal_id)
    if check.fate is Fate.SCHEDULED:
        approve(session, proposal, approval)
    elif case.resolution and proposal.state == ProposalState.SCHEDULED:
        # A 決議 in words no disposition is known for has decided the case all the same.
        scheduling.decide(session, actor.recording(), proposal, now=now)


def approve(session: Session, proposal: Proposal, approval: Approval | None) -> None:
    """The text as it came in is what was approved."""
    version = versions.latest(session, proposal)
    if version is not None and approval is not None:
        version.approval_id = approval.id
        session.flush()


def _past_case(case: PlacedCase, *, titles: bool) -> PastCase:
    wording = wording_of(case)
    words = (PastResolution(wording.text, wording.disposition, wording.tracking_choice, wording.kind),)
    return PastCase(
        unit=case.unit,
        subject=case.subject,
        explanation=case.explanation,
        measures=case.measures,
        resolutions=words if case.resolution else (),
        number=_number(case),
        section=case.section,
        is_title=titles and case.is_title,
    )


def _number(case: PlacedCase) -> int | None:
    number = recognise_case_number(case.number) if case.number else None
    return int(number) if number else None


def _approval(
    session: Session, actor: Actor, committee: Committee, check: FileCheck, now: datetime, today: date
) -> Approval | None:
    """One 核可 for all cases of a file: recorded from paper, else given by the head (or the console) who confirms."""
    if not any(one.fate in (Fate.SCHEDULED, Fate.UPDATE) for one in check.cases):
        return None
    paper = check.placed.paper
    if paper.approver_name.strip():
        approval = Approval(
            from_paper=True,
            approver_title=paper.approver_title,
            approver_name=paper.approver_name,
            decided_on=date.fromisoformat(paper.decided_on),
            document_number=paper.document_number,
            recorded_by_id=actor.person_id,
            recorded_at=now,
        )
    elif may_pass(actor, committee):
        person = session.scalar(select(User).where(User.id == actor.person_id)) if actor.person_id else None
        approval = Approval(
            from_paper=False,
            approver_title=person.title if person else "",
            approver_name=actor.name,
            decided_on=today,
            user_id=actor.person_id,
            recorded_at=now,
        )
    else:
        return None
    session.add(approval)
    session.flush()
    return approval
