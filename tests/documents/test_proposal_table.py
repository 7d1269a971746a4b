"""The official 提案表: every character of the case, none besides the form's own labels, in the official style."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.paper import TEMPLATES, EmptyField, Format
from app.documents.proposal_table import ProposalCase, ProposalTable, build, empty_fields
from app.domain.proposals.paragraphs import Paragraph, parse_line
from tests.documents.files import changed, opened, parts_of, word_lines, word_rows, writer_lines
from tests.documents.papers import TITLE, bound, full_case

LABELS = ["編號", "提案單位", "案由", "說明", "辦法", "決議"]
FORMATS: tuple[Format, Format] = ("docx", "odt")
ADOPTED = (Paragraph("", 0, "", "照案通過。"),)
LINES = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from("<&*一、（）"), min_size=1
)
FIELD = st.lists(LINES.map(parse_line), min_size=1, max_size=4).map(tuple)
CASES = st.builds(
    ProposalCase, number=LINES, unit=LINES, subject=LINES, explanation=FIELD, measures=FIELD, resolution=FIELD
)


def printed(data: bytes, fmt: Format) -> list[str]:
    """Every paragraph of the body, as another program reads it."""
    if fmt == "odt":
        return [line for line in writer_lines(data) if line]
    body = opened(data).element.body
    texts = ("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return [line for line in texts if line]


def source(paper: ProposalTable) -> Iterator[str]:
    for case in paper.cases:
        yield from (paper.title, case.number, case.unit, case.subject)
        for field in (case.explanation, case.measures, case.resolution):
            yield from (paragraph.plain for paragraph in field)


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_character_of_the_case_is_printed_and_none_besides_the_labels(fmt: Format) -> None:
    paper = bound(replace(full_case(), resolution=ADOPTED))
    assert Counter(printed(build(paper, fmt), fmt)) == Counter([*source(paper), *LABELS])


@settings(max_examples=60, deadline=None)
@given(st.lists(CASES, min_size=1, max_size=3))
def test_any_text_obeys_the_character_law(cases: list[ProposalCase]) -> None:
    paper = ProposalTable(TITLE, tuple(cases))
    expected = Counter(line for line in [*source(paper), *LABELS * len(cases)] if line)
    for fmt in FORMATS:
        assert Counter(printed(build(paper, fmt), fmt)) == expected


def test_the_table_has_the_official_rows() -> None:
    case = replace(full_case(), resolution=ADOPTED)
    rows = word_rows(opened(build(bound(case), "docx")).tables[0])
    assert rows == [
        ["編號", "1", "提案單位", "政風處"],
        ["案由", case.subject],
        ["說明", "\n".join(paragraph.plain for paragraph in case.explanation)],
        ["辦法", "\n".join(paragraph.plain for paragraph in case.measures)],
        ["決議", "照案通過。"],
    ]


def test_before_the_meeting_the_resolution_stays_empty() -> None:
    table = opened(build(bound(), "docx")).tables[0]
    assert word_rows(table)[-1] == ["決議", ""]
    assert empty_fields(bound()) == []


def test_bound_cases_repeat_the_title_each_on_a_new_page() -> None:
    data = build(
        bound(full_case(), replace(full_case(), number="2"), replace(full_case(), number="3")), "docx"
    )
    assert [line for line in word_lines(data) if line] == [TITLE] * 3
    assert [table.cell(0, 1).text for table in opened(data).tables] == ["1", "2", "3"]
    title = next(paragraph for paragraph in opened(data).paragraphs if paragraph.text)
    assert title.style is not None
    assert title.style.paragraph_format.page_break_before


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_field_prints_that_it_is_not_filled_and_warns(fmt: Format) -> None:
    paper = ProposalTable("", (ProposalCase("", "", "", (), ()), full_case()))
    assert printed(build(paper, fmt), fmt).count("（未填）") == 7
    assert empty_fields(paper) == [
        EmptyField(0, "標題"),
        *(EmptyField(1, name) for name in ("編號", "提案單位", "案由", "說明", "辦法")),
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_grade_and_ai_note_are_printed_only_when_set(fmt: Format) -> None:
    marked = replace(
        full_case(), confidentiality="密（115年12月31日解密）", ai_note="本案初稿以生成式工具輔助。"
    )
    plain, set_ = printed(build(bound(), fmt), fmt), printed(build(bound(marked), fmt), fmt)
    assert Counter(set_) - Counter(plain) == Counter(
        ["密等：密（115年12月31日解密）", "本案初稿以生成式工具輔助。"]
    )
    assert set_.index("密等：密（115年12月31日解密）") == set_.index(TITLE) + 1
    assert set_[-1] == "本案初稿以生成式工具輔助。"


@pytest.mark.parametrize("fmt", FORMATS)
def test_each_level_has_its_own_paragraph_style(fmt: Format) -> None:
    data = build(bound(), fmt)
    if fmt == "odt":
        xml = parts_of(data)["content.xml"].decode()
        found = re.findall(r'style-name="_5c64__7d1a_(\d)"', xml)
    else:
        found = re.findall(r'<w:pStyle w:val="Level(\d)"/>', parts_of(data)["word/document.xml"].decode())
    assert found[:9] == ["0", "1", "2", "3", "4", "5", "6", "1", "1"]


def test_a_level_hangs_by_the_width_of_its_marker() -> None:
    styles = opened(build(bound(), "docx")).styles
    for level, (left, hanging) in {
        1: (2, 2),
        2: (4, 3),
        3: (3.5, 1.5),
        4: (5.5, 2.5),
        5: (6, 2),
        6: (8, 3),
    }.items():
        form = styles[f"層級{level}"].paragraph_format
        assert form.left_indent is not None
        assert form.first_line_indent is not None
        assert (form.left_indent.pt, form.first_line_indent.pt) == (left * 14, -hanging * 14)


def test_only_the_lead_in_of_a_paragraph_is_bold() -> None:
    cell = opened(build(bound(), "docx")).tables[0].cell(2, 1)
    assert [run.text for run in cell.paragraphs[1].runs if run.bold] == ["查核現況："]


def test_style_ids_that_word_renamed_are_found_by_their_names() -> None:
    shipped = (TEMPLATES / "proposal-table.docx").read_bytes()
    renamed = changed(shipped, "word/styles.xml", 'w:styleId="Level1"', 'w:styleId="a7"')
    assert b'<w:pStyle w:val="a7"/>' in parts_of(build(bound(), "docx", renamed))["word/document.xml"]
