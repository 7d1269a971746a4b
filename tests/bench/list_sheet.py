"""`xlsx_100k`: a hundred thousand rows of eight cells as XLSX, against XlsxWriter in constant memory writing the same cells."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from app.documents.list_table import Cell, Column, Kind, Table
from app.documents.list_xlsx import write_xlsx

ROWS = 100_000
ROUNDS = 3
HEADINGS = ("編號", "會議", "應辦事項", "內容", "機關", "期限", "件數", "狀態")
KINDS = (Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.NUMBER, Kind.TEXT)
FIRST = date(2026, 1, 1)
TEXT = "請各機關依決議加強辦理採購案件之內部控制與稽核，並於期限前填報辦理情形。"


def rows() -> Iterator[tuple[Cell, ...]]:
    for at in range(ROWS):
        yield (
            f"115-1-{at % 40}-{at}", "115年第1次", f"第{at % 97}項應辦事項", TEXT, f"第{at % 60}機關",
            FIRST + timedelta(at % 365), at % 500, "辦理中",
        )  # fmt: skip


def ours(path: Path) -> None:
    columns = tuple(Column(heading, kind) for heading, kind in zip(HEADINGS, KINDS, strict=True))
    with path.open("w+b") as target:
        write_xlsx(Table("清單", columns, rows()), target)


def floor(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("清單")
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading, text)
    for number, row in enumerate(rows(), start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value, text)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write_number(number, column, value)
    book.close()


def measure() -> tuple[float, float]:
    """(our seconds, the floor's seconds): medians of rounds measured in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        taken = [(_seconds(ours, path), _seconds(floor, path)) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in taken), statistics.median(two for _, two in taken)


def _seconds(write: Callable[[Path], None], path: Path) -> float:
    start = time.perf_counter()
    write(path)
    return time.perf_counter() - start
