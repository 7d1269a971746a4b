"""The words of mails and their delivery."""

from __future__ import annotations

from enum import StrEnum

from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.notices.notice import NoticeKind

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
    (NoticeKind.EXTENSION_ASKED, "申請展延"),
    (NoticeKind.EXTENSION_DECIDED, "展延結果"),
    (NoticeKind.REASSIGNMENT_ASKED, "申請改分"),
    (NoticeKind.REASSIGNMENT_DECIDED, "改分結果"),
    (NoticeKind.PASSWORD_CHANGED, "密碼已重新設定"),
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
)
