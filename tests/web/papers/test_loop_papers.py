"""Papers of the loop from the pages that offer them: whose they are, what they say, and that asking changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.tracking.decisions import ApprovalMode
from app.models import Assignment, ExtensionRequest
from app.services.tracking import extensions
from app.services.tracking.extensions import HERE
from tests.documents.files import lines
from tests.people import TODAY, hidden
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import loop, when
from tests.web.tracking.conftest import desk
from tests.web.tracking.reporting_city import TEXT, Desk, shown_fields

__all__ = ["desk", "loop", "stage"]
SENT = {"progress": "under_way", "text": TEXT}


def test_an_agency_prints_what_it_is_about_to_send_and_what_it_sent(desk: Desk) -> None:
    desk.mode(ApprovalMode.PAPER)
    desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "save"})
    sheet = f"{desk.page}/approval-sheet"
    assert f"{sheet}.pdf" in desk.contact.get(desk.page).text
    for url in (f"{sheet}.docx", "/report/approval-sheet.docx"):
        printed = lines(desk.contact.get(url).data, "docx")
        assert any(TEXT in line for line in printed)
        assert {"承辦人", "單位主管", "機關首長（或授權人）"} <= set(printed)
    for stranger in (desk.other, desk.officer):
        assert stranger.get(f"{sheet}.docx").status_code == 404
    assert desk.contact.get(f"{sheet}.txt").status_code == 404
    desk.mode(ApprovalMode.WITHOUT)
    receipt = f"/assignments/{desk.first}/reports/1/receipt"
    assert desk.contact.get(f"{receipt}.docx").status_code == 404
    answer = desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "send"})
    assert f"{receipt}.pdf" in desk.contact.get(answer.location).text
    agency = desk.loop.agencies[1]
    word, writer = (lines(desk.contact.get(f"{receipt}.{fmt}").data, fmt) for fmt in ("docx", "odt"))
    assert word == writer
    assert any(line.endswith(TEXT) for line in word)
    assert next(line for line in word if line.startswith("收據編號：")).endswith(f"-{agency.code}-1")
    assert not any(desk.second in line for line in word)
    assert desk.officer.get(f"{receipt}.docx").status_code == 200
    assert desk.other.get(f"{receipt}.docx").status_code == 404


def test_the_ticked_rows_make_the_list_and_the_memo(desk: Desk) -> None:
    world = desk.loop.stage.world
    shares = [desk.loop.session.get_one(Assignment, one.id) for one in desk.look(select(Assignment))]
    for one in shares[:2]:
        desk.loop.reported_done(one)
    codes, ids = [one.code for one in shares], [one.id for one in shares]
    desk.settle()
    page = desk.officer.get("/release")
    assert "/release/list.docx" in page.text
    fields = hidden(page, "/release")
    ticked = {**fields, "shares": [str(one) for one in ids[:2]]}
    answer = desk.officer.post("/release/list.docx", data=ticked)
    assert answer.status_code == 200, answer.text
    printed = lines(answer.data, "docx")
    assert [code for code in codes if code in printed] == codes[:2]
    assert "合計 1 項、2 件。" in printed
    memo = desk.officer.post("/release/memo.txt", data=ticked).get_data(as_text=True)
    assert memo.startswith("主旨：擬解除")
    assert "1項、2件" in memo
    assert "擬辦：\n奉核後" in memo
    assert desk.officer.post("/release/memo.odt", data=ticked).status_code == 200
    for nothing in ({}, {"shares": "1000000"}):
        refused = desk.officer.post("/release/list.docx", data={**fields, **nothing})
        assert (refused.status_code, "至少勾選一件" in refused.text) == (422, True)
    assert desk.contact.post("/release/list.docx", data=fields).status_code in (403, 404)
    assert {one.state for one in world.look(select(Assignment).where(Assignment.id.in_(ids[:2])))} == {
        "release_proposed"
    }


@pytest.mark.parametrize("decision", ["granted", "granted_otherwise", "refused"])
def test_a_decided_request_has_its_letter(desk: Desk, decision: str) -> None:
    wanted = TODAY + timedelta(60)
    url = f"/assignments/{desk.first}/extension"
    fields = {
        **shown_fields(desk.contact, url),
        "wanted_on": "1160119",
        "reason": "budget",
        "reason_text": "",
    }
    assert desk.contact.submit(url, fields).status_code == 303
    (asked,) = desk.look(select(ExtensionRequest))
    letter = f"/review/extension/{asked.id}/letter"
    assert desk.officer.get(f"{letter}.txt").location.endswith(f"/review/extension/{asked.id}")
    session, head = desk.loop.session, desk.loop.head
    row = session.get_one(ExtensionRequest, asked.id)
    session.refresh(row, ["assignment"])
    given = {"seen_version": row.version, **when()}
    if decision == "granted":
        extensions.grant(session, head, row, HERE, answer="", **given)
    elif decision == "refused":
        extensions.refuse(session, head, row, HERE, answer="請如期完成。", **given)
    else:
        extensions.grant_otherwise(session, head, row, wanted, HERE, answer="先展延一個月。", **given)
    desk.settle()
    assert f"{letter}.txt" in desk.officer.get(f"/assignments/{desk.first}").text
    assert f"{letter}.txt" in desk.officer.get(f"/review/extension/{asked.id}").text
    text = desk.officer.get(f"{letter}.txt").get_data(as_text=True)
    expected = {"granted": "同意照辦", "granted_otherwise": "同意展延至", "refused": "歉難同意"}
    assert expected[decision] in text
    assert "116年1月19日" in text
    assert desk.officer.get(f"{letter}.docx").status_code == 200
    assert desk.contact.get(f"{letter}.docx").status_code in (403, 404)
