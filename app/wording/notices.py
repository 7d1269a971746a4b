"""The words of mails and their delivery."""

from __future__ import annotations

from enum import StrEnum

from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.notices.duty_days import HangingDuty
from app.domain.notices.ladder import Clock, Way, Why
from app.domain.notices.mail_link import LinkEnd
from app.domain.notices.missing_contact import MissingWhy
from app.domain.notices.notice import NoticeKind
from app.domain.people.mailed_keys import KeyKind

NOTICE_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (NoticeKind.PROPOSAL_SUBMITTED, "提案送審"),
    (NoticeKind.PROPOSAL_RETURNED, "提案退回修正"),
    (NoticeKind.PROPOSAL_APPROVED, "提案通過審核"),
    (NoticeKind.DISPATCHED, "分辦通知"),
    (NoticeKind.SENT_BACK, "退請補充"),
    (NoticeKind.RELEASED, "解除列管"),
    (NoticeKind.CONTINUED, "繼續列管"),
    (NoticeKind.UNSAID, "裁示撤回"),
    (NoticeKind.CLOSED_OTHERWISE, "改列"),
    (NoticeKind.RESTORED, "恢復列管"),
    (NoticeKind.REASSIGNED, "已改分"),
    (NoticeKind.REPORTED, "辦理情形送出"),
    (NoticeKind.APPROVAL_ASKED, "請核可辦理情形"),
    (NoticeKind.APPROVAL_DECLINED, "主管退回修改"),
    (NoticeKind.SET_ASIDE, "暫存內容擱置"),
    (NoticeKind.EXTENSION_ASKED, "申請展延"),
    (NoticeKind.EXTENSION_DECIDED, "展延結果"),
    (NoticeKind.REASSIGNMENT_ASKED, "申請改分"),
    (NoticeKind.REASSIGNMENT_DECIDED, "改分結果"),
    (NoticeKind.ROUND_DUE, "填報提醒"),
    (NoticeKind.ROUND_LATE, "逾期催報"),
    (NoticeKind.ROUND_SUPERVISOR, "逾期催報（單位主管）"),
    (NoticeKind.MEETING_PLAN_DUE, "排定年度會議提醒"),
    (NoticeKind.MEETING_PLAN_LATE, "排定年度會議催辦"),
    (NoticeKind.MEETING_DUE, "年度會議提醒"),
    (NoticeKind.MEETING_LATE, "年度會議催辦"),
    (NoticeKind.MEETING_SUPERVISOR, "年度會議催辦（單位主管）"),
    (NoticeKind.DECLARATION_DUE, "財產申報提醒"),
    (NoticeKind.DECLARATION_LATE, "財產申報催辦"),
    (NoticeKind.DECLARATION_SUPERVISOR, "財產申報催辦（單位主管）"),
    (NoticeKind.PLAN_ITEM_DUE, "定期工作提醒"),
    (NoticeKind.PLAN_ITEM_LATE, "定期工作催辦"),
    (NoticeKind.PLAN_ITEM_SUPERVISOR, "定期工作催辦（單位主管）"),
    (Clock.ROUND, "填報辦理情形"),
    (Clock.MEETING_PLAN, "排定年度廉政會報"),
    (Clock.YEARLY_MEETING, "年度廉政會報"),
    (Clock.DECLARATION, "財產申報"),
    (Clock.PLAN_ITEM, "定期工作"),
    (Way.CONTACT, "寄信給聯絡人"),
    (Way.CALL, "列入電話名單"),
    (Way.SUPERVISOR, "寄信給單位主管"),
    (Way.LETTER, "備妥稽催函稿"),
    (Why.DUE, "今天是這一步的日子"),
    (Why.MADE_UP, "應寄日已過而未寄，今天補寄"),
    (Why.NOT_YET, "還沒到這一步的日子"),
    (Why.TOO_LATE, "逾補寄期間，請改以電話或函催"),
    (Why.TOLD_JUST_NOW, "剛分辦，分辦通知已說明期限"),
    (Why.STEP_OFF, "這一步已關閉"),
    (Why.PAUSED, "暫停計時中"),
    (Why.REPORTED, "已填報"),
    (Why.WAITS_FOR_US, "等本處審核或確認"),
    (Why.ENDED, "已結束列管"),
    (Why.SETTLED, "已辦理、已登錄或免辦"),
    (Why.NO_SEAT, "沒有可以寄的收件人"),
    (Why.TAKEN_OFF, "經人員取消"),
    (Why.SENT, "已寄出"),
    (HangingDuty.LAST_LEGAL_DAY, "財產申報末日（遇假日順延）"),
    (NoticeKind.FIGURES_RELEASED, "儀表板定稿已發布"),
    (NoticeKind.MONTH_ENDED, "上月底執行情形"),
    (NoticeKind.HANDED_OVER, "職務已移交"),
    (NoticeKind.TAKEN_OVER, "接手職務"),
    (NoticeKind.PASSWORD_CHANGED, "密碼已重新設定"),
    (MissingWhy.NO_SEAT, "沒有聯絡人，或帳號已停用"),
    (MissingWhy.NO_MAILBOX, "聯絡人未登錄信箱"),
    (MissingWhy.BOUNCED, "信件無法寄達"),
    (MailKind.NOTICE, "通知"),
    (MailKind.DIGEST, "每日彙整"),
    (MailKind.SIGN_IN_CODE, "登入驗證碼"),
    (MailKind.PASSWORD_LINK, "重新設定密碼"),
    (MailKind.TEST, "測試信"),
    (DeliveryState.PENDING, "待寄"),
    (DeliveryState.CLAIMED, "準備寄送"),
    (DeliveryState.DATA, "寄送中"),
    (DeliveryState.SENT, "已寄"),
    (DeliveryState.DEAD, "寄送失敗"),
    (DeliveryState.UNCERTAIN, "不確定"),
    (DeliveryState.SUPERSEDED, "不寄"),
    (LinkEnd.EXPIRED, "已逾期"),
    (LinkEnd.CLOSED, "已不需填報"),
    (LinkEnd.MOVED, "已改由其他人辦理"),
    (KeyKind.SIGN_IN_CODE, "登入驗證碼"),
    (KeyKind.PASSWORD_LINK, "重設密碼連結"),
)

