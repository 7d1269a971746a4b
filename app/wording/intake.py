"""The sentences of importing: why a file is not taken and the way out, what is wrong with a row, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.intake.placing import Fate
from app.domain.meetings.meeting_flow import MeetingState
from app.wording.entry import ENTRY_REFUSALS
from app.wording.files import FILE_REFUSALS
from app.wording.roster import DECLARANT_ROWS

REPLACED_BY_IMPORT = "匯入檔案更新"
"""The reason of an 抽換 that an import makes."""
NAMELESS = "第{place}欄"
"""A column without a heading."""
NOT_TAKEN = "（不匯入）"
SAMPLE_NAME = "{kind}匯入範本"
SPLIT_NOWHERE = "（不拆分）"
STAYS_LEFT = "（不放入）"
NEW_CASE = "另立新案"
THE_MEETING = "會議資料"
NOT_TOLD = "（未列）"

FILE_SENTENCES: dict[str, str] = FILE_REFUSALS | {
    "wrong_type": "「{filename}」不是可以匯入的檔案類型，或內容與副檔名不符；請另存成 {expected} 後再上傳。",
    "formula": "「{filename}」的儲存格 {cell} 是公式，請改貼成值後再上傳。",
    "missing_columns": "「{filename}」缺少欄位：{columns}；請對照範本補上標題列後再上傳。",
    "duplicate_columns": "「{filename}」的欄位重複：{columns}；請每種欄位只留一欄後再上傳。",
    "no_rows": "「{filename}」沒有任何資料列，請確認資料在第一個工作表後再上傳。",
    "too_many_cases": "「{filename}」加上前面的檔案已超過 {limit} 案，請分成幾次匯入。",
}
"""Where an import can say more than any other upload: the place in the file, the columns that are missing."""

INTAKE_REFUSALS: dict[str, str] = {
    "import_nothing_read": "沒有可以判讀的檔案，未建立任何資料。",
    "import_no_file": "請先選擇要匯入的檔案。",
    "import_too_many_files": "一次最多上傳 {limit} 個檔案，請分次匯入。",
    "import_number_twice": "同一場會議有兩案編號相同，請更正編號，或將其中一案勾選「不匯入」。",
    "import_number_unreadable": "看不懂這個編號，請填阿拉伯數字，或留空由系統編號。",
    "import_text_too_long": "這一欄的文字過長，請縮短或拆成兩案。",
    "import_not_updatable": "這一案目前的狀態不能由匯入更新，請選「略過」，或到該案頁面辦理。",
    "resolution_without_meeting": "有決議的案件必須屬於一場會議，請填寫會次。",
    "import_approval_missing": "排入議程須先通過審核：請登錄紙本核可的姓名與日期，或改為「匯入為草稿」。",
    "import_approval_undated": "請填寫核可日期。",
    "import_field_misplaced": "這個議程項目沒有這一欄，請把文字移到別的欄位，或改選議程項目。",
    "minutes_without_meeting": "會議紀錄必須屬於一場會議，請填寫會次。",
    "committee_missing": "尚未設定會報，請先由主控臺或系統管理建立會報。",
}

ROW_SENTENCES: dict[str, str] = {
    "cell_missing": "不可空白",
    "cell_unknown_word": "不認得「{word}」，可填：{words}",
    "cell_not_a_number": "「{word}」不是數字",
    "cell_unknown_code": "找不到代碼 {word}",
    "cell_twice": "「{word}」與第 {other} 列重複",
    "cell_name_taken": "「{word}」已是代碼 {owner} 的全銜",
    "cell_mailbox_taken": "「{word}」已由帳號 {login} 使用",
    "agency_above_itself": "上級不能是本身或本身的下級",
    "login_malformed": "帳號須為 2 至 64 個英文字母、數字或 . _ @ -，並以英文字母或數字開頭",
    "name_length": "姓名須為 2 至 40 個字",
    "email_malformed": "電子郵件格式不正確，例如 name@example.gov.tw",
    "grant_to_oneself": "不能授權給自己",
    "text_too_long": "最多 {limit} 字",
    "cell_not_a_day": "「{word}」看不懂，請填 115/12/31 這類日期",
    "column_not_named": "還沒有指定是檔案的哪一欄，請在「各欄是什麼」選擇",
    "old_meeting_unreadable": "「{word}」看不出是哪一次會議，請填 113年第2次 這類會次",
    "old_resolution_unknown": "沒有決議 {word}",
    "old_resolution_wanted": "{word} 已在系統中，請填這一列屬於哪個決議編號（例如 113-2-3）",
    "old_agency_unknown": "沒有名稱或代碼為「{word}」的機關，請先建立機關，或改用系統中的名稱",
    "old_dispatch_missing": "請填分辦日（會議日期不明時，無法推定）",
    "old_end_missing": "已解除或改列的，請填日期",
    **DECLARANT_ROWS,
    **{
        code: ENTRY_REFUSALS[code]
        for code in ("date_unreadable", "no_such_day", "year_unclear", "wrong_weekday")
    },
}
"""What is wrong with one cell; stands after 「第 7 列『上級』：」."""
UNPRINTABLE_CELL = "含有無法儲存的字元，請重新輸入"

INTAKE_MESSAGES: dict[str, str] = {
    "batch_read": "已判讀 {files} 個檔案，尚未建立任何資料；請檢查後再匯入。",
    "batch_file_refused": "{sentence}其餘檔案已判讀。",
    "batch_saved": "修正已儲存，尚未匯入。",
    "batch_confirmed": "匯入完成，共新增或更新 {number} 筆；如有錯誤，可以整批撤銷。",
    "batch_discarded": "已放棄這次匯入，沒有建立任何資料。",
    "batch_undone": "已撤銷這次匯入，資料回復到匯入前的樣子；稽核紀錄仍保留。",
}

CONFIDENCE_WORDS: dict[str, str] = {"recognised": "已辨識", "check": "請確認", "none": "無法辨識"}
PLACE_WORDS: dict[str, str] = {
    "body": "內文",
    "table": "表格",
    "header": "頁首",
    "footer": "頁尾",
    "footnote": "註腳",
    "endnote": "章節附註",
    "extra": "其他欄列",
}
"""Where in the paper a left-over stood."""
NOTE_WORDS: dict[str, str] = {
    "several_meetings": "檔案中有不只一個會議名稱，請確認會次。",
    "tracked_changes": "檔案有追蹤修訂，已以接受所有修訂後的文字判讀。",
    "footnotes": "檔案有註腳，列於未辨識的段落。",
    "text_boxes": "檔案有文字方塊，請確認其中的文字都在。",
    "nested_tables": "檔案有巢狀表格，請確認文字的順序。",
    "symbols": "檔案有符號字型的字，請確認顯示正確。",
    "comments": "檔案有註解，未匯入。",
    "hidden_sheet": "檔案有隱藏的工作表，未匯入。",
    "more_sheets": "檔案有不只一個工作表，只讀第一個；其餘請各自另存成檔案後匯入。",
}
FIELD_WORDS: dict[str, str] = {
    "number": "編號",
    "unit": "提案單位",
    "subject": "案由",
    "explanation": "說明",
    "measures": "辦法",
    "resolution": "決議",
    "remarks": "發言摘要",
    "place": "地點",
    "chair": "主席",
    "recorder": "紀錄",
    "present": "出席人員",
    "observers": "列席人員",
    "absent": "請假人員",
    "opening": "致詞摘要",
}
HEAD_FATES: dict[Fate, str] = {
    Fate.UPDATE: "會議資料及會議紀錄會補上或更新",
    Fate.SAME: "會議資料與紀錄相同",
    Fate.SKIP: "會議資料不同，略過",
}
"""What becomes of the head of minutes whose meeting is here already."""
FATE_TAGS: dict[Fate, str] = {
    Fate.PAST: "decided", Fate.DRAFT: "draft", Fate.SCHEDULED: "scheduled", Fate.NEW: "draft",
    Fate.UPDATE: "in_review", Fate.SAME: "retired", Fate.SKIP: "retired", Fate.LEFT_OUT: "discarded",
    Fate.FAULTY: "faulty",
}  # fmt: skip
"""The look of a fate's tag; its word says the rest."""
AGAINST_WORDS: dict[str, str] = {"changed": "匯入後已有人修改", "gone": "已不在", "used": "已有其他資料引用"}
MEETING_TO_BE: dict[MeetingState, str] = {
    MeetingState.CLOSED: "新會議，匯入後為結案",
    MeetingState.ADJOURNED: "新會議，匯入後為已散會（尚有案件沒有決議）",
    MeetingState.PREPARING: "新會議，匯入後為籌備中",
}


