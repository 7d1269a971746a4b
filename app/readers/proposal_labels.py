"""The labels of proposal forms and minutes: which words name which field, however padded and punctuated."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.meetings.labels import recognise_case_number

NUMBER, UNIT, SUBJECT = "number", "unit", "subject"
EXPLANATION, MEASURES, RESOLUTION = "explanation", "measures", "resolution"
EXTRA = "extra"
REMARKS = ("發言摘要", "發言紀要", "委員發言", "發言內容", "委員意見", "討論情形", "討論經過")
"""Labels of what was said in a case."""

WORDS: dict[str, tuple[str, ...]] = {
    NUMBER: ("編號", "案號", "提案編號", "提案序號", "項次", "案次", "序號"),
    UNIT: ("提案單位", "提案機關", "提案機關單位", "提案單位機關", "提案人", "提報單位", "提報機關", "報告單位", "報告機關", "單位"),
    SUBJECT: ("案由", "提案案由", "提案名稱", "主旨"),
    EXPLANATION: ("說明", "提案說明", "緣由", "理由", "說明及理由", "提案緣由", "案情說明"),
    MEASURES: ("辦法", "擬辦", "擬辦事項", "建議", "建議辦法", "建議事項", "處理意見", "擬議處理意見", "擬處意見", "具體作法"),
    RESOLUTION: ("決議", "決定", "決議事項", "會議決議", "結論", "決議內容", "裁示", "主席裁示", "主席決定"),
    EXTRA: (
        *REMARKS, "審查意見", "審查結果", "各單位意見", "相關單位意見", "會辦意見", "會辦單位意見", "業務單位意見", "附件", "備註",
        "聯絡人", "承辦人", "聯絡電話", "主辦單位", "協辦單位", "辦理期程", "預期效益", "法令依據", "連署人", "擬議決議", "參考資料",
    ),
}  # fmt: skip
FIELD_OF = {word: name for name, words in WORDS.items() for word in words}
# 「案由」 and the like may stand before their text with no more than a blank; 「建議」 or 「單位」 may not.
SURE_WITHOUT_COLON = frozenset(
    {"案由", "說明", "辦法", "擬辦", "決議", "提案單位", "提案機關", "編號", "案號", "審查意見"}
)
BLANKS = " \t\u3000\xa0"
COLONS = "：:︰"
NUMERAL = r"[一二三四五六七八九十百〇零\d０-９]{1,4}"
LONGEST_PADDED = 60
_WITHOUT_PADDING = dict.fromkeys(map(ord, BLANKS + COLONS + "\n"))


def _padded(word: str) -> str:
    return f"[{BLANKS}]*".join(map(re.escape, word))


_OPENING = rf"(?:(?:[（(]{NUMERAL}[）)]|{NUMERAL}[、.．])[{BLANKS}]*)?"
# What stands before a colon or in brackets is looked up among the words, so that these stay short expressions.
_LABEL_COLON = re.compile(
    rf"{_OPENING}[【\[]?(?P<word>[^：:︰，。；、【】\[\]]{{1,24}})[】\]]?[{BLANKS}]*[{COLONS}][{BLANKS}]*"
)
_LABEL_BRACKETED = re.compile(rf"[【\[](?P<word>[^】\]]{{1,24}})[】\]][{BLANKS}]*")
_LABEL_BLANK = re.compile(
    rf"(?P<word>{'|'.join(_padded(word) for word in sorted(SURE_WITHOUT_COLON, key=len, reverse=True))})[{BLANKS}]+"
)
_NUMBERED = re.compile(
    rf"{_OPENING}[【\[]?(?P<number>(?:案由|提案|案|議案|討論案|動議|臨時動議)[{BLANKS}]*{NUMERAL}|第[{BLANKS}]*{NUMERAL}[{BLANKS}]*(?:案|號提案))"
    rf"(?:[】\]][{BLANKS}]*[{COLONS}]?[{BLANKS}]*|[{BLANKS}]*[{COLONS}、][{BLANKS}]*|[{BLANKS}]+|(?=\*\*)|$)"
)
_UNIT_INSIDE = re.compile(
    rf"(?P<before>^|[{BLANKS}]+|[（(])(?P<word>{'|'.join(_padded(w) for w in ('提案單位', '提案機關', '提案人', '報告單位', '報告機關', '編號', '案號'))})"
    rf"[{BLANKS}]*[{COLONS}][{BLANKS}]*"
)
MOTION = re.compile(r"動議")
_SECTION = re.compile(
    rf"[壹貳參肆伍陸柒捌玖拾]{{1,2}}[、.．]|(?:{NUMERAL}[、.．][{BLANKS}]*)?"
    rf"(?:臨時動議|散會|報告事項|討論事項|提案討論|主席(?:裁示|指示|結論|致詞)|主持人(?:致詞|結論)|會議(?:時間|地點)|出席人員|列席人員|請假人員|專題報告|業務報告|工作報告)"
    rf"[{BLANKS}]*(?:[：:（(].*)?$|[^。；，、]{{0,14}}(?:追蹤表|列管表|追蹤列管表)[^。；，]{{0,20}}$"
)
_PAGE_NUMBER = re.compile(r"[-—－\s]*(?:第\s*\d*\s*頁)?[，,、/\s]*(?:[共/]\s*\d*\s*頁?)?[-—－\s\d/]*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at a line's beginning.

    `field` as in `WORDS`; `word` without padding; `taken` the characters of the line it used, as
    written; `number` what a numbered heading (第一案) told; `rest` what follows.
    """

    field: str
    word: str
    taken: str
    rest: str
    number: str = ""


