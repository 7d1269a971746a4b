"""辦理情形 in browsers: written, approved, sent, taken back; whom it is shown to; what stays when it cannot be taken."""

import io
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowed, NotNow
from app.domain.meetings.yearly import ChairRole, HeldMeeting
from app.domain.notices.notice import NoticeKind
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.item import AssignmentRole, Frequency, Register
from app.domain.tracking.report_flow import ReportState
from app.models import (
    Agency,
    Dispatch,
    Evidence,
    ExtensionRequest,
    FirstReading,
    ProgressReport,
    ReassignmentRequest,
    Reminder,
    Resolution,
)
from app.services.meetings import registering
from app.services.tracking import closing, reporting, splitting
from app.wording.tracking.reporting import REPORT_PHRASES
from tests.client import HouseClient
from tests.people import NOW, TODAY
from tests.readers.pdf_files import pdf
from tests.services.tracking.conftest import WRITTEN, Loop
from tests.services.tracking.test_whole_life import PAPER
from tests.web.tracking.reporting_city import TEXT, Desk, hidden, shown_fields

PDF = pdf("photo")
SENT = {"progress": "under_way", "text": TEXT, "do": "send"}


def send(client: HouseClient, url: str, **more: object):  # type: ignore[no-untyped-def]
    return client.submit(url, {**shown_fields(client, url), **SENT, **more})


def test_an_agency_reports_sees_its_number_and_takes_it_back(desk: Desk) -> None:
    home = desk.contact.get("/work").text
    assert desk.first in home
    assert desk.second not in home
    answer = send(desk.contact, desk.page)
    assert answer.status_code == 303
    confirmation = desk.contact.get(answer.location).text
    assert "第 1 次" in confirmation
    assert "已送出，時間" in confirmation
    assert desk.state() is AssignmentState.SUBMITTED
    back = desk.contact.submit(f"/assignments/{desk.first}/reports/1/recall", hidden(confirmation))
    assert back.status_code == 303
    page = desk.contact.get(desk.page).text
    assert TEXT in page
    assert desk.state() is AssignmentState.DISPATCHED
    again = send(desk.contact, desk.page, text="改寫後的內容。")
    assert again.location.endswith("/reports/2")


def test_what_rests_in_the_form_becomes_the_draft(desk: Desk) -> None:
    shown, url = shown_fields(desk.contact, desk.page), f"{desk.page}/autosave"
    blank = desk.contact.submit(url, shown)
    assert blank.status_code == 200
    assert desk.look(select(ProgressReport)) == []
    kept = desk.contact.submit(url, {**shown, "text": TEXT})
    assert kept.get_json()["saved_at"]
    late = desk.contact.submit(url, {**shown, "text": "另一個視窗"})
    assert late.status_code == 409
    later = desk.contact.submit(
        url, {**shown, "text": f"{TEXT}改", "seen_version": kept.get_json()["seen_version"]}
    )
    assert f"{TEXT}改" in desk.contact.get(desk.page).text
    assert "機關填寫中" in desk.officer.get(desk.page).text
    assert desk.officer.submit(url, {**shown, "text": "代登"}).status_code == 422
    assert desk.other.submit(url, shown).status_code == 404
    last = {**shown, **SENT, "seen_version": later.get_json()["seen_version"]}
    assert desk.contact.submit(desk.page, last).status_code == 303


def test_sending_twice_leads_to_the_first(desk: Desk) -> None:
    fields = {**shown_fields(desk.contact, desk.page), **SENT}
    first = desk.contact.submit(desk.page, fields)
    assert desk.contact.submit(desk.page, fields).location == first.location
    assert len(desk.look(select(ProgressReport))) == 1


def test_officers_are_told_once_it_is_sent_and_not_before(desk: Desk) -> None:
    desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "save"})
    told = select(Reminder).where(Reminder.rule == NoticeKind.REPORTED)
    assert desk.look(told) == []
    send(desk.contact, desk.page)
    assert {row.code for row in desk.look(told)} == {desk.first}


