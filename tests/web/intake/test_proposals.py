"""The pages of importing 提案表: nothing before the check is confirmed, every correction kept, whole or not at all."""

import io
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.intake.batch_flow import BatchState
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Approval, ImportBatch, Meeting, Proposal, Resolution
from tests.client import HouseClient
from tests.intake_records import a_table, a_table_of
from tests.markup import attribute, document, elements
from tests.web.intake.conftest import As

T = TypeVar("T")
PAST = (("1", "照案通過。"), ("2", "修正後通過。"))
OPEN = (("1", ""), ("2", ""))


def count(session: Session, model: type[T]) -> int:
    return len(rows(session, model))


def rows(session: Session, model: type[T]) -> list[T]:
    """Every row, in the order it was made; the transaction ends, so that the program can write."""
    found = list(session.scalars(select(model).order_by(model.id)))  # type: ignore[attr-defined]
    session.expunge_all()
    session.rollback()
    return found


def upload(client: HouseClient, *files: tuple[io.BytesIO, str], **more: str) -> str:
    answer = client.submit(
        "/import/proposals", {"files": list(files), **more}, content_type="multipart/form-data"
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def fields(client: HouseClient, address: str) -> dict[str, str]:
    """What the check page's form would send as it stands."""
    tree, _ = document(client.get(address).get_data(as_text=True), fragment=False)
    form = next(one for one in elements(tree, "form") if attribute(one, "action") == address)
    sent: dict[str, str] = {}
    for one in elements(form, "input", "textarea", "select"):
        name, kind = attribute(one, "name") or "", attribute(one, "type")
        if one.tag.endswith("select"):
            chosen = [option for option in elements(one, "option") if "selected" in option.attrib]
            sent[name] = attribute((chosen or list(elements(one, "option")))[0], "value") or ""
        elif one.tag.endswith("textarea"):
            sent[name] = (one.text or "").removeprefix("\n")
        elif kind not in ("checkbox", "radio") or "checked" in one.attrib:
            sent[name] = attribute(one, "value") or ""
    sent.pop("csrf_token")
    return sent


def confirm(client: HouseClient, address: str, **changed: str) -> TestResponse:
    names = {name.replace("__", "-"): value for name, value in changed.items()}
    return client.submit(address, {**fields(client, address), "do": "confirm", **names})


def test_uploading_creates_a_batch_and_nothing_else(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    page = client.get(address).get_data(as_text=True)
    assert "113年第2次，提案 2 案，2 案有決議" in page
    assert "新會議，匯入後為結案" in page
    assert count(session, ImportBatch) == 1
    assert count(session, Proposal) == count(session, Meeting) == 0


def test_cases_with_resolution_become_a_closed_meeting(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    answer = confirm(client, address)
    assert answer.status_code == 303
    meeting = rows(session, Meeting)[0]
    assert (meeting.state, meeting.label, meeting.year) == (MeetingState.CLOSED, "113年第2次", 113)
    assert {one.state for one in rows(session, Proposal)} == {ProposalState.DECIDED}
    assert [one.text for one in rows(session, Resolution)] == [
        "照案通過。",
        "修正後通過。",
    ]
    receipt = client.get(address).get_data(as_text=True)
    assert "113-2-1" in receipt
    assert "撤銷這次匯入" in receipt


def test_an_officer_imports_drafts_and_a_head_schedules(as_: As, session: Session) -> None:
    confirm(as_("officer"), upload(as_("officer"), a_table(*OPEN)))
    assert {one.state for one in rows(session, Proposal)} == {ProposalState.DRAFT}
    title = "示範市政府115年第1次廉政會報提案表"
    confirm(as_("head"), upload(as_("head"), a_table(*OPEN, title=title)))
    states = [one.state for one in rows(session, Proposal)]
    assert states == [ProposalState.DRAFT] * 2 + [ProposalState.SCHEDULED] * 2
    (approval,) = rows(session, Approval)
    assert (approval.from_paper, approval.approver_name) == (False, "王小明")


def test_an_officer_schedules_only_with_the_paper_approval(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*OPEN))
    refused = confirm(client, address, **{"file1-create_as": "scheduled"})
    assert refused.status_code == 422
    assert "請登錄紙本核可" in refused.get_data(as_text=True)
    assert count(session, Proposal) == 0
    paper = {
        "file1-create_as": "scheduled",
        "file1-approver_title": "處長",
        "file1-approver_name": "林處長",
        "file1-decided_on": "113/08/01",
    }
    assert confirm(client, address, **paper).status_code == 303
    assert {one.state for one in rows(session, Proposal)} == {ProposalState.SCHEDULED}
    assert [one.from_paper for one in rows(session, Approval)] == [True]


def test_a_refused_page_can_be_corrected_and_sent_again(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    refused = confirm(client, address, **{"file1-label": "不是會次", "file1-case0-unit": "教育局"})
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert 'name="seen_version" value="1"' in page
    assert "教育局" in page
    assert confirm(client, address).status_code == 303
    assert len(rows(session, Proposal)) == 2


def test_corrections_are_kept_and_left_overs_can_be_placed(as_: As, session: Session) -> None:
    client = as_("officer")
    data = a_table_of(("1", "照案通過。"), more="這一段沒有欄位。")
    address = upload(client, (io.BytesIO(data), "表.docx"))
    sent = fields(client, address)
    left = next(name for name in sent if name.endswith("-case") and "left" in name)
    assert "這一段沒有欄位。" in client.get(address).get_data(as_text=True)
    changed = {
        name: ("0" if "left" in name and name.endswith("-case") else value) for name, value in sent.items()
    }
    saved = client.submit(address, {**changed, "file1-case0-unit": "教育局", "do": "save"})
    assert saved.status_code == 303
    assert count(session, Proposal) == 0
    again = fields(client, address)
    assert again["file1-case0-unit"] == "教育局"
    assert "這一段沒有欄位。" in again["file1-case0-explanation"]
    assert left not in again
    confirm(client, address)
    (proposal,) = rows(session, Proposal)
    assert (proposal.unit, proposal.agency_id is not None) == ("教育局", True)


def test_a_case_is_split_off_or_left_out(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(("1", "")))
    sent = fields(client, address)
    client.submit(address, {**sent, "file1-case0-split_at": "explanation:1", "do": "save"})
    again = fields(client, address)
    assert again["file1-case1-subject"].startswith("二、")
    assert "\n" not in again["file1-case0-explanation"]
    confirm(client, address, **{"file1-case1-left_out": "y"})
    assert count(session, Proposal) == 1


def test_the_same_file_again_doubles_nothing(as_: As, session: Session) -> None:
    client = as_("officer")
    for table in (PAST, OPEN):
        title = f"示範市政府11{len(table[0][1])}年第1次廉政會報提案表"
        confirm(client, upload(client, a_table(*table, title=title)))
        before = count(session, Proposal)
        address = upload(client, a_table(*table, title=title))
        page = client.get(address).get_data(as_text=True)
        assert "內容相同" in page
        refused = confirm(client, address)
        assert refused.status_code == 422
        assert count(session, Proposal) == before


def test_a_differing_case_is_skipped_or_updated_and_the_earlier_text_stays(as_: As, session: Session) -> None:
    client = as_("officer")
    confirm(client, upload(client, a_table(*PAST)))
    changed = a_table(("1", "修正通過。"), ("2", "修正後通過。"))
    address = upload(client, changed)
    assert "已有這一案，略過" in client.get(address).get_data(as_text=True)
    assert confirm(client, address).status_code == 422
    answer = confirm(
        client, address, **{"file1-case0-on_duplicate": "update", "file1-case0-explanation": "一、新的說明。"}
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert [one.number for one in rows(session, AgendaItem)] == [1, 2]
    assert rows(session, Proposal)[0].explanation == "一、新的說明。"
    assert rows(session, Resolution)[0].text == "修正通過。"
    assert count(session, Proposal) == 2
    undone = client.submit(f"{address}/undo", {"seen_version": _version(session, address)})
    assert undone.status_code == 303
    assert rows(session, Resolution)[0].text == "照案通過。"
    assert rows(session, Proposal)[0].explanation != "一、新的說明。"


def test_undoing_removes_everything_and_only_once(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    confirm(client, address)
    assert "將撤銷的資料" in client.get(f"{address}/undo").get_data(as_text=True)
    assert client.submit(f"{address}/undo", {"seen_version": "1"}).status_code == 409
    done = client.submit(f"{address}/undo", {"seen_version": _version(session, address)})
    assert done.status_code == 303
    assert count(session, Proposal) == count(session, Meeting) == count(session, Resolution) == 0
    assert rows(session, ImportBatch)[0].state is BatchState.UNDONE
    again = client.submit(f"{address}/undo", {"seen_version": _version(session, address)})
    assert again.status_code == 409


def test_what_somebody_worked_on_is_not_undone(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    confirm(client, address)
    proposal = session.scalars(select(Proposal).limit(1)).one()
    proposal.suggested_resolution = "另作決議。"
    session.commit()
    page = client.get(f"{address}/undo").get_data(as_text=True)
    assert "提案 1 筆匯入後已有人修改" in page
    refused = client.submit(f"{address}/undo", {"seen_version": _version(session, address)})
    assert refused.status_code == 409
    assert count(session, Proposal) == 2


def test_two_cases_of_one_number_are_not_taken(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(("1", "照案通過。"), ("1", "修正後通過。")))
    assert "1 處需要更正" in client.get(address).get_data(as_text=True)
    refused = confirm(client, address)
    assert refused.status_code == 422
    assert "同一場會議有兩案編號相同" in refused.get_data(as_text=True)
    assert confirm(client, address, **{"file1-case1-number": "２"}).status_code == 303
    assert len(rows(session, Proposal)) == 2


def test_a_form_sent_twice_creates_nothing_twice(as_: As, session: Session) -> None:
    client = as_("officer")
    sent = {"once_key": "k" * 24}
    first = upload(client, a_table(*PAST), **sent)
    assert upload(client, a_table(*PAST), **sent) == first
    assert count(session, ImportBatch) == 1
    form = {**fields(client, first), "do": "confirm"}
    assert client.submit(first, form).status_code == 303
    assert client.submit(first, form).status_code == 303
    assert client.submit(first, {**form, "once_key": "another"}).status_code == 303
    assert count(session, Proposal) == 2


def test_a_stale_page_shows_both_texts(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    old = fields(client, address)
    client.submit(address, {**old, "file1-case0-unit": "教育局", "do": "save"})
    stale = client.submit(address, {**old, "once_key": "x" * 20, "file1-case0-unit": "社會局", "do": "save"})
    assert stale.status_code == 409
    page = stale.get_data(as_text=True)
    assert "教育局" in page
    assert "社會局" in page


def test_another_committees_batch_is_absent(as_: As) -> None:
    address = upload(as_("officer"), a_table(*PAST))
    stranger = as_("other")
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{address}/undo").status_code == 404
    for verb in ("", "/discard", "/undo"):
        assert stranger.submit(address + verb, {"seen_version": "1"}).status_code == 404
    assert address not in stranger.get("/import").get_data(as_text=True)
    assert as_("admin").get(address).status_code == 404


def test_discarding_keeps_the_batch_and_creates_nothing(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, a_table(*PAST))
    assert client.submit(f"{address}/discard", {"seen_version": "1"}).status_code == 303
    assert "放棄" in client.get(address).get_data(as_text=True)
    assert count(session, Proposal) == 0


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "空.docx", "是空的"),
        (b"plain text", "假.docx", "另存成 DOCX、ODT、TXT"),
        (b"%PDF-1.7 %%EOF", "檔.pdf", "另存成 DOCX、ODT、TXT"),
        (b"PK\x03\x04broken", "壞.docx", "「壞.docx」"),
        (b"PK\x03\x04", "巨集.docm", "巨集"),
    ],
    ids=["empty", "not_a_docx", "pdf", "damaged", "macro"],
)
def test_a_refused_file_is_named_with_the_way_out(
    as_: As, session: Session, data: bytes, name: str, words: str
) -> None:
    client = as_("officer")
    answer = client.submit(
        "/import/proposals", {"files": [(io.BytesIO(data), name)]}, content_type="multipart/form-data"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"「{name}」" in page
    assert words in page
    assert count(session, ImportBatch) == 0


def test_one_bad_file_does_not_stop_the_others(as_: As, session: Session) -> None:
    client = as_("officer")
    address = upload(client, (io.BytesIO(b""), "空.docx"), a_table(*PAST))
    page = client.get(address).get_data(as_text=True)
    assert "「空.docx」是空的" in page
    assert "提案表.docx" in page


def test_no_file_is_refused_in_words(as_: As) -> None:
    answer = as_("officer").submit("/import/proposals", {})
    assert answer.status_code == 422
    assert "請先選擇要匯入的檔案" in answer.get_data(as_text=True)


def _version(session: Session, address: str) -> str:
    number = int(address.rsplit("/", 1)[-1])
    return str(next(one.version for one in rows(session, ImportBatch) if one.id == number))
