"""What is said about meetings: refusals, messages after an act, phrases of resolutions, what comes next."""

from __future__ import annotations

from app.domain.meetings.meeting_flow import MeetingAction, MeetingKind, MeetingState
from app.domain.meetings.resolution import Disposition, Section
from app.domain.proposals.enumerators import MarkerStyle
from app.wording.live import LIVE_ACTIONS, LIVE_MESSAGES, LIVE_REFUSALS
from app.wording.minutes import MINUTES_ACTIONS, MINUTES_MESSAGES, MINUTES_REFUSALS, NEXT_IN_CLOSING
from app.wording.numbered_copies import COPY_ACTIONS, COPY_MESSAGES, COPY_REFUSALS

MEETING_REFUSALS: dict[str, str] = (
    LIVE_REFUSALS
    | COPY_REFUSALS
    | MINUTES_REFUSALS
    | {
        "meeting_title_missing": "請填寫會議名稱，例如「示範市政府115年第2次廉政會報」。",
        "meeting_label_missing": "請填寫會次，例如「115年第2次」或「第14次」。",
        "meeting_label_unreadable": "看不懂這個會次，請寫成「115年第2次」、「第14次」或「115年度」這類形式。",
        "meeting_label_taken": "已經有一場「{label}」會議，請改用其他會次。",
        "meeting_label_fixed": "議程已定稿，編號已印在文件上，會次不能再改。",
        "meeting_ends_before_start": "結束時間必須晚於開始時間。",
        "meeting_is_over": "這場會議已經結束，資料不能再改。",
        "time_unreadable": "看不懂這個時間，請寫成 14:00 或 1400。",
        "agenda_is_fixed": "會議目前的狀態不能再調整議程。",
        "files_are_fixed": "會議紀錄已核定，附件不能再更動。",
        "agenda_order_fixed": "議程已定稿，編號不再變動；要重新排序，請先由政風主管重新排議程。",
        "section_takes_no_proposal": "提案不能排在這個議程項下。",
        "follow_up_takes_no_case": "追蹤會議只審議列管中的事項，不能排提案、臨時動議或其他新案。",
        "follow_up_may_not_release": "設置要點沒有授權在會報之間解除列管，追蹤會議只能裁示「繼續列管」；解除請提下次會報或簽奉核可。",
        "section_takes_no_title": "這個議程項下不能另列事項。",
        "item_title_missing": "請填寫事項名稱。",
        "item_has_resolution": "本案已登錄決議，不能移出議程；請先更正撤回決議。",
        "item_takes_no_resolution": "這個議程項沒有編號，不能登錄決議。",
        "order_names_others": "排序的案件與目前的議程不符，請重新整理後再試。",
        "proposals_not_ticked": "請先勾選至少一件提案。",
        "duration_unreadable": "看不懂時間「{typed}」，請填分鐘數，例如 10。",
        "duration_out_of_range": "時間請填 0 至 {longest} 分鐘。",
        "nothing_to_replace_now": "只有議程定稿後、散會前的提案可以抽換。",
        "replacement_says_the_same": "內容與目前的議程版本相同，不需要抽換。",
        "not_recording": "會議開始後才能登錄決議；議程定稿後請先按「開始會議」。",
        "resolution_text_missing": "請填寫決議內容。",
        "kind_reason_missing": "這個類別不是本議程項通常所用（報告事項用決定，討論事項用決議），請寫理由或改選類別。",
        "amended_measures_need_amendment": "只有「修正通過」才有修正後的辦法；請改選處理結果，或清空這一欄。",
        "proposal_has_followed": "散會後提案已依原來的處理結果離開這場會議，不能再改為不同的去向。",
        "resolution_before_meeting": "尚未開會的會議不能帶入決議。",
        "continued_case_unknown": "找不到前次會議的案件「{case}」，無法接續。",
        "committee_code_malformed": "代碼請用大寫英文字母開頭，只含大寫英文字母、數字及底線，例如 EDU。",
        "committee_name_missing": "請填寫會報名稱。",
        "committee_host_missing": "請填寫會議名稱前的機關全銜。",
        "committee_agency_missing": "請選擇召集機關。",
        "committee_code_taken": "這個代碼已有其他會報使用。",
        "committee_agency_taken": "這個機關已有會報；每個機關只能有一個會報。",
        "committee_primary_taken": "已有另一個主要會報；全系統只能有一個。",
        "committee_has_records": "這個會報已有會議或提案，代碼、召集機關及是否為主要會報不能再改。",
    }
)

