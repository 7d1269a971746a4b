"""Importing 會議紀錄: meeting, lines, resolutions and the minutes themselves from a check page; nothing before it, whole undo."""

import io
from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.minutes import from_json
from app.domain.meetings.minutes_flow import MinutesCut, MinutesState
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.proposals.proposal_flow import ProposalState
from app.models import (
    AgendaItem,
    Approval,
    ImportBatch,
    Meeting,
    Minutes,
    MinutesSummary,
    MinutesVersion,
    Proposal,
    Remark,
    Resolution,
)
from tests.client import HouseClient
from tests.readers import minutes_layouts as layouts
from tests.readers.papers import Paper
from tests.web.intake.conftest import As
from tests.web.intake.test_proposals import count, fields, rows

WHOLE = layouts.counted_in_capitals()
MADE = (Meeting, AgendaItem, Proposal, Resolution, Remark, Minutes, MinutesVersion, MinutesSummary, Approval)
APPROVED = {"file1-approver_title": "市長", "file1-approver_name": "林市長", "file1-decided_on": "113/9/20"}


def upload(client: HouseClient, *papers: Paper) -> str:
    files = [(io.BytesIO(paper.data), paper.filename) for paper in papers]
    answer = client.submit("/import/minutes", {"files": files}, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def confirm(
    client: HouseClient, address: str, status: int = 303, changed: Mapping[str, str] = MappingProxyType({})
) -> str:
    answer = client.submit(address, {**fields(client, address), "do": "confirm", **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page
    return page


def changed_paper(before: str, after: str) -> Paper:
    text = WHOLE.text.replace(before, after)
    assert text != WHOLE.text
    return Paper("改.txt", text.encode(), text)


def test_nothing_is_made_before_the_check_page_is_confirmed(as_: As, session: Session) -> None:
    client = as_("officer")
    page = client.get(upload(client, WHOLE)).get_data(as_text=True)
    assert "113年第2次，提案 2 案，2 案有決議，報告及裁示 5 項" in page
    assert "新會議，匯入後為結案" in page
    assert "1130912" in page
    assert count(session, ImportBatch) == 1
    assert not any(count(session, model) for model in MADE)


def test_minutes_become_a_closed_meeting_with_everything_they_say(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, WHOLE)
    confirm(client, address)
    (meeting,) = rows(session, Meeting)
    assert (meeting.state, meeting.label, meeting.year) == (MeetingState.CLOSED, "113年第2次", 113)
    assert (meeting.held_on, meeting.starts_at, meeting.ends_at) == (
        date(2024, 9, 12),
        time(14),
        time(16, 30),
    )
    assert (meeting.place, meeting.chair) == ("市政大樓三樓會議室", "林市長")
    items = sorted(
        rows(session, AgendaItem), key=lambda item: (list(Section).index(item.section), item.position)
    )
    assert [(item.code, item.title) for item in items] == [
        ("113-2-M1", "確認上次會議紀錄"), ("113-2-R1", ""), ("113-2-R2", "廉政業務統計。"), ("113-2-1", ""), ("113-2-2", ""),
    ]  # fmt: skip
    assert [one.state for one in rows(session, Proposal) if one.unit != "政風處" or one.deferrals] == [
        ProposalState.APPROVED
    ]
    found = {one.code: one for one in rows(session, Resolution)}
    assert {code: (one.kind, one.disposition, one.tracking_choice) for code, one in found.items()} == {
        "113-2-M1": (ResolutionKind.DECISION, None, TrackingChoice.NONE),
        "113-2-R1": (ResolutionKind.DECISION, Disposition.NOTED, TrackingChoice.NONE),
        "113-2-R2": (ResolutionKind.DECISION, Disposition.FILED, TrackingChoice.NONE),
        "113-2-1": (ResolutionKind.RESOLUTION, Disposition.ADOPTED_AMENDED, TrackingChoice.TRACK),
        "113-2-2": (ResolutionKind.RESOLUTION, Disposition.DEFERRED, TrackingChoice.NONE),
        "113-2-C1": (ResolutionKind.RULING, None, TrackingChoice.TRACK),
        "113-2-C2": (ResolutionKind.RULING, None, TrackingChoice.TRACK),
    }
    assert [(one.speaker, one.text) for one in rows(session, Remark)] == [
        ("王委員", "領用簿應註記里程。"),
        ("主計處", "經費由各機關預算支應。"),
    ]
    receipt = client.get(address).get_data(as_text=True)
    assert "113-2-C2" in receipt
    assert layouts.RULINGS[1] in receipt


def test_the_minutes_are_a_draft_with_the_papers_own_text_as_a_version(as_: As, session: Session) -> None:
    client = as_("officer")
    confirm(client, upload(client, WHOLE))
    (minutes,) = rows(session, Minutes)
    assert minutes.state is MinutesState.DRAFTING
    assert (minutes.recorder, minutes.observers, minutes.absent) == ("陳科員", "主計處張科長", "周委員")
    (version,) = rows(session, MinutesVersion)
    assert version.cut_for is MinutesCut.IMPORT
    written = [line.strip() for line in WHOLE.text.split("\n") if line.strip()]
    assert from_json(version.content).source.split("\n") == written
    page = client.get("/meetings/113-2/minutes/versions/1").get_data(as_text=True)
    assert "匯入檔案的原文" in page
    assert "（略）" in page


def test_with_the_approval_they_are_approved_and_frozen(as_: As, session: Session) -> None:
    client = as_("officer")
    confirm(client, upload(client, WHOLE), changed=APPROVED)
    (minutes,) = rows(session, Minutes)
    (approval,) = rows(session, Approval)
    assert (minutes.state, approval.approver_name) == (MinutesState.APPROVED, "林市長")
    assert [one.state for one in rows(session, Meeting)] == [MeetingState.CLOSED]
    first, approved = rows(session, MinutesVersion)
    assert approved.cut_for is MinutesCut.APPROVAL
    assert approved.content["source"] == first.content["source"] != ""
    again = upload(client, changed_paper("緩議。", "照案通過。"))
    page = confirm(client, again, 422, {"file1-case4-on_duplicate": "update"})
    assert "會議紀錄已核定" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"file1-approver_name": "林市長"}, "請填寫核可日期"),
        ({**APPROVED, "file1-decided_on": "113/9/1"}, "核定日期不能早於開會日期"),
        ({**APPROVED, "file1-decided_on": "120/9/1"}, "不能"),
        ({**APPROVED, "file1-case2-resolution": ""}, "還有案件沒有登錄決議"),
        ({"file1-label": ""}, "會議紀錄必須屬於一場會議"),
        ({"file1-label": "不是會次"}, "會次"),
        ({"file1-title": ""}, "會議名稱"),
        ({"file1-starts_at": "下午"}, "時間"),
        ({"file1-case5-resolution": ""}, "決議"),
        ({"file1-case3-section": "closing"}, "這個議程項目沒有這一欄"),
        ({"file1-case1-section": "awards"}, "這個議程項目沒有這一欄"),
        ({"file1-case0-kind": "nonsense"}, "請重新選擇"),
        ({"file1-case4-number": "1"}, "同一場會議有兩案編號相同"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    as_: As, session: Session, changed: dict[str, str], said: str
) -> None:
    client = as_("officer")
    page = confirm(client, upload(client, WHOLE), 422, changed)
    assert said in page
    assert not any(count(session, model) for model in MADE)


def test_a_line_without_its_outcome_leaves_the_meeting_adjourned(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(
        client, changed_paper("    決    定：准予備查。\n".replace("    決    定", "    決　　定"), "")
    )
    assert "匯入後為已散會" in client.get(address).get_data(as_text=True)
    confirm(client, address)
    assert [one.state for one in rows(session, Meeting)] == [MeetingState.ADJOURNED]


def test_the_same_minutes_again_change_nothing_and_others_are_skipped_or_taken(
    as_: As, session: Session
) -> None:
    client = as_("officer")
    confirm(client, upload(client, WHOLE))
    before = {model: count(session, model) for model in MADE}
    page = confirm(client, upload(client, layouts.as_odt()), 422)
    assert "內容相同" in page
    assert "會議資料與紀錄相同" in page
    text = WHOLE.text.replace("陳科員", "張科員").replace("准予備查。", "准予備查，請秘書處追蹤。")
    text = text.replace(layouts.RULINGS[0], "請各機關於六月底前完成盤點。").replace("緩議。", "保留。")
    address = upload(client, Paper("改.txt", text.encode(), text))
    confirm(client, address, 422)
    changed = {f"file1-case{number}-on_duplicate": "update" for number in (2, 4, 5)}
    confirm(client, address, changed={**changed, "file1-on_duplicate": "update"})
    texts = {one.code: one.text for one in rows(session, Resolution)}
    assert texts["113-2-R2"] == "准予備查，請秘書處追蹤。"
    assert texts["113-2-C1"] == "請各機關於六月底前完成盤點。"
    assert texts["113-2-2"] == "保留。"
    assert rows(session, Minutes)[0].recorder == "張科員"
    assert {model: count(session, model) for model in MADE if model is not MinutesVersion} == {
        model: number for model, number in before.items() if model is not MinutesVersion
    }


def test_nothing_is_written_that_the_paper_does_not_say(as_: As, session: Session) -> None:
    client = as_("officer")
    whole = layouts.counted_in_small_numbers()
    text = whole.text.replace("紀錄：陳科員", "")
    paper = Paper(whole.filename, text.encode(), text)
    confirm(client, upload(client, paper))
    assert [one.recorder for one in rows(session, Minutes)] == [""]
    assert "會議資料與紀錄相同" in client.get(upload(client, paper)).get_data(as_text=True)


def test_minutes_fill_in_what_the_meeting_of_an_imported_table_lacks(as_: As, session: Session) -> None:
    from tests.intake_records import a_table
    from tests.web.intake.test_proposals import confirm as confirm_table
    from tests.web.intake.test_proposals import upload as upload_table

    client = as_("officer")
    confirm_table(client, upload_table(client, a_table(("1", "照案通過。"))))
    address = upload(client, WHOLE)
    assert "已有這場會議，目前結案；會議資料及會議紀錄會補上或更新" in client.get(address).get_data(
        as_text=True
    )
    confirm(client, address)
    (meeting,) = rows(session, Meeting)
    assert (meeting.held_on, meeting.chair) == (date(2024, 9, 12), "林市長")
    assert sorted(one.code or "" for one in rows(session, AgendaItem)) == [
        "113-2-1", "113-2-2", "113-2-M1", "113-2-R1", "113-2-R2",
    ]  # fmt: skip
    undo(client, session, address)
    (meeting,) = rows(session, Meeting)
    assert (meeting.held_on, meeting.starts_at, meeting.chair) == (None, None, "")
    assert count(session, AgendaItem) == 1
    assert count(session, Minutes) == 0


@pytest.mark.parametrize("approval", [{}, APPROVED], ids=["draft", "approved"])
def test_undoing_takes_everything_back(as_: As, session: Session, approval: dict[str, str]) -> None:
    client = as_("officer")
    address = upload(client, WHOLE)
    confirm(client, address, changed=approval)
    undo(client, session, address)
    assert not any(count(session, model) for model in MADE)


def test_left_overs_go_to_a_case_or_to_the_head(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, layouts.framed_labels_and_headings_twice())
    sent = fields(client, address)
    page = client.get(address).get_data(as_text=True)
    assert "請留意期程。" in page
    changed = {"file1-left1-case": "-1", "file1-left1-field": "opening"}
    changed |= {"file1-left0-case": "0", "file1-left0-field": "remarks"}
    assert client.submit(address, {**sent, **changed, "do": "save"}).status_code == 303
    again = fields(client, address)
    assert again["file1-opening"].endswith("\n請留意期程。")
    assert again["file1-case0-remarks"] == "貳、顧問行政指導重點"
    confirm(client, address)
    assert "請留意期程。" in rows(session, Minutes)[0].opening
    assert "【領用簿】擬具格式。" in client.get(address).get_data(as_text=True)
    motion = next(one for one in rows(session, AgendaItem) if one.section is Section.EXTEMPORE)
    assert motion.code == "113-2-3"


def test_another_text_of_a_resolution_is_judged_anew_unless_somebody_chose(as_: As) -> None:
    client = as_("officer")
    address = upload(client, WHOLE)
    sent = fields(client, address)
    assert sent["file1-case4-disposition"] == "deferred"
    client.submit(address, {**sent, "file1-case4-resolution": "撤案。", "do": "save"})
    sent = fields(client, address)
    assert sent["file1-case4-disposition"] == "withdrawn"
    chosen = {"file1-case4-resolution": "另議。", "file1-case4-disposition": "rejected", "do": "save"}
    client.submit(address, {**sent, **chosen})
    assert fields(client, address)["file1-case4-disposition"] == "rejected"


def test_others_do_not_import_minutes(as_: As) -> None:
    address = upload(as_("officer"), WHOLE)
    for stranger in (as_("other"), as_("admin")):
        assert stranger.get(address).status_code == 404
        assert stranger.submit(address, {"seen_version": "1", "do": "confirm"}).status_code == 404
    assert as_("admin").submit("/import/minutes", {}).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "空.docx", "是空的"),
        (b"%PDF-1.7 %%EOF", "檔.pdf", "另存成 DOCX、ODT、TXT"),
        (b"PK\x03\x04broken", "壞.docx", "「壞.docx」"),
    ],
)
def test_a_refused_file_is_named(as_: As, session: Session, data: bytes, name: str, words: str) -> None:
    answer = as_("officer").submit(
        "/import/minutes", {"files": [(io.BytesIO(data), name)]}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert count(session, ImportBatch) == 0


def undo(client: HouseClient, session: Session, address: str) -> None:
    number = int(address.rsplit("/", 1)[-1])
    version = session.scalar(select(ImportBatch.version).where(ImportBatch.id == number))
    session.rollback()
    answer = client.submit(f"{address}/undo", {"seen_version": str(version)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