NOTICE_REFUSALS: dict[str, str] = {
    "test_address_malformed": "「{address}」不是電子郵件信箱，請一行一個，例如 name@example.gov.tw。",
    "too_many_test_addresses": "測試收件人至多 {most} 個。",
    "delivery_moved_on": "這封信的狀態已經改變，請重新整理頁面，看看現在可以做什麼。",
    "reminder_days_out_of_range": "請填 {least} 至 {most} 個工作天。",
    "reminder_days_taken": "同一類已有另一個步驟在這一天。",
    "reminder_left": "這則提醒已經寄出或已有變動，請重新整理頁面。",
    "delivery_holds_a_secret": "驗證碼與密碼連結不能重寄，請本人重新索取。",
    "delivery_body_purged": "這封信的內容已逾保存年限並清除，不能重寄。",
    "code_wrong": "驗證碼不正確或已逾時。請再確認信中的六位數字，或重新索取。",
    "asked_too_often": "索取次數過多，請 {minutes} 分鐘後再試。",
}
NOTICE_MESSAGES: dict[str, str] = {
    "code_locked": "驗證碼錯誤次數過多，請於 {minutes} 分鐘後再試。",
    "mail_settings_kept": "寄送設定已儲存。",
    "trial_ended": "已切換為正式營運，之後的信件會寄給實際收件人。",
    "trial_begun": "已回到試營運，之後的信件只寄給測試收件人。",
    "mail_sent_again": "已重新排入寄送。",
    "mail_taken_as_sent": "已認定為已寄。",
    "test_mail_queued": "測試信已排入寄送，請稍候查看狀態。",
    "reminders_sent": "{n} 則提醒已排入寄送，約一分鐘內寄出。",
    "reminders_taken_off": "{n} 則提醒不寄；要恢復請見「今天不寄」。",
    "reminder_put_back": "已恢復寄出。",
    "step_switched_on": "這一步已開啟，到日子的提醒約一分鐘內排入。",
    "step_switched_off": "這一步已關閉，尚未寄出的提醒已撤下。",
    "step_moved": "已儲存：{step}；尚未寄出的提醒依新的日子重新排入。",
    "kind_switched_on": "「{kind}」的步驟已全部開啟。",
    "kind_switched_off": "「{kind}」的步驟已全部關閉，尚未寄出的提醒已撤下。",
    "call_recorded": "已登錄電話聯繫。",
    "new_link_sent": "新的連結已排入寄送，請稍候收信。",
}
NOTICE_THINGS: dict[str, str] = {
    "mail_operations": "寄送設定",
    "deliveries": "信件",
    "reminders": "提醒",
    "reminder_calls": "電話聯繫",
    "reminder_rules": "提醒步驟",
}
NOTICE_ACTIONS: dict[str, str] = {
    "take_off": "取消寄出提醒",
    "put_back": "恢復寄出提醒",
    "send_now": "立即寄出提醒",
    "record_call": "登錄電話聯繫",
    "switch_on": "開啟提醒步驟",
    "switch_off": "關閉提醒步驟",
    "begin_trial": "回到試營運",
    "end_trial": "切換為正式營運",
    "send_again": "重寄",
    "take_as_sent": "認定為已寄",
    "send_test": "寄測試信",
    "send_sign_in_code": "寄出登入驗證碼",
    "send_password_link": "寄出重設密碼連結",
    "sign_in_by_code": "以驗證碼登入",
    "sign_in_by_known_browser": "由信中連結登入",
    "send_new_link": "寄出新的連結",
    "reset_password": "以信中連結重新設定密碼",
}
NOTICE_FIELDS: dict[str, str] = {"days": "工作天", "test_addresses": "測試收件人數", "links": "信中附連結"}
PROBLEMS: dict[str, str] = {
    "": "",
    "later": "郵件主機請稍後再試",
    "gave_up": "多次重試仍未成功",
    "refused": "郵件主機拒收",
    "unwritable": "信箱格式無法使用",
    "rendering": "內容無法組成",
    "no_mailbox": "收件人沒有登錄信箱",
    "nobody": "收件人帳號已停用",
    "cut": "交給郵件主機後連線中斷，無法得知是否收到",
    "gone": "寄送程序在交給郵件主機時中斷，無法得知是否收到",
    "trial": "未寄（試營運）",
}
"""Why a mail stands where it stands."""


def step_said(days: int, way: str = "") -> str:
    """「期限前 7 個工作天」「期限當天」「期限後第 3 個工作天」."""
    said = f"期限前 {-days} 個工作天" if days < 0 else f"期限後第 {days} 個工作天" if days else "期限當天"
    return f"{said}{way}"
