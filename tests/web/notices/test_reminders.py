"""今日提醒: what is shown, taken off, sent at once; whom to telephone; the steps. For those who run the committee."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.domain.people.actor import Role
from app.mail.post import SmtpPost
from app.models import Agency, AuditEvent, Committee, Reminder, ReminderCall, ReminderRule
from tests.client import HouseClient
from tests.jobs import outbox
from tests.jobs.owing import owing
from tests.people import send
from tests.web.notices.conftest import Office

URL = "/reminders"
RULES = "/reminders/rules"


@pytest.fixture
def officer(office: Office) -> HouseClient:
    """A page with three agencies whose report was due yesterday, planned."""
    committee = office.world.session.scalars(select(Committee.id)).one()
    owing(
        office.world.session,
        ["m0@x.tw", "m1@x.tw", "m2@x.tw"],
        committee_id=committee,
        due=date(2026, 11, 19),
    )
    office.world.save()
    office.worker.plan()
    client = office.browser()
    client.sign_in("officer")
    return client


def lines(office: Office) -> Sequence[Reminder]:
    return office.world.look(select(Reminder).order_by(Reminder.id))


def test_a_line_is_taken_off_put_back_and_sent_at_once(office: Office, officer: HouseClient) -> None:
    page = officer.get(URL).text
    assert "將寄出（3）" in page
    assert "今天是這一步的日子" in page
    assert "業已逾期，請儘速填報辦理情形" in page, "the mail as it will look"
    first, second, _ = (line.id for line in lines(office))
    assert send(officer, URL, do="take_off", line=f"{first}-{second}").status_code == 303, (
        "people alike share a tick"
    )
    page = officer.get(URL).text
    assert "將寄出（1）" in page
    assert page.count("經人員取消") == 2
    assert '將寄出 <span class="no">1</span> 則提醒' in officer.get("/work").text

    assert send(officer, URL, do="take_off", line=str(first)).status_code == 409, "it does not wait any more"
    assert send(officer, URL, do="send").status_code == 422
    assert send(officer, f"{URL}/{first}/back", page=URL).status_code == 303
    assert send(officer, URL, do="send_all", shown=f"{first}-{second}").status_code == 409, (
        "one was taken off"
    )
    assert send(officer, URL, do="send_all", shown=str(first)).status_code == 303
    office.worker.plan()
    office.worker.tick()
    assert {address for _, address in office.sink.accepted} == {"m0@x.tw", "m2@x.tw"}
    assert office.sink.duplicates() == []
    done = office.world.look(
        select(AuditEvent.action).where(AuditEvent.thing == "reminders").order_by(AuditEvent.id)
    )
    assert done == ["take_off", "take_off", "put_back", "send_now"]
    assert "已寄出" in officer.get(URL).text


def test_who_is_late_for_days_is_telephoned_and_a_step_is_switched_off(
    office: Office, officer: HouseClient
) -> None:
    assert "請以電話聯繫（0 個機關）" in officer.get(URL).text
    office.clock.move_to("2026-11-25T01:00:00+00:00")  # the fourth working day after
    officer.sign_in("officer")
    page = officer.get(URL).text
    assert "請以電話聯繫（3 個機關）" in page
    assert "3 個機關" in officer.get("/work").text
    agency = office.world.look(select(Agency.id).where(Agency.code == "B00001"))[0]
    call = f"{URL}/calls/{agency}"
    assert send(officer, call, page=URL, note="長" * 300).status_code == 422
    assert send(officer, call, page=URL, note="承辦人請假，明日補送").status_code == 303
    assert "承辦人請假，明日補送" in officer.get(URL).text
    assert len(office.world.look(select(ReminderCall))) == 1
    assert send(officer, f"{URL}/calls/{office.world.department.id}", page=URL).status_code == 404

    letter = f"{URL}/letters/{agency}"
    assert letter not in officer.get(URL).text, "not yet"
    office.clock.move_to("2026-12-03T01:00:00+00:00")  # the tenth
    officer.sign_in("officer")
    assert f"{letter}.docx" in officer.get(URL).text
    text = officer.get(f"{letter}.txt").text
    assert "115-1-C1-2　請各機關加強辦理教育訓練及宣導（115年第3季），填報期限115年11月19日。" in text
    assert "正本：示範市政府第1機關" in text
    assert [officer.get(f"{letter}.{fmt}").status_code for fmt in ("docx", "odt", "exe")] == [200, 200, 404]
    assert officer.get(f"{URL}/letters/{office.world.other.id}.docx").status_code == 404
    office.clock.move_to("2026-11-25T01:00:00+00:00")
    officer.sign_in("officer")

    rule = office.world.look(select(ReminderRule).where(ReminderRule.rule == "round_late"))[0]
    assert "逾期未填報辦理情形 1 件（最早期限115年11月19日）" in page, "to be pasted elsewhere"
    step = f"{URL}/steps/{rule.id}"
    assert send(officer, step, page=RULES, on="0").status_code == 303
    assert officer.post(step, data={"seen_version": "1", "on": "1"}).status_code in (400, 409)
    page = officer.get(URL).text
    assert "將寄出（0）" in page
    assert [line.superseded_at is None for line in lines(office)] == [False] * 3


def test_another_day_of_a_step_is_shown_with_its_effect_before_it_is_kept(
    office: Office, officer: HouseClient
) -> None:
    """The report was due on Thursday 11-19; the step of the day after becomes one of the third day after."""
    rule = office.world.look(select(ReminderRule).where(ReminderRule.rule == "round_late"))[0]
    one = f"{RULES}/{rule.id}"
    assert f'href="{one}"' in officer.get(RULES).text
    refused = send(officer, one, days="3", do="check")
    assert refused.status_code == 422
    assert "同一類已有另一個步驟在這一天。" in refused.text
    assert "請填 1 至 60 個工作天。" in send(officer, one, days="0", do="check").text
    shown = send(officer, one, days="5", do="check")
    assert shown.status_code == 200
    for said in (
        "改為期限後第 5 個工作天的影響",
        "115年11月20日（五）",
        "115年11月26日（四）",
        '<span class="no">3</span> 則撤下',
    ):
        assert said in shown.text
    assert [line.superseded_at for line in lines(office)] == [None] * 3, "nothing has changed yet"
    assert office.world.look(select(ReminderRule.days).where(ReminderRule.id == rule.id)) == [1]

    assert send(officer, one, days="5", do="save").status_code == 303
    assert office.world.look(select(ReminderRule.days).where(ReminderRule.id == rule.id)) == [5]
    assert None not in [line.superseded_at for line in lines(office)]
    office.worker.plan()
    assert None not in [line.superseded_at for line in lines(office)], "not yet"
    office.clock.move_to("2026-11-26T01:00:00+00:00")
    office.worker.plan()
    assert [line.superseded_at for line in lines(office)] == [None] * 3, "put back, not doubled"
    officer.sign_in("officer")
    assert send(officer, one, days="6", do="save", seen_version="1").status_code == 409
    [event] = office.world.look(select(AuditEvent).where(AuditEvent.thing == "reminder_rules"))
    assert (event.action, event.changes) == ("change", {"days": [1, 5]})

    kind = f"{URL}/kinds/round"
    assert send(officer, kind, page=RULES, on="0").status_code == 303
    assert not any(office.world.look(select(ReminderRule.is_on).where(ReminderRule.clock == "round")))
    assert "將寄出（0）" in officer.get(URL).text
    assert send(officer, f"{URL}/kinds/nothing", page=RULES, on="0").status_code == 404


def test_another_agencys_head_sees_nothing_of_it_and_keeps_no_step(
    office: Office, officer: HouseClient
) -> None:
    office.world.person("elsewhere", (Role.HEAD, office.world.other))
    other = office.browser()
    other.sign_in("elsewhere")
    page = other.get(URL).text
    assert "將寄出（0）" in page
    assert "步驟由政風處設定" in other.get(RULES).text
    first = lines(office)[0].id
    assert send(other, URL, do="take_off", line=str(first)).status_code == 409
    rule = office.world.look(select(ReminderRule))[0]
    answer = send(other, f"{URL}/steps/{rule.id}", page=RULES, on="0", seen_version=str(rule.version))
    assert answer.status_code == 404


def test_health_says_whether_the_worker_ticks_and_plans_and_whether_mail_waits(office: Office) -> None:
    admin, anybody = office.browser(), office.browser()
    admin.sign_in("admin")
    assert anybody.get("/healthz/worker").status_code == 503
    assert "從未執行" in admin.get("/admin/health").text
    office.worker.plan()
    office.worker.tick()
    answer = anybody.get("/healthz/worker")
    assert (answer.status_code, answer.get_json()["workers"]) == (200, 1)
    assert "寄送程序正常" in admin.get("/admin/health").text

    # The mail server is gone: mails are queued and seen to wait, and no page breaks.
    sender = office.worker.sender
    assert sender is not None
    assert isinstance(sender.post, SmtpPost)
    sender.post.close()
    sender.post.server = replace(sender.post.server, port=1)
    outbox.remind(office.world.session, [office.people["contact"].id], datetime.now(UTC))
    office.world.save()
    for _ in range(3):
        office.clock.shift(timedelta(minutes=10))
        office.worker.plan()
        office.worker.tick()
    answer = anybody.get("/healthz/worker")
    assert (answer.status_code, answer.get_json()["mails"]) == (503, {"pending": 1})
    admin.sign_in("admin")
    assert "等待超過 15 分鐘" in admin.get("/admin/health").text
    assert admin.get("/work").status_code == admin.get("/admin/mail").status_code == 200
    office.clock.shift(timedelta(minutes=4))
    assert "3 分鐘以上沒有動靜" in admin.get("/admin/health").text
