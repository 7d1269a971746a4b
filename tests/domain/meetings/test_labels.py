"""Meeting titles, labels and case numbers as they stand in real papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.meetings.labels import MeetingName, parse_label, recognise_case_number, recognise_meeting


def test_a_title_line_gives_everything_a_meeting_needs() -> None:
    assert recognise_meeting("\u3000示範市政府114年第1次廉政會報提案表 ") == MeetingName(
        host="示範市政府",
        title="示範市政府114年第1次廉政會報",
        label="114年第1次",
        year=114,
        number=1,
        slug="114-1",
    )


@pytest.mark.parametrize(
    ("line", "label", "year", "number", "slug"),
    [
        ("示範市政府114年度廉政會報", "114年度", 114, None, "114"),
        ("示範市政府114年廉政會報會議資料", "114年", 114, None, "114"),
        ("示範市政府第14次廉政會報", "第14次", None, 14, "14"),
        ("示範市政府2026年第1次廉政會報", "2026年第1次", 115, 1, "115-1"),
        ("示範市政府廉政會報第三屆第十一次會議", "第三屆第十一次", None, 11, "T3-11"),
        ("示範市第三屆廉政會報第二次會議", "第三屆第二次", None, 2, "T3-2"),
        ("示範議會第10屆第6會期第2次會議", "第10屆第6會期第2次", None, 2, "T10S6-2"),
        ("示範局115年7月份第1次會報", "115年7月份第1次", 115, 1, "115M7-1"),
        ("示範國中106學年度第1學期第1次會議", "106學年度第1學期第1次", 106, 1, "106AS1-1"),
        ("示範國小 115 學年度第 1 次廉政會報", "115學年度第1次", 115, 1, "115A-1"),
        ("示範市政府 114 年 第 1 次 廉政會報 提案表", "114年第1次", 114, 1, "114-1"),
        ("示範市政府１１４年第１次廉政會報", "114年第1次", 114, 1, "114-1"),
        ("示範市政府一一四年第一次廉政會報", "一一四年第一次", 114, 1, "114-1"),
        ("示範市政府一百一十四年度第十二次廉政會報", "一百一十四年度第十二次", 114, 12, "114-12"),
        ("示範市政府114年度廉政會報第1次會議紀錄", "114年度第1次", 114, 1, "114-1"),
        ("中華民國115年第2次廉政會報", "115年第2次", 115, 2, "115-2"),
        ("示範市政府114年第1次臨時廉政會報", "114年第1次臨時", 114, 1, "114E-1"),
        ("示範市政府114年第2次追蹤會議紀錄", "114年第2次追蹤會議", 114, 2, "114F-2"),
        ("示範公所114年第1次廉政會報暨安全維護會報", "114年第1次", 114, 1, "114-1"),
    ],
)
def test_every_numbering_seen_in_the_wild_is_read(
    line: str, label: str, year: int | None, number: int | None, slug: str
) -> None:
    name = recognise_meeting(line)
    assert name is not None
    assert (name.label, name.year, name.number, name.slug) == (label, year, number, slug)
    assert parse_label(label).slugs == (slug,)


@pytest.mark.parametrize(
    ("line", "host", "title"),
    [
        ("示範市政府第14次廉政會報會議紀錄", "示範市政府", "示範市政府第14次廉政會報"),
        ("示範市政府廉政會報114年第1次會議紀錄", "示範市政府", "示範市政府廉政會報114年第1次會議"),
        ("示範市政府114年第1次廉政會報議程（草案）", "示範市政府", "示範市政府114年第1次廉政會報"),
        ("示範市政府 114年第1次廉政會報 提案單", "示範市政府", "示範市政府 114年第1次廉政會報"),
        ("第14次廉政會報", "", "第14次廉政會報"),
        ("114年第1次提案表", "", "114年第1次"),
    ],
)
def test_the_title_is_as_printed_without_the_name_of_the_paper(line: str, host: str, title: str) -> None:
    name = recognise_meeting(line)
    assert name is not None
    assert (name.host, name.title) == (host, title)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "提案表",
        "本次會議",
        "每年召開3次會議",
        "一、依114年第1次廉政會報決議辦理。",
        "114年積極召開廉政會報",
        "依決議，召開第14次廉政會報",
        "示範市政府114年11月25日廉政會報",
        "請於114年12月提報廉政會報",
        "114年第1次",
        "示範市政府500年第1次廉政會報",
        "示範市政府第0次廉政會報",
        "示範市政府114年第1次廉政會報" + "廉" * 80 + "會報",
    ],
)
def test_sentences_dates_and_bare_numbers_are_no_titles(line: str) -> None:
    assert recognise_meeting(line) is None


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("114年第1次", ("114-1",)),
        ("114-1", ("114-1",)),
        ("１１４－０１", ("114-1",)),
        ("第14次", ("14",)),
        ("14", ("14",)),
        ("114", ("114",)),
        ("114年度", ("114",)),
        ("2026年第1次", ("115-1",)),
        ("2026-1", ("2026-1", "115-1")),
        ("第三屆第十一次", ("T3-11",)),
        ("t3-11", ("T3-11",)),
        ("示範市政府114年第1次廉政會報", ("114-1",)),
        ("", ()),
        ("上一次", ()),
        ("114/../1", ()),
    ],
)
def test_a_label_in_a_command_gives_the_slugs_to_look_for(typed: str, slugs: tuple[str, ...]) -> None:
    assert parse_label(typed).slugs == slugs


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", "1"),
        ("１", "1"),
        ("03", "3"),
        ("第一案", "1"),
        ("第 12 案", "12"),
        ("第十一案", "11"),
        ("案由一", "1"),
        ("案由（二）", "2"),
        ("案由一：", "1"),
        ("提案一", "1"),
        ("【案由一】", "1"),
        ("動議一", "1"),
        ("臨時動議二", "2"),
        ("編號 3", "3"),
        ("案　號：３", "3"),
        ("", None),
        ("案由", None),
        ("A01", None),
        ("0", None),
        ("第三次會議", None),
        ("一致同意", None),
    ],
)
def test_a_case_number_is_arabic_whatever_the_form_wrote(written: str, number: str | None) -> None:
    assert recognise_case_number(written) == number


@given(st.text(alphabet="第一二十114１年度次屆會報議期學 月份臨時追蹤-提案表（）", max_size=90))
def test_any_line_is_read_or_left_alone(line: str) -> None:
    name = recognise_meeting(line)
    assert name is None or (name.slug.isascii() and name.slug and name.title in line)
    assert all(slug.isascii() for slug in parse_label(line).slugs)
    recognise_case_number(line)
