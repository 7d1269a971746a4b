"""`import_docx`: a 提案表 of 100 cases as a whole import against python-docx opening it and reading every cell.

Ours is everything an upload costs: the door, a fresh child process, reading, recognising, JSON back. The
floor is python-docx already imported and warm, in this process: opening the file and reading every cell.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

from docx import Document

from app.readers.proposal_table import read_proposal_tables

CASES = 100
PAIRS = 7
TITLE = "示範市政府113年第2次廉政會報提案表"


def hundred_cases() -> bytes:
    """The file both read: one four-column table per case, of the length real cases have."""
    document = Document()
    for number in range(1, CASES + 1):
        document.add_paragraph(TITLE)
        table = document.add_table(rows=5, cols=4)
        for column, text in enumerate(("編號", str(number), "提案單位", "政風處")):
            table.cell(0, column).text = text
        for row, (label, lines) in enumerate(_fields(), start=1):
            table.cell(row, 0).text = label
            cell = table.cell(row, 1).merge(table.cell(row, 3))
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _fields() -> list[tuple[str, list[str]]]:
    sentence = "各機關辦理採購履約查驗時，應由主驗人員現場拍照並即時上傳，以供事後比對。"
    return [
        ("案由", ["為強化採購履約查驗之照片管理，提請審議。"]),
        ("說明", [f"{marker}、{sentence * 4}" for marker in "一二三四"]),
        ("辦法", [f"{marker}、{sentence * 2}" for marker in "一二"]),
        ("決議", ["照案通過。"]),
    ]


def floor(data: bytes) -> int:
    """python-docx: open, read every cell of every table."""
    characters = 0
    for table in Document(io.BytesIO(data)).tables:
        for row in table.rows:
            for cell in row.cells:
                characters += len(cell.text)
    return characters


def measure() -> tuple[float, float]:
    """(our seconds, the floor's seconds): medians of pairs measured in turns, after one pair unmeasured."""
    data = hundred_cases()
    if len(read_proposal_tables("bench.docx", data).cases) != CASES or not floor(data):
        raise RuntimeError("the reader does not find the hundred cases it is measured with")
    pairs = [
        (_seconds(lambda: read_proposal_tables("bench.docx", data)), _seconds(lambda: floor(data)))
        for _ in range(PAIRS)
    ]
    return statistics.median(ours for ours, _ in pairs), statistics.median(theirs for _, theirs in pairs)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
