"""The paragraph model: nothing is lost, levels come from the marker, renumbering is asked for and shown first."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.proposals.enumerators import MarkerStyle
from app.domain.proposals.paragraphs import (
    MarkerChange,
    Paragraph,
    change_level,
    parse,
    parse_line,
    renumber,
    renumbering_changes,
    set_level,
    to_source,
)

FULL, HALF = MarkerStyle.FULL, MarkerStyle.HALF
HEADS = st.sampled_from(
    [
        "",
        "一、",
        "十一、",
        "（一）",
        "(二)、",
        "㈠",
        "1.",
        "１、",
        "１．",
        "(1)",
        "（１）",
        "甲、",
        "（癸）",
        "一、 ",
        "**",
        "****",
        "**重點：**",
    ]
)
# Enumerators, stars and blanks, CJK Extension B, full width: what could upset the law.
TEXTS = st.text(
    alphabet=st.sampled_from("一十甲、．.（）()1１5*： \t\u3000政風𠮷𪚥ＡaＺ！!\u00a0\u2028"), max_size=12
) | st.text(max_size=20)
LINES = st.builds(lambda head, text: (head + text).replace("\n", ""), HEADS, TEXTS)
SOURCES = st.lists(LINES, max_size=8).map("\n".join)
PARAGRAPHS = SOURCES.map(parse)


@given(LINES)
def test_every_line_comes_back_byte_for_byte(line: str) -> None:
    assert parse_line(line).line.encode("utf-8", "surrogatepass") == line.encode("utf-8", "surrogatepass")


@given(PARAGRAPHS)
def test_paragraphs_survive_their_source(paragraphs: tuple[Paragraph, ...]) -> None:
    assert parse(to_source(paragraphs)) == paragraphs


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        ("為健全廉政制度，擬具作為如下：", Paragraph("", 0, "", "為健全廉政制度，擬具作為如下：")),
        ("一、近來人工智慧興起。", Paragraph("一、", 1, "", "近來人工智慧興起。")),
        ("一、**按時開會：**每年一次。", Paragraph("一、", 1, "按時開會：", "每年一次。")),
        ("**按時開會：** 每年一次。", Paragraph("", 0, "按時開會：", " 每年一次。")),
        ("１．\u3000**重點**", Paragraph("１．\u3000", 3, "重點", "")),
        ("(一)𠮷野家", Paragraph("(一)", 2, "", "𠮷野家")),
        ("1.5公尺以上", Paragraph("", 0, "", "1.5公尺以上")),
        ("一、2**3", Paragraph("一、", 1, "", "2**3")),
        ("****空白", Paragraph("", 0, "", "****空白")),
        ("**沒有結尾", Paragraph("", 0, "", "**沒有結尾")),
    ],
)
def test_a_line_is_marker_lead_in_and_text(line: str, paragraph: Paragraph) -> None:
    assert parse_line(line) == paragraph


def test_what_is_printed_has_no_stars() -> None:
    assert parse_line("一、**按時開會：**每年一次。").plain == "一、按時開會：每年一次。"


def test_blank_lines_go_ends_are_trimmed_inner_blanks_stay() -> None:
    assert parse("\n \u3000\t\n\u3000一、甲\u3000 乙 \n\n（一）丙\u3000") == (
        Paragraph("一、", 1, "", "甲\u3000 乙"),
        Paragraph("（一）", 2, "", "丙"),
    )
    assert parse("") == ()
    assert parse("\u00a0甲\u2028") == (Paragraph("", 0, "", "\u00a0甲\u2028"),)


def test_the_layouts_of_real_cases_are_read() -> None:
    four = parse("一、風險。\n二、平台(例如Ａ、B等)。\n三、依據。\n四、計畫。")
    assert [paragraph.level for paragraph in four] == [1, 1, 1, 1]
    five = parse("為強化制度，建議：\n" + "\n".join(f"{n}、**作為{n}：**說明{n}。" for n in "一二三四"))
    assert [paragraph.level for paragraph in five] == [0, 1, 1, 1, 1]
    assert [paragraph.lead_in for paragraph in five] == ["", "作為一：", "作為二：", "作為三：", "作為四："]


def markers(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.marker for paragraph in paragraphs]


def test_tab_takes_the_next_number_of_the_deeper_level() -> None:
    source = parse("一、甲案\n（一）乙案\n（二）丙案\n二、丁案")
    assert markers(change_level(source, 3, +1, FULL)) == ["一、", "（一）", "（二）", "（三）"]
    assert markers(change_level(source, 3, +1, HALF))[3] == "(三)"
    assert markers(change_level(source, 2, +1, HALF))[2] == "1、"
    assert markers(change_level(source, 2, -1, FULL))[2] == "二、"


def test_a_level_restarts_under_its_parent_and_text_without_marker_does_not_interrupt() -> None:
    source = parse("一、甲案\n（一）乙案\n二、丙案\n未編號之段落\n丁案")
    assert set_level(source, 4, 2, FULL)[4].line == "（一）丁案"
    assert set_level(source, 4, 1, FULL)[4].line == "三、丁案"


def test_level_zero_takes_the_marker_off_and_keeps_the_rest() -> None:
    source = parse("一、 **重點：**說明")
    assert change_level(source, 0, -1, FULL) == (Paragraph("", 0, "重點：", "說明"),)
    assert change_level(parse("說明"), 0, +1, FULL)[0].line == "一、說明"


@pytest.mark.parametrize(("line", "step"), [("說明", -1), ("（甲）說明", +1)])
def test_beyond_the_last_level_nothing_changes(line: str, step: int) -> None:
    assert change_level(parse(line), 0, step, FULL) == parse(line)


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_paragraph_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(Invalid) as refusal:
        change_level(parse("一、說明"), index, 1, FULL)
    assert refusal.value.code == "no_such_paragraph"


@pytest.mark.parametrize("level", [-1, 7])
def test_a_level_that_is_none_is_refused(level: int) -> None:
    with pytest.raises(Invalid) as refusal:
        set_level(parse("一、說明"), 0, level, FULL)
    assert refusal.value.code == "no_such_level"


def test_renumbering_counts_a_field_anew_in_the_committees_style() -> None:
    source = parse("前言\n二、甲\n(一)乙\n(一)丙\n1.丁\n1. 戊\n四、己\n(三)庚")
    full = renumber(source, FULL)
    assert markers(full) == ["", "一、", "（一）", "（二）", "１、", "２、", "二、", "（一）"]
    assert markers(renumber(source, HALF)) == ["", "一、", "(一)", "(二)", "1、", "2、", "二、", "(一)"]
    assert [paragraph.body for paragraph in full] == [paragraph.body for paragraph in source]


def test_the_page_can_show_what_renumbering_would_change() -> None:
    source = parse("一、甲\n三、乙\n(一)丙")
    assert renumbering_changes(source, renumber(source, FULL)) == (
        MarkerChange(1, "三、", "二、"),
        MarkerChange(2, "(一)", "（一）"),
    )


@given(PARAGRAPHS, st.sampled_from(MarkerStyle))
def test_renumbering_touches_markers_only_and_is_final(
    paragraphs: tuple[Paragraph, ...], style: MarkerStyle
) -> None:
    renumbered = renumber(paragraphs, style)
    assert [(p.level, p.body) for p in renumbered] == [(p.level, p.body) for p in paragraphs]
    assert renumber(renumbered, style) == renumbered
    assert parse(to_source(renumbered)) == renumbered


@given(PARAGRAPHS.filter(bool), st.data())
def test_a_changed_level_keeps_every_character_of_the_text(
    paragraphs: tuple[Paragraph, ...], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(paragraphs) - 1))
    level = data.draw(st.integers(0, 6))
    try:
        changed = set_level(paragraphs, index, level, FULL)
    except Invalid:
        reject()
    assert changed[index].line.endswith(paragraphs[index].body)
    assert changed[index].level == level or level == 0
    assert [*changed[:index], *changed[index + 1 :]] == [*paragraphs[:index], *paragraphs[index + 1 :]]


def test_a_field_with_too_many_numbers_is_refused_and_not_broken() -> None:
    with pytest.raises(Invalid) as refusal:
        renumber(parse("一、項\n" * 100), FULL)
    assert refusal.value.code == "numbering_exhausted"
