"""Pages of meetings: happy, refused, unseen, stale."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, Committee, Meeting, Resolution
from tests.client import HouseClient
from tests.people import hidden, send
from tests.web.meetings.conftest import Pages

NEW = {
    "label": "115年第2次", "title": "示範市政府115年第2次廉政會報", "kind": "regular", "held_on": "1151216",
    "starts_at": "1400", "ends_at": "16:00", "place": "第一會議室", "chair": "市長", "year": "115",
}  # fmt: skip
APPROVAL = {
    "approver_title": "局長", "approver_name": "高以樂", "decided_on": "1151120", "document_number": "示教字第1號",
}  # fmt: skip


def test_an_officer_plans_a_meeting_and_puts_cases_on(pages: Pages, officer: HouseClient) -> None:
    pages.passed("建請加強宣導，提請審議。")
    pages.passed("建請採用工具，提請審議。")
    pages.world.save()
    assert "還沒有任何會議" in officer.get("/meetings").text
    made = send(officer, "/meetings/new?committee=MAIN", page="/meetings/new", **NEW)
    assert made.status_code == 303, made.text
    shown = officer.get(made.location)
    assert "115年12月16日（三） 14:00 至 16:00" in shown.text
    assert shown.text.count("checked") == 2
    codes = re.findall(r'name="proposals" value="([^"]+)"', shown.text)
    answer = officer.post(
        "/meetings/115-2/agenda/proposals",
        data=hidden(shown, "/meetings/115-2/agenda/proposals")
        | {"proposals": codes, "section": "discussion"},
    )
    assert answer.status_code == 303
    after = officer.get("/meetings/115-2").text
    assert "115-2-1" in after
    assert "115-2-2" in after
    assert "已將 2 件提案排入議程" in after
    assert "115年第2次" in officer.get("/meetings").text


def test_the_next_meeting_is_proposed_from_the_last(pages: Pages, officer: HouseClient) -> None:
    pages.meeting()
    pages.world.save()
    text = officer.get("/meetings/new").text
    assert 'value="115年第3次"' in text or 'value="116年第1次"' in text
    assert 'value="市長"' in text


def test_sending_the_form_twice_makes_one_meeting(pages: Pages, officer: HouseClient) -> None:
    shown = officer.get("/meetings/new")
    data = hidden(shown) | NEW
    first = officer.post("/meetings/new?committee=MAIN", data=data)
    again = officer.post("/meetings/new?committee=MAIN", data=data)
    assert (first.status_code, again.status_code, again.location) == (303, 303, first.location)
    assert len(pages.fresh().scalars(select(Meeting)).all()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("label", "", "這一欄必填"),
        ("label", "年終", "看不懂這個會次"),
        ("ends_at", "13:00", "結束時間必須晚於開始時間"),
        ("starts_at", "二點半多", "看不懂這個時間"),
        ("held_on", "115/13/1", "例如"),
        ("year", "一一五", "請填民國年"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_sentence(
    pages: Pages, officer: HouseClient, field: str, typed: str, sentence: str
) -> None:
    answer = send(officer, "/meetings/new?committee=MAIN", page="/meetings/new", **{**NEW, field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "第一會議室" in answer.text
    assert pages.fresh().scalars(select(Meeting)).all() == []


def test_a_stale_edit_shows_both_texts(pages: Pages, officer: HouseClient, head: HouseClient) -> None:
    pages.shown(MeetingState.PREPARING)
    seen = hidden(officer.get("/meetings/115-2/edit"), "/meetings/115-2/edit")
    assert send(head, "/meetings/115-2/edit", **{**NEW, "place": "集會堂"}).status_code == 303
    answer = officer.post("/meetings/115-2/edit", data=seen | NEW)
    assert answer.status_code == 409
    assert "集會堂" in answer.text
    assert "第一會議室" in answer.text


def test_moving_and_taking_off(pages: Pages, officer: HouseClient) -> None:
    meeting = pages.shown(MeetingState.PREPARING)
    first, second, _ = pages.ids(meeting)
    moved = send(officer, f"/meetings/115-2/agenda/{second}/move", page="/meetings/115-2", step="up")
    assert moved.status_code == 303
    stale = officer.post(
        f"/meetings/115-2/agenda/{second}/move",
        data=hidden(officer.get("/meetings/115-2")) | {"seen_version": "1", "step": "up"},
    )
    assert stale.status_code == 409
    off = send(officer, f"/meetings/115-2/agenda/{first}/take-off", page="/meetings/115-2")
    assert off.status_code == 303
    pages.fresh()
    assert pages.subjects(meeting) == ["第2件提案。", "第3件提案。"]


def test_after_the_agenda_is_set_taking_off_asks_for_a_reason(pages: Pages, officer: HouseClient) -> None:
    meeting = pages.shown(MeetingState.AGENDA_SET)
    url = f"/meetings/115-2/agenda/{pages.ids(meeting)[1]}/take-off"
    refused = send(officer, url)
    assert refused.status_code == 422
    assert send(officer, url, reason="移列下次會議").status_code == 303
    pages.fresh()
    assert pages.codes(meeting) == ["115-2-1", "115-2-3"]


def test_only_the_head_sets_the_agenda(pages: Pages, officer: HouseClient, head: HouseClient) -> None:
    pages.shown(MeetingState.PREPARING)
    page = officer.get("/meetings/115-2")
    assert "由政風主管辦理" in page.text
    token = hidden(page)["csrf_token"]
    refused = officer.post("/meetings/115-2/set-agenda", data={"csrf_token": token, "seen_version": "4"})
    assert refused.status_code == 404
    done = send(head, "/meetings/115-2/set-agenda", page="/meetings/115-2")
    assert done.status_code == 303
    assert "議程已定稿" in head.get("/meetings/115-2").text


def test_from_start_to_end(pages: Pages, officer: HouseClient) -> None:
    pages.shown(MeetingState.AGENDA_SET)
    assert send(officer, "/meetings/115-2/start", page="/meetings/115-2").status_code == 303
    title = send(
        officer,
        "/meetings/115-2/agenda/titles",
        page="/meetings/115-2",
        section="extempore",
        title="臨時提案",
    )
    assert title.status_code == 303
    recorded = _record(officer, "1", text="照案通過。", disposition="adopted")
    assert recorded.status_code == 303
    _record(officer, "closing", text="請各機關首長督導。", kind="ruling")
    assert "尚未登錄決議的案件（3）" in officer.get("/meetings/115-2/adjourn").text
    assert send(officer, "/meetings/115-2/adjourn", ends_at="15:40").status_code == 303
    text = officer.get("/meetings/115-2").text
    assert "已散會" in text
    assert "115-2-C1" in text
    assert "115-2-4" in text
    assert "登錄決議" in officer.get("/meetings/115-2/history").text


def _record(client: HouseClient, number: str, **fields: str) -> TestResponse:
    given = {"kind": "resolution", "disposition": "", "tracking_choice": "", "amended_measures": ""}
    url = f"/meetings/115-2/cases/{number}"
    return send(client, f"{url}/resolutions", page=url, **{**given, **fields})


def test_a_recognised_disposition_is_put_before_the_person(pages: Pages, officer: HouseClient) -> None:
    pages.shown(MeetingState.IN_SESSION)
    answer = _record(officer, "1", text="本案保留，下次再議。")
    assert answer.status_code == 422
    assert 'value="deferred" selected' in answer.text
    assert "本案保留，下次再議。" in answer.text
    assert pages.fresh().scalars(select(Resolution)).all() == []


def test_a_phrase_fills_the_form_without_script(pages: Pages, officer: HouseClient) -> None:
    pages.shown(MeetingState.IN_SESSION)
    text = officer.get("/meetings/115-2/cases/1?phrase=0").text
    assert "\n照案通過。</textarea>" in text
    assert 'value="adopted" selected' in text


def test_a_stale_resolution_is_409_and_keeps_the_text(
    pages: Pages, officer: HouseClient, head: HouseClient
) -> None:
    pages.shown(MeetingState.IN_SESSION)
    _record(officer, "1", text="照案通過。", disposition="adopted")
    number = pages.fresh().scalars(select(Resolution.id)).one()
    pages.session.rollback()
    url = f"/meetings/115-2/cases/1/resolutions/{number}"
    seen = hidden(officer.get(url), url)
    fields = {
        "kind": "resolution",
        "disposition": "adopted_amended",
        "tracking_choice": "",
        "amended_measures": "",
    }
    assert send(head, url, **{**fields, "text": "修正通過：甲。"}).status_code == 303
    answer = officer.post(url, data=seen | fields | {"text": "修正通過：乙。"})
    assert answer.status_code == 409
    assert "修正通過：甲。" in answer.text
    assert "修正通過：乙。" in answer.text
    assert "照案通過。" in officer.get(url).text
    refused = send(officer, f"{url}/take-back")
    assert refused.status_code == 422
    assert send(officer, f"{url}/take-back", reason="誤植").status_code == 303


def test_replacing_a_text(pages: Pages, officer: HouseClient, head: HouseClient) -> None:
    pages.shown(MeetingState.AGENDA_SET, 1)
    url = "/meetings/115-2/cases/1/replace"
    fields = {
        "subject": "新的案由。",
        "explanation": "一、新的說明。",
        "measures": "新的辦法。",
        "reason": "",
    }
    assert send(officer, url, **fields).status_code == 422
    seen = hidden(officer.get(url), url)
    assert send(head, url, **{**fields, "reason": "數字更正"}).status_code == 303
    stale = officer.post(url, data=seen | fields | {"subject": "另一個案由。", "reason": "再改"})
    assert stale.status_code == 409
    assert "另一個案由。" in stale.text
    assert "新的案由。" in stale.text
    assert "數字更正" in officer.get("/meetings/115-2/cases/1").text


@pytest.mark.parametrize("verb", ["postpone", "cancel", "reopen-agenda"])
def test_acts_that_need_a_reason_ask_for_it(pages: Pages, head: HouseClient, verb: str) -> None:
    pages.shown(MeetingState.AGENDA_SET, 1)
    assert send(head, f"/meetings/115-2/{verb}", reason="").status_code == 422
    assert send(head, f"/meetings/115-2/{verb}", reason="颱風").status_code == 303
    assert head.get("/meetings/115-2").status_code == 200


def test_a_postponed_meeting_gets_a_new_day(pages: Pages, head: HouseClient) -> None:
    pages.shown(MeetingState.AGENDA_SET, 1)
    send(head, "/meetings/115-2/postpone", reason="颱風")
    assert send(head, "/meetings/115-2/reschedule", held_on="").status_code == 422
    answer = send(head, "/meetings/115-2/reschedule", held_on="1151223", starts_at="", ends_at="")
    assert answer.status_code == 303
    assert "115年12月23日" in head.get("/meetings/115-2").text


def test_what_cannot_be_done_now_is_409(pages: Pages, officer: HouseClient) -> None:
    pages.shown(MeetingState.PREPARING, 1)
    assert officer.get("/meetings/115-2/adjourn").status_code == 409


@pytest.mark.parametrize("role", [Role.LEADER, Role.MEMBER, Role.AUDITOR])
def test_readers_see_no_button(pages: Pages, role: Role) -> None:
    pages.shown(MeetingState.AGENDA_SET, 1)
    client = pages.browser(role)
    text = client.get("/meetings/115-2").text
    assert "第1件提案。" in text
    assert "移出" not in text
    assert "接下來" not in text
    assert client.get("/meetings/115-2/cases/1").status_code == 200
    assert client.get("/meetings/115-2/edit").status_code == 404


def test_members_see_nothing_before_the_agenda_is_set(pages: Pages) -> None:
    pages.shown(MeetingState.PREPARING, 1)
    member = pages.browser(Role.MEMBER)
    assert "目前沒有您可以查看的會議" in member.get("/meetings").text
    for address in ("", "/cases/1", "/cases/closing"):
        assert member.get(f"/meetings/115-2{address}").status_code == 404


def test_a_contact_reads_the_extract_of_the_own_agency_only(pages: Pages) -> None:
    meeting = pages.meeting()
    pages.put_on(meeting, pages.passed("政風處的案。"), pages.passed("教育局的案。", unit="教育局"))
    pages.world.save()
    contact = pages.browser(Role.CONTACT, pages.world.other)
    assert contact.get("/meetings/115-2").status_code == 404
    from app.services.meetings import agenda
    from tests.people import NOW

    agenda.set_agenda(pages.session, pages.head, meeting, seen_version=meeting.version, now=NOW)
    pages.world.save()
    text = contact.get("/meetings/115-2").text
    assert "教育局的案。" in text
    assert "政風處的案。" not in text
    assert contact.get("/meetings/115-2/cases/2").status_code == 200
    for hidden_address in ("/cases/1", "/cases/closing"):
        assert contact.get(f"/meetings/115-2{hidden_address}").status_code == 404
    assert contact.get("/meetings/115-2/history").status_code == 404
    stranger = Agency(
        code="A03", name="示範市政府工務局", short_name="工務局", kind=AgencyKind.FIRST_LEVEL, sort_order=30,
        ethics_mode=EthicsMode.OFFICE,
    )  # fmt: skip
    pages.session.add(stranger)
    pages.session.flush()
    assert pages.browser(Role.CONTACT, stranger).get("/meetings/115-2").status_code == 404


def test_a_confidential_case_is_absent_without_the_right(pages: Pages, officer: HouseClient) -> None:
    meeting = pages.meeting()
    secret = pages.passed("不可示人的案由。")
    secret.confidentiality, secret.stub_name = "confidential", "甲案"  # type: ignore[assignment]
    pages.put_on(meeting, secret, pages.passed("可示人的案由。"))
    pages.world.save()
    text = officer.get("/meetings/115-2").text
    assert "可示人的案由。" in text
    assert "不可示人" not in text
    assert "甲案" not in text
    assert officer.get("/meetings/115-2/cases/1").status_code == 404
    assert "115-2-1" not in officer.get("/meetings/115-2/history").text
    item_id = pages.ids(meeting)[0]
    token = hidden(officer.get("/meetings/115-2"))
    assert officer.post(f"/meetings/115-2/agenda/{item_id}/move", data=token).status_code == 404


def test_another_committees_meeting_has_its_code_in_front(pages: Pages) -> None:
    committee = Committee(
        code="EDU", name="教育局廉政會報", host="示範市政府教育局", agency_id=pages.world.other.id
    )
    pages.session.add(committee)
    pages.world.save()
    client = pages.browser(Role.OFFICER, pages.world.other)
    made = send(client, "/meetings/new?committee=EDU", page="/meetings/new", **NEW)
    assert made.location == "/meetings/EDU.115-2"
    assert client.get("/meetings/edu.0115-2").status_code == 200
    assert pages.browser(Role.OFFICER).get("/meetings/EDU.115-2").status_code == 404


def test_an_agencys_own_ethics_office_runs_its_whole_meeting(pages: Pages) -> None:
    """機關政風: from the plan to 結案, as officer and head of another agency; nobody of 政風處 has a part in it."""
    own = pages.world.other
    committee = Committee(code="EDU", name="教育局廉政會報", host="示範市政府教育局", agency_id=own.id)
    pages.session.add(committee)
    pages.world.save()
    officer, head = pages.browser(Role.OFFICER, own), pages.browser(Role.HEAD, own)
    at, here = "/meetings/EDU.115-2", {"page": "/meetings/EDU.115-2"}
    steps = [
        (officer, "/meetings/new?committee=EDU", {"page": "/meetings/new", **NEW, "held_on": "1151101"}),
        (officer, f"{at}/agenda/titles", {**here, "section": "reports", "title": "上半年廉政工作報告"}),
        (head, f"{at}/set-agenda", here),
        (officer, f"{at}/start", here),
        (officer, f"{at}/agenda/titles", {**here, "section": "extempore", "title": "校園採購宣導"}),
        (
            officer,
            f"{at}/cases/R1/resolutions",
            {"page": f"{at}/cases/R1", **_words("decision", "洽悉。", "noted")},
        ),
        (
            officer,
            f"{at}/cases/1/resolutions",
            {"page": f"{at}/cases/1", **_words("resolution", "照案通過。", "adopted")},
        ),
        (officer, f"{at}/adjourn", {"ends_at": "15:40"}),
        (officer, f"{at}/minutes/begin", {"page": f"{at}/minutes"}),
        (officer, f"{at}/minutes/record-approval", APPROVAL),
        (officer, f"{at}/close", {"page": f"{at}/check"}),
    ]
    for client, url, typed in steps:
        answer = send(client, url, **typed)
        assert answer.status_code == 303, f"{url}: {answer.text}"
    assert "結案" in officer.get(at).text
    assert officer.get(f"{at}/documents/minutes.odt").status_code == 200
    for stranger in (pages.browser(Role.OFFICER), pages.browser(Role.HEAD)):
        assert stranger.get(at).status_code == 404


def _words(kind: str, text: str, disposition: str) -> dict[str, str]:
    return {
        "kind": kind, "text": text, "disposition": disposition, "tracking_choice": "none", "amended_measures": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/meetings/９", "/meetings/%00", "/meetings/x.y.z", "/meetings/115-2/cases/%F0%9F%98%80"]
)
def test_nonsense_is_not_found(officer: HouseClient, address: str) -> None:
    assert officer.get(address).status_code == 404
