"""Who is mailed for what: the one table. `services/audit.record()` reads it; an action that is not here mails nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.notices.notice import NoticeKind
from app.domain.proposals.proposal_flow import ProposalAction
from app.domain.tracking.assignment_flow import AssignmentAction
from app.domain.tracking.report_flow import ReportAction
from app.domain.tracking.request_flow import ExtensionAction, ReassignmentAction


class Addressee(StrEnum):
    """To whom. Whoever did it himself is not told."""

    CONTACT = "contact"  # 案件聯絡人 → 單位窗口 → 機關總窗口 of the notice's agency
    OFFICERS = "officers"  # of the committee the record belongs to
    HEADS = "heads"
    LEADERS = "leaders"
    SIGNERS = "signers"  # 單位主管 of the notice's agency, where its reports are approved here (線上核可)
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

_DISPATCHED = OnAction(NoticeKind.DISPATCHED, Addressee.CONTACT, Timing.HELD)
_RELEASED = OnAction(NoticeKind.RELEASED, Addressee.CONTACT, Timing.AT_ONCE)
_EXTENSION_DECIDED = OnAction(NoticeKind.EXTENSION_DECIDED, Addressee.CONTACT, Timing.DIGEST)
_REASSIGNMENT_DECIDED = OnAction(NoticeKind.REASSIGNMENT_DECIDED, Addressee.CONTACT, Timing.DIGEST)

ON_ACTION: dict[tuple[str, str], OnAction] = {
    ("users", "reset_password"): OnAction(NoticeKind.PASSWORD_CHANGED, Addressee.PERSON, Timing.AT_ONCE),
    ("handovers", "hand_over"): OnAction(NoticeKind.HANDED_OVER, Addressee.PERSON, Timing.AT_ONCE),
    ("handovers", "take_over"): OnAction(NoticeKind.TAKEN_OVER, Addressee.PERSON, Timing.AT_ONCE),
    ("proposals", ProposalAction.SUBMIT): _SUBMITTED,
    ("proposals", ProposalAction.RETURN): _RETURNED,
    ("proposals", ProposalAction.RECORD_RETURN): _RETURNED,
    ("proposals", ProposalAction.APPROVE): _APPROVED,
    ("proposals", ProposalAction.RECORD_APPROVAL): _APPROVED,
    ("assignments", AssignmentAction.DISPATCH): _DISPATCHED,
    ("assignments", AssignmentAction.DISPATCH_EARLY): _DISPATCHED,
    ("assignments", "take_over_share"): _DISPATCHED,
    ("assignments", AssignmentAction.SUBMIT): OnAction(
        NoticeKind.REPORTED, Addressee.OFFICERS, Timing.DIGEST
    ),
    ("assignments", AssignmentAction.SEND_BACK): OnAction(
        NoticeKind.SENT_BACK, Addressee.CONTACT, Timing.AT_ONCE
    ),
    ("assignments", AssignmentAction.RELEASE_BY_MEETING): _RELEASED,
    ("assignments", AssignmentAction.RELEASE_BY_MEMO): _RELEASED,
    ("assignments", AssignmentAction.RELEASE_BY_DELEGATION): _RELEASED,
    ("assignments", AssignmentAction.RELEASE_WITH_LEAD): _RELEASED,
    ("assignments", AssignmentAction.CONTINUE): OnAction(
        NoticeKind.CONTINUED, Addressee.CONTACT, Timing.DIGEST
    ),
    ("assignments", AssignmentAction.CLOSE_OTHERWISE): OnAction(
        NoticeKind.CLOSED_OTHERWISE, Addressee.CONTACT, Timing.DIGEST
    ),
    ("assignments", AssignmentAction.RESTORE): OnAction(
        NoticeKind.RESTORED, Addressee.CONTACT, Timing.DIGEST
    ),
    ("assignments", AssignmentAction.UNSAY): OnAction(NoticeKind.UNSAID, Addressee.CONTACT, Timing.DIGEST),
    ("assignments", AssignmentAction.REASSIGN): OnAction(
        NoticeKind.REASSIGNED, Addressee.CONTACT, Timing.DIGEST
    ),
    ("progress_reports", ReportAction.ASK_APPROVAL): OnAction(
        NoticeKind.APPROVAL_ASKED, Addressee.SIGNERS, Timing.DIGEST
    ),
    ("progress_reports", ReportAction.DECLINE): OnAction(
        NoticeKind.APPROVAL_DECLINED, Addressee.CONTACT, Timing.DIGEST
    ),
    ("progress_reports", ReportAction.SET_ASIDE): OnAction(
        NoticeKind.SET_ASIDE, Addressee.CONTACT, Timing.DIGEST
    ),
    ("extension_requests", "ask_extension"): OnAction(
        NoticeKind.EXTENSION_ASKED, Addressee.OFFICERS, Timing.DIGEST
    ),
    ("extension_requests", ExtensionAction.GRANT): _EXTENSION_DECIDED,
    ("extension_requests", ExtensionAction.GRANT_OTHERWISE): _EXTENSION_DECIDED,
    ("extension_requests", ExtensionAction.REFUSE): _EXTENSION_DECIDED,
    ("assignments", "extend_with_lead"): _EXTENSION_DECIDED,
    ("reassignment_requests", "ask_reassignment"): OnAction(
        NoticeKind.REASSIGNMENT_ASKED, Addressee.OFFICERS, Timing.DIGEST
    ),
    ("reassignment_requests", ReassignmentAction.GRANT): _REASSIGNMENT_DECIDED,
    ("reassignment_requests", ReassignmentAction.GRANT_OTHERWISE): _REASSIGNMENT_DECIDED,
    ("reassignment_requests", ReassignmentAction.REFUSE): _REASSIGNMENT_DECIDED,
    ("snapshots", "release_figures"): OnAction(NoticeKind.FIGURES_RELEASED, Addressee.LEADERS, Timing.DIGEST),
    ("snapshots", "keep_month_end"): OnAction(NoticeKind.MONTH_ENDED, Addressee.LEADERS, Timing.DIGEST),
}
"""(table, action) as the audit row has them. A row here obliges the verb to give `record()` a `Notice`."""
