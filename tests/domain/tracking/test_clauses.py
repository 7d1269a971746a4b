"""What a resolution asks for: clauses, whom they name, by when. The real paper is read from SAMPLES_DIR."""

import os
from datetime import date
from pathlib import Path

import pytest

from app.domain.people.agency import AgencyKind
from app.domain.tracking.addressees import Asked, Known, asked_of
from app.domain.tracking.clauses import Source, clauses_of
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, Register
from app.readers.proposal_table import read_proposal_tables

SAMPLE = "taichung-114-1-proposal-table.txt"
HELD = date(2025, 7, 1)
AGENCIES = (
    Known(1, "示範市政府數位發展局", "數發局", AgencyKind.FIRST_LEVEL),
    Known(2, "示範市政府政風處", "政風處", AgencyKind.FIRST_LEVEL),
    Known(3, "示範市政府教育局", "教育局", AgencyKind.FIRST_LEVEL),
    Known(4, "示範市政府教育局附屬幼兒園", "附幼", AgencyKind.SECOND_LEVEL),
)
LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO


def asked(text: str) -> Asked:
    return asked_of(text, AGENCIES, HELD)


def names(found: Asked) -> list[tuple[str, AssignmentRole]]:
    return [(one.words, one.role) for one in found.named]


@pytest.fixture(scope="module")
def sample() -> list[tuple[str, str, str]]:
    folder = os.environ.get("SAMPLES_DIR")
    if not folder:
        pytest.skip(
            f"SAMPLES_DIR is not set: {SAMPLE} was NOT read. Set it to the folder that holds the file."
        )
    document = read_proposal_tables(SAMPLE, (Path(folder) / SAMPLE).read_bytes())
    return [(case.explanation, case.measures, case.resolution) for case in document.cases]


def test_the_real_paper_proposes_2_2_and_4_items_without_a_keystroke(
    sample: list[tuple[str, str, str]],
) -> None:
    found = [clauses_of(*case) for case in sample]
    assert [len(clauses) for clauses in found] == [2, 2, 4]
    assert [[clause.marker for clause in clauses] for clauses in found] == [
        ["一、", "二、"], ["二、", "三、"], ["一、", "二、", "三、", "四、"],
    ]  # fmt: skip
    assert {clause.source for clause in found[0]} == {Source.MEASURES}
    assert {clause.source for clauses in found[1:] for clause in clauses} == {Source.EXPLANATION}
    assert [len(clause.title) for clause in found[2]] == [8, 10, 11, 10]  # the bold lead-ins
    read = [[asked_of(one.text, AGENCIES, HELD, one.pointed_by) for one in clauses] for clauses in found]
    assert [[one.mode for one in case] for case in read] == [
        [ItemMode.SINGLE_LEAD, ItemMode.SINGLE_LEAD],
        [ItemMode.EACH_AGENCY] * 2,
        [ItemMode.EACH_AGENCY] * 4,
    ]
    assert [(one.agency_id, one.role) for one in read[0][0].named] == [(1, LEAD), (None, CO)]
    assert [(one.agency_id, one.role) for one in read[0][1].named] == [(2, LEAD)]
    assert [one.register for one in read[2]] == [
        Register.YEARLY_MEETING, None, None, Register.DECLARATION_TALLY,
    ]  # fmt: skip


def test_a_measure_that_points_to_the_explanation_gives_its_clauses() -> None:
    explanation = "為強化管理：\n一、請各機關盤點。\n（一）含設備。\n二、背景說明。\n三、請教育局宣導。"
    found = clauses_of(explanation, "審議通過後，請各機關依說明一、三辦理。")
    assert [(one.marker, one.text) for one in found] == [
        ("一、", "請各機關盤點。\n（一）含設備。"), ("三、", "請教育局宣導。"),
    ]  # fmt: skip
    through = clauses_of(explanation, "一、請依說明一至二辦理。\n二、請政風處督導。")
    assert [one.source for one in through] == [Source.EXPLANATION, Source.EXPLANATION, Source.MEASURES]


