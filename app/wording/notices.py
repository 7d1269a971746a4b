"""The words of mails and their delivery."""

from __future__ import annotations

from enum import StrEnum

from app.domain.notices.delivery import DeliveryState, MailKind
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
    (NoticeKind.CLOSED_OTHERWISE, "改列"),
    (NoticeKind.RESTORED, "恢復列管"),
    (NoticeKind.REASSIGNED, "已改分"),
    (NoticeKind.REPORTED, "辦理情形送出"),
    (NoticeKind.APPROVAL_ASKED, "請核可辦理情形"),
    (NoticeKind.APPROVAL_DECLINED, "主管退回修改"),
    (NoticeKind.EXTENSION_ASKED, "申請展延"),
    (NoticeKind.EXTENSION_DECIDED, "展延結果"),
    (NoticeKind.REASSIGNMENT_ASKED, "申請改分"),
    (NoticeKind.REASSIGNMENT_DECIDED, "改分結果"),
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
    "delivery_holds_a_secret": "驗證碼與密碼連結不能重寄，請本人重新索取。",
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
    "new_link_sent": "新的連結已排入寄送，請稍候收信。",
}
NOTICE_THINGS: dict[str, str] = {"mail_operations": "寄送設定", "deliveries": "信件"}
NOTICE_ACTIONS: dict[str, str] = {
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
NOTICE_FIELDS: dict[str, str] = {"test_addresses": "測試收件人數", "links": "信中附連結"}
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
