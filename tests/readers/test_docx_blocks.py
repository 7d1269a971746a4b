"""What Word writes is read as a reader of the page sees it."""

from __future__ import annotations

import pytest

from app.readers.blocks import Line, Table
from app.readers.docx_blocks import read_docx
from app.readers.docx_numbering import FORMATS
from app.readers.refusal import FileRefused
from tests.readers.papers import archive, parts_of, with_document_xml

NUMBERING = "word/numbering.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(body: str, numbering: str = "", **parts: str) -> list[str]:
    extra: dict[str, str | bytes] = (
        {NUMBERING: f"<w:numbering {W}>{numbering}</w:numbering>"} if numbering else {}
    )
    extra |= {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    return [block.text for block in read_docx(with_document_xml(body, extra)).body if isinstance(block, Line)]


def paragraph(text: str, numbered: tuple[int, int] | None = None) -> str:
    properties = ""
    if numbered:
        instance, level = numbered
        properties = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr></w:pPr>'
        )
    return f"<w:p>{properties}{run(text)}</w:p>"


def run(text: str, bold: bool = False) -> str:
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{text}</w:t></w:r>"


def level(number: int, style: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'


def listing(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def test_automatic_numbers_are_written_out_and_restart_below_their_parent() -> None:
    numbering = listing(
        level(0, "taiwaneseCountingThousand", "%1、"), level(1, "taiwaneseCountingThousand", "（%2）")
    )
    body = "".join(
        paragraph(text, (1, at))
        for text, at in [("甲事", 0), ("乙事", 1), ("丙事", 1), ("丁事", 0), ("戊事", 1)]
    )
    assert lines(body, numbering) == ["一、甲事", "（一）乙事", "（二）丙事", "二、丁事", "（一）戊事"]


def test_a_list_that_starts_over_starts_over_and_an_unknown_list_has_no_number() -> None:
    numbering = listing(level(0, "decimal", "%1.", 3))
    body = (
        paragraph("甲", (1, 0)) + paragraph("乙", (1, 0)) + paragraph("丙", (2, 0)) + paragraph("丁", (9, 0))
    )
    assert lines(body, numbering) == ["3.甲", "4.乙", "1.丙", "丁"]


def test_numbers_of_a_style_count_too() -> None:
    style = f'<w:styles {W}><w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{run("甲")}</w:p>'
    assert lines(body, listing(level(0, "ideographTraditional", "%1、")), word__styles=style) == ["甲、甲"]


@pytest.mark.parametrize(
    ("style", "number", "written"),
    [
        ("taiwaneseCountingThousand", 10, "十"),
        ("taiwaneseCountingThousand", 12, "十二"),
        ("japaneseCounting", 105, "一百零五"),
        ("chineseCounting", 20, "二十"),
        ("ideographLegalTraditional", 3, "參"),
        ("ideographLegalTraditional", 11, "壹拾壹"),
        ("ideographTraditional", 11, "甲"),
        ("ideographDigital", 10, "一〇"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 14, "XIV"),
    ],
)
def test_number_formats(style: str, number: int, written: str) -> None:
    assert FORMATS[style](number) == written


def test_bold_beginning_is_a_lead_in_but_a_bold_paragraph_is_none() -> None:
    body = f"<w:p>{run('一、')}{run('重點：', True)}{run('其餘文字')}</w:p><w:p>{run('全部粗體', True)}</w:p>"
    assert lines(body) == ["一、**重點：**其餘文字", "全部粗體"]


def test_bold_switched_off_by_the_run_beats_the_style() -> None:
    style = f'<w:styles {W}><w:style w:styleId="S"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>平常</w:t></w:r>'
    body = f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{run("粗：")}{off}</w:p>'
    assert lines(body, word__styles=style) == ["**粗：**平常"]


def test_deleted_text_is_dropped_inserted_text_kept_and_both_noted() -> None:
    body = (
        f"<w:p><w:del><w:r><w:delText>舊</w:delText></w:r></w:del><w:ins>{run('新')}</w:ins>{run('字')}</w:p>"
    )
    blocks = read_docx(with_document_xml(body))
    assert blocks.body == [Line("新字")]
    assert blocks.notes == ["tracked_changes"]


def test_moved_paragraphs_and_deleted_rows_are_dropped() -> None:
    moved = f"<w:moveFrom>{paragraph('舊處')}</w:moveFrom><w:moveTo>{paragraph('新處')}</w:moveTo>"
    rows = "".join(
        f"<w:tr>{properties}<w:tc>{paragraph(text)}</w:tc></w:tr>"
        for text, properties in (("留", ""), ("刪", "<w:trPr><w:del/></w:trPr>"))
    )
    for body, found in ((moved, Line("新處")), (f"<w:tbl>{rows}</w:tbl>", Table(((("留",),),)))):
        blocks = read_docx(with_document_xml(body))
        assert blocks.body == [found]
        assert blocks.notes == ["tracked_changes"]


def test_breaks_tabs_and_symbols() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    body = f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('一、')}<w:r><w:tab/></w:r>{run('乙')}<w:r><w:tab/></w:r>{run('丙')}{sign}</w:p>"
    assert lines(body) == ["甲", "一、乙 丙□"]


def test_merged_cells_stand_once_and_nested_tables_are_flattened() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    nested = f"<w:tc><w:tbl><w:tr>{cell('內一')}{cell('內二')}</w:tr></w:tbl><w:p/></w:tc>"
    rows = (
        "<w:tr>"
        + cell("說明", '<w:vMerge w:val="restart"/>')
        + cell("文", '<w:gridSpan w:val="3"/>')
        + "</w:tr>"
    )
    rows += "<w:tr>" + cell("說明", "<w:vMerge/>") + nested + "</w:tr>"
    blocks = read_docx(with_document_xml(f"<w:tbl>{rows}</w:tbl>"))
    assert blocks.body == [Table(((("說明",), ("文",)), ((), ("內一\u3000內二",))))]
    assert blocks.notes == ["nested_tables"]


def test_text_boxes_are_read_once_although_word_writes_them_twice() -> None:
    box = f"<w:txbxContent>{paragraph('框內')}</w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert lines(f"<w:p>{run('外')}<w:r>{drawing}</w:r></w:p>") == ["外", "框內"]
    assert lines(f"<w:p><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>") == ["框內"]


def test_footnotes_are_kept_aside_with_a_note() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("線")}</w:footnote><w:footnote>{paragraph("註腳")}</w:footnote></w:footnotes>'
    blocks = read_docx(with_document_xml(paragraph("文"), {"word/footnotes.xml": notes}))
    assert blocks.asides == [("footnote", "註腳")]
    assert blocks.notes == ["footnotes"]


def test_words_strict_form_is_read_and_a_document_without_a_body_refused() -> None:
    data = with_document_xml(paragraph("文"))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    written = parts_of(data)["word/document.xml"]
    assert isinstance(written, bytes)
    changed = written.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    assert read_docx(archive({**parts_of(data), "word/document.xml": changed})).body == [Line("文")]
    with pytest.raises(FileRefused) as refused:
        read_docx(archive({**parts_of(data), "word/document.xml": "<other/>"}))
    assert refused.value.code == "damaged"


def test_a_comment_is_noted() -> None:
    blocks = read_docx(with_document_xml(f"<w:p>{run('文')}<w:r><w:commentReference/></w:r></w:p>"))
    assert (blocks.body, blocks.notes) == ([Line("文")], ["comments"])


def test_rare_characters_and_signs_of_markup_come_through() -> None:
    assert lines(paragraph("𠮷 &lt;甲&gt; &amp; ＡＢ")) == ["𠮷 <甲> & ＡＢ"]
