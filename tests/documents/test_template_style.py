"""The shipped templates keep the official style: paper, type, page number; the 提案表 its grid and row rules."""

import re

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from app.documents.proposal_table import build
from tests.documents.files import W, opened, parts_of
from tests.documents.papers import KINDS, Kind, bound

WORD = build(bound(), "docx")
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def _xml(kind: Kind, part: str) -> etree._Element:
    return etree.fromstring(parts_of(kind.print("docx"))[part])


def _writer_style(kind: Kind) -> str:
    return parts_of(kind.print("odt"))["styles.xml"].decode()


@every_kind
def test_the_paper_is_a4_with_the_official_margins(kind: Kind) -> None:
    for section in opened(kind.print("docx")).sections:
        assert section.page_width is not None
        assert section.page_height is not None
        across = section.orientation == WD_ORIENT.LANDSCAPE
        size = (round(section.page_width.mm), round(section.page_height.mm))
        assert size == ((297, 210) if across else (210, 297))
        for margin in (section.left_margin, section.right_margin, section.top_margin):
            assert margin is not None
            assert abs(margin - Mm(20 if across else 25)) < Mm(0.1)
    layouts = re.findall("<style:page-layout-properties[^>]*>", _writer_style(kind))
    assert layouts
    for layout in layouts:
        width, side = ("29.7cm", "2cm") if "landscape" in layout else ("21.001cm", "2.501cm")
        assert f'fo:page-width="{width}"' in layout
        assert f'fo:margin-left="{side}"' in layout


@every_kind
def test_chinese_is_kai_and_latin_times_by_attribute_never_by_theme(kind: Kind) -> None:
    for part, content in parts_of(kind.print("docx")).items():
        assert b"Theme=" not in content, part
        assert not part.startswith("word/theme")
    fonts = [font for font in _xml(kind, "word/styles.xml").iter(f"{W}rFonts") if font.get(f"{W}ascii")]
    assert fonts
    for font in fonts:
        assert font.get(f"{W}eastAsia") == "標楷體"
        assert {font.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    assert set(re.findall('font-name-asian="([^"]*)"', _writer_style(kind))) == {"標楷體"}


@every_kind
def test_the_language_is_chinese_of_taiwan(kind: Kind) -> None:
    language = next(_xml(kind, "word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}eastAsia") == "zh-TW"
    assert 'style:country-asian="TW"' in _writer_style(kind)


@every_kind
def test_no_text_is_smaller_than_12_points_and_twins_have_the_same_sizes(kind: Kind) -> None:
    sizes = {
        _name(style): int(size.get(f"{W}val", "0")) / 2
        for style in _xml(kind, "word/styles.xml").iter(f"{W}style")
        for size in style.iter(f"{W}sz")
    }
    assert {name for name, size in sizes.items() if size < 12} <= {"表尾"}
    writer = etree.fromstring(_writer_style(kind).encode())
    for style in writer.iter(f"{STYLE}style"):
        size = next((text.get(f"{FO}font-size") for text in style.iter(f"{STYLE}text-properties")), None)
        name = style.get(f"{STYLE}display-name") or str(style.get(f"{STYLE}name")).lower()
        assert (float(size.removesuffix("pt")) if size else None) == sizes.get(name), name


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    assert name is not None
    return str(name.get(f"{W}val"))


@every_kind
def test_the_foot_counts_the_pages(kind: Kind) -> None:
    foot = opened(kind.print("docx")).sections[-1].footer.paragraphs[0]
    counted = ["PAGE"] if str(kind) == "booklet" else ["PAGE", "NUMPAGES"]
    assert foot.text == "第 1 頁" + ("，共 1 頁" if "NUMPAGES" in counted else "")
    assert foot.style is not None
    assert foot.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [
        str(code.text).strip() for code in _xml(kind, "word/footer1.xml").iter(f"{W}instrText")
    ] == counted
    assert _writer_style(kind).count("text:page-count") == 2 * (len(counted) - 1)


@every_kind
def test_nothing_names_a_person_or_a_program(kind: Kind) -> None:
    properties = opened(kind.print("docx")).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.title
    for generator in (b"generator", b"creator", b"editing"):
        assert generator not in parts_of(kind.print("odt"))["meta.xml"]


def test_the_table_is_14_points() -> None:
    styles = etree.fromstring(parts_of(WORD)["word/styles.xml"])
    size = next(styles.iter(f"{W}rPrDefault")).find(f".//{W}sz")
    assert size is not None
    assert size.get(f"{W}val") == "28"
    assert not any(
        style.findall(f".//{W}sz")
        for style in styles.iter(f"{W}style")
        if _name(style).startswith(("表格", "層級"))
    )


def test_the_grid_cells_and_the_text_width_agree() -> None:
    table = etree.fromstring(parts_of(WORD)["word/document.xml"]).find(f".//{W}tbl")
    assert table is not None
    grid = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
    assert len(grid) == 4
    assert sum(grid) == 11906 - 2 * 1418
    for row in table.iter(f"{W}tr"):
        widths = [int(width.get(f"{W}w", "0")) for width in row.iter(f"{W}tcW")]
        spans = [int(span.get(f"{W}val", "1")) for span in row.iter(f"{W}gridSpan")]
        assert sum(widths) == sum(grid)
        assert len(widths) + sum(spans) - len(spans) == 4


def test_the_head_repeats_and_only_the_explanation_may_break() -> None:
    rows = opened(WORD).tables[0]._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [
        True,
        True,
        False,
        True,
        True,
    ]
