"""提案表: from records to the plain values of the paper, for one case or bound for a meeting."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.proposal_table import ProposalCase, ProposalTable
from app.domain.confidentiality import Confidentiality
from app.domain.people.actor import Actor
from app.domain.proposals.paragraphs import parse
from app.models import Meeting, Proposal, ProposalVersion
from app.queries.papers.meeting_cases import Case, cases_of, is_stub, latest_case_of
from app.wording.papers import CONFIDENTIAL_LINE, STUB_SUBJECT, STUB_TEXT, TABLE_TITLE, ai_note


def for_meeting(session: Session, actor: Actor, meeting: Meeting) -> ProposalTable:
    """合訂本: every case of the meeting that `actor` may read."""
    cases = cases_of(session, actor, meeting)
    return ProposalTable(TABLE_TITLE.format(meeting=meeting.title), tuple(map(_case, cases)))


def for_proposal(session: Session, actor: Actor, proposal: Proposal) -> ProposalTable:
    """One case: as on the last agenda it came to, else its working text with the meeting it is meant for."""
    case = latest_case_of(session, actor, proposal)
    if case is not None:
        return ProposalTable(TABLE_TITLE.format(meeting=case.item.meeting.title), (_case(case),))
    meeting = session.get(Meeting, proposal.intended_meeting_id) if proposal.intended_meeting_id else None
    name = meeting.title if meeting else proposal.committee.name
    return ProposalTable(TABLE_TITLE.format(meeting=name), (_paper_case(proposal, proposal, "", ""),))


def _case(case: Case) -> ProposalCase:
    return _paper_case(case.proposal, case.text, case.number, case.resolution)


def _paper_case(
    proposal: Proposal, text: Proposal | ProposalVersion, number: str, resolution: str
) -> ProposalCase:
    if is_stub(proposal):
        return ProposalCase(
            number, proposal.unit, STUB_SUBJECT.format(name=proposal.stub_name),
            parse(STUB_TEXT.format(place=proposal.paper_lies_at)), (), parse(resolution),
            confidentiality=_grade(proposal),
        )  # fmt: skip
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


def _grade(proposal: Proposal) -> str:
    if proposal.confidentiality is Confidentiality.NORMAL:
        return ""
    return CONFIDENTIAL_LINE.format(until=proposal.declassify_when)
