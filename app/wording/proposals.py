"""The sentences of proposals: refusals, messages, history, suggestions, checks, phrases."""

from __future__ import annotations

from enum import StrEnum

from app.domain.proposals.proposal_flow import ProposalAction, ProposalState
from app.domain.proposals.suggestions import SuggestionCode

SUGGESTION_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (SuggestionCode.HALF_WIDTH, "標點為全形"),
    (SuggestionCode.BROKEN_NUMBERING, "編號連續"),
    (SuggestionCode.SHORT_LAW_NAME, "法規用全名"),
    (SuggestionCode.DATE_WITHOUT_YEAR, "日期寫明年度"),
    (SuggestionCode.SUBJECT_ENDING, "案由以句號結尾"),
    (SuggestionCode.NO_DUE_DATE, "辦法寫明期限"),
)
"""What is well when the suggestion is not made; the check list says it so."""

PROPOSAL_REFUSALS: dict[str, str] = {
    "law_line_unreadable": "第 {line} 行看不懂，請寫成「簡稱＝全名」，例如「採購法＝政府採購法」。",
    "law_short_name_twice": "第 {line} 行的「{name}」前面已經有了，請刪去一行。",
    "too_many_laws": "至多 {most} 項，請刪去不用的。",
    "proposal_not_editable": "這件提案現在不能由您修改；如應由您辦理，請洽政風處承辦人。",
    "version_says_the_same": "文字與最近一版相同，不需要另存版本。",
    "save_by_hand": "這件提案已送審，每次儲存都會留下一個版本，請按「儲存」。",
    "stub_holds_no_text": "密件在本系統只留代號，不得輸入內容或上傳附件；文件請依規定另行保管。",
    "confidential_while_text": (
        "這件提案已有文字、版本或附件，不能改列密件。請撤案後另立代號案，並依規定通報處理已輸入的內容。"
    ),
    "confidential_right_missing": "您沒有密件的讀取權，不能核定密件；請洽政風主管。",
    "confidential_field_missing": "請填寫代號、核定依據與解密條件。",
    "approver_missing": "請填寫核可人姓名。",
    "decided_in_future": "核可日期不能晚於今天。",
    "comment_missing": "請寫下意見。",
    "numbering_exhausted": "這一層的編號已到 {limit}，無法再往下編。",
    "no_such_level": "沒有這個層級。",
    "no_such_paragraph": "找不到這一段，文字可能已經改過。",
    "suggestion_without_fix": "這一項沒有可以直接套用的文字，請自行修改。",
    "suggestion_outdated": "這一段文字已經改過，建議不再適用。",
}

PROPOSAL_MESSAGES: dict[str, str] = {
    "law_names_kept": "法規簡稱已儲存。",
    "proposal_saved": "{code} 已儲存。",
    "proposal_saved_as_version": "{code} 已儲存，並留為第 {number} 版。",
    "proposal_version_kept": "{code} 已存成第 {number} 版。",
    "proposal_fixed": "已照建議修改並儲存。",
    "proposal_renumbered": "{field}已重新編號並儲存。",
    "proposal_submitted": "{code} 已送請審核。",
    "proposal_recalled": "{code} 已取回，可以繼續修改。",
    "proposal_approved": "{code} 已通過審核。",
    "proposal_returned": "{code} 已退回修正。",
    "proposal_approval_recorded": "{code} 已登錄紙本核可，狀態為通過審核。",
    "proposal_return_recorded": "{code} 已登錄紙本退回，狀態為退回修正。",
    "proposal_withdrawn": "{code} 已撤案，所有文字與歷程仍可查閱。",
    "proposal_comment_added": "意見已留在這一段。",
    "proposal_comment_resolved": "意見已標示解決。",
    "proposal_comment_reopened": "意見已改回未解決。",
    "proposal_attached": "已上傳「{name}」。",
    "proposal_attachment_removed": "已移除「{name}」。",
    "proposal_stub_created": "已建立密件代號案 {code}。",
    "proposal_lifted": "{code} 已解密。",
}

HISTORY: dict[str, str] = {
    "create": "建立提案",
    "import": "由提案表匯入",
    "save": "修改文字",
    "keep_version": "存成版本",
    ProposalAction.SUBMIT: "送請審核",
    ProposalAction.RECALL: "取回",
    ProposalAction.RETURN: "退回修正",
    ProposalAction.RECORD_RETURN: "登錄退回（紙本）",
    ProposalAction.APPROVE: "通過審核",
    ProposalAction.RECORD_APPROVAL: "登錄核可（紙本）",
    ProposalAction.SCHEDULE: "排入議程",
    ProposalAction.UNSCHEDULE: "移出議程",
    ProposalAction.DEFER: "保留（緩議）",
    ProposalAction.DECIDE: "會議決議",
    ProposalAction.WITHDRAW: "撤案",
    "comment": "留下審核意見",
    "resolve_comment": "意見標示解決",
    "reopen_comment": "意見改回未解決",
    "mark_confidential": "核定為密",
    "lift_confidential": "解密",
    "attach": "上傳附件",
    "remove_attachment": "移除附件",
}
"""What an audit row about a proposal says in its story; the audit log shows the same words."""

NEXT: dict[ProposalState, str] = {
    ProposalState.DRAFT: "等待{drafter}寫完後送請審核",
    ProposalState.IN_REVIEW: "等待政風主管審核，已送審 {days} 日",
    ProposalState.RETURNED: "等待{drafter}修正後再送請審核",
    ProposalState.APPROVED: "等待排入議程",
    ProposalState.SCHEDULED: "等待{meeting}討論",
    ProposalState.DECIDED: "已由{meeting}作成決議",
    ProposalState.WITHDRAWN: "已撤案，不再處理",
}
"""In whose hands the case is."""

SUGGESTIONS: dict[SuggestionCode, str] = {
    SuggestionCode.HALF_WIDTH: "{field}第 {paragraph} 段用了半形標點",
    SuggestionCode.BROKEN_NUMBERING: "{field}第 {paragraph} 段的編號不連續",
    SuggestionCode.SHORT_LAW_NAME: "{field}第 {paragraph} 段的法規名稱可用全名",
    SuggestionCode.DATE_WITHOUT_YEAR: "{field}第 {paragraph} 段的日期沒有年度",
    SuggestionCode.SUBJECT_ENDING: "案由沒有以句號結尾",
    SuggestionCode.NO_DUE_DATE: "辦法沒有寫明完成期限",
}

RETURN_PHRASES: tuple[str, ...] = (
    "請補法規名稱全銜與條號",
    "請寫明主辦機關與完成期限",
    "說明與辦法不一致，請對照修正",
    "請補具體數據或案例",
)
"""What a reviewer says most often when a case goes back."""
