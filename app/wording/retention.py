"""保存年限 and 銷毀 in words."""

from __future__ import annotations

from enum import StrEnum

from app.domain.retention import Kept, Purged

RETENTION_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Kept.RECORDS, "會議、提案、列管及辦理情形"),
    (Kept.AUDIT, "稽核紀錄"),
    (Kept.MAIL, "信件內容"),
    (Kept.SIDE_NOTES, "輔助紀錄"),
    (Purged.MAIL_BODIES, "信件內容"),
    (Purged.READ_EVENTS, "讀取紀錄"),
    (Purged.REFUSED_ACCESSES, "遭拒的存取"),
    (Purged.FAILED_SIGN_INS, "登入失敗紀錄"),
    (Purged.SESSIONS, "已結束的登入"),
    (Purged.ONE_TIME_LINKS, "過期的邀請與設定連結"),
    (Purged.MAILED_KEYS, "過期的驗證碼與密碼連結"),
    (Purged.MAIL_LINKS, "過期的信中連結"),
    (Purged.FORM_KEYS, "表單的一次性識別碼"),
    (Purged.IMPORT_DRAFTS, "判讀後未匯入的檔案"),
    (Purged.DECLARANTS, "申報義務人（義務終了逾 5 年）"),
    (Purged.MEETINGS, "已結案的會議"),
    (Purged.AUDIT_EVENTS, "稽核紀錄"),
)
RETENTION_THINGS: dict[str, str] = {"purges": "保存年限"}
RETENTION_ACTIONS: dict[str, str] = {"purge": "銷毀逾保存年限的資料"}
RETENTION_FIELDS: dict[str, str] = {
    what.value: said for what, said in RETENTION_WORDS if isinstance(what, Purged)
}
