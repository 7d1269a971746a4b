"""J7 without JavaScript: from the resolution to shares on their way, all or nothing, once."""

import re

from sqlalchemy import select

from app.domain.tracking.assignment_flow import AssignmentState
from app.models import Assignment, Dispatch, FirstReading, ProgressReport, Reminder, TrackedItem
from tests.client import HouseClient
from tests.people import hidden, send
from tests.services.tracking.conftest import Loop

URL = "/resolutions/115-2-1"
SPLIT = f"{URL}/split"
LETTER = {
    "letter_on": "1151120", "document_number": "示府政預字第1150005000號",
    "approver_title": "政風處處長", "approver_name": "王大明",
}  # fmt: skip


def typed(page: str) -> dict[str, object]:
    """Every field of the page's last form as it opened."""
    form = re.findall(r"<form.*?</form>", page, re.DOTALL)[-1]
    fields: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if attributes.get("type") == "checkbox" and " checked" not in tag:
            continue
        if name := attributes.get("name"):
            value = attributes.get("value", "")
            before = fields.get(name)
            fields[name] = (
                value if before is None else [*(before if isinstance(before, list) else [before]), value]
            )
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        fields[name] = value
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        fields[name] = chosen[1] if chosen else ""
    return fields


def filled(client: HouseClient) -> dict[str, object]:
    fields = typed(client.get(SPLIT).text)
    fields |= {
        "leads-0": "教育局、3局",
        "mode-0": "several_leads",
        "due_kind-0": "fixed_date",
        "due_on-0": "1151231",
    }
    fields["frequency-0"] = "once"
    return fields


def to_check(client: HouseClient, **changed: object) -> dict[str, object]:
    shown = client.post(SPLIT, data={**filled(client), **changed, "step": "check"})
    assert shown.status_code == 200, shown.text
    assert "將建立 <strong>1 項 2 件</strong>（115-2-1-1 至 115-2-1-2）" in shown.text
    assert "已分辦貴局，請填報辦理情形" in shown.text
    return typed(shown.text)


def test_split_check_make_and_send_in_one_go(ready: Loop, officer: HouseClient, contact: HouseClient) -> None:
    assert "分辦" in officer.get(URL).text
    assert contact.get(URL).status_code == 404
    fields = to_check(officer)
    made = officer.post(SPLIT, data={**fields, **LETTER, "step": "make_and_send"})
    assert made.status_code == 303, made.text
    again = officer.post(SPLIT, data={**fields, **LETTER, "step": "make_and_send"})
    assert again.location == made.location  # the one-time key leads where the first sending led
    shares = ready.stage.world.look(select(Assignment).order_by(Assignment.serial))
    assert [(one.code, one.state) for one in shares] == [
        ("115-2-1-1", AssignmentState.DISPATCHED), ("115-2-1-2", AssignmentState.DISPATCHED),
    ]  # fmt: skip
    assert len(ready.stage.world.look(select(Reminder))) == 2
    page = officer.get(made.location).text
    assert "示府政預字第1150005000號" in page
    assert "2／2" in page
    seen = contact.get(URL).text
    assert "115-2-1-1" in seen
    assert "115-2-1-2" not in seen


def test_a_batch_is_taken_back_until_somebody_reads_it(
    ready: Loop, officer: HouseClient, contact: HouseClient
) -> None:
    officer.post(SPLIT, data={**to_check(officer), **LETTER, "step": "make_and_send"})
    (batch,) = ready.stage.world.look(select(Dispatch))
    back = f"{URL}/dispatches/{batch.id}/take-back"
    assert send(officer, back, page=URL).status_code == 303
    assert {one.state for one in ready.stage.world.look(select(Assignment))} == {AssignmentState.PREPARED}
    assert {one.superseded_at is None for one in ready.stage.world.look(select(Reminder))} == {False}
    assert send(officer, f"{URL}/dispatch", **LETTER).status_code == 303
    batch = ready.stage.world.look(select(Dispatch))[-1]
    assert contact.get("/report").status_code == 200  # its whole page of what it owes
    assert ready.stage.world.look(select(FirstReading.read_by_id)) != []
    refused = send(officer, f"{URL}/dispatches/{batch.id}/take-back", page=URL)
    assert refused.status_code == 409
    assert "已有機關開啟這批分辦" in refused.text


