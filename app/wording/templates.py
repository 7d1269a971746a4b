"""What is said about templates: words, what keeps one from being used, and what to do about it."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.papers.template_flow import FileOrigin, TemplateAction, TemplateFormat, TemplateVersionState
from app.wording.files import file_sentence

TEMPLATE_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (TemplateFormat.DOCX, "Word（DOCX）"),
    (TemplateFormat.ODT, "ODF（ODT）"),
    (FileOrigin.UPLOADED, "上傳"),
    (FileOrigin.CONVERTED, "由 Word 檔轉出"),
    (FileOrigin.CARRIED_OVER, "沿用"),
    (TemplateVersionState.ACTIVE, "使用中"),
    (TemplateVersionState.RETIRED, "未使用"),
    (TemplateAction.ACTIVATE, "啟用"),
    (TemplateAction.RETIRE, "停用"),
)

TEMPLATE_THINGS: dict[str, str] = {"templates": "文件範本", "template_versions": "文件範本版本"}
TEMPLATE_OWN_ACTIONS: dict[tuple[str, str], str] = {("template_versions", "create"): "上傳範本"}
TEMPLATE_VERSION = "{paper}範本第{number}版"
ORIGINAL_NAME = "原廠範本"
VERSION_NAME = "第{number}版"
FILE_OF_TEMPLATE = "範本"
SAMPLE_OF_TEMPLATE = "試印"
NO_ODT = "這一版還沒有 ODT 檔"

TEMPLATE_REFUSALS: dict[str, str] = {
    "template_unfit": "這個範本還不能使用，請依各項說明修正後再上傳。",
    "template_outdated": "「{paper}」使用中的範本與目前的程式不合，無法產生；請政風處在「文件範本」改回原廠範本，或修正後重新上傳。",
    "template_without_odt": "這份文件的範本還沒有 ODT 版本，請先下載 DOCX 或 PDF；政風處可在「文件範本」補上 ODT 檔。",
}

_IN_PART = "（{part}）"

TEMPLATE_SENTENCES: dict[str, str] = {
    "unknown_field": "沒有「{field}」這個欄位。",
    "unknown_field_nearest": "沒有「{field}」這個欄位，最接近的是「{nearest}」。",
    "unknown_template": "本系統不使用這個檔名的範本，請核對檔名。",
    "template_missing": "缺少這一組範本。",
    "twin_missing": "缺少這個檔案；每份範本都要有 DOCX 與 ODT 各一。",
    "twins_differ": "DOCX 與 ODT 使用的欄位不同：{fields}。",
    "broken_when_filled": "填入資料後無法開啟（{message}）。",
    "too_large": "檔案太大，或解壓縮後太大。",
    "encrypted": "檔案已加密，請移除密碼後再存一次。",
    "not_an_archive": "不是 Word 或 ODF 檔案。",
    "not_a_word_file": "不是 Word 檔案（DOCX）。",
    "not_a_writer_file": "不是 ODF 文字檔案（ODT）。",
    "macros": "含有巨集，請另存為不含巨集的檔案。",
    "foreign_content": "含有外部連結或內嵌物件（{part}：{kind}），請移除。",
    "level_styles_missing": "缺少段落層級的樣式：{styles}。",
    "level_tag_without_style": "層級的標記不在套用層級樣式的段落中" + _IN_PART + "。",
    "syntax": "標記寫法有誤" + _IN_PART + "：{message}。",
    "too_deep": "標記巢狀太深" + _IN_PART + "。",
    "too_many_tags": "標記太多" + _IN_PART + "。",
    "forbidden_construct": "不能使用「{construct}」"
    + _IN_PART
    + "；範本只能用欄位、重複（for）與條件（if）。",
    "forbidden_name": "不能使用「{name}」" + _IN_PART + "；底線開頭的名稱是程式內部的屬性，範本不能讀取。",
    "broken_part": "內部檔案損壞" + _IN_PART + "，請以 Word 或 LibreOffice 重新儲存。",
    "doctype": "內部檔案含有不允許的宣告" + _IN_PART + "。",
    "loop_of_another_list": "「{field}」不能放在另一個清單的重複裡面，請移到重複的外面。",
    "too_slow": "範本太複雜，檢查逾時；請從原廠範本重新修改。",
}


CONSTRUCTS: dict[str, str] = {
    "Include": "include（引入其他檔案）",
    "Import": "import（引入其他檔案）",
    "FromImport": "import（引入其他檔案）",
    "Extends": "extends（套用其他檔案）",
    "Block": "block（套用其他檔案）",
    "Call": "呼叫函式",
    "CallBlock": "呼叫函式",
    "Macro": "macro（自訂函式）",
    "Assign": "set（設定變數）",
    "AssignBlock": "set（設定變數）",
    "With": "with（設定變數）",
    "Add": "計算",
    "Sub": "計算",
    "Mul": "計算",
    "Div": "計算",
    "FloorDiv": "計算",
    "Mod": "計算",
    "Pow": "計算",
    "Neg": "計算",
    "Pos": "計算",
    "Concat": "連接文字（~）",
    "List": "自訂清單",
    "Tuple": "自訂清單",
    "Dict": "自訂清單",
    "Test": "is（判斷型別）",
    "FilterBlock": "filter（轉換）",
    "Scope": "autoescape（改變編碼）",
    "EvalContextModifier": "autoescape（改變編碼）",
    "for": "這種重複",
}
"""What a template may not do, by the name the parser gives it."""

PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "內文"),
    ("word/header", "頁首"),
    ("word/footer", "頁尾"),
    ("content.xml", "內文"),
    ("styles.xml", "頁首、頁尾或樣式"),
)
SYNTAX: tuple[tuple[str, str], ...] = (
    ("block that needs to be closed is 'for'", "有一個「for」沒有對應的「endfor」"),
    ("block that needs to be closed is 'if'", "有一個「if」沒有對應的「endif」"),
    ("unknown tag 'endfor'", "有一個「endfor」沒有對應的「for」"),
    ("unknown tag 'endif'", "有一個「endif」沒有對應的「if」"),
    ("unknown tag 'else'", "有一個「else」沒有對應的「if」"),
    ("unknown tag", "有不認識的標記，只能用 for、endfor、if、else、endif、層級、書籤、頁次"),
    ("", "請檢查大括號是否成對，中間是否只有欄位名稱"),
)
"""What the parser says, by its words; the last stands for everything else."""

TEMPLATE_FILE_REFUSALS: dict[str, str] = {
    "wrong_type": "「{filename}」的內容與副檔名不符，或不是可以當範本的檔案；Word 檔請存成 DOCX，ODF 檔請存成 ODT。",
    "too_big": "「{filename}」太大，範本至多 5 MB；請縮小其中的圖片後再上傳。",
    "macro": "「{filename}」含有巨集，範本不能有巨集；請另存成不含巨集的格式後再上傳。",
    "external_link": "「{filename}」連到外部的檔案或範本，列印時可能洩漏或被換掉內容；請移除連結（圖片改為內嵌）後再上傳。",
    "embedded_object": "「{filename}」嵌入了其他檔案或物件，範本不能有嵌入物件；請移除後再上傳。",
    "nested_archive": "「{filename}」裡面還有壓縮檔或其他文件，範本不能夾帶檔案；請移除後再上傳。",
    "too_heavy": "「{filename}」太複雜，檢查逾時；請從原廠範本重新修改。",
}
"""Where a template wants another sentence than any other file."""

NO_TWIN: dict[str, str] = {
    "no_libreoffice": "本機未安裝 LibreOffice，無法自動轉出 ODT",
    "busy": "目前正在轉換其他文件，沒有轉出 ODT",
    "timeout": "轉換逾時，沒有轉出 ODT",
    "conversion_failed": "無法由這個 Word 檔轉出 ODT",
    "twin_differs": "自動轉出的 ODT 與 Word 檔的欄位不同，沒有採用",
}
"""Why a version has no ODT yet."""

TEMPLATE_MESSAGES: dict[str, str] = {
    "template_taken": "檢查通過，已存成第 {number} 版；請先看試印結果，再按「啟用這一版」。",
    "template_taken_no_twin": "檢查通過，已存成第 {number} 版。{reason}；請自行另存 ODT 檔，在這一頁補上。",
    "template_activated": "已啟用「{paper}」範本第 {number} 版，之後產生的文件都用這一版。",
    "template_original": "「{paper}」已改回原廠範本。",
}


def template_file_sentence(code: str, filename: str) -> str:
    """The sentence for an uploaded file that is not even looked at as a template."""
    said = TEMPLATE_FILE_REFUSALS.get(code)
    return said.format(filename=filename) if said else file_sentence(code, filename)


def template_sentence(code: str, facts: Mapping[str, str], template: str = "") -> str:
    """「proposal-table.docx：沒有「案田」這個欄位，最接近的是「案由」。」"""
    if code == "unknown_field" and "nearest" in facts:
        code = "unknown_field_nearest"
    said = TEMPLATE_SENTENCES[code].format_map(_Facts(_in_words(facts)))
    return f"{template}：{said}" if template else said


def _in_words(facts: Mapping[str, str]) -> dict[str, str]:
    """Names of the parser and of parts of the file as an officer knows them."""
    said = dict(facts)
    if "construct" in said:
        said["construct"] = CONSTRUCTS.get(said["construct"], said["construct"])
    if "part" in said:
        said["part"] = next((name for part, name in PARTS if part in said["part"]), said["part"])
    if "message" in said:
        said["message"] = next((text for begun, text in SYNTAX if begun in said["message"]), said["message"])
    return said


class _Facts(dict[str, str]):
    """A fact that is not known is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return "－"
