"""提案表: from records to the plain values of the paper, for one case or bound for a meeting."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from app.documents.proposal_table import ProposalCase, ProposalTable
from app.domain.confidentiality import Confidentiality
from app.domain.people.actor import Actor
from app.domain.proposals.paragraphs import parse
from app.models import Meeting, Proposal, ProposalVersion
from app.queries.meetings.shown import is_secret, printed_title
from app.queries.papers.meeting_cases import Case, case_of, is_stub, latest_case_of
from app.queries.papers.sources import Sources
from app.services.papers.sections import CASES, case_name
from app.wording.papers import (
    CONFIDENTIAL_LINE,
    NO_MEASURES,
    STUB_COPY,
    STUB_RESOLUTION,
    STUB_SUBJECT,
    STUB_TEXT,
    TABLE_TITLE,
    ai_note,
)


def of(sources: Sources) -> ProposalTable:
    """合訂本: every proposal on the agenda; of a 密 case its stub, for its text has copies of its own."""
    title = TABLE_TITLE.format(meeting=sources.title)
    cases = [case_of(item) for item in sources.items if item.proposal is not None]
    return ProposalTable(title, tuple(map(_bound, cases)))


def for_proposal(session: Session, actor: Actor, proposal: Proposal) -> ProposalTable:
    """One case: as on the last agenda it came to, else its working text with the meeting it is meant for."""
    case = latest_case_of(session, actor, proposal)
    if case is not None:
        title = TABLE_TITLE.format(meeting=printed_title(case.item.meeting))
        return ProposalTable(title, (_case(case.proposal, case.text, case.number, case.resolution),))
    meeting = session.get(Meeting, proposal.intended_meeting_id) if proposal.intended_meeting_id else None
    name = printed_title(meeting) if meeting else proposal.committee.name
    return ProposalTable(TABLE_TITLE.format(meeting=name), (_case(proposal, proposal, "", ""),))


def _bound(case: Case) -> ProposalCase:
    if is_secret(case.item):
        return _stub(case.proposal, case.number, STUB_RESOLUTION if case.resolution else "")
    if case.item.section not in CASES:
        number = case_name(case.item.section, case.item.number or 1)
        report = _case(case.proposal, case.text, number, case.resolution)
        return replace(report, measures=report.measures or parse(NO_MEASURES))
    return _case(case.proposal, case.text, case.number, case.resolution)


def _case(proposal: Proposal, text: Proposal | ProposalVersion, number: str, resolution: str) -> ProposalCase:
    if is_stub(proposal):
        return _stub(proposal, number, resolution)
    return ProposalCase(
        number=number,
        unit=text.unit,
        subject=text.subject,
        explanation=parse(text.explanation),
        measures=parse(text.measures),
        resolution=parse(resolution),
        confidentiality=_grade(proposal),
        ai_note=ai_note(
            proposal.ai_tool,
            proposal.ai_vendor,
            proposal.ai_model,
            proposal.ai_version,
            proposal.ai_reviewed_by,
        ),
    )


def _stub(proposal: Proposal, number: str, resolution: str) -> ProposalCase:
    """What may be said of a 密 case: its 代號, its grade, where the paper lies."""
    place = proposal.paper_lies_at
    return ProposalCase(
        number=number,
        unit=proposal.unit,
        subject=STUB_SUBJECT.format(name=proposal.stub_name),
        explanation=parse(STUB_TEXT.format(place=place) if place else STUB_COPY),
        measures=parse(STUB_COPY),
        resolution=parse(resolution),
        confidentiality=_grade(proposal),
    )


def _grade(proposal: Proposal) -> str:
    if proposal.confidentiality is Confidentiality.NORMAL:
        return ""
    return CONFIDENTIAL_LINE.format(until=proposal.declassify_when)
