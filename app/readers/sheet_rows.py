"""Rows of text from XLSX, ODS and CSV: the part that runs in the child process."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from app.readers.merged_cells import Carried, merged_downwards
from app.readers.refusal import FileRefused
from app.readers.safe_xml import parse_part
from app.readers.text_blocks import decode

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MIDNIGHT = datetime.time()
LARGEST_EXACT = 10**15
DELIMITERS = ",\t;"
# Our own CSV export sets a quotation mark before what a spreadsheet would compute.
GUARDED = re.compile(r"'(?=[=+\-@\t\r\0＝＋－＠'])")
CODED = re.compile(r"_x([0-9A-Ca-c][0-9A-Fa-f]{3})_")
NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, TEXT, OFFICE, STYLE = (NAMES % name for name in ("table", "text", "office", "style"))
BLANK = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}
MOST_BLANKS = 200
ROW_GROUPS = frozenset({TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"})

NumberedRow = tuple[int, list[str]]


def read_rows(kind: str, data: bytes) -> dict[str, Any]:
    """{"rows": [[number, [cell, …]], …], "notes": [code, …]} of the first visible sheet with any text; `more_sheets`: others have some, too."""
    notes: list[str] = []
    rows = READERS[kind](data, notes)
    return {"rows": [[number, cells] for number, cells in rows], "notes": notes}


def cell_name(column: int, row: int) -> str:
    """The name a spreadsheet shows for a cell; `column` counts from 0, `row` from 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def written(value: object) -> str:
    """A cell's value as text: dates ISO 8601, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat("T", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < LARGEST_EXACT else repr(value)
    return str(value).strip(" \t\r\n\u3000")


def _kept(rows: Iterable[NumberedRow]) -> list[NumberedRow]:
    """Rows with text, their trailing empty cells cut; refuses what is too wide or too long."""
    kept: list[NumberedRow] = []
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise FileRefused("too_many_columns", facts={"row": number, "limit": MOST_COLUMNS})
        kept.append((number, cells))
        if len(kept) > MOST_ROWS:
            raise FileRefused("too_many_rows", facts={"limit": MOST_ROWS})
    return kept


def _read_xlsx(data: bytes, notes: list[str]) -> list[NumberedRow]:
    # Only XLSX needs openpyxl; it is slow to import.
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            rows: list[NumberedRow] = []
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    if not rows:
                        notes.append("hidden_sheet")
                    continue
                if isinstance(sheet, ReadOnlyWorksheet):
                    # The size a file claims may be a lie; the rows themselves are counted.
                    sheet.reset_dimensions()
                if not rows:
                    rows = _kept(_xlsx_rows(sheet))
                elif any(written(cell) for row in sheet.iter_rows(values_only=True) for cell in row):
                    notes.append("more_sheets")
                    break
            return rows
        except (
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            IndexError,
            zipfile.BadZipFile,
            SyntaxError,
        ) as error:
            raise FileRefused("unreadable") from error


def _xlsx_rows(sheet: Any) -> Iterator[NumberedRow]:
    with sheet._get_source() as source:  # read row by row, openpyxl says nothing of what is merged
        merged = merged_downwards(source.read(), MOST_COLUMNS)
    carried = Carried()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells: list[str] = []
        for column, cell in enumerate(row):
            if cell.data_type == "f":
                raise FileRefused("formula", facts={"cell": cell_name(column, number), "row": number})
            cells.append(written(_decoded(cell.value)))
        carried.fill(number, cells)
        for column, last in merged.get(number, ()):
            carried.begin(column, last, cells[column] if column < len(cells) else "")
        yield number, cells


def _decoded(value: object) -> object:
    """Excel writes signs XML cannot carry as _x000D_, and an underline that only looks so as _x005F_."""
    if not isinstance(value, str) or "_x" not in value:
        return value
    return CODED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n")


def _read_ods(data: bytes, notes: list[str]) -> list[NumberedRow]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = parse_part(archive, "content.xml")
    if content is None:
        raise FileRefused("damaged")
    hidden = {
        style.get(STYLE + "name")
        for style in content.iter(STYLE + "style")
        for properties in style.iter(STYLE + "table-properties")
        if properties.get(TABLE + "display") == "false"
    }
    rows: list[NumberedRow] = []
    for table in content.iter(TABLE + "table"):
        if table.get(TABLE + "style-name") in hidden:
            if not rows:
                notes.append("hidden_sheet")
        elif not rows:
            rows = _kept(_ods_rows(table))
        elif any(_spaced(paragraph).strip() for paragraph in table.iter(TEXT + "p")):
            notes.append("more_sheets")
            break
    return rows


def _ods_rows(table: etree._Element) -> Iterator[NumberedRow]:
    number, carried = 0, Carried()
    for row in _ods_row_elements(table):
        repeats = _repeats(row, "number-rows-repeated")
        cells, merged = _ods_cells(row, number + 1)
        for again in range(repeats if any(cells) else 0):
            if again > MOST_ROWS:
                raise FileRefused("too_many_rows", facts={"limit": MOST_ROWS})
            said = list(cells)
            carried.fill(number + again + 1, said)
            yield number + again + 1, said
        for column, rows in merged:
            carried.begin(column, number + rows, cells[column])
        number += repeats


def _ods_row_elements(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in ROW_GROUPS:
            yield from _ods_row_elements(element)


def _ods_cells(row: etree._Element, number: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The texts, and (column, rows) of those that stand over more rows than this one."""
    cells: list[str] = []
    merged: list[tuple[int, int]] = []
    blanks = 0
    for element in row:
        if element.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            continue
        if element.get(TABLE + "formula"):
            name = cell_name(len(cells) + blanks, number)
            raise FileRefused("formula", facts={"cell": name, "row": number})
        repeats = _repeats(element, "number-columns-repeated")
        value = "" if element.tag == TABLE + "covered-table-cell" else _ods_value(element)
        if not value:
            blanks += repeats
            continue
        if len(cells) + blanks + repeats > MOST_COLUMNS:
            raise FileRefused("too_many_columns", facts={"row": number, "limit": MOST_COLUMNS})
        cells += [""] * blanks + [value] * repeats
        blanks = 0
        if (rows := _repeats(element, "number-rows-spanned")) > 1:
            merged.append((len(cells) - 1, rows))
    return cells, merged


