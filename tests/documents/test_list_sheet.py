"""Lists as files: cells are typed, nothing is computed, and what is written is what any reader gets."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import odfdo
import pytest
from openpyxl import load_workbook

from app.documents import list_xlsx
from app.documents.list_sheet import FORMATS, SheetFormat, sheet_bytes, text_table
from app.documents.list_table import Cell, Column, Kind, Table
from app.readers.sheets import read_sheet

ROWS = (
    ("=1+1", "@SUM(A1)"), ("-2", "＋3"), ("'a", "007"), ("<b>&amp;", "二行\n  字"), ("_x0041_", "\x0b控\x00制"),
)  # fmt: skip
READ = (*ROWS[:4], ("_x0041_", "控制"))
TEXTS = text_table("範本", ("代碼", "名稱"), ROWS)
TYPED = Table(
    "清單/甲",
    (
        Column("編號"), Column("期限", Kind.DAY), Column("件數", Kind.NUMBER), Column("鍵", hidden=True),
        Column("進度", editable=True, choices=("有進展", "無進展")),
    ),
    [("114-1-3", date(2025, 12, 31), 3, "k1", "有進展"), ("114-1-10", None, None, "k2", "")],
)  # fmt: skip


def test_no_cell_of_a_workbook_is_computed() -> None:
    sheet = load_workbook(io.BytesIO(sheet_bytes(TEXTS, "xlsx"))).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2, max_row=4) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [cell.value for cell in cells] == [value for row in ROWS[:3] for value in row]


def test_a_csv_is_guarded() -> None:
    lines = sheet_bytes(TEXTS, "csv").decode("utf-8-sig").split("\r\n")
    assert lines[1] == "'=1+1,'@SUM(A1)"


@pytest.mark.parametrize("fmt", FORMATS)
def test_our_reader_gives_the_cells_back(fmt: SheetFormat) -> None:
    rows = [row.cells for row in read_sheet(f"a.{fmt}", sheet_bytes(TEXTS, fmt)).rows]
    assert rows == [("代碼", "名稱"), *READ]


def test_days_are_said_and_counted() -> None:
    book = load_workbook(io.BytesIO(sheet_bytes(TYPED, "xlsx")))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["編號", "期限", "期限（日期）", "件數", "鍵", "進度"]
    row: Any = sheet[2]
    assert (row[1].value, row[2].value.date(), row[3].value) == ("114/12/31", date(2025, 12, 31), 3)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["E"].hidden
    assert not row[5].protection.locked
    assert row[0].protection.locked
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F2:F3"
    assert sheet.title == "清單_甲"
    body: Any = odfdo.Document(io.BytesIO(sheet_bytes(TYPED, "ods"))).body
    values = body.get_table(0).get_values(complete=False)
    assert [str(value)[:10] for value in values[1][:4]] == ["114-1-3", "114/12/31", "2025-12-31", "3"]
    line = sheet_bytes(TYPED, "csv").decode("utf-8-sig").splitlines()[1]
    assert line == "114-1-3,114/12/31,2025-12-31,3,k1,有進展"


def test_a_long_list_goes_on_in_a_further_sheet_and_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_xlsx, "ROWS_PER_SHEET", 3)
    held: list[int] = []

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(7):
            held.append(number)
            yield (number,)

    table = Table("長", (Column("數", Kind.NUMBER),), rows())
    book = load_workbook(io.BytesIO(sheet_bytes(table, "xlsx")))
    assert [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in book] == [
        [0, 1, 2],
        [3, 4, 5],
        [6],
    ]
    names = zipfile.ZipFile(io.BytesIO(sheet_bytes(TYPED, "ods"))).namelist()
    assert names[0] == "mimetype"
    assert held == list(range(7))


def test_a_cell_that_is_too_long_for_a_spreadsheet_says_so() -> None:
    table = text_table("長", ("文",), [("字" * 40_000,)])
    value = str(load_workbook(io.BytesIO(sheet_bytes(table, "xlsx"))).worksheets[0]["A2"].value)
    assert len(value) == list_xlsx.LONGEST_CELL
    assert value.endswith("…")