MEETING_MESSAGES: dict[str, str] = (
    LIVE_MESSAGES
    | COPY_MESSAGES
    | MINUTES_MESSAGES
    | {
        "meeting_created": "已建立{label}會議，請排入議程。",
        "meeting_changed": "{label}會議資料已儲存。",
        "agenda_put_on": "已將 {count} 件提案排入議程。",
        "agenda_title_added": "已加入「{title}」。",
        "agenda_taken_off": "「{title}」已移出議程。",
        "agenda_moved": "議程順序已調整，編號已更新。",
        "time_given": "已調整 {count} 項的時間。",
        "files_attached": "已上傳「{names}」。",
        "file_titled": "附件名稱已儲存。",
        "file_moved": "附件順序已調整。",
        "file_removed": "已移除「{name}」。",
        "case_replaced": "{code} 已抽換為第 {version} 版，先前產生的文件請重新產生。",
        "resolution_added": "{code} 已登錄。",
        "resolution_changed": "{code} 已儲存。",
        "resolution_taken_back": "{code} 已更正撤回；原文字保留於歷程。",
        "committee_created": "已新增會報「{name}」。",
        "committee_changed": "會報「{name}」已儲存。",
        "meeting_set_agenda": "{label}議程已定稿，編號及提案版本已固定。",
        "meeting_reopen_agenda": "{label}已恢復為籌備中，可以重新排議程。",
        "meeting_start": "{label}會議已開始，可以登錄決議。",
        "meeting_adjourn": "{label}已散會。",
        "meeting_resume": "{label}已重新開啟。",
        "meeting_postpone": "{label}已延期，日期確定後請按「改期」。",
        "meeting_reschedule": "{label}已改期，請確認議程後重新定稿。",
        "meeting_cancel": "{label}已取消，其提案已回到可排入議程的清單。",
    }
)

CONSEQUENCES: dict[MeetingAction, str] = {
    MeetingAction.REOPEN_AGENDA: "會議回到籌備中，編號恢復為暫編，提案版本不再固定；已印發的文件需重新產生。",
    MeetingAction.POSTPONE: "會議保留議程及提案，原訂日期取消；日期確定後再按「改期」。",
    MeetingAction.RESCHEDULE: "會議回到籌備中，請確認議程後重新定稿。",
    MeetingAction.CANCEL: "會議取消後不能恢復；議程上的提案回到可排入議程的清單。",
    MeetingAction.ADJOURN: "散會後，各提案依其處理結果前進：保留（緩議）回到下次會議的候選，撤案結束，其餘成為已決議。",
    MeetingAction.RESUME: "會議回到開會中，可以補登決議；散會時已前進的提案不會退回。",
}
"""What an act does, said before it is done."""

KIND_ENDING: dict[MeetingKind, str] = {
    MeetingKind.REGULAR: "",
    MeetingKind.EXTRAORDINARY: "臨時",
    MeetingKind.FOLLOW_UP: "追蹤會議",
}
"""What the label of a meeting ends with, as `labels` reads it; and below its official line."""
TITLE_ENDING = KIND_ENDING | {MeetingKind.EXTRAORDINARY: "臨時會議"}

DONE_BY_HEAD = "由政風主管辦理。"

NEXT: dict[MeetingState, str] = {
    MeetingState.PREPARING: "排妥議程後，由政風主管定稿。",
    MeetingState.AGENDA_SET: "議程已定稿。開會時按「開始會議」，即可登錄決議。",
    MeetingState.IN_SESSION: "請以「現場登錄」逐案登錄決議，全部完成後按「散會」。",
    MeetingState.ADJOURNED: "已散會。請補齊決議、整理會議紀錄，送請核定。",
    MeetingState.MINUTES_APPROVED: NEXT_IN_CLOSING,
    MeetingState.CLOSED: "本次會議已結案。",
    MeetingState.POSTPONED: "本次會議延期中，日期確定後請按「改期」。",
    MeetingState.CANCELLED: "本次會議已取消。",
}

_MOTION: tuple[tuple[str, Disposition], ...] = (
    ("照案通過。", Disposition.ADOPTED),
    ("修正通過：", Disposition.ADOPTED_AMENDED),
    ("本案保留，請提案單位補充資料後提下次會議討論。", Disposition.DEFERRED),
    ("請提案單位邀集相關機關研議，另案討論。", Disposition.REFERRED),
    ("本案撤案。", Disposition.WITHDRAWN),
    ("不予通過。", Disposition.REJECTED),
)
_REPORT: tuple[tuple[str, Disposition], ...] = (
    ("洽悉。", Disposition.NOTED),
    ("准予備查。", Disposition.FILED),
    ("同意辦理。", Disposition.AGREED),
)
PHRASES: dict[Section, tuple[tuple[str, Disposition], ...]] = {
    Section.PREVIOUS_MINUTES: (("洽悉，紀錄確認。", Disposition.NOTED), *_REPORT[1:2]),
    Section.REPORTS: _REPORT,
    Section.SPECIAL_REPORTS: _REPORT,
    Section.DISCUSSION: _MOTION,
    Section.EXTEMPORE: _MOTION,
    Section.CLOSING: (),
}
"""The usual wordings of each section, as buttons beside the text."""

MARKER_STYLES: dict[MarkerStyle, str] = {
    MarkerStyle.FULL: "全形：（一）１、（１）",
    MarkerStyle.HALF: "半形：(一) 1、 (1)",
}

RECOGNISED = "內容看起來是「{word}」，已替您選好處理結果；確認無誤請再儲存一次。"

MEETING_ACTIONS: dict[str, str] = (
    LIVE_ACTIONS
    | COPY_ACTIONS
    | MINUTES_ACTIONS
    | {
        "put_on": "排入議程",
        "take_off": "移出議程",
        "add_title": "加入事項",
        "arrange": "調整議程順序",
        "give_time": "調整議程時間",
        "copy_agenda": "帶入上次議程事項",
        "replace": "抽換",
        "record": "登錄決議",
        "take_back": "更正撤回決議",
    }
)
"""What the audit log calls these acts."""
