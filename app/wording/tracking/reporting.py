"""What the pages of reporting say: after an act, beside a field, and why a page shows no form."""

from __future__ import annotations

from app.domain.tracking.decisions import Progress

NOT_CHOSEN = "（尚未選擇）"
REPORTING_MESSAGES: dict[str, str] = {
    "report_set_aside": "已擱置機關的暫存內容，並通知機關；可以代為登錄辦理情形。",
    "report_saved": "已暫存，尚未送出。",
    "reports_saved": "已暫存 {n} 件，尚未送出。",
    "report_sent": "已送出：{code} 第 {number} 次辦理情形。",
    "reports_sent": "已送出 {n} 件。",
    "reports_skipped": "未填寫的 {n} 件沒有送出，仍待填報。",
    "approval_asked": "已送機關陳核；核可前政風處看不到內容。",
    "approvals_asked": "已將 {n} 件送機關陳核；核可前政風處看不到內容。",
    "approval_left": "已取消陳核，可以繼續修改。",
    "report_declined": "已退回承辦人修改。",
    "report_recalled": "已取回，內容仍在下方；修改後請再送出。",
    "report_kept": "這件已不在填報階段，沒有送出；您寫的內容已保留在下方。",
    "evidence_removed": "已移除「{name}」。",
    "extension_asked": "已送出展延申請：{code} 申請展延至{day}。",
    "extension_withdrawn": "已撤回展延申請。",
    "reassignment_asked": "已送出改分申請：{code}。",
    "reassignment_withdrawn": "已撤回改分申請。",
    "approval_mode_chosen": "{agency}的辦理情形核可方式：{mode}。",
}
SAME_TEXT = "與上次（{day}）送出的內容幾乎相同。請補寫這一期的進展；確實沒有進展時，請選「無進展」並選原因，或勾選「內容與上次大致相同，仍要送出」。"
NOTHING_WRITTEN = "還沒有填寫任何一件。請至少填寫一件的進度與辦理情形。"
EVIDENCE_TOO_BIG = "「{filename}」超過 10 MB，請縮小或分成數個檔案後再上傳。"
CARRIED = "已帶入上次內容，請改成這一期的情形再送出。"
CARRIED_ALL = "已帶入 {n} 件的上次內容，請逐件改成這一期的情形再送出。"
NOTHING_TO_CARRY = "還沒有上次的內容可以帶入。"
NOT_SAVED_YET = "尚未儲存：{text}"
CHANGED = "這件剛才由其他人儲存過。您輸入的文字還在下方；儲存的內容列在旁邊，請核對後再按一次。"
PHRASE_TAKEN = "已帶入常用語，請補上這一期的情形再送出。"
REPORT_PHRASES: tuple[tuple[Progress, str], ...] = (
    (Progress.UNDER_WAY, "刻正依決議辦理中，預計於期限前完成。"),
    (Progress.UNDER_WAY, "已函請所屬機關（單位）配合辦理，並持續彙整辦理情形。"),
    (Progress.UNDER_WAY, "本期依規定持續辦理，尚無應改善事項。"),
    (Progress.DONE, "已依決議辦理完竣，建請解除列管。"),
    (Progress.DONE, "已完成並檢附佐證資料，建請解除列管。"),
    (Progress.NONE, "尚待相關機關（單位）提供資料，本期無進展。"),
)
