"""OpenDocument texts give the same blocks as Word's."""

from __future__ import annotations

from app.readers.blocks import Line, Table
from app.readers.odt_blocks import read_odt
from tests.readers.papers import odt

BOLD = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/>'
    '<text:list-level-style-number text:level="2" style:num-prefix="（" style:num-suffix="）" style:num-format="一, 二, 三, ..."/>'
    "</text:list-style>"
)


def item(text: str, below: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{below}</text:list-item>"


def test_bold_span_is_a_lead_in() -> None:
    content = '<text:p>一、<text:span text:style-name="B">重點：</text:span>其餘</text:p>'
    assert read_odt(odt(content, BOLD)).body == [Line("一、**重點：**其餘")]


def test_lists_are_numbered_nested_and_continued() -> None:
    nested = f"<text:list>{item('丙')}{item('丁')}</text:list>"
    content = (
        f'<text:list text:style-name="L">{item("甲")}{item("乙", nested)}</text:list><text:p>文</text:p>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("戊")}</text:list>'
        f'<text:list text:style-name="L">{item("己")}</text:list>'
    )
    found = [block.text for block in read_odt(odt(content, LIST)).body if isinstance(block, Line)]
    assert found == ["一、甲", "二、乙", "（一）丙", "（二）丁", "文", "三、戊", "一、己"]


def test_covered_cells_are_empty_and_breaks_begin_lines() -> None:
    content = (
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>說明</text:p></table:table-cell>"
        "<table:table-cell><text:p>甲<text:line-break/>乙<text:s text:c='2'/>丙</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:p>丁</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert read_odt(odt(content)).body == [Table(((("說明",), ("甲", "乙  丙")), ((), ("丁",))))]


def test_deletions_stay_out_and_footnotes_aside() -> None:
    content = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>刪</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>文<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>註</text:p></text:note-body></text:note>字</text:p>"
    )
    blocks = read_odt(odt(content))
    assert blocks.body == [Line("文字")]
    assert blocks.asides == [("footnote", "註")]
    assert blocks.notes == ["tracked_changes", "footnotes"]


def test_a_text_box_is_read() -> None:
    content = "<text:p>外<draw:frame><draw:text-box><text:p>內</text:p></draw:text-box></draw:frame></text:p>"
    assert read_odt(odt(content)).body == [Line("外"), Line("內")]