def bare(text: str) -> str:
    """A label without padding, colons and bold signs."""
    return text.replace("**", "").translate(_WITHOUT_PADDING)


def whole_label(text: str) -> Label | None:
    """The label a whole cell or line consists of, or None."""
    if len(text) > LONGEST_PADDED:
        return None
    word = bare(text).strip("【】[]")
    if word.endswith(("）", ")")):
        word = re.sub(r"[（(][^（()）]*[）)]$", "", word)
    if word in FIELD_OF:
        return Label(FIELD_OF[word], word, text, "")
    return None


def leading_label(line: str) -> Label | None:
    """The label a line begins with: 「說　明：…」「（三）決議：…」「案由一：…」「第一案　提案單位：…」."""
    plain, bold = (line[2:], True) if line.startswith("**") else (line, False)
    numbered = _NUMBERED.match(plain)
    if numbered:
        return _numbered_label(plain, numbered, bold)
    for form in (_LABEL_COLON, _LABEL_BRACKETED, _LABEL_BLANK):
        found = form.match(plain)
        word = bare(found["word"]) if found else ""
        if found and word in FIELD_OF:
            taken, rest = _cut(plain, found.end(), bold)
            return Label(FIELD_OF[word], word, taken, rest)
    return None


def _numbered_label(plain: str, found: re.Match[str], bold: bool) -> Label | None:
    number = recognise_case_number(bare(found["number"]))
    if number is None:
        return None
    taken, rest = _cut(plain, found.end(), bold)
    return Label(NUMBER, bare(found["number"]), taken, rest, number)


def _cut(plain: str, end: int, bold: bool) -> tuple[str, str]:
    """(label as written, rest) with the bold signs put right: a label's own are dropped, a lead-in's kept."""
    taken, rest = plain[:end], plain[end:]
    if not bold:
        return taken, rest
    if rest.startswith("**"):
        return taken, rest[2:].lstrip(BLANKS + COLONS)
    return taken, "**" + rest


def label_inside(text: str) -> tuple[str, Label] | None:
    """A unit or number label further on in a line: (what stands before it, the label)."""
    found = _UNIT_INSIDE.search(text)
    if found is None:
        return None
    word = bare(found["word"])
    bracketed = found["before"] in ("（", "(")
    rest, tail = text[found.end() :], ""
    if bracketed and rest.rstrip(BLANKS).endswith(("）", ")")):
        rest, tail = rest.rstrip(BLANKS)[:-1], rest.rstrip(BLANKS)[-1]
    return text[: found.start()], Label(FIELD_OF[word], word, found.group() + tail, rest)


def begins_section(line: str) -> bool:
    """True for the heading of another part of the minutes, or of a follow-up table."""
    return _SECTION.match(line.replace("**", "")) is not None


def is_page_number(line: str) -> bool:
    """True for 「第 1 頁，共 3 頁」, 「- 1 -」 and the like."""
    return _PAGE_NUMBER.fullmatch(line) is not None