def test_what_others_see(desk: Desk) -> None:
    desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "save"})
    for url in (desk.page, f"/assignments/{desk.first}/extension", f"/assignments/{desk.first}/reports/1"):
        assert desk.other.get(url).status_code == 404
    assert desk.other.submit(desk.page, SENT).status_code == 404
    seen = desk.officer.get(desk.page).text
    assert TEXT not in seen
    assert "機關填寫中" in seen
    assert desk.officer.get(f"/assignments/{desk.first}/reports/1").status_code == 404


def test_nothing_unsigned_is_shown_to_the_department(desk: Desk) -> None:
    desk.mode(ApprovalMode.PAPER)
    refused = send(desk.contact, desk.page)
    assert refused.status_code == 422
    assert "核可者的職稱" in refused.text
    assert TEXT in refused.text
    asked = desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "ask"})
    assert asked.status_code == 303
    seen = desk.officer.get(desk.page).text
    assert "機關陳核中" in seen
    assert TEXT not in seen
    page = desk.contact.get(desk.page).text
    stamped = {"stamped": "y", "stamp_title": "局長", "stamp_on": "115/11/20"}
    form = re.search(r'<form[^>]*/report/stamp".*?</form>', page, re.DOTALL)
    assert form is not None
    sent = desk.contact.submit(f"{desk.page}/stamp", {**hidden(form[0]), **stamped})
    assert sent.status_code == 303
    assert desk.state() is AssignmentState.SUBMITTED
    assert TEXT in desk.officer.get(f"/assignments/{desk.first}/reports/1").text


def test_a_supervisor_signs_or_declines_online(desk: Desk) -> None:
    desk.mode(ApprovalMode.ONLINE)
    desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "ask"})
    assert "待陳核（1）" in desk.supervisor.get("/work").text
    page = desk.supervisor.get(desk.page).text
    assert TEXT in page
    seen = {"seen_version": re.findall(r'name="seen_version" value="(\d+)"', page)[0]}
    assert desk.contact.submit(f"{desk.page}/sign-off", seen).status_code == 404
    declined = desk.supervisor.submit(f"{desk.page}/decline", {**seen, "reason": "請補會議日期"})
    assert declined.status_code == 303
    assert "請補會議日期" in desk.contact.get(desk.page).text
    desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **SENT, "do": "ask"})
    seen = {
        "seen_version": re.findall(r'name="seen_version" value="(\d+)"', desk.supervisor.get(desk.page).text)[
            0
        ]
    }
    assert desk.supervisor.submit(f"{desk.page}/sign-off", seen).status_code == 303
    assert desk.state() is AssignmentState.SUBMITTED


def test_invariant_4_an_officer_enters_a_telephone_call_with_channel_and_informant(desk: Desk) -> None:
    refused = send(desk.officer, desk.page)
    assert refused.status_code == 422
    assert TEXT in refused.text
    sent = send(desk.officer, desk.page, channel="phone", informant="教育局李股長")
    assert sent.status_code == 303
    assert "教育局李股長" in desk.contact.get(sent.location).text


def test_evidence_that_is_not_what_it_says_is_refused_by_name_and_the_text_stays(desk: Desk) -> None:
    liar = (io.BytesIO(b"MZ not a pdf"), "簽到表.pdf")
    refused = send(desk.contact, desk.page, evidence=liar)
    assert refused.status_code == 422
    assert "簽到表.pdf" in refused.text
    assert TEXT in refused.text
    assert desk.look(select(ProgressReport)) == []
    kept = send(desk.contact, desk.page, do="save", evidence=(io.BytesIO(PDF), "成果.pdf"))
    assert kept.status_code == 303
    row = desk.look(select(Evidence))[0]
    url = f"/assignments/{desk.first}/evidence/{row.id}"
    assert desk.contact.get(url, buffered=True).data == PDF
    assert desk.officer.get(url).status_code == 404
    assert desk.other.get(url).status_code == 404
    send(desk.contact, desk.page)
    for page in (f"/review/{desk.first}", f"/assignments/{desk.first}"):
        assert f'href="{url}"' in desk.officer.get(page).text
    assert desk.officer.get(url, buffered=True).data == PDF
    assert desk.other.get(url).status_code == 404
    back = desk.contact.get(f"/assignments/{desk.first}/reports/1").text
    desk.contact.submit(f"/assignments/{desk.first}/reports/1/recall", hidden(back))
    assert send(desk.contact, desk.page, text="改寫。").status_code == 303
    assert "成果.pdf" in desk.contact.get(f"/assignments/{desk.first}/reports/2").text


