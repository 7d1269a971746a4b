"""What is said about the yearly meetings of agencies: words, refusals, messages."""

from __future__ import annotations

from enum import StrEnum

from app.domain.meetings.filing_flow import FilingAction, FilingState
from app.domain.meetings.yearly import ChairRole, Channel, YearStanding

AGENCY_MEETING_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (ChairRole.HEAD, "首長親自主持"),
    (ChairRole.DEPUTY, "副首長主持"),
    (ChairRole.OTHER, "其他人主持"),
    (YearStanding.HELD, "已召開"),
    (YearStanding.SHORT, "次數不足"),
    (YearStanding.PLANNED, "排定"),
    (YearStanding.MISSING, "未開"),
    (YearStanding.EXEMPT, "免召開"),
    (Channel.LETTER, "公文"),
    (Channel.MAIL, "電子郵件"),
    (Channel.PHONE, "電話"),
    (Channel.IN_PERSON, "當面"),
    (FilingState.NOT_SENT, "未送"),
    (FilingState.SENT, "已送備查"),
    (FilingState.FILED, "備查"),
    (FilingState.RETURNED, "退請補充"),
    (FilingState.STRUCK_OUT, "已撤銷登錄"),
    (FilingAction.SEND, "紀錄送備查"),
    (FilingAction.FILE, "備查"),
    (FilingAction.SEND_BACK, "退請補充"),
    (FilingAction.REOPEN, "更正備查"),
    (FilingAction.STRIKE_OUT, "撤銷登錄"),
)

AGENCY_MEETING_REFUSALS: dict[str, str] = {
    "planned_month_impossible": "請選 1 月至 12 月。",
    "not_held_yet": "召開日期不得晚於今天；會議召開後再登錄。",
    "chair_reason_missing": "由其他人主持時，請填寫事由。",
    "year_differs_from_date": "年度填 {year}年，召開日期在 {day_year}年；如確為 {year}年度的會議，請勾選確認。",
    "figure_out_of_range": "請填 0 至 {limit} 之間的數字。",
    "informant_missing": "代機關登錄時，請填寫消息來源及提供者。",
    "agency_keeps_the_primary": "這個機關召開的是主要會報，請在「會議」辦理。",
    "registration_is_filed": "紀錄已備查，不能再改；如有錯誤，請洽督導機關更正備查。",
    "minutes_not_here": "請先填寫紀錄文號或上傳紀錄檔，再送備查。",
}

AGENCY_MEETING_MESSAGES: dict[str, str] = {
    "meeting_registered": "已登錄{agency}{label}廉政會報（{day}）。",
    "year_planned": "已儲存{agency}{year}年度會議的規劃。",
    "register_reported": "這次登錄同時作為列管事項的辦理情形送出：{codes}，不必另外填報。",
    "registers_reported": "其中 {n} 件列管事項的辦理情形同時送出。",
    "register_begun": "列管事項 {codes} 已有人開始填報，這次登錄沒有代為送出；請到該事項的填報頁送出。",
    "registration_saved": "已儲存{label}的登錄資料。",
    "registered_file_added": "已上傳「{name}」。",
    "registered_file_removed": "已移除「{name}」。",
    "filing_send_minutes": "{label}的紀錄已送備查。",
    "filing_file_minutes": "{label}的紀錄已備查。",
    "filing_send_back_minutes": "{label}的紀錄已退請補充。",
    "filing_reopen_filing": "{label}的紀錄已恢復為已送備查，可以再修改。",
    "filing_strike_out": "{label}的登錄已撤銷。",
}

FILING_CONSEQUENCES: dict[FilingAction, str] = {
    FilingAction.SEND_BACK: "機關會看到您填寫的理由，補充後再送備查。",
    FilingAction.REOPEN: "恢復為已送備查，機關可以再修改登錄資料。",
    FilingAction.STRIKE_OUT: "撤銷後這場會議不再計入已召開次數；登錄的資料仍保留在稽核紀錄。",
}
"""What an act that asks for a reason does, said before it is done."""

AGENCY_MEETING_ACTIONS: dict[str, str] = {
    "register_meeting": "登錄年度會議",
    "plan_year": "規劃年度會議",
    "attach": "上傳檔案",
    "remove_attachment": "移除檔案",
}
AGENCY_MEETING_THINGS: dict[str, str] = {
    "registered_meetings": "登錄的年度會議",
    "registered_files": "年度會議檔案",
    "yearly_plans": "年度會議規劃",
}
AGENCY_MEETING_FIELDS: dict[str, str] = {
    "held_on": "召開日期",
    "year": "年度",
    "label": "會次",
    "chair_role": "主持人",
    "chair_reason": "主持事由",
    "joint_title": "合併召開的會議",
    "outside_members": "外聘委員出席人數",
    "special_reports": "專題報告件數",
    "proposals": "提案件數",
    "resolutions": "決議件數",
    "tracked": "列管件數",
    "document_number": "紀錄文號",
    "channel": "消息來源",
    "informant": "提供者",
    "filing": "送備查情形",
    "planned_month": "排定月份",
    "visitor": "派員列席",
    "exempt_basis": "免召開的依據",
}
