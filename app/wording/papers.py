"""What papers say beside the text of the records."""

TABLE_TITLE = "{meeting}提案表"
STUB_SUBJECT = "（密）{name}"
STUB_TEXT = "本案列密，內容另以紙本陳閱；紙本存放處：{place}。"
SEPARATE_FILE = "另附檔案：{filename}"
NO_MEASURES = "無。"
STUB_COPY = "本案列密，內容另載於編號專本，會後收回。"
STUB_RESOLUTION = "本案列密，決議另載於編號專本。"
HANDOVER_TITLE = "職務移交清冊"
CONFIDENTIAL_SHORT = "（密）"
CONFIDENTIAL_LINE = "密（{until}）"
AI_NOTE = (
    "註：本案文字曾使用生成式人工智慧輔助（{tool}；{vendor} {model} {version}），並經{reviewer}檢視確認。"
)


def ai_note(tool: str, vendor: str, model: str, version: str, reviewer: str) -> str:
    """The line under the table; '' where no tool was used."""
    if not tool:
        return ""
    return AI_NOTE.format(tool=tool, vendor=vendor, model=model, version=version, reviewer=reviewer)


PAPER_NAMES: dict[str, str] = {
    "agenda": "議程",
    "approval-sheet": "陳核版",
    "booklet": "會議資料",
    "chair-notes": "主席參考資料",
    "extension-letter": "展延准駁函稿",
    "extract": "會議紀錄節錄",
    "filing-notice": "申報通知書",
    "follow-up-table": "歷次決議辦理情形表",
    "handover-list": "移交清冊",
    "meeting-notice": "開會通知單",
    "minutes": "會議紀錄",
    "minutes-letter": "函送紀錄函稿",
    "proposal-table": "提案表",
    "release-list": "擬解除列管清冊",
    "release-memo": "擬解除列管簽稿",
    "report-letter": "請填報函稿",
    "report-receipt": "填報收據",
    "share-table": "決議事項分辦表",
    "sign-in-sheet": "簽到表",
    "statistics": "統計表",
    "unfiled-list": "未申報名單",
    "urging-letter": "稽催函稿",
}
"""The papers, by the file names of their templates."""

PDF_REASONS: dict[str, str] = {
    "no_libreoffice": "本機未安裝 LibreOffice，無法產生 PDF；請改下載 DOCX 或 ODT。",
    "busy": "目前正在轉換其他文件，請稍候再試，或先下載 DOCX、ODT。",
    "timeout": "文件轉換逾時，請稍候再試，或先下載 DOCX、ODT。",
    "conversion_failed": "這份文件無法轉換為 PDF，請先下載 DOCX 或 ODT，並通知系統管理者。",
}
"""Why a PDF cannot be had."""

PDF_SHORT: dict[str, str] = {"no_libreoffice": "本機未安裝 LibreOffice"}
"""The same beside a button."""
