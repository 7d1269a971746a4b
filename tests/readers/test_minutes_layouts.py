"""Every layout of minutes gives its head and its cases, and no character of any is lost, whatever the order of its pieces."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.readers.minutes_document import read_minutes_document
from app.readers.minutes_parts import minutes_of
from app.readers.proposal_cases import READ
from app.readers.read_document import ReadDocument, ReadTracked
from tests.readers import minutes_layouts as layouts
from tests.readers.papers import EXPLANATION, MEASURES, RESOLUTION, SUBJECT, Paper
from tests.readers.test_layouts import characters, kept
from tests.readers.test_nothing_lost import PIECES, document, put_in

BUILD = [pytest.param(build, id=build.__name__) for build in layouts.ALL]
MORE_PIECES = (
    "時　　間：中華民國113年9月12日（星期四）下午2時", "【開會地點】三樓", "主席：林市長　　紀錄：陳員", "主席", "出席人員", "王委員", "一、主持人：紀錄：甲", "請假人員：無",
    "壹、主席致詞：（略）", "壹、主席致詞", "貳、報告事項：", "貳、確認上次會議紀錄：確認。", "七、討論事項：", "參、提案討論與決議", "報告事項", "肆、臨時動議：（無）", "肆、其他事項",
    "伍、主席裁示事項", "主席裁示：洽悉。", "陸、散會（下午4時）", "散會：下午3時40分", "報告案一", "報告案二：統計", "一、上次會議決議。", "二、統計。", "（一）甲", "決定：洽悉。",
    "決定：", "一、請甲。", "二、請乙。", "發言摘要：", "張委員：應注意。", "（略）", "無", "項次", "決議事項", "負責單位", "**壹、主席致詞**：各位", "**地　　點：**三樓",
)  # fmt: skip


def read(paper: Paper) -> ReadDocument:
    return read_minutes_document(paper.filename, paper.data)


def kept_of_minutes(found: ReadDocument) -> Counter[str]:
    return kept(found) + characters(*found.headings, *(text for _, text in found.facts))


@pytest.mark.parametrize("build", BUILD)
def test_no_character_is_lost_and_none_added(build: Callable[[], Paper]) -> None:
    paper = build()
    found = read(paper)
    assert len(found.cases) == paper.cases
    assert kept_of_minutes(found) == characters(paper.text)
    assert characters(*found.lines) == characters(paper.text)


@pytest.mark.parametrize("seed", range(20))
def test_no_character_is_lost_in_any_order_of_pieces(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.readers.test_nothing_lost.PIECES", (*PIECES, *MORE_PIECES * 2))
    dice = random.Random(seed)
    for _ in range(50):
        blocks = document(dice)
        found = kept_of_minutes(minutes_of(blocks))
        found.pop("*", None)
        assert found == put_in(blocks), blocks


@pytest.mark.parametrize("build", [layouts.counted_in_capitals, layouts.as_odt])
def test_minutes_counted_in_capitals(build: Callable[[], Paper]) -> None:
    found = read(build())
    assert found.meeting is not None
    assert (found.meeting.label, found.meeting.host) == ("113年第2次", "示範市政府")
    assert dict(found.facts) == {
        "time": "中華民國113年9月12日（星期四）下午2時",
        "place": "市政大樓三樓會議室",
        "chair": "林市長",
        "recorder": "陳科員",
        "present": "王委員、李委員（詳如簽到表）",
        "observers": "主計處張科長",
        "absent": "周委員",
        "adjourned": "（下午4時30分）",
    }
    assert found.unplaced == ()
    confirmed, first, second, *cases = found.cases
    assert (confirmed.section, confirmed.subject, confirmed.resolution) == (
        "previous_minutes",
        "確認上次會議紀錄",
        "確認。",
    )
    assert [case.section for case in (first, second)] == ["reports", "reports"]
    assert (first.number, first.unit, first.subject) == ("1", "政風處", layouts.REPORT)
    assert first.explanation == "一、列管二案均已辦畢。\n二、其餘一案持續辦理。"
    assert (first.result, first.resolution, second.resolution) == ("決定", "洽悉。", "准予備查。")
    discussed, deferred, *rulings = cases
    assert (discussed.section, discussed.number, discussed.unit) == ("discussion", "1", "政風處")
    assert (discussed.subject, discussed.resolution) == (SUBJECT, RESOLUTION)
    assert discussed.explanation.split("\n") == list(EXPLANATION)
    assert discussed.measures == MEASURES[0]
    assert discussed.extra == (("發言摘要", "王委員：領用簿應註記里程。\n主計處：經費由各機關預算支應。"),)
    assert (deferred.number, deferred.resolution) == ("2", "緩議。")
    assert [(case.section, case.number, case.resolution) for case in rulings] == [
        ("closing", "1", layouts.RULINGS[0]),
        ("closing", "2", layouts.RULINGS[1]),
    ]


def test_minutes_counted_in_small_numbers() -> None:
    found = read(layouts.counted_in_small_numbers())
    facts = dict(found.facts)
    assert (facts["chair"], facts["recorder"], facts["observers"]) == ("林市長", "陳科員", "無")
    assert [(case.section, case.subject) for case in found.cases[:2]] == [
        ("reports", layouts.REPORT),
        ("reports", "廉政業務統計。"),
    ]
    (case,) = found.cases[2:]
    assert (case.number, case.unit, case.subject, case.resolution) == ("1", "政風處", SUBJECT, RESOLUTION)
    assert found.tracked == (
        ReadTracked(number="1", task="擬具領用簿格式。", lead="秘書處", due="113.12.31"),
    )
    assert [one.where for one in found.unplaced] == ["body", "body", "table", "table"]


def test_minutes_with_framed_labels() -> None:
    found = read(layouts.framed_labels_and_headings_twice())
    assert found.meeting is not None
    assert found.meeting.slug == "113-2"
    facts = dict(found.facts)
    assert facts["present"] == "王委員\n李委員"
    assert facts["opening"] == "各位委員大家好。\n今天討論一案。"
    first, second, motion = found.cases
    assert (first.number, first.subject) == ("1", "油卡領用程序案，提請審議。")
    assert first.extra == (("提案一", "油卡領用程序案。"),)
    assert (second.number, second.resolution) == ("2", "修正後通過。")
    assert (motion.section, motion.number) == ("extempore", "")
    assert [one.text for one in found.unplaced][:2] == ["貳、顧問行政指導重點", "請留意期程。"]
    (row,) = found.tracked
    assert (row.lead, row.joint, row.due, row.status) == ("秘書處", "各機關", "113.12.31", "繼續列管")


def test_a_head_in_a_table_and_headings_without_numbers() -> None:
    found = read(layouts.head_in_a_table())
    facts = dict(found.facts)
    assert (facts["place"], facts["chair"], facts["present"]) == ("市政大樓", "林市長", "王委員\n李委員")
    report, first, second, ruling = found.cases
    assert (report.section, report.subject, report.result) == ("reports", layouts.REPORT + "。", "主席裁示")
    assert (first.number, first.subject, first.explanation) == ("1", SUBJECT, EXPLANATION[0])
    assert (second.number, second.resolution) == ("2", "保留。")
    assert (ruling.section, ruling.resolution) == ("closing", layouts.RULINGS[0])


def test_what_is_no_minutes_stays_unplaced() -> None:
    found = read(layouts.no_minutes())
    assert (found.cases, found.facts, found.meeting) == ((), (), None)
    assert len(found.unplaced) == 4


def sample(name: str) -> ReadDocument:
    folder = os.environ.get("SAMPLES_DIR")
    if not folder:
        pytest.skip(f"SAMPLES_DIR is not set: {name} was NOT read. Set it to the folder that holds the file.")
    data = (Path(folder) / name).read_bytes()
    found = minutes_of(READ["txt"](data))
    assert kept_of_minutes(found) == characters(data.decode())
    return found


def test_the_template_of_minutes() -> None:
    found = sample("minutes-template.txt")
    assert {name for name, _ in found.facts} >= {"time", "place", "chair", "recorder", "present", "absent"}
    assert [case.section for case in found.cases] == ["reports", "discussion", "discussion"]


def test_ten_fields() -> None:
    found = sample("minutes-ten-fields.txt")
    facts = dict(found.facts)
    assert (facts["present"], facts["adjourned"]) == ("如簽到表", "下午3時40分")
    assert facts["chair"] == facts["recorder"] == ""


def test_minutes_with_a_tracking_table() -> None:
    found = sample("minutes-with-tracking-table.txt")
    assert [case.section for case in found.cases] == ["discussion"] * 3 + ["extempore"]
    assert all(case.resolution for case in found.cases)
    assert [row.number for row in found.tracked] == ["1", "4", "7"]
