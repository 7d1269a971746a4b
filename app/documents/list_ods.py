"""A table as ODS, row by row into the archive, as `list_xlsx` does; no cell has a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import IO, BinaryIO
from xml.sax.saxutils import quoteattr

from app.documents.list_table import Cell, Column, Kind, Table
from app.documents.list_text import escaped
from app.documents.list_xlsx import BATCH, by_sheet, column_name, sheet_name

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = "".join(
    f' xmlns:{short}="{_URN}:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"), ("config", "config"),
    )
)  # fmt: skip
_NAMES += f' xmlns:of="{_URN}:of:1.2"'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_CELL = '<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{data}"><style:table-cell-properties {properties}fo:wrap-option="wrap" style:vertical-align="top"/><style:text-properties {text}style:font-name-asian="微軟正黑體"/></style:style>'
_STYLES = (
    '<style:style style:name="ta" style:family="table" style:master-page-name="list"><style:table-properties '
    'table:display="true"/></style:style>'
    '<number:text-style style:name="nt"><number:text-content/></number:text-style>'
    '<number:number-style style:name="nn"><number:number number:min-integer-digits="1"/></number:number-style>'
    '<number:date-style style:name="nd"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    + _CELL.format(name="head", data="nt", properties='fo:background-color="#e6ecf2" ', text='fo:font-weight="bold" ')
    + _CELL.format(name="text", data="nt", properties="", text="")
    + _CELL.format(name="number", data="nn", properties="", text="")
    + _CELL.format(name="date", data="nd", properties="", text="")
    + _CELL.format(name="open", data="nt", properties='fo:background-color="#fff8dc" style:cell-protect="none" ', text="")
    + _CELL.format(name="opennumber", data="nn", properties='fo:background-color="#fff8dc" style:cell-protect="none" ', text="")
)  # fmt: skip
_STYLE = {Kind.TEXT: "text", Kind.NUMBER: "number", Kind.DATE: "date"}
CM_PER_CHARACTER = 0.23


def write_ods(table: Table, target: BinaryIO) -> None:
    """`table` as `list_table.laid_out` gives it; the heading frozen, with filters."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        names = []
        with archive.open("content.xml", "w", force_zip64=True) as part:
            part.write(
                f'{_HEAD}<office:document-content{_NAMES} office:version="1.3"><office:automatic-styles>'.encode()
            )
            part.write(
                f"{_STYLES}{_widths(table.columns)}</office:automatic-styles><office:body><office:spreadsheet>".encode()
            )
            part.write(_choices(table).encode())
            ranges = []
            for at, rows in enumerate(by_sheet(table.rows), start=1):
                names.append(sheet_name(table.title, at))
                last = _sheet(table, names[-1], rows, part)
                ranges.append(_range(names[-1], len(table.columns), last, at))
            part.write(f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>".encode())
            part.write(b"</office:spreadsheet></office:body></office:document-content>")
        archive.writestr("styles.xml", _page(table))
        archive.writestr("settings.xml", _settings(names))


def _page(table: Table) -> str:
    """How it is printed: landscape, as wide as the page."""
    width, height = (42.0, 29.7) if table.is_wide else (29.7, 21.0)
    return (
        f'{_HEAD}<office:document-styles{_NAMES} office:version="1.3"><office:automatic-styles><style:page-layout '
        f'style:name="page"><style:page-layout-properties fo:page-width="{width}cm" fo:page-height="{height}cm" '
        'fo:margin="1cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="list" style:page-layout-name="page"/></office:master-styles>'
        "</office:document-styles>"
    )


def _widths(columns: Sequence[Column]) -> str:
    return "".join(
        f'<style:style style:name="co{at}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{column.width * CM_PER_CHARACTER:.2f}cm"/></style:style>'
        for at, column in enumerate(columns)
    )


def _choices(table: Table) -> str:
    """The lists of a sheet to fill in."""
    lists = [
        f'<table:content-validation table:name="v{at}" table:condition={quoteattr(_condition(column.choices))} '
        'table:allow-empty-cell="true" table:display-list="unsorted"/>'
        for at, column in enumerate(table.columns)
        if column.choices
    ]
    return f"<table:content-validations>{''.join(lists)}</table:content-validations>" if lists else ""


def _condition(choices: Iterable[str]) -> str:
    quoted = ";".join('"' + choice.replace('"', '""') + '"' for choice in choices)
    return f"of:cell-content-is-in-list({quoted})"


def _sheet(table: Table, name: str, rows: Iterator[Sequence[Cell]], part: IO[bytes]) -> int:
    """Write one sheet; the number of its last row."""
    protected = ' table:protected="true"' if table.is_protected else ""
    part.write(f'<table:table table:name={quoteattr(name)} table:style-name="ta"{protected}>'.encode())
    for at, column in enumerate(table.columns):
        hidden = ' table:visibility="collapse"' if column.hidden else ""
        part.write(f'<table:table-column table:style-name="co{at}"{hidden}/>'.encode())
    heading = "".join(_text("head", "", column.heading) for column in table.columns)
    part.write(
        f"<table:table-header-rows><table:table-row>{heading}</table:table-row></table:table-header-rows>".encode()
    )
    shapes = [_shape(at, column) for at, column in enumerate(table.columns)]
    number = 1
    while lines := list(islice(rows, BATCH)):
        number += len(lines)
        part.write("".join(_row(shapes, line) for line in lines).encode())
    part.write(b"</table:table>")
    return number


def _shape(at: int, column: Column) -> tuple[str, str]:
    """The style of a column's cells, and the list they are chosen from."""
    style = (
        ("opennumber" if column.kind is Kind.NUMBER else "open") if column.editable else _STYLE[column.kind]
    )
    return style, f' table:content-validation-name="v{at}"' if column.choices else ""


def _row(shapes: Sequence[tuple[str, str]], line: Sequence[Cell]) -> str:
    cells = []
    for (style, chosen), value in zip(shapes, line, strict=True):
        if value is None or value == "":
            cells.append(f'<table:table-cell table:style-name="{style}"{chosen}/>')
        elif isinstance(value, str):
            cells.append(_text(style, chosen, value))
        elif isinstance(value, date):
            cells.append(
                f'<table:table-cell table:style-name="{style}"{chosen} office:value-type="date" '
                f'office:date-value="{value.isoformat()}"><text:p>{value.isoformat()}</text:p></table:table-cell>'
            )
        else:
            cells.append(
                f'<table:table-cell table:style-name="{style}"{chosen} office:value-type="float" '
                f'office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _text(style: str, chosen: str, value: str) -> str:
    """Line by line; blanks side by side are elements of their own, as the format wants it."""
    lines = escaped(value)
    if "  " in lines or "\t" in lines or lines[0] == " " or "\n " in lines:
        lines = _blanks(lines)
    if "\n" in lines:
        lines = lines.replace("\n", "</text:p><text:p>")
    return (
        f'<table:table-cell table:style-name="{style}"{chosen} office:value-type="string">'
        f"<text:p>{lines}</text:p></table:table-cell>"
    )


def _blanks(text: str) -> str:
    kept: list[str] = []
    before = "\n"
    for sign in text:
        if sign == "\t":
            kept.append("<text:tab/>")
        elif sign == " " and before in " \n":
            kept.append("<text:s/>")
        else:
            kept.append(sign)
        before = sign
    return "".join(kept)


def _range(name: str, columns: int, last: int, at: int) -> str:
    quoted = "'" + name + "'"
    target = f"{quoted}.A1:{quoted}.{column_name(columns - 1)}{last}"
    return (
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{at - 1}" '
        f'table:target-range-address={quoteattr(target)} table:display-filter-buttons="true"/>'
    )


def _settings(names: Sequence[str]) -> str:
    """The heading stays where it is while the rows move."""
    items = (
        ("HorizontalSplitMode", "0"),
        ("VerticalSplitMode", "2"),
        ("VerticalSplitPosition", "1"),
        ("PositionBottom", "1"),
    )
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{"short" if name.endswith("Mode") else "int"}">{value}</config:config-item>'
        for name, value in items
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{frozen}</config:config-item-map-entry>"
        for name in names
    )
    return (
        f'{_HEAD}<office:document-settings{_NAMES} office:version="1.3"><office:settings><config:config-item-set '
        'config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
