"""What is said about minutes, closing and letters: words, refusals, messages, lines of the paper."""

from __future__ import annotations

from enum import StrEnum

from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import MeetingAction, MeetingState
from app.domain.meetings.minutes_flow import MinutesAction, MinutesCut, MinutesState

MINUTES_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (MeetingState.MINUTES_APPROVED, "紀錄核定"),
    (MeetingAction.APPROVE_MINUTES, "紀錄核定"),
    (MeetingAction.CLOSE, "結案"),
    (MinutesState.DRAFTING, "草擬"),
    (MinutesState.CIRCULATING, "傳閱"),
    (MinutesState.APPROVED, "核定"),
    (MinutesAction.CIRCULATE, "傳閱"),
    (MinutesAction.CALL_BACK, "收回修正"),
    (MinutesAction.APPROVE, "核定"),
    (MinutesAction.RECORD_APPROVAL, "登錄核定（紙本）"),
    (MinutesCut.CIRCULATION, "傳閱"),
    (MinutesCut.APPROVAL, "核定"),
    (MinutesCut.CORRECTION, "更正"),
    (MinutesCut.IMPORT, "匯入"),
    (FactKind.NOTICE_SENT, "開會通知已發"),
    (FactKind.CHANGE_SENT, "改期通知已發"),
    (FactKind.PAPERS_SENT, "會議資料已送"),
    (FactKind.MINUTES_SENT, "紀錄已函送"),
)

MINUTES_REFUSALS: dict[str, str] = {
    "items_without_outcome": "還有案件沒有登錄決議或處理結果，請先補登。",
    "resolutions_without_choice": "還有決議沒有選列管、函轉或免列管，請先選定。",
    "minutes_requests_open": "還有更正意見沒有回覆，請逐項回覆後再核定。",
    "minutes_approved_on_paper": "依設置要點，紀錄不是由政風主管核定，請登錄紙本核定。",
    "minutes_before_adjourning": "散會之後才能整理、傳閱及核定會議紀錄。",
    "minutes_approved_stand": "會議紀錄已核定，內容不再變動；如有錯誤，請到「會議紀錄」用「更正」。",
    "minutes_not_approved": "會議紀錄還沒有核定，請直接修改，不需要更正。",
    "minutes_do_not_circulate": "會議紀錄目前沒有傳閱，無法提出更正意見。",
    "resolution_frozen": "會議紀錄已核定，決議文字不再變動；如有錯誤，請到「會議紀錄」用「更正」，原文會一併保留。",
    "request_text_missing": "請填寫要更正的內容。",
    "answer_missing": "不採納時請寫明理由。",
    "correction_says_the_same": "內容與目前的文字相同，不需要更正。",
    "decided_on_missing": "請填寫核定日期；紙本核可要登錄日期。",
    "decided_before_meeting": "核定日期不能早於開會日期。",
    "dated_in_future": "發文日期不能晚於今天。",
    "minutes_sent_before_meeting": "函送紀錄的日期不能早於開會日期。",
    "choices_are_made": "會議目前的狀態不能改列管選擇。",
}

MINUTES_MESSAGES: dict[str, str] = {
    "minutes_begun": "已開始整理{label}會議紀錄，請補上出席人員等內容。",
    "minutes_saved": "會議紀錄已儲存。",
    "minutes_circulated": "會議紀錄已傳閱，委員可以閱讀並提出更正意見。",
    "minutes_called_back": "會議紀錄已收回修正。",
    "minutes_approved": "會議紀錄已核定，決議文字從此固定。",
    "minutes_requested": "已送出更正意見。",
    "minutes_answered": "已回覆更正意見。",
    "minutes_corrected": "已更正，原文保留在更正紀錄。",
    "choices_saved": "已儲存 {count} 項列管選擇。",
    "meeting_closed": "{label}已結案。",
    "fact_recorded": "已登錄「{kind}」。",
    "fact_taken_back": "已撤回「{kind}」的登錄。",
}

MINUTES_ACTIONS: dict[str, str] = {
    "request_correction": "提出更正意見",
    "answer_request": "回覆更正意見",
    "correct": "更正會議紀錄",
    "choose_tracking": "選定列管方式",
    "record_notice_sent": "登錄開會通知已發",
    "record_change_sent": "登錄改期通知已發",
    "record_papers_sent": "登錄會議資料已送",
    "record_minutes_sent": "登錄紀錄已函送",
    "take_back_fact": "撤回發文登錄",
}

MINUTES_THINGS: dict[str, str] = {
    "minutes": "會議紀錄",
    "correction_requests": "更正意見",
    "minutes_corrections": "更正",
    "dated_facts": "發文紀錄",
}
MINUTES_FIELDS: dict[str, str] = {
    "dated_on": "發文日期",
    "recorder": "紀錄",
    "present": "出席人員",
    "observers": "列席人員",
    "absent": "請假人員",
    "opening": "致詞摘要",
    "summary": "報告摘要",
}

NEXT_IN_CLOSING = "會議紀錄已核定。每項決議都選定列管方式後即可結案。"

PART_WORDS: dict[str, str] = {
    "recorder": "紀錄",
    "present": "出席人員",
    "observers": "列席人員",
    "absent": "請假人員",
    "opening": "致詞摘要",
    "summary": "報告摘要",
    "text": "內容",
    "amended_measures": "修正後的辦法",
}
HEADING = "開頭（時間、地點、出席人員）"

CONFIRM_PREVIOUS = "確認{label}會議紀錄"
TITLE = "{meeting}會議紀錄"
JOINT = "{title}暨{joint}"
LEFT_OUT = "（略）"
NONE_MADE = "（無）"
ADJOURNED = "散會"
AMENDED = "修正後的辦法："
STUB_SUBJECT = "（密）{name}"
STUB_RESOLUTION = "本案列密，另載於編號專本。"
SIGN_IN_SHEET = "如簽到表"
AND = "、"
BY_PROXY = "（{name}代理）"
RECUSED = "{name}：{ground}"
RECUSAL_NOTE = "（迴避：{names}）"
REMARK_LINE = "{speaker}：{text}"
PROPOSING, REPORTING = "提案單位", "報告單位"

LETTER_SUBJECT = "檢送「{meeting}」會議紀錄1份，請查照。"
LETTER_BASIS = "依{basis}辦理。"
LETTER_REQUEST = "請各機關依會議決議及裁示事項辦理，並依列管期程填報辦理情形。"
LETTER_ENCLOSURE = "會議紀錄1份"
LETTER_RECIPIENTS = "{committee}全體委員、出席及列席機關"
