"""Lists as XLSX and CSV: every cell is text, so that nothing is computed when the file is opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

COMPUTED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
"""What a spreadsheet would take for a formula when it opens a CSV; our reader takes the guard off again."""


def write_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet named `title`; every cell a typed string in the text format."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets here expect it; what would be computed gets a leading `'`."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{value}" if value.startswith(COMPUTED) else value for value in row])
    return target.getvalue().encode("utf-8-sig")
