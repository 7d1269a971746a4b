"""What is said about 歷次決議辦理情形."""

from __future__ import annotations

FOLLOW_UP_TITLE = "歷次會議決議（裁示）事項辦理情形"
FOLLOW_UP_ACTIONS: dict[str, str] = {
    "pin_follow_up": "定稿歷次決議辦理情形",
    "propose_verdict": "建議解除或繼續列管",
    "say_verdict": "登錄主席裁示",
}
FOLLOW_UP_FIELDS: dict[str, str] = {"lines": "列管案數", "proposal": "政風處建議", "word": "主席裁示"}
FOLLOW_UP_MESSAGES: dict[str, str] = {
    "verdicts_proposed": "已儲存 {count} 項建議。",
    "shares_released": "已解除列管 {count} 件（其中隨主辦解除的協辦 {more} 件），依據 {number}。",
    "share_restored": "{code} 已恢復列管。",
    "chair_said": "已登錄 {count} 項裁示，並寫入本案決定。",
    "chair_word_undone": "已撤回裁示；原已結束的分辦恢復列管。",
}
FOLLOW_UP_REFUSALS: dict[str, str] = {
    "not_on_follow_up": "這一項不在本次會議的歷次決議辦理情形中，請重新整理頁面。",
    "chair_word_not_in_session": "會議進行中才能登錄主席裁示。",
}
NO_SUMMARY = "（尚無綜整辦理情形）"
SECRET_TEXT = "密件，另行提供。"  # noqa: S105
RELEASED_BY = "已簽准解除列管"
RELEASED_WITH = "已簽准解除列管（{number}）"
ADVICE = "建議{verdict}"
MORE_OWNERS = "等 {count} 個機關"
WORD_LINE = "{verdict}（{count}項）：{items}。"
WORD_ITEM = "{code}「{title}」"
WORD_SECRET = "{code}（密件）"  # noqa: S105
UNDONE = "撤回裁示"
RELEASE_ROWS_MISSING = "請至少勾選一件；勾選的分辦如已由他人處理，請重新整理頁面。"
