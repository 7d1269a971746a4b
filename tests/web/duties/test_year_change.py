"""/years/…/close: chosen and taken back without any effect, confirmed once by the head, and frozen from then on."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.year_change import YearStep
from app.domain.people.actor import CONSOLE
from app.extensions.transaction import commit
from app.models import Agency, Assignment, DutyOccurrence, ReportRound, YearChange, YearlyPlan
from app.services import office_calendar
from tests.client import HouseClient
from tests.people import NOW

HERE = "/years/114/close"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def person(app: Flask, login: str) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.budget = 60  # the figures of a year are put together from five lists
    client.sign_in(login)
    return client


def version(session: Session) -> int:
    found = session.scalars(select(YearChange.version)).one_or_none() or 0
    session.rollback()
    return found


def choose(client: HouseClient, session: Session, step: YearStep, way: str = "choose") -> int:
    return client.submit(f"{HERE}/{step.value}/{way}", {"seen_version": str(version(session))}).status_code


def assert_says_what_lacks(head: HouseClient) -> None:
    """No button that would be refused."""
    for page in (HERE, f"{HERE}/check"):
        lacking = head.get(page).text
        assert "請先選擇「未結分辦轉入下一年度」" in lacking
        assert "確認結轉</button>" not in lacking
        assert "檢查並確認結轉" not in lacking


def test_the_end_of_a_year(app: Flask, session: Session) -> None:
    office_calendar.seed(session, CONSOLE, now=NOW)
    taken = select(YearlyPlan.agency_id).where(YearlyPlan.year.in_((114, 115)))
    agency = session.scalars(select(Agency.id).where(Agency.id.not_in(taken)).order_by(Agency.id)).first()
    session.add(YearlyPlan(agency_id=agency, year=114, planned_month=9, exempt_basis="依據", changed_at=NOW))
    commit(session)
    codes = set(session.scalars(select(Assignment.code)))
    session.rollback()
    officer, head = person(app, "eth-officer1"), person(app, "eth-head")
    assert "未選擇" in officer.get(HERE).text
    for step in YearStep:
        assert choose(officer, session, step) == 303
    assert choose(officer, session, YearStep.WORK, "leave") == 303
    assert officer.submit(f"{HERE}/{YearStep.WORK.value}/choose", {"seen_version": "1"}).status_code == 409
    # Nothing has happened yet.
    assert session.scalars(select(YearlyPlan).where(YearlyPlan.year == 115, YearlyPlan.agency_id == agency)).all() == []  # fmt: skip
    session.rollback()
    assert officer.get(f"{HERE}/check").status_code == 404
    seen = {"seen_version": str(version(session))}
    assert officer.submit(f"{HERE}/check", seen).status_code == 404
    shown = head.get(f"{HERE}/check").text
    assert "確認結轉</button>" in shown
    assert "不辦理：建立下一年度定期工作。" in shown
    assert choose(officer, session, YearStep.STATISTIC, "leave") == 303
    assert_says_what_lacks(head)
    refused = head.submit(f"{HERE}/check", {"seen_version": str(version(session))})
    assert refused.status_code == 409
    assert "請先選擇" in refused.text
    assert choose(officer, session, YearStep.STATISTIC) == 303
    open_before = re.search(r"未結 (\d+) 件", head.get(HERE).text)
    assert open_before is not None
    assert head.submit(f"{HERE}/check", {"seen_version": str(version(session))}).status_code == 303
    copied = session.scalars(
        select(YearlyPlan).where(YearlyPlan.year == 115, YearlyPlan.agency_id == agency)
    ).one()
    assert (copied.planned_month, copied.exempt_basis) == (9, "")
    assert set(session.scalars(select(Assignment.code))) == codes
    labels = set(session.scalars(select(ReportRound.label)))
    assert "115年第1季" in labels or "115年1月" in labels
    works = session.scalars(select(DutyOccurrence.year)).all()
    row = session.scalars(select(YearChange)).one()
    assert row.figures["shares_open"] == int(open_before[1])
    # What happens afterwards changes the records and not the statistic.
    frozen = dict(row.figures)
    share = session.scalars(select(Assignment).where(Assignment.ended_on.is_(None))).first()
    assert share is not None
    session.delete(session.get_one(YearlyPlan, copied.id))
    commit(session)
    assert session.scalars(select(YearChange.figures)).one() == frozen
    assert session.scalars(select(DutyOccurrence.year)).all() == works
    session.rollback()
    closed = head.get(HERE).text
    assert "統計截至 114年12月31日" in closed
    assert "選擇<span" not in closed
    assert choose(officer, session, YearStep.WORK) == 409
    assert head.submit(f"{HERE}/check", {"seen_version": str(version(session))}).status_code == 409
    # A year that is not offered yet, or no year at all.
    assert officer.get("/years/111/close").status_code == 404
    assert officer.submit(f"{HERE}/nothing/choose", {"seen_version": "1"}).status_code == 404
    assert officer.get("/years").location in ("/years/114/close", "/years/115/close")