def test_a_resolution_that_says_more_than_its_disposition_is_read_too() -> None:
    found = clauses_of("", "", "一、請教育局於9月30日前提報。\n二、請政風處追蹤。")
    assert [one.source for one in found] == [Source.RESOLUTION] * 2
    assert clauses_of("", "請各機關照辦。", "照案通過。")[-1].source is Source.MEASURES


@pytest.mark.parametrize(
    ("text", "mode", "wanted"),
    [
        ("請本府數位發展局偕同各機關加強辦理。", ItemMode.SINGLE_LEAD, [("數位發展局", LEAD), ("各機關", CO)]),
        ("請教育局、數發局於9月底前提報。", ItemMode.SEVERAL_LEADS, [("教育局", LEAD), ("數發局", LEAD)]),
        ("由教育局主辦、數發局協辦。", ItemMode.SINGLE_LEAD, [("教育局", LEAD), ("數發局", CO)]),
        ("請各區公所及各級學校辦理。", ItemMode.EACH_AGENCY, [("各區公所", LEAD), ("各級學校", LEAD)]),
        ("政風處持續宣導。", ItemMode.SINGLE_LEAD, [("政風處", LEAD)]),
        ("請示範市政府教育局附屬幼兒園辦理。", ItemMode.SINGLE_LEAD, [("示範市政府教育局附屬幼兒園", LEAD)]),
        ("據報載教育局曾發生個案。", ItemMode.SINGLE_LEAD, []),
    ],
)  # fmt: skip
def test_whom_a_clause_names(text: str, mode: ItemMode, wanted: list[tuple[str, AssignmentRole]]) -> None:
    found = asked(text)
    assert (found.mode, names(found)) == (mode, wanted)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("請於114年9月30日前完成。", DueKind.FIXED_DATE, date(2025, 9, 30)),
        ("請於9月30日以前完成。", DueKind.FIXED_DATE, date(2025, 9, 30)),
        ("請於3月1日前完成。", DueKind.FIXED_DATE, date(2026, 3, 1)),
        ("請於2月底前完成。", DueKind.FIXED_DATE, date(2026, 2, 28)),
        ("請於115年底前完成。", DueKind.FIXED_DATE, date(2026, 12, 31)),
        ("請於年底前完成。", DueKind.FIXED_DATE, date(2025, 12, 31)),
        ("請提下次會議報告。", DueKind.NEXT_MEETING, None),
        ("請持續辦理。", DueKind.ONGOING, None),
        ("請於114年13月40日前完成。", None, None),
        ("請完成。", None, None),
    ],
)
def test_by_when(text: str, kind: DueKind | None, day: date | None) -> None:
    found = asked(text)
    assert (found.due_kind, found.due_on) == (kind, day)


def test_how_often() -> None:
    assert asked("請各機關按月填報。").frequency is Frequency.MONTHLY
    assert asked("請於114年9月30日前完成。").frequency is Frequency.ONCE
    assert asked("請持續辦理。").frequency is Frequency.QUARTERLY


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("請各機關每年至少召開1次廉政會報，並得視需要增加會議次數。", Register.YEARLY_MEETING),
        ("請各區公所於年底前召開機關廉政會報。", Register.YEARLY_MEETING),
        ("請於召開廉政會報時宣導揭弊保護。", None),
        ("請召開研商會議，並提下次廉政會報報告。", None),
        ("請各機關申報人及早開始財產申報作業，俾利如期完成申報。", Register.DECLARATION_TALLY),
        ("請於12月31日前完成115年財產定期申報。", Register.DECLARATION_TALLY),
        ("請將職務異動通知受理財產申報之政風機構。", None),
    ],
)
def test_what_is_registered_anyway_is_not_written_twice(text: str, register: Register | None) -> None:
    assert asked(text).register is register
