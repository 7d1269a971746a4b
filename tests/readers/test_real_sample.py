"""The real 提案表 of a city imports with no hand-work. Its text is not ours to copy: it is read from SAMPLES_DIR."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from app.readers.proposal_table import read_proposal_tables
from app.readers.read_document import ReadDocument
from tests.readers.test_layouts import kept

SAMPLE = "taichung-114-1-proposal-table.txt"
MARKUP = re.compile(r"</?[pb]>|\s")


@pytest.fixture(scope="module")
def sample() -> bytes:
    folder = os.environ.get("SAMPLES_DIR")
    if not folder:
        pytest.skip(
            f"SAMPLES_DIR is not set: {SAMPLE} was NOT read. Set it to the folder that holds the file."
        )
    return (Path(folder) / SAMPLE).read_bytes()


@pytest.fixture(scope="module")
def document(sample: bytes) -> ReadDocument:
    return read_proposal_tables(SAMPLE, sample)


def test_meeting_cases_units_and_resolutions(document: ReadDocument) -> None:
    assert document.meeting is not None
    assert (document.meeting.label, document.meeting.host) == ("114年第1次", "臺中市政府")
    assert [case.number for case in document.cases] == ["1", "2", "3"]
    assert {case.unit for case in document.cases} == {"政風處"}
    assert {case.resolution for case in document.cases} == {"照案通過。"}
    assert document.unplaced == ()
    assert all(set(case.confidence.values()) == {"recognised"} for case in document.cases)


def test_paragraphs_markers_and_lead_ins(document: ReadDocument) -> None:
    explanations = [case.explanation.split("\n") for case in document.cases]
    measures = [case.measures.split("\n") for case in document.cases]
    assert [len(lines) for lines in explanations] == [4, 3, 5]
    assert [len(lines) for lines in measures] == [2, 1, 1]
    assert [line[:2] for line in explanations[0]] == ["一、", "二、", "三、", "四、"]
    led = [line for line in explanations[2] if re.match(r"[一二三四]、\*\*[^*]+：\*\*\S", line)]
    assert len(led) == 4
    assert explanations[2][0].startswith("為")


def test_every_character_is_kept_and_none_added(sample: bytes, document: ReadDocument) -> None:
    assert kept(document) == Counter(MARKUP.sub("", sample.decode()))


def test_words_of_the_original_are_not_corrected(document: ReadDocument) -> None:
    assert "用戶" in document.cases[0].explanation
    assert "AI 應用" in document.cases[0].explanation
