"""Rows of text from XLSX, ODS and CSV: the part that runs in the child process."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from app.readers.headings import HEADING_WITHIN, bare
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
MOST_NAMED = 5
ROW_GROUPS = frozenset({TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"})

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of a file. `rows`: as they are taken; `texts`: of each row, also of those that are refused when taken."""

    name: str
    hidden: bool
    rows: Callable[[], Iterable[NumberedRow]]
    texts: Callable[[], Iterable[Sequence[str]]]

    def has_text(self) -> bool:
        return any(text for texts in self.texts() for text in texts)

    def has(self, heading: str) -> bool:
        filled = (texts for texts in self.texts() if any(texts))
        return any(bare(text) == bare(heading) for texts in islice(filled, HEADING_WITHIN) for text in texts)


@dataclass(slots=True)
class Found:
    """Of the sheet that is read: `notes`: `hidden_sheet` stands before it, `more_sheets` have some text, too."""

    rows: list[NumberedRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_rows(kind: str, data: bytes, heading: str = "") -> dict[str, Any]:
    """{"rows": [[number, [cell, …]], …], "notes": [code, …], "others": [name, …]} of the first visible sheet with any text, of
    the one with `heading` where there is one."""
    found = READERS[kind](data, heading)
    return {
        "rows": [[number, cells] for number, cells in found.rows],
        "notes": found.notes,
        "others": found.others,
    }


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


def _found(leaves: Sequence[Leaf], heading: str) -> Found:
    found, visible = Found(), [leaf for leaf in leaves if not leaf.hidden]
    ours = [leaf for leaf in visible if leaf.has(heading)] if heading else []
    if len(ours) > 1:
        raise FileRefused("sheet_twice", facts={"sheets": [leaf.name for leaf in ours]})
    read: Leaf | None = None
    for leaf in ours or visible:
        read = leaf
        if rows := _kept(leaf.rows()):
            found.rows = rows
            break
    before = leaves[: leaves.index(read)] if read and found.rows else leaves
    others = (leaf.name for leaf in visible if leaf is not read and leaf.has_text())
    found.others = list(islice(others, MOST_NAMED if heading else 1))
    found.notes += ["hidden_sheet"] * any(leaf.hidden for leaf in before)
    found.notes += ["more_sheets"] * bool(found.others)
    return found


def _read_xlsx(data: bytes, heading: str) -> Found:
    # Only XLSX needs openpyxl; it is slow to import.
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            for sheet in book.worksheets:
                if isinstance(sheet, ReadOnlyWorksheet):
                    # The size a file claims may be a lie; the rows themselves are counted.
                    sheet.reset_dimensions()
            return _found([_xlsx_leaf(sheet) for sheet in book.worksheets], heading)
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


def _xlsx_leaf(sheet: Any) -> Leaf:
    def texts() -> Iterator[list[str]]:
        for row in sheet.iter_rows(values_only=True):
            yield [written(_decoded(value)) for value in row]

    return Leaf(sheet.title, sheet.sheet_state != "visible", lambda: _xlsx_rows(sheet), texts)


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


def _read_ods(data: bytes, heading: str) -> Found:
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
    return _found([_ods_leaf(table, hidden) for table in content.iter(TABLE + "table")], heading)


def _ods_leaf(table: etree._Element, hidden: Container[str | None]) -> Leaf:
    def texts() -> Iterator[list[str]]:
        for row in _ods_row_elements(table):
            yield [_ods_value(cell) for cell in row if cell.tag == TABLE + "table-cell"]

    name, is_hidden = str(table.get(TABLE + "name", "")), table.get(TABLE + "style-name") in hidden
    return Leaf(name, is_hidden, lambda: _ods_rows(table), texts)


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


def _read_csv(data: bytes, _heading: str) -> Found:
    text = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Found(_kept(_csv_rows(reader)))


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


READERS: dict[str, Callable[[bytes, str], Found]] = {
    "xlsx": _read_xlsx,
    "ods": _read_ods,
    "csv": _read_csv,
}
