"""Reading files for a batch: each on its own, within limits, and only text that can be stored."""

import pytest

from app.domain.intake.batch_flow import BatchKind
from app.readers.upload import DEFAULT_LIMIT
from app.services.intake import reading
from app.services.intake.reading import Upload, read_files
from app.wording.intake import FILE_SENTENCES, file_sentence
from tests.intake_records import a_table_of

PAPER = a_table_of(("1", "照案通過。"), ("2", ""))


def test_a_bad_file_never_stops_the_others() -> None:
    uploads = [
        Upload("壞.docx", b"no"),
        Upload("大.txt", b"x" * (DEFAULT_LIMIT + 1)),
        Upload("好.docx", PAPER),
    ]
    results = read_files(BatchKind.PROPOSALS, uploads)
    codes = [result.refused.code if result.refused else "" for result in results]
    assert codes == ["wrong_type", "too_big", ""]
    assert [result.cases for result in results] == [0, 0, 2]


def test_more_cases_than_one_page_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CASES", 3)
    first, second = read_files(BatchKind.PROPOSALS, [Upload("一.docx", PAPER), Upload("二.docx", PAPER)])
    assert first.refused is None
    assert second.refused is not None
    said = file_sentence(second.refused.code, second.filename, second.refused.facts)
    assert said == "「二.docx」加上前面的檔案已超過 3 案，請分成幾次匯入。"


def test_what_no_column_can_hold_is_dropped_and_the_rest_stays() -> None:
    text = "示範市政府113年第1次廉政會報提案表\n案由：甲\u202e乙\x07丙\u200b丁𠮷。\n說明：一、文\u00a0字。\n"
    (result,) = read_files(BatchKind.PROPOSALS, [Upload("怪.txt", text.encode())])
    assert result.read is not None
    (case,) = result.read["cases"]
    assert case["subject"] == "甲乙丙丁𠮷。"
    assert case["explanation"] == "一、文 字。"


def test_every_refusal_of_a_file_names_it_and_can_be_said_without_facts() -> None:
    for code in FILE_SENTENCES:
        said = file_sentence(code, "某檔.docx", {})
        assert "「某檔.docx」" in said
        assert "{" not in said
