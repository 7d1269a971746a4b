"""A 列管表 at the end of minutes: rows as plain values, by the words above the columns."""

from __future__ import annotations

from app.readers.blocks import Row, Table
from app.readers.proposal_labels import bare
from app.readers.read_document import ReadTracked

COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("編號", "項次", "序號", "列管編號"),
    "decided_on": ("開會日期", "會議日期", "日期"),
    "task": ("決議事項", "決議案由與具體裁示內容", "列管事項", "事項內容", "決議裁示事項", "決議", "裁示事項", "決議內容", "辦理事項"),
    "lead": ("主辦單位", "負責單位", "主辦機關", "權責單位", "承辦單位", "處室"),
    "joint": ("協辦單位", "協辦機關"),
    "due": ("預定時限", "完成期限", "辦理期限", "辦理期程", "預定完成日期", "期限", "列管迄日"),
    "status": ("列管狀態", "處理狀態", "辦理情形", "執行情形", "狀態"),
}  # fmt: skip
"""Column sets seen attached to minutes; a table needs what is to be done and one column more."""
_OF_WORD = {word: name for name, words in COLUMNS.items() for word in words}


def tracked_rows(table: Table) -> list[ReadTracked]:
    """The rows below the headings; empty for a table of another kind."""
    columns: dict[int, str] = {}
    found = []
    for row in table.rows:
        if headed := _headings(row):
            columns = headed
        elif columns:
            told = {name: "\n".join(row[at]) for at, name in columns.items() if at < len(row)}
            if told.get("task"):
                found.append(ReadTracked(**told))
    return found


def _headings(row: Row) -> dict[int, str]:
    named = {at: _OF_WORD.get(_word("".join(cell)), "") for at, cell in enumerate(row)}
    columns = {at: name for at, name in named.items() if name}
    distinct = set(columns.values())
    return columns if "task" in distinct and len(distinct) > 1 and len(distinct) == len(columns) else {}


def _word(text: str) -> str:
    return bare(text).partition("(")[0].partition("（")[0].replace("/", "") if len(text) <= 30 else ""
