"""What is said about templates: words, what keeps one from being used, and what to do about it."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.papers.template_flow import FileOrigin, TemplateAction, TemplateFormat, TemplateVersionState

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

TEMPLATE_REFUSALS: dict[str, str] = {
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
    "forbidden_construct": "不能使用「{construct}」這種寫法" + _IN_PART + "。",
    "forbidden_name": "不能使用「{name}」這個名稱" + _IN_PART + "。",
    "broken_part": "內部檔案損壞" + _IN_PART + "，請以 Word 或 LibreOffice 重新儲存。",
    "doctype": "內部檔案含有不允許的宣告" + _IN_PART + "。",
}


def template_sentence(code: str, facts: Mapping[str, str], template: str = "") -> str:
    """「proposal-table.docx：沒有「案田」這個欄位，最接近的是「案由」。」"""
    if code == "unknown_field" and "nearest" in facts:
        code = "unknown_field_nearest"
    said = TEMPLATE_SENTENCES[code].format_map(_Facts(facts))
    return f"{template}：{said}" if template else said


class _Facts(dict[str, str]):
    """A fact that is not known is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return "－"
