"""The words of 審核匣 and 待核定."""

from __future__ import annotations

from enum import StrEnum

from app.domain.tracking.decisions import Opinion
from app.domain.tracking.queue import Ask

HEAD_DECIDES = "核可權責：改列由政風主管核定"
"""The clause by which the head decides 改列 here (product 3.9)."""
HEAD_RESTORES = "核可權責：恢復列管由政風主管核定"

REVIEW_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Ask.RELEASE, "建請解除"),
    (Ask.ANSWERED, "補正回覆"),
    (Ask.SAME_TEXT, "與上次文字相同"),
    (Ask.NO_PROGRESS, "無進展"),
)

QUEUE_GROUPS = {True: "需要處理", False: "一般回報"}

ANSWERS: dict[Opinion, str] = {
    Opinion.RECEIVE: "收訖（繼續列管）",
    Opinion.SEND_BACK: "退請補充",
    Opinion.RELEASE: "建議解除列管",
    Opinion.SELF_TRACK: "改列：自行列管",
    Opinion.MERGE: "改列：併案",
    Opinion.REVOKE: "改列：撤銷",
}
"""As the choices on the review page say them."""

ANSWER_PHRASES: tuple[tuple[Opinion, str], ...] = (
    (Opinion.RELEASE, "已依決議辦理完竣，建議解除列管。"),
    (Opinion.RELEASE, "已完成並檢附佐證資料，建議解除列管。"),
    (Opinion.SEND_BACK, "請補充具體辦理日期、場次及人次。"),
    (Opinion.SEND_BACK, "請補充佐證資料。"),
    (Opinion.SEND_BACK, "請說明無進展原因及後續期程。"),
    (Opinion.SEND_BACK, "內容與上次相同，請更新辦理情形。"),
)

REVIEW_MESSAGES: dict[str, str] = {
    "report_received": "{code} 已收訖。",
    "report_sent_back": "{code} 已退請補充，並通知機關。",
    "release_was_proposed": "{code} 已建議解除，待會議確認。",
    "share_closed_otherwise": "{code} 已改列。",
    "opinion_waits": "{code} 的擬處意見已送政風主管核定。",
    "batch_received": "已收訖 {count} 件。",
    "batch_sent_back": "已退請補充 {count} 件，並通知機關。",
    "batch_release": "已建議解除 {count} 件，待會議確認。",
    "batch_waits": "已將 {count} 件送政風主管核定，核定前可以撤回。",
    "row_left_out": "{code}：{why}",
    "opinions_withdrawn": "已撤回 {count} 件擬處意見，回到審核匣。",
    "decided_here": "已核定 {count} 筆。",
    "decided_on_paper": "已登錄 {count} 筆紙本核可。",
    "request_refused": "{code} 已回覆不同意。",
    "request_granted": "{code} 已核可。",
    "decided_meanwhile": "{code} 已由其他人處理，請看下一件。",
    "clock_paused": "{code} 已暫停計時。",
    "clock_resumed": "{code} 已恢復計時。",
    "clock_resumed_extension": "{code} 已恢復計時，展延至{day}的申請已送政風主管核定。",
    "due_corrected": "{code} 的原定期限已更正為{day}。",
    "summary_saved": "{code} 的綜整辦理情形已儲存（第 {number} 版）。",
}
