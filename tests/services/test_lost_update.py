"""Several people at the same records at the same time: no saving is lost, whoever is refused keeps his text, one form makes one record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models import Agency, AgencyGroup, AgendaItem, Meeting, Proposal, Resolution, User
from tests.web.ground import Ground, lay
from tests.web.test_rights_matrix import QuickClient, signed_in

WRITERS = 4
EDITS = 12
KEY = "one-key-of-one-form-0123456789"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def ground(app: Flask) -> Ground:
    app.test_client_class = QuickClient
    return lay(app)


def together(work: Callable[[int], list[TestResponse]], people: int = WRITERS) -> list[TestResponse]:
    """All begin at the same moment, each in a thread of its own."""
    barrier = Barrier(people)

    def one(number: int) -> list[TestResponse]:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(people) as pool:
        return [answer for answers in pool.map(one, range(people)) for answer in answers]


def test_invariant_8_no_saving_is_lost(app: Flask, ground: Ground, session: Session) -> None:
    """Each writer adds a mark to what the page showed; every mark that was taken must stand in the end."""
    code = ground.things["draft_a"].values["code"]
    page = f"/proposals/{code}/edit"
    clients = [signed_in(app, "eth-officer1") for _ in range(WRITERS)]
    taken: list[str] = []
    refused: list[tuple[str, TestResponse]] = []

    def write(number: int) -> list[TestResponse]:
        answers = []
        for edit in range(EDITS):
            shown = clients[number].get(page).text
            version = re.search(r'name="seen_version" value="(\d+)"', shown)
            text = re.search(
                r'<textarea[^>]*name="explanation"[^>]*>\r?\n?(.*?)</textarea>', shown, re.DOTALL
            )
            assert version is not None
            assert text is not None
            mark = f"記{number}-{edit}號"
            sent = {"seen_version": version[1], "subject": "案由", "explanation": f"{text[1]}\n{mark}"}
            answer = clients[number].submit(page, sent)
            answers.append(answer)
            if answer.status_code == 303:
                taken.append(mark)
            else:
                refused.append((mark, answer))
        return answers

    statuses = Counter(answer.status_code for answer in together(write))
    assert set(statuses) <= {303, 409}, statuses
    stored = session.scalars(select(Proposal.explanation).where(Proposal.code == code)).one()
    lost = [mark for mark in taken if mark not in stored.splitlines()]
    assert lost == []
    assert len(taken) == statuses[303] > 0
    for mark, answer in refused:
        assert mark in answer.text, "who was refused must find his text again"
        assert mark not in stored


FORMS: dict[str, tuple[str, str, dict[str, str], type]] = {
    "proposal": ("eth-officer1", "/proposals/new", {"subject": "雙擊的案由", "explanation": "一、說明"}, Proposal),
    "stub": (
        "eth-officer1", "/proposals/new-stub",
        {"stub_name": "雙擊", "basis": "依據", "declassify_when": "條件", "unit": "政風處"}, Proposal,
    ),
    "meeting": (
        "eth-officer1", "/meetings/new", {"label": "116年第1次", "title": "名稱", "year": "116", "kind": "regular"}, Meeting,
    ),
    "resolution": (
        "eth-officer1", "/meetings/115-92/cases/1/resolutions", {"kind": "resolution", "text": "照案通過。", "disposition": "adopted"},
        Resolution,
    ),
    "title": ("eth-officer1", "/meetings/115-91/agenda/titles", {"section": "reports", "title": "報告", "seen_version": "1"}, AgendaItem),
    "agency": (
        "sysadmin", "/admin/agencies/new",
        {"code": "ZZZ", "name": "雙擊局", "short_name": "雙擊", "kind": "first_level", "ethics_mode": "office"}, Agency,
    ),
    "group": ("sysadmin", "/admin/groups", {"name": "雙擊群組"}, AgencyGroup),
    "user": ("sysadmin", "/admin/users/new", {"login": "twice", "name": "雙擊"}, User),
}  # fmt: skip


@pytest.mark.parametrize("at_once", [False, True], ids=["one-after-the-other", "at-once"])
def test_a_form_sent_twice_makes_one_record(
    app: Flask, ground: Ground, session: Session, at_once: bool
) -> None:
    for form, (login, url, fields, model) in FORMS.items():
        count = select(func.count()).select_from(model)
        before = session.scalar(count) or 0
        session.rollback()
        sent = {**fields, "once_key": f"{KEY}-{form}"}
        answers = sent_twice([signed_in(app, login) for _ in range(2)], url, sent, at_once=at_once)
        said = [answer.text[-1500:] for answer in answers]
        assert [answer.status_code for answer in answers] == [303, 303], f"{form}: {said}"
        assert (session.scalar(count) or 0) - before == 1, form
        session.rollback()
        assert len({answer.location for answer in answers}) == 1, form


def sent_twice(
    clients: list[QuickClient], url: str, sent: dict[str, str], *, at_once: bool
) -> list[TestResponse]:
    """The answers to the same form with the same key, once from each browser."""

    def send(number: int) -> list[TestResponse]:
        return [clients[number].submit(url, sent)]

    return together(send, 2) if at_once else [answer for number in (0, 1) for answer in send(number)]


def test_somebody_elses_key_neither_leads_nor_hinders(app: Flask, ground: Ground, session: Session) -> None:
    clients: list[QuickClient] = [signed_in(app, login) for login in ("eth-officer1", "edu-contact")]
    sent = {"subject": "同一把鑰匙", "explanation": "一、說明", "once_key": KEY}
    answers = [client.submit("/proposals/new", sent) for client in clients]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location != answers[1].location
    made = select(func.count()).select_from(Proposal).where(Proposal.subject == "同一把鑰匙")
    assert session.scalar(made) == 2