def test_the_same_text_as_last_time_is_said_before_it_is_sent(desk: Desk) -> None:
    loop = desk.loop
    report = loop.report(desk.share())
    loop.receive(report)
    desk.settle()
    carried = desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), "do": "carry"})
    assert carried.status_code == 200
    assert WRITTEN.text in carried.text
    same = send(desk.contact, desk.page, text=WRITTEN.text)
    assert same.status_code == 422
    assert "幾乎相同" in same.text
    assert send(desk.contact, desk.page, text=WRITTEN.text, same_text="y").status_code == 303


def test_a_report_on_a_case_closed_meanwhile_is_kept_and_says_why(desk: Desk) -> None:
    loop, fields = desk.loop, shown_fields(desk.contact, desk.page)
    loop.reported_done(desk.share())
    memo = closing.by_memo(loop.session, loop.officer, PAPER, now=NOW, today=TODAY)
    closing.release(loop.session, loop.officer, [desk.share_here()], memo, now=NOW, today=TODAY)
    desk.settle()
    answer = desk.contact.submit(desk.page, {**fields, **SENT})
    assert answer.status_code == 303
    page = desk.contact.get(desk.page).text
    assert "解除列管" in page
    assert TEXT in page
    assert desk.state() is AssignmentState.RELEASED


def test_all_items_of_a_round_on_one_page(desk: Desk) -> None:
    loop = desk.loop
    share = desk.share()
    more = loop.plan(AssignmentRole.LEAD, AssignmentRole.LEAD, frequency=Frequency.ONCE, title="另一件事")
    resolution = loop.session.get_one(Resolution, loop.item(share).resolution_id)
    items = splitting.prepare(loop.session, loop.officer, resolution, [more], now=NOW)
    loop.send_out(loop.shares(items))
    other = loop.shares(items)[0]
    ids = (share.id, other.id)
    desk.settle()
    page = desk.contact.get("/report").text
    assert page.count('class="panel"') == 2
    assert f'data-prefix="s{ids[1]}-" data-autosave-url="/assignments/{other.code}/report/autosave">' in page
    keys = shown_fields(desk.contact, "/report")
    bad = {
        f"s{ids[0]}-progress": "under_way",
        f"s{ids[0]}-text": TEXT,
        f"s{ids[1]}-text": "只有文字。",
        "do": "send",
    }
    refused = desk.contact.submit("/report", {**keys, **bad})
    assert refused.status_code == 422
    assert TEXT in refused.text
    assert "只有文字。" in refused.text
    one = {f"s{ids[0]}-progress": "under_way", f"s{ids[0]}-text": TEXT, "do": "send"}
    sent = desk.contact.submit("/report", {**keys, **one})
    assert sent.status_code == 303
    listed = desk.contact.get(sent.location).text
    assert "1 件" in listed
    assert "未填寫的 1 件" in listed
    assert (
        desk.contact.submit("/report", {**shown_fields(desk.contact, "/report"), "do": "send"}).status_code
        == 422
    )


def test_phrases_are_the_agencys_own_first_and_need_no_script(desk: Desk) -> None:
    share_id = desk.share().id
    desk.settle()
    page = desk.contact.get(desk.page).text
    assert re.findall(r'data-phrase="([^"]*)"', page) == [phrase for _, phrase in REPORT_PHRASES]
    own = "本局已依計畫辦理。"
    for _ in range(2):
        sent = desk.contact.get(send(desk.contact, desk.page, text=own, same_text="y").location).text
        number = max(re.findall(r"/reports/(\d+)/recall", sent))
        desk.contact.submit(f"/assignments/{desk.first}/reports/{number}/recall", hidden(sent))
    page = desk.contact.get(desk.page).text
    assert re.findall(r'data-phrase="([^"]*)"', page)[0] == own
    theirs = re.findall(r'data-phrase="([^"]*)"', desk.other.get("/report").text)
    assert theirs[: len(REPORT_PHRASES)] == [phrase for _, phrase in REPORT_PHRASES]
    assert own not in theirs
    before = len(desk.look(select(ProgressReport)))
    for where, name in ((desk.page, ""), ("/report", f"s{share_id}-")):
        typed = {
            **shown_fields(desk.contact, where),
            f"{name}text": "我打的字。",
            "do": f"phrase-{share_id}-0",
        }
        filled = desk.contact.submit(where, typed)
        assert filled.status_code == 200
        assert f"我打的字。{own}</textarea>" in filled.text
        assert re.search(rf'name="{name}progress" value="under_way" checked', filled.text)
        for odd in (f"phrase-{share_id}-999", "phrase-999999999-0"):
            assert desk.contact.submit(where, {**typed, "do": odd}).status_code == 200
    assert len(desk.look(select(ProgressReport))) == before


