"""The Chinese of audit rows of area tracking."""

from __future__ import annotations

from enum import StrEnum

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode, ClosedAs, Opinion, Verdict
from app.domain.tracking.follow_up import FollowUpColumns
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.request_flow import RequestState
from app.wording.tracking.follow_up import FOLLOW_UP_ACTIONS, FOLLOW_UP_FIELDS

TRACKING_THINGS: dict[str, str] = {
    "tracked_items": "列管事項",
    "assignments": "分辦",
    "dispatches": "分辦函",
    "progress_reports": "辦理情形",
    "findings": "政風處意見",
    "item_summaries": "綜整辦理情形",
    "extension_requests": "展延申請",
    "reassignment_requests": "改分申請",
    "corrections": "更正",
    "clock_pauses": "暫停計時",
    "closure_decisions": "列管決定",
    "follow_ups": "歷次決議辦理情形",
    "report_rounds": "填報期",
    "evidence": "佐證資料",
    "reporting_rules": "填報核可方式",
}
TRACKING_ACTIONS: dict[str, str] = {
    "prepare_item": "準備分辦",
    "remove_item": "移除待發事項",
    "send_out": "分辦發出",
    "take_back_batch": "整批撤回分辦",
    "ask_extension": "申請展延",
    "extend_with_lead": "隨主辦機關展延",
    "correct_due": "更正原定期限",
    "date_from_meeting": "依下次會議定期限",
    "ask_reassignment": "申請改分",
    "take_over_share": "承接改分",
    "pause_clock": "暫停計時",
    "resume_clock": "恢復計時",
    **FOLLOW_UP_ACTIONS,
    "choose_approval": "選擇填報核可方式",
    "propose_opinion": "擬處意見送核定",
    "withdraw_opinion": "撤回擬處意見",
    "write_summary": "綜整辦理情形",
}
TRACKING_FIELDS: dict[str, str] = {
    "shares": "分辦件數",
    "codes": "編號",
    "letter_on": "發文日期",
    "closed_as": "改列為",
    "replaces": "承接自",
    "round": "第幾次填報",
    "approval_mode": "核可方式",
    "waits_for": "等待的對象",
    "wanted_on": "申請展延至",
    "due_original": "原定期限",
    "due_current": "目前期限",
    **FOLLOW_UP_FIELDS,
    "opinion": "擬處意見",
}
TRACKING_CODES: dict[tuple[str, str], type[StrEnum]] = {
    ("assignments", "state"): AssignmentState,
    ("assignments", "closed_as"): ClosedAs,
    ("follow_ups", "proposal"): Verdict,
    ("follow_ups", "word"): Verdict,
    ("committees", "follow_up_columns"): FollowUpColumns,
    ("progress_reports", "state"): ReportState,
    ("extension_requests", "state"): RequestState,
    ("reassignment_requests", "state"): RequestState,
    ("reporting_rules", "approval_mode"): ApprovalMode,
    ("findings", "opinion"): Opinion,
}
"""Which fields of audit rows hold codes."""
TRACKING_MEASURED: dict[str, str] = {"shares": "{} 件", "round": "第 {} 次"}
