"""密件另冊: the 密 cases of a meeting as one numbered copy; of a stub, a frame to paste its paper into."""

from __future__ import annotations

from app.documents.proposal_table import ProposalCase, ProposalTable
from app.domain.proposals.paragraphs import Paragraph, parse
from app.models import AgendaItem, NumberedCopy
from app.queries.meetings.numbered_copies import Register
from app.queries.meetings.shown import printed_title, shown_text
from app.wording.numbered_copies import COPY_TITLE, PASTE_HERE
from app.wording.papers import CONFIDENTIAL_LINE, STUB_SUBJECT

ROOM = (Paragraph("", 0, "", "　"),) * 12
"""Empty lines under the words of the frame."""


def copy_of(register: Register, copy: NumberedCopy) -> ProposalTable:
    title = COPY_TITLE.format(
        meeting=printed_title(register.shown.meeting), number=copy.number, total=len(register.copies)
    )
    return ProposalTable(title, tuple(_case(item) for item in register.items))


def _case(item: AgendaItem) -> ProposalCase:
    assert item.proposal is not None  # noqa: S101 — only a proposal can be 密
    text, number = shown_text(item), "" if item.number is None else str(item.number)
    grade = CONFIDENTIAL_LINE.format(until=item.proposal.declassify_when)
    if text.stub:
        frame = (*parse(PASTE_HERE.format(place=item.proposal.paper_lies_at)), *ROOM)
        subject = STUB_SUBJECT.format(name=text.subject)
        return ProposalCase(number, text.unit, subject, frame, ROOM[:1], (), confidentiality=grade)
    return ProposalCase(
        number,
        text.unit,
        text.subject,
        parse(text.explanation),
        parse(text.measures),
        (),
        confidentiality=grade,
    )
