"""Lists as files: every cell is text, whatever it begins with."""

import io

import pytest
from openpyxl import load_workbook

from app.documents.list_sheet import write_csv, write_xlsx
from app.readers.sheets import read_sheet

ROWS = (("代碼", "名稱"), ("=1+1", "@SUM(A1)"), ("-2", "＋3"), ("'a", "007"))


def test_no_cell_of_a_workbook_is_computed() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx("範本", ROWS))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [value for row in ROWS for value in row]


def test_a_csv_is_guarded() -> None:
    lines = write_csv(ROWS).decode("utf-8-sig").split("\r\n")
    assert lines[1] == "'=1+1,'@SUM(A1)"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_our_reader_gives_the_cells_back(name: str) -> None:
    data = write_csv(ROWS) if name.endswith("csv") else write_xlsx("範本", ROWS)
    assert [row.cells for row in read_sheet(name, data).rows] == list(ROWS)
