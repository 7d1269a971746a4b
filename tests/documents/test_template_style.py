"""The shipped template keeps the official style: paper, type, grid, row rules (facts of document style)."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from app.documents.proposal_table import build
from tests.documents.files import W, opened, parts_of
from tests.documents.papers import bound

WORD = build(bound(), "docx")
WRITER = build(bound(), "odt")


def _xml(part: str) -> etree._Element:
    return etree.fromstring(parts_of(WORD)[part])


def test_the_paper_is_a4_with_the_official_margins() -> None:
    section = opened(WORD).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for margin in (section.left_margin, section.right_margin, section.top_margin):
        assert margin is not None
        assert abs(margin - Mm(25)) < Mm(0.1)
    writer = parts_of(WRITER)["styles.xml"].decode()
    assert 'fo:page-width="21.001cm"' in writer
    assert 'fo:margin-left="2.501cm"' in writer


def test_chinese_is_kai_and_latin_times_by_attribute_never_by_theme() -> None:
    for part, content in parts_of(WORD).items():
        assert b"Theme=" not in content, part
        assert not part.startswith("word/theme")
    fonts = [font for font in _xml("word/styles.xml").iter(f"{W}rFonts") if font.get(f"{W}ascii")]
    assert fonts
    for font in fonts:
        assert font.get(f"{W}eastAsia") == "標楷體"
        assert {font.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    assert 'style:font-name-asian="標楷體"' in parts_of(WRITER)["styles.xml"].decode()


def test_the_language_is_chinese_of_taiwan() -> None:
    language = next(_xml("word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}eastAsia") == "zh-TW"
    assert 'style:country-asian="TW"' in parts_of(WRITER)["styles.xml"].decode()


def test_no_text_is_smaller_than_12_points_and_the_table_is_14() -> None:
    sizes = {
        style.get(f"{W}styleId"): int(size.get(f"{W}val", "0")) / 2
        for style in _xml("word/styles.xml").iter(f"{W}style")
        for size in style.iter(f"{W}sz")
    }
    assert {name for name, size in sizes.items() if size < 12} == {"TableEnd"}
    assert "TableText" not in sizes
    default = next(_xml("word/styles.xml").iter(f"{W}rPrDefault")).find(f".//{W}sz")
    assert default is not None
    assert default.get(f"{W}val") == str(Pt(14).pt * 2).removesuffix(".0")


def test_the_grid_cells_and_the_text_width_agree() -> None:
    table = _xml("word/document.xml").find(f".//{W}tbl")
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


def test_the_foot_counts_the_pages() -> None:
    foot = opened(WORD).sections[0].footer.paragraphs[0]
    assert foot.text == "第 1 頁，共 1 頁"
    assert foot.style is not None
    assert foot.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [code.text for code in _xml("word/footer1.xml").iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_nothing_names_a_person_or_a_program() -> None:
    properties = opened(WORD).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "提案表")
