"""Who is mailed for what: the one table. `services/audit.record()` reads it; an action that is not here mails nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.notices.notice import NoticeKind
from app.domain.proposals.proposal_flow import ProposalAction


class Addressee(StrEnum):
    """To whom. Whoever did it himself is not told."""

    CONTACT = "contact"  # 案件聯絡人 → 單位窗口 → 機關總窗口 of the notice's agency
    OFFICERS = "officers"  # of the committee the record belongs to
    HEADS = "heads"
    PERSON = "person"  # the notice names him


class Timing(StrEnum):
    AT_ONCE = "at_once"
    HELD = "held"  # ten minutes, so that taking it back sends nothing
    DIGEST = "digest"  # at nine, one mail a person a day


@dataclass(frozen=True, slots=True)
class OnAction:
    kind: NoticeKind
    to: Addressee
    timing: Timing


_SUBMITTED = OnAction(NoticeKind.PROPOSAL_SUBMITTED, Addressee.OFFICERS, Timing.DIGEST)
_RETURNED = OnAction(NoticeKind.PROPOSAL_RETURNED, Addressee.PERSON, Timing.DIGEST)
_APPROVED = OnAction(NoticeKind.PROPOSAL_APPROVED, Addressee.PERSON, Timing.DIGEST)

ON_ACTION: dict[tuple[str, str], OnAction] = {
    ("users", "reset_password"): OnAction(NoticeKind.PASSWORD_CHANGED, Addressee.PERSON, Timing.AT_ONCE),
    ("proposals", ProposalAction.SUBMIT): _SUBMITTED,
    ("proposals", ProposalAction.RETURN): _RETURNED,
    ("proposals", ProposalAction.RECORD_RETURN): _RETURNED,
    ("proposals", ProposalAction.APPROVE): _APPROVED,
    ("proposals", ProposalAction.RECORD_APPROVAL): _APPROVED,
}
"""(table, action) as the audit row has them. A row here obliges the verb to give `record()` a `Notice`."""
