"""A table as XLSX, row by row into the archive: memory stays flat, and no cell can be a formula, for none is ever written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import IO, BinaryIO
from xml.sax.saxutils import quoteattr

from app.documents.list_table import Cell, Column, Kind, Table
from app.documents.list_text import escaped

ROWS_PER_SHEET = 1_048_575
"""Below the heading; what is longer goes on in a further sheet."""
LONGEST_CELL = 32_767
CUT = "…"
A4, A3 = 9, 8
DAY_ZERO = date(1899, 12, 30)
BATCH = 500
HEADING, TEXT, DATE, FILLED, FREE, NUMBER = range(6)
"""The formats of `_STYLES`, in their order."""
_FORMAT = {Kind.TEXT: TEXT, Kind.NUMBER: NUMBER, Kind.DATE: DATE}
# Excel reads _x0041_ as the sign of that number; so that what was typed so comes back so, its underline is written as one.
_LOOKS_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = '<sz val="11"/><name val="微軟正黑體"/>'
_TOP = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6ECF2"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">'
    f'<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">{_TOP}</xf>'
    f'<xf numFmtId="49" fontId="0" fillId="3" borderId="0" xfId="0" applyAlignment="1" applyProtection="1">{_TOP}<protection locked="0"/></xf>'
    f'<xf numFmtId="0" fontId="0" fillId="3" borderId="0" xfId="0" applyAlignment="1" applyProtection="1">{_TOP}<protection locked="0"/></xf>'
    f'<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{_TOP}</xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(table: Table, target: BinaryIO) -> None:
    """`table` as `list_table.laid_out` gives it; the heading frozen, with filters."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        sheets = 0
        for rows in by_sheet(table.rows):
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w", force_zip64=True) as part:
                _sheet(table, rows, part)
        for name, text in _around(table.title, sheets):
            archive.writestr(name, text)


def by_sheet(rows: Iterable[Sequence[Cell]]) -> Iterator[Iterator[Sequence[Cell]]]:
    """At least one sheet, each walked before the next is asked for."""
    left = iter(rows)
    yield islice(left, ROWS_PER_SHEET)
    for first in left:
        yield chain([first], islice(left, ROWS_PER_SHEET - 1))


def _sheet(table: Table, rows: Iterator[Sequence[Cell]], part: IO[bytes]) -> None:
    columns = table.columns
    part.write(
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16"/><cols>'.encode()
    )
    for at, column in enumerate(columns, start=1):
        hidden = ' hidden="1"' if column.hidden else ""
        part.write(f'<col min="{at}" max="{at}" width="{column.width}" customWidth="1"{hidden}/>'.encode())
    part.write(b"</cols><sheetData>")
    names = [column_name(at) for at in range(len(columns))]
    heading = "".join(
        _text(f"{name}1", HEADING, column.heading) for name, column in zip(names, columns, strict=True)
    )
    part.write(f'<row r="1">{heading}</row>'.encode())
    formats = [_format(column) for column in columns]
    number = 1
    while lines := list(islice(rows, BATCH)):
        written = []
        for line in lines:
            number += 1
            written.append(_row(number, names, formats, line))
        part.write("".join(written).encode())
    part.write(f"</sheetData>{_below(table, number)}</worksheet>".encode())


def _row(number: int, names: Sequence[str], formats: Sequence[int], line: Sequence[Cell]) -> str:
    cells = []
    for name, shape, value in zip(names, formats, line, strict=True):
        if value is None or value == "":
            if shape in (FILLED, FREE):
                cells.append(f'<c r="{name}{number}" s="{shape}"/>')
        elif isinstance(value, str):
            cells.append(_text(f"{name}{number}", shape, value))
        elif isinstance(value, int):
            cells.append(f'<c r="{name}{number}" s="{shape}"><v>{value}</v></c>')
        else:
            cells.append(f'<c r="{name}{number}" s="{shape}"><v>{(value - DAY_ZERO).days}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(name: str, shape: int, value: str) -> str:
    if len(value) > LONGEST_CELL:
        value = value[: LONGEST_CELL - 1] + CUT
    if "_x" in value:
        value = _LOOKS_CODED.sub("_x005F_", value)
    return (
        f'<c r="{name}" s="{shape}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
    )


def _format(column: Column) -> int:
    if column.editable:
        return FREE if column.kind is Kind.NUMBER else FILLED
    return _FORMAT[column.kind]


def _below(table: Table, last: int) -> str:
    """What stands behind the rows: protection, filters, lists to choose from, how it is printed."""
    columns = table.columns
    found = []
    if table.is_protected:
        found.append('<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>')
    found.append(f'<autoFilter ref="A1:{column_name(len(columns) - 1)}{last}"/>')
    chosen = [(column_name(at), column) for at, column in enumerate(columns) if column.choices]
    if chosen and last > 1:
        lists = "".join(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{name}2:{name}{last}">'
            f'<formula1>"{escaped(",".join(column.choices))}"</formula1></dataValidation>'
            for name, column in chosen
        )
        found.append(f'<dataValidations count="{len(chosen)}">{lists}</dataValidations>')
    found.append(
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.2" footer="0.2"/>'
        f'<pageSetup paperSize="{A3 if table.is_wide else A4}" orientation="landscape" fitToHeight="0"/>'
    )
    return "".join(found)


def column_name(at: int) -> str:
    """A for 0, AB for 27."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _around(title: str, sheets: int) -> Iterator[tuple[str, str]]:
    numbers = range(1, sheets + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for at in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}</Types>',
    )
    yield (
        "_rels/.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    named = "".join(
        f'<sheet name={quoteattr(sheet_name(title, at))} sheetId="{at}" r:id="rId{at}"/>' for at in numbers
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{at - 1}">'
        f"{escaped(_quoted(sheet_name(title, at)))}!$1:$1</definedName>"
        for at in numbers
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets>'
        f"<definedNames>{heads}</definedNames></workbook>",
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rId{sheets + 1}" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def _quoted(name: str) -> str:
    return f"'{name}'"


def sheet_name(title: str, at: int) -> str:
    """At most 31 signs, none of those a sheet's name may not have."""
    bare = re.sub(r"[\\/*?:\[\]']", "_", title)
    return f"{bare[:26]}（{at}）" if at > 1 else bare[:31]
