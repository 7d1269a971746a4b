"""Every layout gives its cases, and no character of any is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from app.readers.proposal_table import read_proposal_tables
from app.readers.read_document import ReadCase, ReadDocument
from tests.readers import layouts
from tests.readers.papers import EXPLANATION, MEASURES, RESOLUTION, SUBJECT, Paper

NOT_COUNTED = re.compile(r"[\s\u3000]|\*\*|</?p>")
BUILD = [pytest.param(build, id=build.__name__) for build in layouts.ALL]


def read(paper: Paper) -> ReadDocument:
    return read_proposal_tables(paper.filename, paper.data)


def characters(*texts: str) -> Counter[str]:
    return Counter(NOT_COUNTED.sub("", "".join(texts)))


def kept(document: ReadDocument) -> Counter[str]:
    found = [*document.titles, *(one.text for one in document.unplaced)]
    for case in document.cases:
        found += [case.unit, case.subject, case.explanation, case.measures, case.resolution]
        found += [*case.labels, *(text for _, text in case.extra)]
    return characters(*found)


@pytest.mark.parametrize("build", BUILD)
def test_no_character_is_lost_and_none_added(build: Callable[[], Paper]) -> None:
    paper = build()
    assert kept(read(paper)) == characters(paper.text)


@pytest.mark.parametrize("build", BUILD)
def test_each_layout_gives_its_cases(build: Callable[[], Paper]) -> None:
    paper = build()
    document = read(paper)
    assert len(document.cases) == paper.cases
    for case in document.cases:
        assert case.source


def whole(case: ReadCase) -> None:
    assert case.subject == SUBJECT
    assert case.explanation.split("\n") == list(EXPLANATION)
    assert case.measures.split("\n") == list(MEASURES)


@pytest.mark.parametrize(
    "build",
    [
        layouts.table_per_case, layouts.one_long_table, layouts.padded_labels_with_colons, layouts.label_and_text_in_one_cell,
        layouts.whole_case_in_one_cell, layouts.title_in_page_header, layouts.explanation_over_several_rows,
        layouts.form_as_odt, layouts.text_with_tabs, layouts.text_pasted_from_a_table,
    ],
)  # fmt: skip
def test_a_form_fills_every_field(build: Callable[[], Paper]) -> None:
    document = read(build())
    assert document.meeting is not None
    assert document.meeting.label == "113年第2次"
    assert document.meeting.host == "示範市政府"
    for number, case in enumerate(document.cases, start=1):
        whole(case)
        assert case.number == str(number)
        assert case.unit in ("政風處", "交通局")
        assert set(case.confidence.values()) == {"recognised"}


def test_an_extra_row_is_kept_with_its_label_and_an_empty_resolution_is_sure() -> None:
    case = read(layouts.padded_labels_with_colons()).cases[0]
    assert case.extra == (("審查意見", "建議照原提案內容提會討論。"),)
    assert (case.resolution, case.confidence["resolution"]) == ("", "recognised")


def test_a_paragraph_below_the_form_stays_outside_the_resolution() -> None:
    document = read(layouts.explanation_over_several_rows())
    assert document.cases[0].resolution == RESOLUTION
    assert [one.text for one in document.unplaced] == ["承辦單位應於會後一週內函送紀錄。"]


def test_a_list_with_headings_is_read_by_column() -> None:
    first, second = read(layouts.list_with_headings()).cases
    assert (first.number, first.unit, first.subject) == ("1", "政風處", SUBJECT)
    assert first.explanation.split("\n") == [*EXPLANATION, "三、另查無其他類似案件。"]
    assert first.extra == (("追蹤等級", "甲"),)
    assert (second.number, second.unit, second.resolution) == ("2", "主計處", "")


def test_a_follow_up_table_makes_no_case() -> None:
    document = read(layouts.another_kind_of_table())
    assert [one.where for one in document.unplaced] == ["body", "table", "table"]


def test_minutes_with_subjects() -> None:
    document = read(layouts.minutes_by_subject())
    assert document.meeting is not None
    assert document.meeting.title == "示範市政府113年第2次廉政會報"
    first, second = document.cases
    assert (first.number, first.unit, first.subject, first.resolution) == ("1", "政風處", SUBJECT, RESOLUTION)
    assert first.measures == MEASURES[0]
    assert (second.number, second.unit) == ("2", "主計處")
    assert second.resolution == "照案通過，並請\n各機關配合。"
    assert second.confidence["measures"] == "check"
    assert "決定：洽悉。" in [one.text for one in document.unplaced]


def test_minutes_by_case_number() -> None:
    document = read(layouts.minutes_by_case_number())
    assert document.meeting is not None
    assert document.meeting.slug == "15"
    first, second = document.cases
    assert (first.number, first.unit, first.explanation) == ("1", "政風處", EXPLANATION[0])
    assert (second.number, second.unit, second.subject) == ("2", "主計處", layouts.SECOND)


def test_a_heading_gives_way_to_the_subject_and_a_motion_has_no_sure_number() -> None:
    first, second, motion = read(layouts.minutes_with_numbered_labels()).cases
    assert first.subject == SUBJECT
    assert first.extra == (("提案一", "油卡領用程序案。"),)
    assert second.subject == "預算編列前風險檢視案。"
    assert (motion.number, motion.confidence["number"]) == ("", "check")


def test_bold_labels_are_labels_and_bold_beginnings_are_lead_ins() -> None:
    case = read(layouts.minutes_in_word()).cases[0]
    assert case.subject == SUBJECT
    assert case.unit == "政風處"
    assert case.explanation.split("\n") == [
        "一、**查核結果：**三件油卡未登記里程。",
        "二、**改善方式：**統一領用簿格式。",
    ]
    assert case.measures == MEASURES[0]


def test_nothing_recognised_leaves_everything_unplaced() -> None:
    document = read(layouts.nothing_recognisable())
    assert (document.cases, document.titles, document.meeting) == ((), (), None)
    assert len(document.unplaced) == 5
