"""How the visible text of a page is written: Taiwan's words, full-width punctuation, 民國 dates, no raw codes."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from tests.markup import Element, has_class

# Stored official text and what a person typed stay as they are, byte for byte; so do quoted codes.
NOT_OURS = {"script", "style", "template", "textarea", "ins", "del", "code", "kbd", "pre"}
# Elements that go on in the same line; every other one ends the sentence before it.
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "data",
    "em",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
# The ideographs of Unicode; full-width punctuation is not among them.
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORDS = {
    "用戶": "使用者",
    "信息": "訊息或資訊",
    "默認": "預設",
    "文件夾": "資料夾",
    "保存": "儲存",
    "打印": "列印",
    "搜索": "搜尋",
    "導入": "匯入",
    "導出": "匯出",
    "鏈接": "連結",
    "點擊": "點選",
    "屏幕": "畫面",
    "網絡": "網路",
    "賬號": "帳號",
    "賬戶": "帳號",
    "郵箱": "電子郵件",
    "服務器": "伺服器",
    "軟件": "軟體",
    "視頻": "影片",
    "菜單": "選單",
    "刷新": "重新整理",
    "激活": "啟用",
    "記錄": "紀錄",
    "台北": "臺北",
    "台中": "臺中",
    "台南": "臺南",
    "台東": "臺東",
    "台灣": "臺灣",
}
# 保存 is the statutory word for how long archives are kept.
RIGHT_AS = {"保存": ("保存年限", "保存期限", "保存證據")}
PUNCTUATION = re.compile(rf"(?<=[{HAN}])[,;:!?()](?=[{HAN}])")
WESTERN_DATE = re.compile(r"\b20\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?\b")
LEAKS = re.compile(r"\b(?:None|True|False|NaN|Undefined)\b|<[\w.]+ object at|\{\{|\}\}|\{%")


def check_text(root: Element) -> Iterator[str]:
    """Every fault of wording in what a person sees."""
    for passage in passages(root):
        yield from faults(passage)


def faults(passage: str) -> Iterator[str]:
    """Every fault of wording in one run of visible text."""
    if found := PUNCTUATION.search(passage):
        yield f"half-width {found.group()!r} between Chinese characters: {_around(passage, found)}"
    if found := WESTERN_DATE.search(passage):
        yield f"a date that is not in 民國: {_around(passage, found)}"
    if found := LEAKS.search(passage):
        yield f"{found.group()!r} is shown: {_around(passage, found)}"
    for wrong, right in WORDS.items():
        rest = passage
        for allowed in RIGHT_AS.get(wrong, ()):
            rest = rest.replace(allowed, "")
        if wrong in rest:
            yield f"{wrong} should be {right}: {passage[:60]!r}"
    for word in re.findall(r"(?<![\w@./-])[a-z]+(?:_[a-z]+)*(?![\w@./-])", passage):
        if word in codes():
            yield f"the raw code {word!r} is shown: {passage[:60]!r}"


def passages(root: Element) -> Iterator[str]:
    """Runs of text as a person reads them: inline elements joined, blocks apart, what is not ours left out."""
    parts: list[str] = []
    _collect(root, parts)
    for passage in "".join(parts).split("\0"):
        if stripped := " ".join(passage.split()):
            yield stripped


@cache
def codes() -> frozenset[str]:
    """Every value of every enumeration of the domain: names for the program, never for a person."""
    package = importlib.import_module("app.domain")
    found: set[str] = set()
    for module in pkgutil.walk_packages(package.__path__, "app.domain."):
        for _, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(thing, StrEnum):
                found.update(member.value for member in thing)
    return frozenset(found)


def _collect(element: Element, parts: list[str]) -> None:
    kept = isinstance(element.tag, str) and element.tag not in NOT_OURS and not _exempt(element)
    gap = "" if element.tag in INLINE else "\0"
    parts.append(gap)
    if kept:
        parts.append(element.text or "")
        for inner in element:
            _collect(inner, parts)
            parts.append(inner.tail or "")
    else:
        parts.append("\0")
    parts.append(gap)


def _exempt(element: Element) -> bool:
    return has_class(element, "official") or "data-iso-ok" in element.attrib


def _around(passage: str, found: re.Match[str]) -> str:
    return repr(passage[max(0, found.start() - 15) : found.end() + 15])
