"""What is decided of a share and of what is asked about it: outcomes, bases, typed reasons."""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import Invalid


class Outcome(StrEnum):
    """What a `ClosureDecision` says."""

    RELEASE = "release"
    CONTINUE = "continue"
    MERGE = "merge"
    SELF_TRACK = "self_track"
    REVOKE = "revoke"
    RESTORE = "restore"


class Basis(StrEnum):
    """Named with every decision: the meeting's word · 簽奉核可 · a clause that delegates it."""

    MEETING = "by_meeting"
    MEMO = "by_memo"
    DELEGATION = "by_delegation"


class ClosedAs(StrEnum):
    """改列."""

    MERGED = "merged"
    SELF_TRACKED = "self_tracked"
    REVOKED = "revoked"


class ClosingReason(StrEnum):
    """Typed reasons of 改列 (併案、情勢變更、機關裁併 …)."""

    SAME_MATTER = "same_matter"
    ROUTINE_NOW = "routine_now"
    CIRCUMSTANCES = "circumstances"
    AGENCY_ENDED = "agency_ended"
    NOT_APPLICABLE = "not_applicable"
    OTHER = "other_closing"


class ExtensionReason(StrEnum):
    THIRD_PARTY = "third_party"
    PROCUREMENT = "procurement"
    BUDGET = "budget"
    REGULATION = "regulation"
    STAFF = "staff"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other_extension"


class ReassignmentReason(StrEnum):
    NOT_COMPETENT = "not_competent"
    REORGANISED = "reorganised"
    BETTER_PLACED = "better_placed"
    WRONGLY_NAMED = "wrongly_named"
    OTHER = "other_reassignment"


class Opinion(StrEnum):
    """政風處意見 on a report; all but the first two wait for 政風主管."""

    RECEIVE = "opinion_receive"
    SEND_BACK = "opinion_send_back"
    RELEASE = "opinion_release"
    SELF_TRACK = "opinion_self_track"
    MERGE = "opinion_merge"
    REVOKE = "opinion_revoke"


class Verdict(StrEnum):
    """政風處's proposal on a line of 歷次決議辦理情形, and the chair's word on it."""

    RELEASE = "verdict_release"
    CONTINUE = "verdict_continue"
    SELF_TRACK = "verdict_self_track"


class FollowUpPart(StrEnum):
    """Open items · what was released since the last meeting (已簽准解除列管)."""

    OPEN = "open_items"
    RELEASED = "released_between"


class Progress(StrEnum):
    """機關自評."""

    UNDER_WAY = "under_way"
    NONE = "none"
    DONE = "done"


class NoProgressReason(StrEnum):
    WAITING_FOR_OTHERS = "waiting_for_others"
    BUDGET = "no_budget"
    STAFF = "no_staff"
    NOT_DUE_YET = "not_due_yet"
    OTHER = "other_no_progress"


class ApprovalMode(StrEnum):
    """The agency's own approval of its reports: 紙本核章 (default) · 線上核可 · none."""

    PAPER = "on_paper"
    ONLINE = "online"
    WITHOUT = "without"


OTHERS = frozenset(
    {
        ClosingReason.OTHER,
        ExtensionReason.OTHER,
        ReassignmentReason.OTHER,
        NoProgressReason.OTHER,
    }
)
CLOSED_AS = {
    Outcome.MERGE: ClosedAs.MERGED,
    Outcome.SELF_TRACK: ClosedAs.SELF_TRACKED,
    Outcome.REVOKE: ClosedAs.REVOKED,
}
OUTCOME_OF = {
    Opinion.MERGE: Outcome.MERGE,
    Opinion.SELF_TRACK: Outcome.SELF_TRACK,
    Opinion.REVOKE: Outcome.REVOKE,
}
"""改列 as an opinion proposes it, and as it is decided."""


def check_reason(kind: StrEnum, text: str) -> None:
    """A typed reason of its own needs words. Invalid: reason_missing."""
    if kind in OTHERS and not text.strip():
        raise Invalid("reason_missing", "reason")
