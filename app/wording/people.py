"""Sentences about agencies, users, grants and passwords; names of the rights."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain.people.deputising import MOST_DAYS
from app.domain.people.handing_over import FARTHEST_DAYS, Burden, HandoverWay
from app.domain.people.rights import Right, Scope

EXTENSION = "分機"
PEOPLE_REFUSALS: dict[str, str] = {
    "field_missing": "這一欄必填。",
    "agency_code_taken": "這個代碼已有其他機關使用，請換一個。",
    "agency_name_taken": "已有同名的機關，請確認是否重複建立。",
    "agency_unknown": "沒有這個機關，請重新選擇。",
    "agency_above_itself": "上級機關不能是本身或本身的下級機關。",
    "agency_ends_before_it_begins": "最後一日不得早於啟用日。",
    "agency_succeeds_itself": "承接機關不能是本身。",
    "group_name_taken": "已有同名的群組，請換一個名稱。",
    "login_malformed": "帳號須為 2 至 64 個英文字母、數字或 . _ @ -，並以英文字母或數字開頭。",
    "login_taken": "這個帳號已有人使用；一人一帳號，請換一個。",
    "name_length": "姓名須為 2 至 40 個字。",
    "email_malformed": "電子郵件格式不正確，例如 name@example.gov.tw。",
    "user_disabled": "這個帳號已停用，請洽系統管理者。",
    "user_disables_oneself": "不能停用自己的帳號，請由另一位系統管理者辦理。",
    "invite_oneself": "自己的密碼請由「帳號設定」變更，不能為自己產生邀請連結。",
    "last_of_role": "這是唯一的政風主管或系統管理，停用或終止後將無人可以辦理；請先授權另一人。",
    "grant_to_oneself": "不能授權給自己，請由另一位系統管理者辦理。",
    "grant_confirm_own": "不能確認自己的授權，請由另一位政風主管確認。",
    "grant_confirm_given_by_oneself": "不能確認自己所建立的授權，請由另一位政風主管確認。",
    "grant_dates_reversed": "迄日不得早於起日。",
    "grant_exists": "這段期間已有相同機關的相同角色，請先終止原有的授權。",
    "grant_ended": "這項授權已經終止。",
    "grant_not_waiting": "這項授權不需要確認，或已經有人處理。",
    "admin_reads_no_confidential": "系統管理不得讀取密件，請取消勾選。",
    "nothing_to_lend": "您目前沒有可以由他人代理的角色（政風承辦、政風主管、機關聯絡人、單位主管）。",
    "deputy_is_oneself": "代理人不能是自己，請選擇同機關的同仁。",
    "deputy_from_elsewhere": "請選擇同機關中已有帳號與角色的同仁；名單上沒有的人，請洽系統管理者先建立帳號。",
    "deputy_in_the_past": "代理起日不得早於今天。",
    "deputy_dates_reversed": "代理迄日不得早於起日。",
    "deputy_too_long": f"代理期間至多 {MOST_DAYS} 日；職務長期異動請辦理移交。",
    "deputy_exists": "這位同仁在這段期間已是您的代理人，請先終止原有的代理，或另選期間。",
    "handover_day": f"生效日請填今天起 {FARTHEST_DAYS} 日以內的日期。",
    "person_unknown": "找不到這個人，或帳號已停用；請重新選擇。",
    "successor_is_oneself": "接手人不能就是移交人。",
    "successor_missing": "請選擇接手人；名單上沒有的人，請填姓名與信箱。",
    "mailbox_elsewhere": "接手人的信箱須與貴機關同仁的信箱同一網域；其他信箱請洽系統管理者辦理。",
    "nothing_to_hand_over": "這位同仁目前沒有可以移交的角色。",
    "take_over_needs_role": "您沒有相同的角色，不能自行接手；請由移交人、單位主管或系統管理者辦理。",
    "handover_changed": "移交的內容剛剛有變動，請再看一次後確認。",
    "deputy_over": "這段代理已經結束。",
    "password_too_short": "密碼至少 {minimum} 個字元。",
    "password_too_long": "密碼至多 {maximum} 個字元。",
    "password_unprintable": "密碼含有無法顯示的字元，請重新輸入。",
    "password_classes": "請混用大寫、小寫、數字、符號至少 {classes} 種，或改用 {passphrase} 個字元以上的句子。",
    "password_context": "密碼含有容易被猜到的「{word}」，請避開帳號、姓名、機關、業務名稱與年份。",
    "password_common": "這個密碼太常見或太有規律，請換一個。",
    "password_used_before": "不得與前 {history} 次使用過的密碼相同。",
    "password_repeat_differs": "兩次輸入的新密碼不一致。",
    "current_password_wrong": "目前的密碼不正確。",
    "set_up_done": "首次設定已經完成，請直接登入。",
    "set_up_same_person": "政風主管與系統管理須為不同的人：權限一人設定、另一人確認。",
}


def acted_as(name: str, deputy_for: Sequence[str]) -> str:
    """王小明（代理李大華）: whoever stands in for somebody is named so."""
    return f"{name}（代理{'、'.join(deputy_for)}）" if deputy_for else name


def telephone(phone: str, extension: str) -> str:
    """「04-22289111 分機 12345」"""
    return " ".join(filter(None, (phone, f"{EXTENSION} {extension}" if extension else "")))


def person_line(name: str, agency: str, unit: str, title: str) -> str:
    """王小明（教育局　學生事務科　科員）, as a choice shows a person."""
    return f"{name}（{'　'.join(filter(None, (agency, unit, title)))}）"


PEOPLE_MESSAGES: dict[str, str] = {
    "agency_created": "已新增機關「{name}」。",
    "agency_saved": "已儲存機關「{name}」。",
    "agency_disabled": "機關「{name}」已停用，最後一日 {day}。",
    "agency_enabled": "機關「{name}」已恢復使用。",
    "group_created": "已新增群組「{name}」。",
    "group_saved": "已儲存群組「{name}」。",
    "members_added": "已將 {number} 個機關加入「{name}」。",
    "members_removed": "已將 {number} 個機關移出「{name}」。",
    "user_created": "已新增使用者「{name}」。請授予角色，並產生邀請連結交給本人。",
    "user_saved": "已儲存使用者「{name}」。",
    "user_disabled_now": "「{name}」已停用，所有登入已結束。",
    "user_enabled": "「{name}」已恢復使用。",
    "invited": "已產生邀請連結，只顯示這一次；先前的邀請連結已失效。",
    "granted": "已授予「{name}」{role}（{agency}）。",
    "granted_waiting": "已授予「{name}」{role}（{agency}），待政風主管確認後生效。",
    "grant_confirmed": "已確認「{name}」的{role}（{agency}）。",
    "grant_declined": "已退回「{name}」的{role}（{agency}）。",
    "grant_over": "已終止「{name}」的{role}（{agency}），最後一日 {day}。",
    "handed_over": "已移交給「{name}」，自 {day} 生效。移交清冊可由雙方下載。",
    "deputy_appointed": "已指定「{name}」為代理人，{from_on}至{to_on}。",
    "deputy_ended": "已終止「{deputy}」對「{owner}」的代理。",
    "keys_on": "已開啟單鍵操作，按「?」看這一頁有哪些鍵。",
    "keys_off": "已關閉單鍵操作。",
    "session_ended": "已結束那一處的登入。",
    "sessions_ended": "已結束 {number} 處登入。",
    "password_changed": "密碼已變更，其他裝置上的登入都已結束。",
    "password_chosen": "密碼已設定，請以新密碼登入。",
    "nothing_ticked": "請先勾選至少一個機關。",
}

HANDOVER_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (HandoverWay.LEAVE, "本人移交"),
    (HandoverWay.TAKE, "接手"),
    (HandoverWay.FOR_ANOTHER, "代為辦理"),
    (Burden.SHARE, "未結分辦"),
    (Burden.PROPOSAL, "提案"),
    (Burden.REPORT_DRAFT, "未送出的辦理情形"),
    (Burden.REVIEW, "待審核的提案"),
    (Burden.CALENDAR_FEED, "行事曆訂閱"),
)

RIGHT_WORDS: dict[Right, str] = {
    Right.WRITE_PROPOSALS: "擬寫、修改、送審提案",
    Right.READ_PROPOSALS: "閱讀提案",
    Right.REVIEW_PROPOSALS: "審核提案時加註意見",
    Right.PASS_PROPOSALS: "通過審核、退回修正（自己擬寫的除外）",
    Right.RECORD_APPROVALS: "登錄紙本核可（代登）",
    Right.IMPORT: "匯入提案表",
    Right.READ_MEETINGS: "閱讀會議",
    Right.READ_MEETING_PAPERS: "閱讀會議資料（議程定稿後）",
    Right.KEEP_LISTS: "維護法規簡稱等常用清單",
    Right.RELEASE_FIGURES: "發布儀表板定稿",
    Right.KEEP_TEMPLATES: "更換文件範本（限政風處）",
    Right.READ_DEADLINES: "試算財產申報期限",
    Right.KEEP_CALENDAR: "查看辦公日曆表；匯入（限政風處）",
    Right.CLOSE_YEAR: "確認年度結轉（限政風處）",
    Right.KEEP_PLAN: "維護本機關年度施政計畫的定期工作",
    Right.REPORT_TALLIES: "登錄財產申報人數",
    Right.READ_TALLIES: "閱讀財產申報人數",
    Right.KEEP_ROSTER: "維護本機關受理的申報義務人名冊",
    Right.READ_OWN_DECLARANTS: "閱讀本機關人員的申報情形（名冊）",
    Right.RUN_MEETINGS: "建立會議、排議程、登錄決議",
    Right.SET_AGENDA: "議程定稿、重新開啟會議",
    Right.REGISTER_MEETINGS: "登錄機關自行召開的廉政會報",
    Right.READ_YEARLY_MEETINGS: "閱讀各機關年度會議",
    Right.FILE_MEETING_MINUTES: "備查或退請補充機關的會議紀錄",
    Right.READ_MINUTES: "閱讀會議紀錄（核定後）",
    Right.REQUEST_CORRECTIONS: "會議紀錄傳閱時閱讀並提出更正意見",
    Right.APPROVE_MINUTES: "核定會議紀錄（設置要點定由政風主管核定時）",
    Right.READ_TRACKING: "閱讀列管事項與分辦",
    Right.PREPARE_SPLITS: "準備分辦、暫停計時、綜整辦理情形",
    Right.DISPATCH: "分辦發出",
    Right.REPORT: "填報辦理情形、申請展延或改分（政風處代為登錄時註明管道與來源）",
    Right.SIGN_OFF: "核可本機關的辦理情形",
    Right.RECEIVE: "收訖、退請補充（自己登錄的除外）",
    Right.DECIDE_TRACKING: "決定展延、改分、改列及建議解除",
    Right.ENTRUST: "調整會報的核可層級",
    Right.KEEP_COMMITTEE: "維護會報的設置要點與委員",
    Right.READ_MAIL: "查看寄送狀況",
    Right.KEEP_MAIL: "重寄信件、試營運與寄送設定",
    Right.MANAGE_PEOPLE: "管理機關、群組、使用者與授權",
    Right.CONFIRM_GRANTS: "確認授權（政風處主管不限機關，其他主管限所屬機關）",
    Right.SEARCH: "搜尋及查前案",
    Right.READ_AUDIT: "閱讀稽核紀錄",
    Right.READ_AUDIT_WITHOUT_TEXTS: "閱讀稽核紀錄（不含理由與內容）",
}

SCOPE_WORDS: dict[Scope, str] = {
    Scope.COMMITTEE: "所屬會報",
    Scope.OWN_AGENCY: "本機關",
    Scope.SUPERVISED: "督導的機關",
    Scope.EVERYWHERE: "全部",
}
