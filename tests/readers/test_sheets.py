"""Lists from XLSX, ODS and CSV come out as the same rows of text, or are refused by cell, row and column."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.readers.refusal import FileRefused
from app.readers.sheets import Row, Sheet, find_table, read_sheet
from tests.readers.papers import ODT_HEAD, ODT_MANIFEST, archive, parts_of

HEADINGS: list[object] = ["全銜", "代碼", "排序", "起日"]


def xlsx(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(rows: list[list[object]]) -> Callable[[openpyxl.Workbook], None]:
    def fill(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        for row in rows:
            book.active.append(row)

    return fill


def ods(rows: str, styles: str = "", table: str = "") -> bytes:
    body = (
        f"{ODT_HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{table}<table:table>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": body,
            "META-INF/manifest.xml": ODT_MANIFEST,
        },
        zipfile.ZIP_STORED,
    )


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def cells(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in sheet.rows]


def test_xlsx_values_are_text() -> None:
    day, moment = datetime.date(2026, 11, 21), datetime.datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001
    rows: list[list[object]] = [
        HEADINGS,
        [],
        ["示範市政府", "376400000A", 1.0, day],
        ["", 7, 1.5, moment],
        [True, " 甲　", None, None],
    ]
    assert cells(read_sheet("a.xlsx", xlsx(sheet_of(rows)))) == [
        (1, ("全銜", "代碼", "排序", "起日")),
        (3, ("示範市政府", "376400000A", "1", "2026-11-21")),
        (4, ("", "7", "1.5", "2026-11-21T09:30")),
        (5, ("TRUE", "甲")),
    ]


def test_a_formula_is_refused_with_its_cell() -> None:
    with pytest.raises(FileRefused) as refused:
        read_sheet("a.xlsx", xlsx(sheet_of([["甲"], ["乙", "=1+1"]])))
    assert (refused.value.code, refused.value.facts) == ("formula", {"cell": "B2", "row": 2})


def test_hidden_sheets_are_left_out_with_a_note_and_merged_cells_stand_once() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet_of([["秘密"]])(book)
        book.worksheets[0].sheet_state = "hidden"
        second = book.create_sheet("名單")
        second["A1"] = "甲"
        second.merge_cells("A1:C1")
        second["D1"] = "乙"
        book.create_sheet("空白")
        for name in ("113年", "112年"):
            book.create_sheet(name)["B7"] = "丙"

    sheet = read_sheet("a.xlsx", xlsx(fill))
    assert cells(sheet) == [(1, ("甲", "", "", "乙"))]
    assert sheet.notes == ("hidden_sheet", "more_sheets")


@pytest.mark.parametrize("claim", [b"A1:XFD1048576", b"A1:A1"])
def test_a_size_the_file_only_claims_is_not_believed(claim: bytes) -> None:
    parts = parts_of(xlsx(sheet_of([["甲", "乙"]])))
    path = "xl/worksheets/sheet1.xml"
    written = parts[path]
    assert isinstance(written, bytes)
    parts[path] = written.replace(b'<dimension ref="A1:B1"', b'<dimension ref="' + claim + b'"')
    assert parts[path] != written
    assert cells(read_sheet("a.xlsx", archive(parts))) == [(1, ("甲", "乙"))]


def test_ods_gives_the_same_rows() -> None:
    rows = (
        f"<table:table-row>{cell('全銜')}{cell('日期')}{cell('數')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        "<table:table-row>"
        + cell("甲<text:s/>乙")
        + cell("115/1/1", 'office:value-type="date" office:date-value="2026-01-01"')
        + cell("7.0", 'office:value-type="float" office:value="7"')
        + '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    hidden = '<table:table table:style-name="H"><table:table-row><table:table-cell><text:p>秘密</text:p></table:table-cell></table:table-row></table:table>'
    style = '<style:style style:name="H"><style:table-properties table:display="false"/></style:style>'
    more = f"<table:table><table:table-row>{cell('丙')}</table:table-row></table:table>"
    sheet = read_sheet("a.ods", ods(f"{rows}</table:table>{more}<table:table>", style, hidden))
    assert cells(sheet) == [(1, ("全銜", "日期", "數")), (4, ("甲 乙", "2026-01-01", "7"))]
    assert sheet.notes == ("hidden_sheet", "more_sheets")


def test_ods_formula_and_endless_repeats_are_refused() -> None:
    formula = (
        "<table:table-row><table:table-cell/>" + cell("2", 'table:formula="of:=1+1"') + "</table:table-row>"
    )
    endless = f'<table:table-row table:number-rows-repeated="1048576">{cell("甲")}</table:table-row>'
    wide = "<table:table-row>" + cell("甲", 'table:number-columns-repeated="16384"') + "</table:table-row>"
    for rows, code in ((formula, "formula"), (endless, "too_many_rows"), (wide, "too_many_columns")):
        with pytest.raises(FileRefused) as refused:
            read_sheet("a.ods", ods(rows))
        assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_and_delimiters_people_use(encoding: str, delimiter: str) -> None:
    text = f'全銜{delimiter}代碼\r\n\r\n"甲{delimiter}乙\n丙"{delimiter}1\r\n丁{delimiter}2\r\n'
    sheet = read_sheet("a.csv", text.encode(encoding))
    assert cells(sheet) == [(1, ("全銜", "代碼")), (3, (f"甲{delimiter}乙\n丙", "1")), (5, ("丁", "2"))]


def test_the_guard_of_our_own_export_is_taken_off() -> None:
    sheet = read_sheet("a.csv", "'=1+1,'-5,'＠甲,'tis,''=x\n".encode())
    assert sheet.rows[0].cells == ("=1+1", "-5", "＠甲", "'tis", "'=x")


def test_too_many_rows_and_columns_are_refused() -> None:
    with pytest.raises(FileRefused) as rows:
        read_sheet("a.csv", b"x\n" * 20_001)
    with pytest.raises(FileRefused) as columns:
        read_sheet("a.csv", b"ok\n" + b"x," * 60 + b"x\n")
    assert rows.value.code == "too_many_rows"
    assert (columns.value.code, columns.value.facts) == ("too_many_columns", {"row": 2, "limit": 60})


def test_columns_are_found_in_any_order_padded_or_by_synonym() -> None:
    sheet = Sheet(
        "a.csv",
        "",
        (
            Row(1, ("示範市政府機關名冊",)),
            Row(3, ("代　碼", "機關名稱*", "電話", "備註")),
            Row(4, ("A1", "甲局", "1999")),
            Row(6, ("A2",)),
        ),
        (),
    )
    table = find_table(sheet, {"全銜": ("機關名稱",), "代碼": ()}, {"電話": (), "群組": ()})
    assert table.heading_row == 3
    assert table.headings == {"全銜": "機關名稱*", "代碼": "代　碼", "電話": "電話"}
    assert table.unused == ("備註",)
    assert [(record.row, dict(record.values)) for record in table] == [
        (4, {"全銜": "甲局", "代碼": "A1", "電話": "1999"}),
        (6, {"全銜": "", "代碼": "A2", "電話": ""}),
    ]


def test_missing_and_doubled_columns_are_named() -> None:
    sheet = Sheet("a.csv", "", (Row(2, ("全銜", "全 銜")),), ())
    with pytest.raises(FileRefused) as doubled:
        find_table(sheet, {"全銜": (), "代碼": ()}, {})
    with pytest.raises(FileRefused) as missing:
        find_table(sheet, {"代碼": (), "類別": ()}, {})
    with pytest.raises(FileRefused) as none:
        find_table(Sheet("a.csv", "", (), ()), {"代碼": ()}, {})
    assert (doubled.value.code, doubled.value.facts) == ("duplicate_columns", {"columns": ["全銜"], "row": 2})
    assert (missing.value.code, missing.value.facts) == (
        "missing_columns",
        {"columns": ["代碼", "類別"], "row": 2},
    )
    assert none.value.code == "no_rows"


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_what_is_no_sheet_inside_is_refused(name: str) -> None:
    with pytest.raises(FileRefused):
        read_sheet(name, archive({"mimetype": "x", "[Content_Types].xml": "<Types/>"}))


def test_a_broken_workbook_is_unreadable() -> None:
    parts = parts_of(xlsx(sheet_of([["甲"]])))
    parts["xl/workbook.xml"] = b"<workbook"
    with pytest.raises(FileRefused) as refused:
        read_sheet("a.xlsx", archive(parts))
    assert refused.value.code == "unreadable"


def test_what_is_merged_over_rows_belongs_to_each_of_them() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet_of([["會議", "事項", "機關"], ["甲", "乙", "子"], [None, None, "丑"], [], ["丙", None, "寅"]])(
            book
        )
        assert isinstance(book.active, Worksheet)
        for over_rows in ("A2:A4", "B2:B4", "A5:B5", "C1:D1"):
            book.active.merge_cells(over_rows)

    three = cell("甲", 'table:number-rows-spanned="3"')
    over = (
        f"<table:table-row>{three}{cell('子')}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{cell('丑')}</table:table-row>"
        "<table:table-row><table:covered-table-cell/></table:table-row>"
        f"<table:table-row><table:table-cell/>{cell('寅')}</table:table-row>"
    )
    assert cells(read_sheet("a.ods", ods(over))) == [(1, ("甲", "子")), (2, ("甲", "丑")), (4, ("", "寅"))]
    book = xlsx(fill)
    assert cells(read_sheet("a.xlsx", book))[1:] == [
        (2, ("甲", "乙", "子")),
        (3, ("甲", "乙", "丑")),
        (5, ("丙", "", "寅")),
    ]
