"""One line of an agenda as pages and papers show it: the pinned text where there is one, else the proposal's as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.confidentiality import Confidentiality
from app.models import AgendaItem, Meeting
from app.wording.minutes import JOINT


@dataclass(frozen=True, slots=True)
class ShownText:
    """`stub`: a 密 case of which only 代號 and where the paper lies are here."""

    unit: str
    subject: str
    explanation: str
    measures: str
    suggested_resolution: str
    stub: bool = False


def shown_text(item: AgendaItem) -> ShownText:
    """What this case says; proposal and pinned version must be loaded."""
    proposal = item.proposal
    if proposal is None:
        return ShownText("", item.title, "", "", "")
    if proposal.confidentiality is not Confidentiality.NORMAL and not proposal.subject:
        return ShownText(proposal.unit, proposal.stub_name, "", "", "", stub=True)
    text = item.pinned_version or proposal
    return ShownText(text.unit, text.subject, text.explanation, text.measures, text.suggested_resolution)


def printed_title(meeting: Meeting) -> str:
    """The official line as papers print it; held with another meeting, both: …廉政會報暨安全維護會報."""
    return (
        JOINT.format(title=meeting.title, joint=meeting.joint_title) if meeting.joint_title else meeting.title
    )


def case_number(item: AgendaItem, slug: str) -> str:
    """What stands in the case's address: 3, R2, S1; '' for a line without number."""
    return (item.code or "").removeprefix(f"{slug}-")


def is_secret(item: AgendaItem) -> bool:
    """Is this a 密 case, with text or without? Its proposal must be loaded."""
    return item.proposal is not None and item.proposal.confidentiality is not Confidentiality.NORMAL