def test_an_extension_is_asked_and_taken_back(desk: Desk) -> None:
    url = f"/assignments/{desk.first}/extension"
    asked = desk.contact.submit(
        url, {**hidden(desk.contact.get(url).text), "wanted_on": "116/1/31", "reason": "procurement"}
    )
    assert asked.status_code == 303
    page = desk.contact.get(desk.page).text
    assert "申請展延至116年1月31日" in page
    form = re.search(r'<form[^>]*/requests/withdraw".*?</form>', page, re.DOTALL)
    assert form is not None
    assert (
        desk.contact.submit(f"/assignments/{desk.first}/requests/withdraw", hidden(form[0])).status_code
        == 303
    )
    row = desk.look(select(ExtensionRequest))[0]
    assert row.state.value == "withdrawn_request"


def test_after_the_deadline_the_form_explains_and_offers_the_other_way(desk: Desk) -> None:
    share = desk.share()
    share.due_original = share.due_current = TODAY.replace(day=1)
    desk.settle()
    url = f"/assignments/{desk.first}/extension"
    page = desk.contact.get(url).text
    assert "逾期後補申請" in page
    typed = {**hidden(page), "wanted_on": "116/1/31", "reason": "other_extension", "reason_text": "待公告"}
    refused = desk.contact.submit(url, typed)
    assert refused.status_code == 422
    assert "待公告" in refused.text
    assert desk.contact.submit(url, {**typed, "late_supervisor": "陳科長"}).status_code == 303


def test_reassignment_is_asked_with_a_typed_reason(desk: Desk) -> None:
    url = f"/assignments/{desk.first}/reassignment"
    refused = desk.contact.submit(url, {**hidden(desk.contact.get(url).text), "reason": "other_reassignment"})
    assert refused.status_code == 422
    taken = desk.contact.submit(url, {**hidden(desk.contact.get(url).text), "reason": "not_competent"})
    assert taken.status_code == 303
    assert desk.look(select(ReassignmentRequest))[0].wanted_agency_id is None


def test_a_supervisor_chooses_how_the_agency_approves(desk: Desk) -> None:
    agency_id = desk.ids[1]
    page = desk.supervisor.get("/report/approval").text
    url = f"/report/approval/{agency_id}"
    assert desk.supervisor.submit(url, {**hidden(page), "approval": "online"}).status_code == 303
    assert desk.supervisor.submit(url, {**hidden(page), "approval": "on_paper"}).status_code == 409
    assert desk.other.submit(url, {**hidden(page), "approval": "online"}).status_code == 404


def test_two_windows_do_not_overwrite_each_other(desk: Desk) -> None:
    fields = shown_fields(desk.contact, desk.page)
    saved = {**shown_fields(desk.supervisor, desk.page), **SENT, "do": "save", "text": "主管寫的。"}
    assert desk.supervisor.submit(desk.page, saved).status_code == 303
    clash = desk.contact.submit(desk.page, {**fields, **SENT, "do": "save"})
    assert clash.status_code == 409
    assert TEXT in clash.text
    assert "主管寫的。" in clash.text


def test_invariant_9_first_reading_is_noted_and_the_draft_stays_after_unticking(desk: Desk) -> None:
    desk.contact.get(desk.page)
    share = desk.share()
    assert desk.loop.session.get(FirstReading, share.id) is not None
    batch = desk.loop.session.query(Dispatch).one()
    with pytest.raises(NotNow, match="batch_was_read"):
        splitting.take_back(
            desk.loop.session, desk.loop.officer, batch, seen_version=batch.version, now=NOW, today=TODAY
        )


