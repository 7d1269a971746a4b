"""/duties/plan: switch on, report, change for the future."""

import io
import re

import time_machine
from flask import Flask
from sqlalchemy import select

from app.domain.duties.duty_flow import DutyState
from app.domain.people.actor import Role
from app.models import AuditEvent, DutyOccurrence
from tests.people import World, browser, send
from tests.readers.pdf_files import pdf

HERE = "/duties/plan"
PDF = pdf("evidence")


def test_from_switching_on_to_done(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    mine = f"{HERE}/agencies/{world.department.id}"
    assert send(client, f"{mine}/ready-made/procurement_cases", page=HERE).status_code == 303
    assert send(client, f"{mine}/ready-made/procurement_cases", page=HERE).status_code == 409
    shown = client.get(HERE).text
    assert "共 2 期，已辦理 0 期" in shown
    one = re.findall(rf'href="({HERE}/occurrences/\d+)"', shown)[0]
    empty = send(client, one, report="", document_number="", do="complete")
    assert empty.status_code == 422
    assert "請先填寫辦理情形" in empty.text
    assert send(client, one, report="已派案3件。", document_number="", do="complete").status_code == 303
    assert "已辦理 1 期" in client.get(HERE).text
    assert send(client, f"{one}/reopen", page=one, reason="").status_code == 422
    assert send(client, f"{one}/reopen", page=one, reason="補正").status_code == 303
    assert send(client, one, report="別的", document_number="", seen_version="1").status_code == 409
    new = {"title": "自訂", "frequency": "every_year", "days_after": "0", "basis": "", "owner_id": ""}
    assert "迄月不得早於起月" in send(client, f"{mine}/new", **new, from_month="5", to_month="3").text
    assert send(client, f"{mine}/new", **new, from_month="3", to_month="5").status_code == 303
    item = re.findall(rf'href="({HERE}/items/\d+/edit)"', client.get(HERE).text)[0]
    changed = new | {"title": "採購派案", "frequency": "every_quarter", "from_month": "", "to_month": ""}
    assert send(client, item, **changed).status_code == 303
    assert send(client, item, **changed, seen_version="1").status_code == 409
    states = world.look(select(DutyOccurrence.state).where(DutyOccurrence.title == "採購派案"))
    assert DutyState.VOID in states
    assert client.get(f"{HERE}?year=abc").status_code == 200


def test_evidence_is_checked_kept_and_stands_once_it_is_done(world: World, app: Flask) -> None:
    world.person("lin", (Role.OFFICER, world.department))
    client = browser(app, "lin")
    mine = f"{HERE}/agencies/{world.department.id}"
    send(client, f"{mine}/ready-made/procurement_cases", page=HERE)
    one = re.findall(rf'href="({HERE}/occurrences/\d+)"', client.get(HERE).text)[0]
    files = f"{one}/files"
    assert send(client, files, page=one).status_code == 422
    wrong = send(client, files, page=one, files=(io.BytesIO(b"no pdf"), "佐證.pdf"))
    assert wrong.status_code == 422
    assert "佐證.pdf" in wrong.text
    for name in ("簽陳.pdf", "多餘.pdf"):
        assert send(client, files, page=one, files=(io.BytesIO(PDF), name)).status_code == 303
    shown = client.get(one).text
    assert "佐證資料（2）" in shown
    first, second = re.findall(rf'href="({files}/\d+)"', shown)
    with client.get(first) as answer:
        assert answer.get_data() == PDF
    assert send(client, f"{second}/remove", page=one).status_code == 303
    assert client.get(second).status_code == 404
    assert send(client, one, report="已派案3件。", document_number="", do="complete").status_code == 303
    shown = client.get(one).text
    assert "簽陳.pdf" in shown
    assert 'type="file"' not in shown
    actions = world.look(
        select(AuditEvent.action).where(AuditEvent.thing == "attachments").order_by(AuditEvent.id)
    )
    assert actions == ["attach", "attach", "remove_attachment"]
    world.person("other", (Role.OFFICER, world.other))
    assert browser(app, "other").get(first).status_code == 404
    with time_machine.travel("2026-12-04T01:00:00+00:00", tick=False):
        client.sign_in("lin")
        reopened = send(client, f"{one}/reopen", page=one, reason="補正")
        assert reopened.status_code == 303
        assert "4 個工作天" in client.get(one).text, "overdue since 11-30"
