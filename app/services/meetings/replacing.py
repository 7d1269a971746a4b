"""抽換: after 議程定稿 a case gets another text, as a version of its own, with a reason; the papers show themselves stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.errors import Invalid, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Actor
from app.domain.proposals.versions import CutFor
from app.models import AgendaItem, Meeting, ProposalVersion
from app.services.meetings import agenda, lines
from app.services.proposals.fresh import hold

REPLACED_IN = frozenset({MeetingState.AGENDA_SET, MeetingState.IN_SESSION})


@dataclass(frozen=True, slots=True)
class CaseText:
    """The text of a case; a line is a paragraph, a lead-in stands between `**`."""

    subject: str
    explanation: str
    measures: str


def replace(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    text: CaseText,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> ProposalVersion:
    """Write `text` as the proposal's next version and hang the case on it; the replaced version stays readable."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.hold(session, meeting, seen_version)
    if meeting.state not in REPLACED_IN or item.proposal_id is None or item.removed_at is not None:
        raise NotNow("nothing_to_replace_now")
    if not reason.strip():
        raise Invalid("reason_missing", "reason")
    if not text.subject.strip():
        raise Invalid("subject_missing", "subject")
    pinned = session.get_one(ProposalVersion, item.pinned_version_id)
    if (pinned.subject, pinned.explanation, pinned.measures) == (
        text.subject,
        text.explanation,
        text.measures,
    ):
        raise Invalid("replacement_says_the_same", "subject")
    assert item.proposal is not None  # noqa: S101 — narrows for the type checker
    proposal = hold(session, item.proposal)
    if proposal.confidentiality is not Confidentiality.NORMAL:
        raise NotNow("stub_holds_no_text")
    proposal.subject, proposal.explanation, proposal.measures = text.subject, text.explanation, text.measures
    proposal.changed_at, proposal.changed_by_id = now, actor.person_id
    session.flush()
    version = agenda.pin(session, actor, item, CutFor.REPLACEMENT, now=now, note=reason)
    lines.touch(meeting)
    session.flush()
    lines.note(
        session, actor, "replace", item, meeting, now=now, code=item.code or "", reason=reason,
        changes={"version": [pinned.number, version.number]},
    )  # fmt: skip
    return version