def file_sentence(code: str, name: str, facts: Mapping[str, object]) -> str:
    """Why a file is not taken, with its name and the way out."""
    told = {key: _listed(value) for key, value in facts.items()}
    return FILE_SENTENCES[code].format_map(_Known({**told, "filename": name}))


def row_sentence(row: int, column: str, code: str, facts: Mapping[str, object]) -> str:
    """「第 7 列『上級』：找不到代碼 X」"""
    said = ROW_SENTENCES.get(code, UNPRINTABLE_CELL)
    return f"第 {row} 列『{column}』：{said.format_map(_Known(facts))}"


def summary_of(label: str, resolutions: Sequence[str], left: int, others: int = 0) -> str:
    """「114年第1次，提案 3 案，決議皆照案通過」; `others`: reports and rulings of minutes."""
    parts = [label or "未辨識會次"]
    parts.append(f"提案 {len(resolutions)} 案" if resolutions else "未辨識提案")
    told = [text.strip().rstrip("。") for text in resolutions]
    if resolutions and all(told) and len(set(told)) == 1 and len(told[0]) < 20:
        parts.append(f"決議皆{told[0]}")
    elif any(told):
        parts.append(f"{sum(map(bool, told))} 案有決議")
    elif resolutions:
        parts.append("尚無決議")
    if others:
        parts.append(f"報告及裁示 {others} 項")
    if left:
        parts.append(f"未辨識 {left} 段")
    return "，".join(parts)


def _listed(value: object) -> object:
    if isinstance(value, list | tuple):
        return "、".join(str(one).upper() for one in value)
    return value


class _Known(dict[str, object]):
    """Facts a sentence may name; a missing one leaves a gap instead of a fault."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__(facts)

    def __missing__(self, key: str) -> str:
        return ""