def test_the_console_reports_with_who_said_it(desk: Desk) -> None:
    app = desk.loop.stage.world.app
    base = ["tracker", "report", desk.first, "--progress", "under_way", "--text", TEXT]
    with app.app_context():
        refused = app.test_cli_runner().invoke(args=base)
        done = app.test_cli_runner().invoke(args=[*base, "--channel", "電話", "--informant", "李股長"])
    assert (refused.exit_code, "提供者" in refused.stderr) == (1, True)
    assert (done.exit_code, done.stdout) == (0, f"{desk.first} 第 1 次\n")
    assert desk.state() is AssignmentState.SUBMITTED


def test_what_an_agency_left_unsent_is_set_aside_with_its_word_or_after_long(desk: Desk) -> None:
    desk.mode(ApprovalMode.PAPER)
    written = {**SENT, "do": "save", "text": "只寫了一半。"}
    assert (
        desk.contact.submit(desk.page, {**shown_fields(desk.contact, desk.page), **written}).status_code
        == 303
    )
    page, url = desk.officer.get(desk.page).text, f"{desk.page}/set-aside"
    assert "機關填寫中" in page
    assert "最後儲存" in page
    assert "只寫了一半" not in page
    fields = hidden(page)
    assert desk.officer.submit(url, {**fields, "agreed": ""}).status_code == 422
    assert desk.contact.submit(url, {"agreed": "李股長"}).status_code == 404
    assert desk.officer.submit(url, {**fields, "agreed": "人事室李股長"}).status_code == 303
    told = desk.look(select(Reminder).where(Reminder.rule == "draft_set_aside"))
    assert [row.facts["reason"] for row in told] == ["人事室李股長"]
    for place in ("/work", desk.page, "/report"):
        said = desk.contact.get(place).text
        assert "已由政風處擱置；如有補充，請重新填寫後送出" in said, place
    assert "已由政風處擱置" not in desk.officer.get(desk.page).text
    entered = send(desk.officer, desk.page, channel="phone", informant="人事室李股長", text="已辦理2場。")
    assert entered.status_code == 303
    assert desk.state() is AssignmentState.SUBMITTED
    for place in (desk.page, f"/assignments/{desk.first}"):
        assert "只寫了一半" in desk.contact.get(place).text, "the agency still reads what it wrote"
        assert "只寫了一半" not in desk.officer.get(place).text
    for place in ("/work", desk.page):
        said = desk.contact.get(place).text
        assert "並代為登錄貴機關告知的辦理情形；內容不符時請按「取回修改」" in said, place


def test_a_draft_nobody_saved_for_two_weeks_stands_in_nobodys_way(desk: Desk) -> None:
    share = desk.share()
    contact = desk.loop.contacts[share.agency_id]
    report = reporting.write(
        desk.loop.session, contact, share, WRITTEN, now=NOW - timedelta(days=13), today=TODAY
    )
    loop = desk.loop

    def aside(actor: Actor, day: datetime) -> None:
        reporting.set_aside(
            loop.session, actor, report, agreed="", seen_version=report.version, now=day, today=TODAY
        )

    with pytest.raises(NotAllowed):
        aside(contact, NOW + timedelta(days=1))
    with pytest.raises(NotNow, match="agency_is_writing"):
        aside(loop.officer, NOW)
    aside(loop.officer, NOW + timedelta(days=1))
    assert report.state is ReportState.SET_ASIDE


def test_a_meeting_held_before_the_share_came_need_not_be_registered_again(loop: Loop) -> None:
    plan = replace(loop.plan(frequency=Frequency.ONCE), fulfilled_by=Register.YEARLY_MEETING)
    desk = Desk(loop).sent_out(plan)
    agency = loop.session.get_one(Agency, desk.share().agency_id)
    desk.settle()
    assert "這一項可由「年度會議」的登錄代替填報" in desk.contact.get(desk.page).text
    held = HeldMeeting(held_on=date(2026, 5, 20), chair_role=ChairRole.HEAD)
    registering.register(loop.session, loop.contacts[agency.id], agency, held, now=NOW, today=TODAY)
    desk.settle()
    page = desk.contact.get(desk.page).text
    assert "確認後送出即可，不必再登錄一次" in page
    assert "已於115年5月20日召開115年第1次廉政會報，首長親自主持。" in page
    assert 'value="done" checked' in page
