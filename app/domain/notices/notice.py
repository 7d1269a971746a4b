"""What a mail speaks of: its kinds, and the facts a verb gives `record()` for one line of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoticeKind(StrEnum):
    """What one line of a mail tells. Each has its heading and its subject in `wording/mails.py`."""

    PROPOSAL_SUBMITTED = "proposal_submitted"
    PROPOSAL_RETURNED = "proposal_returned"
    PROPOSAL_APPROVED = "proposal_approved"
    DISPATCHED = "dispatched"
    SENT_BACK = "sent_back"
    RELEASED = "released"
    CONTINUED = "continued"
    UNSAID = "word_unsaid"
    CLOSED_OTHERWISE = "closed_otherwise"
    RESTORED = "restored"
    REASSIGNED = "reassigned"
    REPORTED = "reported"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_DECLINED = "approval_declined"
    SET_ASIDE = "draft_set_aside"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_DECIDED = "extension_decided"
    REASSIGNMENT_ASKED = "reassignment_asked"
    REASSIGNMENT_DECIDED = "reassignment_decided"
    ROUND_DUE = "round_due"  # the ladder's mails, one kind for each step (`ladder.Step.rule`)
    ROUND_LATE = "round_late"
    ROUND_SUPERVISOR = "round_supervisor"
    MEETING_PLAN_DUE = "meeting_plan_due"
    MEETING_PLAN_LATE = "meeting_plan_late"
    MEETING_DUE = "yearly_meeting_due"
    MEETING_LATE = "yearly_meeting_late"
    MEETING_SUPERVISOR = "yearly_meeting_supervisor"
    DECLARATION_DUE = "declaration_due"
    DECLARATION_LATE = "declaration_late"
    DECLARATION_SUPERVISOR = "declaration_supervisor"
    DECLARANT_DUE = "declarant_due"
    DECLARANT_LATE = "declarant_late"
    DECLARANT_SUPERVISOR = "declarant_supervisor"
    PLAN_ITEM_DUE = "plan_item_due"
    PLAN_ITEM_LATE = "plan_item_late"
    PLAN_ITEM_SUPERVISOR = "plan_item_supervisor"
    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"
    FIGURES_RELEASED = "figures_released"
    MONTH_ENDED = "month_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 — a kind of mail


_CLOCKS = ("round_", "meeting_plan_", "yearly_meeting_", "declaration_", "declarant_", "plan_item_")
OF_LADDER = frozenset(kind for kind in NoticeKind if kind.value.startswith(_CLOCKS))


@dataclass(frozen=True, slots=True)
class Notice:
    """Whom a line concerns, where it leads, and the facts it names. Never a text of a confidential record.

    `agency_id`: the agency whose contact is written to, and the one the greeting names. `person_id`: the very person; for
    a contact the case's own one. `unit`: the unit inside the agency, for its contact. `to_id`: who it goes to when that was found
    already (`queries/notices/recipients.of_agencies`, for many at once). `path`: the page. `letter_on`, `document_number`:
    the letter that is the order; a mail only reminds of it.
    """

    agency_id: int | None = None
    person_id: int | None = None
    unit: str = ""
    to_id: int | None = None
    path: str = ""
    title: str = ""
    due_on: date | None = None
    letter_on: date | None = None
    document_number: str = ""
    reason: str = ""