def _ods_value(cell: etree._Element) -> str:
    kind = cell.get(OFFICE + "value-type")
    if kind == "date":
        date = str(cell.get(OFFICE + "date-value", ""))
        return date.removesuffix("T00:00:00")[:16]
    if kind == "float":
        try:
            return written(float(str(cell.get(OFFICE + "value", ""))))
        except (ValueError, OverflowError):
            return ""
    return written("\n".join(_spaced(paragraph) for paragraph in cell.findall(TEXT + "p")))


def _spaced(paragraph: etree._Element) -> str:
    text = paragraph.text or ""
    for part in paragraph.iterdescendants():
        text += BLANK.get(part.tag, "") * _blanks(part) if part.tag in BLANK else (part.text or "")
        text += part.tail or ""
    return text


def _blanks(element: etree._Element) -> int:
    """How many signs one element of blanks stands for; never more than a cell can mean."""
    told = str(element.get(TEXT + "c", "1"))
    return min(int(told), MOST_BLANKS) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _repeats(element: etree._Element, attribute: str) -> int:
    told = str(element.get(TABLE + attribute, "1"))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _read_csv(data: bytes, _notes: list[str]) -> list[NumberedRow]:
    text = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return _kept(_csv_rows(reader))


def _csv_rows(reader: Any) -> Iterator[NumberedRow]:
    while True:
        # A quoted cell may span lines; a person looks for the line the row begins on.
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused("unreadable", facts={"row": number}) from error
        yield (
            number,
            [written(GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell) for cell in row],
        )


READERS: dict[str, Callable[[bytes, list[str]], list[NumberedRow]]] = {
    "xlsx": _read_xlsx,
    "ods": _read_ods,
    "csv": _read_csv,
}
