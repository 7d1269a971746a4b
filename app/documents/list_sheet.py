"""A list as XLSX, ODS or CSV. Every cell is typed, so that nothing is computed when the file is opened."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO, Literal

from app.documents.list_ods import write_ods
from app.documents.list_table import Cell, Column, Table, laid_out
from app.documents.list_text import bare
from app.documents.list_xlsx import write_xlsx

SheetFormat = Literal["xlsx", "ods", "csv"]
FORMATS: tuple[SheetFormat, ...] = ("xlsx", "ods", "csv")
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
"""What a spreadsheet would take for a formula when it opens a CSV; our reader takes the guard off again."""


def write(table: Table, fmt: SheetFormat, target: BinaryIO) -> None:
    """Into `target`, which can be sought in; the rows are walked once."""
    shown = laid_out(table)
    {"xlsx": write_xlsx, "ods": write_ods, "csv": _write_csv}[fmt](shown, target)


def sheet_bytes(table: Table, fmt: SheetFormat) -> bytes:
    """A short list as bytes."""
    target = io.BytesIO()
    write(table, fmt, target)
    return target.getvalue()


def text_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table of texts."""
    return Table(title, tuple(Column(heading) for heading in headings), rows)


def _write_csv(table: Table, target: BinaryIO) -> None:
    """UTF-8 with a byte order mark, as spreadsheets here expect it; what would be computed gets a leading `'`."""
    target.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_guarded(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_guarded(value) for value in row])
    text.flush()
    text.detach()


def _guarded(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        value = bare(value)
        return f"'{value}" if value.startswith(COMPUTED) else value
    return value.isoformat() if isinstance(value, date) else str(value)
