"""Why a backup cannot be restored."""

BACKUP_SENTENCES: dict[str, str] = {
    "database_not_empty": "資料庫已有資料，不能還原到這裡；請先準備空白的資料庫。",
    "bundle_damaged": "備份檔損壞或不完整，無法讀取（{what}）。",
    "bundle_of_another_kind": "這不是本系統可讀的備份檔。",
    "table_damaged": "備份檔中「{what}」的內容與清單不符，可能遭更動。",
    "rows_missing": "備份檔中「{what}」的筆數與清單不符。",
    "file_damaged": "備份檔中的附件 {what} 內容不符，可能遭更動。",
    "audit_chain_broken": "備份檔中的稽核紀錄自第 {what} 筆起不完整。",
}
