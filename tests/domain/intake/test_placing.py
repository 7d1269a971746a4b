"""What a person makes of read cases: lines put in their place, cases split; what names nothing changes nothing."""

import json
from dataclasses import replace

import pytest

from app.domain.intake.placing import (
    MEETING,
    CreateAs,
    LeftOver,
    OnDuplicate,
    PaperApproval,
    PlacedCase,
    PlacedFile,
    PlacedMinutes,
    from_json,
    put,
    put_all,
    split,
    to_json,
)
from app.domain.meetings.resolution import Disposition, Section

CASE = PlacedCase(
    number="1",
    unit="政風處",
    subject="案由。",
    explanation="一、甲\n二、乙\n三、丙",
    section=Section.REPORTS,
    on_duplicate=OnDuplicate.UPDATE,
    origin=0,
)
FILE = PlacedFile(
    title="會議",
    label="114年第1次",
    create_as=CreateAs.SCHEDULED,
    paper=PaperApproval("處長", "林", "2026-01-02", "字第1號"),
    cases=(CASE,),
    left=(LeftOver("四、丁", "body"), LeftOver("附件", "extra"), LeftOver("戊", "footer")),
)


def test_a_file_comes_back_equal_from_its_json() -> None:
    assert from_json(to_json(FILE)) == FILE


def test_a_left_over_goes_to_the_end_of_a_field() -> None:
    placed = put(FILE, 0, 0, "explanation")
    assert placed.cases[0].explanation == "一、甲\n二、乙\n三、丙\n四、丁"
    assert [one.text for one in placed.left] == ["附件", "戊"]
    assert put(FILE, 0, 0, "measures").cases[0].measures == "四、丁"
    assert put(FILE, 0, 0, "unit").cases[0].unit == "政風處四、丁"


def test_lines_for_a_new_case_go_to_one_and_the_same() -> None:
    placed = put_all(FILE, [(2, 1, "explanation"), (0, 1, "subject"), (1, 0, "resolution")])
    assert len(placed.cases) == 2
    assert (placed.cases[1].subject, placed.cases[1].explanation) == ("四、丁", "戊")
    assert placed.cases[0].resolution == "附件"
    assert placed.left == ()


@pytest.mark.parametrize(
    "move", [(9, 0, "unit"), (0, 7, "unit"), (0, 0, "title"), (-1, 0, "unit"), (0, -1, "unit")]
)
def test_a_move_that_names_nothing_changes_nothing(move: tuple[int, int, str]) -> None:
    assert put(FILE, *move) == FILE


def test_a_case_is_split_at_a_line() -> None:
    placed = split(FILE, 0, "explanation", 1)
    head, tail = placed.cases
    assert head.explanation == "一、甲"
    assert (tail.subject, tail.explanation, tail.unit, tail.origin) == ("二、乙", "三、丙", "政風處", 0)
    assert (tail.number, tail.section) == ("", Section.REPORTS)


@pytest.mark.parametrize(
    "place", [(0, "explanation", 9), (0, "subject", 0), (0, "unit", 0), (3, "explanation", 1)]
)
def test_a_split_that_names_nothing_changes_nothing(place: tuple[int, str, int]) -> None:
    assert split(FILE, *place) == FILE


def test_a_left_over_goes_to_the_head_of_minutes_and_nowhere_else() -> None:
    left = (LeftOver("乙委員", "body"), LeftOver("照案通過。", "body"))
    placed = PlacedFile(cases=(PlacedCase(subject="案"),), left=left, minutes=PlacedMinutes(present="甲委員"))
    done = put_all(placed, [(0, MEETING, "present"), (1, 0, "resolution")])
    assert done.minutes is not None
    assert done.minutes.present == "甲委員\n乙委員"
    assert (done.cases[0].disposition, done.left) == (Disposition.ADOPTED, ())
    assert put_all(placed, [(0, MEETING, "subject"), (1, 0, "present")]) == placed
    assert put_all(replace(placed, minutes=None), [(0, MEETING, "present")]).left == left
    assert from_json(json.loads(json.dumps(to_json(done)))) == done


def test_a_batch_of_before_minutes_could_be_imported_is_still_read() -> None:
    value = to_json(PlacedFile(cases=(PlacedCase(subject="案"),)))
    del value["minutes"]
    for name in ("remarks", "kind", "disposition", "tracking_choice"):
        del value["cases"][0][name]
    assert from_json(value) == PlacedFile(cases=(PlacedCase(subject="案"),))
