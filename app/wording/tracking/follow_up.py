"""What is said about 歷次決議辦理情形."""

from __future__ import annotations

from app.domain.tracking.follow_up import FollowUpColumns, Grade

OTHERWISE = "（含改列）"
RELEASE_ROWS_MISSING = "請至少勾選一件；勾選的分辦如已由他人處理，請重新整理頁面。"
FOLLOW_UP_TITLE = "歷次會議決議（裁示）事項辦理情形"
FOLLOW_UP_ACTIONS: dict[str, str] = {
    "choose_columns": "選擇辦理情形表欄位",
    "pin_follow_up": "定稿歷次決議辦理情形",
    "propose_verdict": "建議解除或繼續列管",
    "say_verdict": "登錄主席裁示",
}
FOLLOW_UP_FIELDS: dict[str, str] = {"lines": "列管案數", "proposal": "政風處建議", "word": "主席裁示"}
FOLLOW_UP_MESSAGES: dict[str, str] = {
    "columns_chosen": "歷次決議辦理情形表改用「{columns}」欄位。",
    "verdicts_proposed": "已儲存 {count} 項建議。",
    "shares_released": "已解除列管 {count} 件（其中隨主辦解除的協辦 {more} 件），依據 {number}。",
    "nothing_left": "{label}決議事項已全數解除列管{otherwise}。統計表可在該次會議的「文件」下載。",
    "share_restored": "{code} 已恢復列管。",
    "chair_said": "已登錄 {count} 項裁示，並寫入本案決定。",
    "chair_word_undone": "已撤回裁示，各分辦回到裁示前的狀態；原未建議解除而已結束的，恢復列管。",
}
FOLLOW_UP_REFUSALS: dict[str, str] = {
    "release_rows_missing": RELEASE_ROWS_MISSING,
    "one_committee_at_a_time": "一份清冊、一份簽稿只能列同一個會報的分辦，請分次勾選。",
    "columns_unknown": "請選擇一種欄位。",
    "not_on_follow_up": "這一項不在本次會議的歷次決議辦理情形中，請重新整理頁面。",
    "chair_word_not_in_session": "會議進行中才能登錄主席裁示。",
}
NO_SUMMARY = "（尚無綜整辦理情形）"
SECRET_TEXT = "密件，另行提供。"  # noqa: S105
RELEASED_BY = "已簽准解除列管"
RELEASED_WITH = "已簽准解除列管（{number}）"
ADVICE = "建議{verdict}"
MORE_OWNERS = "等 {count} 個機關"
TRACKED_NOW = "列管中"
UNTIL_DAY = "{day}前"
SEVERAL_OWNERS = "各機關（主辦二個以上）"
SUM = "合計"
NOT_REPORTED = "（尚未填報）"
GRADES: dict[Grade, str] = {
    Grade.A: "A級\n（會中報告）",
    Grade.B: "B級\n（承辦人檢視）",
    Grade.C: "C級\n（機關自行追蹤）",
    Grade.OFF: "解列",
}
"""As printed, with what the grade means."""
COLUMNS_SAID: dict[FollowUpColumns, str] = {
    FollowUpColumns.TICKS: "勾選（解除／繼續兩欄打✓）",
    FollowUpColumns.STATUS: "列管狀態（協辦、時限、狀態）",
    FollowUpColumns.BOXES: "方框（□解除 □持續 □自行）",
    FollowUpColumns.GRADED: "分級（A、B、C級）",
}
"""In the choice of columns."""
WORD_LINE = "{verdict}（{count}項）：{items}。"
WORD_ITEM = "{code}「{title}」"
WORD_SECRET = "{code}（密件）"  # noqa: S105
UNDONE = "撤回裁示"