def test_an_agency_that_reported_is_not_unticked_and_its_report_stays(
    ready: Loop, officer: HouseClient
) -> None:
    officer.post(SPLIT, data={**to_check(officer), **LETTER, "step": "make_and_send"})
    ready.session.rollback()
    share = ready.session.query(Assignment).order_by(Assignment.serial).first()
    assert share is not None
    ready.report(share)
    ready.stage.world.save()
    (batch,), (item,) = ready.stage.world.look(select(Dispatch)), ready.stage.world.look(select(TrackedItem))
    refused = send(officer, f"{URL}/dispatches/{batch.id}/take-back", page=URL)
    assert refused.status_code == 409
    assert officer.submit(f"/items/{item.code}/remove", {"seen_version": item.version}).status_code == 409
    assert len(ready.stage.world.look(select(ProgressReport))) == 1
    assert len(ready.stage.world.look(select(Assignment).where(Assignment.removed_at.is_(None)))) == 2


def test_what_is_wrong_is_said_at_its_item_and_nothing_is_lost(officer: HouseClient) -> None:
    wrong = {"leads-0": "教育居、3局", "title-0": "", "due_on-0": "115/13/40"}
    refused = officer.post(SPLIT, data={**filled(officer), **wrong, "step": "check"})
    assert refused.status_code == 422
    for text in ("找不到機關「教育居」，是不是「教育局」？", "沒有這一天", "115/13/40", "教育居、3局"):
        assert text in refused.text, text
    one = officer.post(SPLIT, data={**filled(officer), "leads-0": "教育局", "step": "check"})
    assert "要有 2 個以上的主辦機關，目前選了 1 個" in one.text
    nothing = {name: value for name, value in filled(officer).items() if not name.startswith("use-")}
    assert "件的期限已過" not in officer.post(SPLIT, data={**filled(officer), "step": "check"}).text
    late = officer.post(SPLIT, data={**filled(officer), "due_on-0": "1150930", "step": "check"})
    assert "有 2 件的期限已過（最早 115年9月30日），一發出就是逾期未完成" in late.text
    assert "請至少列出一項列管事項" in officer.post(SPLIT, data={**nothing, "step": "check"}).text


def test_rows_can_be_left_out_and_have_their_own_text_and_day(ready: Loop, officer: HouseClient) -> None:
    shown = officer.post(SPLIT, data={**filled(officer), "leads-0": "教育局、3局、4局", "step": "check"}).text
    fields = typed(shown)
    rows = fields["in-0"]
    assert isinstance(rows, list)
    fields["in-0"] = rows[:2]
    fields[f"own-0-{rows[1]}"] = "請協助彙整。"
    fields[f"day-0-{rows[1]}"] = "1160131"
    made = officer.post(SPLIT, data={**fields, "step": "make"})
    assert made.status_code == 303
    shares = ready.stage.world.look(select(Assignment).order_by(Assignment.serial))
    assert [(one.text, str(one.due_original)) for one in shares] == [
        ("", "2026-12-31"), ("請協助彙整。", "2027-01-31"),
    ]  # fmt: skip
    (item,) = ready.stage.world.look(select(TrackedItem))
    removed = send(officer, f"/items/{item.code}/remove", page=URL)
    assert removed.status_code == 303
    assert "尚未分辦" in officer.get(URL).text


def test_a_group_gives_every_agency_its_share(ready: Loop, head: HouseClient) -> None:
    page = head.get(SPLIT).text
    group = re.search(r'name="groups-0" value="(\d+)"', page)
    assert group is not None
    fields = typed(page) | {
        "leads-0": "",
        "mode-0": "each_agency",
        "groups-0": group[1],
        "due_kind-0": "ongoing",
    }
    shown = head.post(SPLIT, data={**fields, "step": "check"}).text
    assert "1 項 4 件" in shown
    made = head.post(SPLIT, data={**typed(shown), **LETTER, "step": "make_and_send"})
    assert made.status_code == 303, made.text
    assert len(ready.stage.world.look(select(Assignment))) == 4
    assert hidden(head.get(URL), URL) is not None
