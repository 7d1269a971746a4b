"""填報表: its headings, the words its cells take, and what is wrong with a file or a row."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.tracking.decisions import NoProgressReason, Progress
from app.wording.files import FILE_REFUSALS
from app.wording.intake import row_sentence as intake_sentence
from app.wording.tracking.words import TRACKING_WORDS

TITLE = "填報表"
KEY, CODE, AGENCY, SUBJECT, TEXT, ROUND, DUE, LAST = (
    "系統用（請勿更改）", "分辦編號", "機關", "應辦事項", "內容", "填報期", "期限", "上次送出",
)  # fmt: skip
PROGRESS, REPORT, EXPECTED_ON = "目前進度", "辦理情形", "預計完成日"
FIXED = frozenset({KEY, CODE, AGENCY, SUBJECT, TEXT, ROUND, DUE, LAST, PROGRESS, REPORT, EXPECTED_ON})
LAST_SENT = "{day}：{text}"
_WITH_REASON = "{progress}：{reason}"
_WORDS = {code: word for code, word in TRACKING_WORDS if isinstance(code, Progress | NoProgressReason)}


def progress_word(progress: Progress | None, reason: NoProgressReason | None) -> str:
    """「有進展」, 「無進展：經費未到位」."""
    if progress is None:
        return ""
    if progress is Progress.NONE and reason is not None:
        return _WITH_REASON.format(progress=_WORDS[progress], reason=_WORDS[reason])
    return _WORDS[progress]


PROGRESS_CHOICES: dict[str, tuple[Progress, NoProgressReason | None]] = {
    progress_word(progress, reason): (progress, reason)
    for progress in Progress
    for reason in (tuple(NoProgressReason) if progress is Progress.NONE else (None,))
}
"""What 目前進度 may say: 無進展 names its reason at once."""

FILE_SENTENCES: dict[str, str] = FILE_REFUSALS | {
    "wrong_type": "「{filename}」不是填報表，或內容與副檔名不符；請上傳下載的 XLSX 或 ODS 檔案。",
    "not_ours": "「{filename}」不是本系統下載的填報表（找不到系統欄）。請重新下載填報表，填寫後再上傳。",
    "other_agency": "「{filename}」是其他機關的填報表，不能由您送出。請下載貴機關的填報表。",
    "earlier_round": "「{filename}」是「{rounds}」的填報表，目前填報的是「{now}」。請重新下載填報表，填寫後再上傳。",
    "hidden_sheet": "「{filename}」有隱藏的工作表，請取消隱藏或刪除後再上傳。",
    "sheet_twice": "「{filename}」有不只一個填報表的工作表（{sheets}），無法判斷以哪一個為準；請只留一個後再上傳。",
    "formula": "「{filename}」的儲存格 {cell} 是公式，請改貼成值後再上傳。",
    "missing_columns": "「{filename}」缺少欄位：{columns}；請重新下載填報表。",
    "duplicate_columns": "「{filename}」的欄位重複：{columns}；請每種欄位只留一欄後再上傳。",
}
ROW_SENTENCES: dict[str, str] = {
    "row_without_key": "這一列沒有系統欄，不是下載的分辦；請重新下載填報表",
    "row_not_asked": "{word} 已送出或已結束，目前不需填報",
    "row_of_others": "這一列不是貴機關的分辦",
    "row_of_earlier_round": "這一列是「{word}」的，目前填報的是「{now}」；請重新下載填報表",
    "row_changed_since": "{word} 在下載後已於系統上修改；請重新下載填報表",
    "cell_not_a_day": "「{word}」看不懂，請填 115/12/31 這類日期",
    "figure_not_asked": "這一件沒有要求這個數字，請留白",
}
NO_FILE = "請先選擇填寫好的填報表。"
FAULTS_TITLE = "上傳的填報表有 {n} 處需要更正；更正後請重新上傳。"
MORE_FAULTS = "另有 {n} 處需要更正。"
NOTHING_FILLED = "「{filename}」沒有任何新填寫的內容，沒有可以送出的分辦。"


def file_sentence(code: str, filename: str, facts: Mapping[str, object]) -> str:
    told = {name: "、".join(value) if isinstance(value, list) else value for name, value in facts.items()}
    return FILE_SENTENCES[code].format_map({**told, "filename": filename})


def row_sentence(row: int, column: str, code: str, facts: Mapping[str, object]) -> str:
    """「第 7 列『預計完成日』：「明年」看不懂，請填 115/12/31 這類日期」"""
    if code in ROW_SENTENCES:
        return f"第 {row} 列『{column}』：{ROW_SENTENCES[code].format_map(facts)}"
    return intake_sentence(row, column, code, facts)
