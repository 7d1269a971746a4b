"""Kept days: what is rebuilt from events agrees with how things stand, last month never changes, leadership sees 定稿."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.insight.figures import figures_of
from app.domain.insight.marks import Count, Mark, Standing
from app.domain.insight.rebuilding import stood_on
from app.domain.notices.notice import NoticeKind
from app.domain.notices.timing import TAIPEI
from app.domain.people.actor import CONSOLE
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.rates import year_span
from app.extensions.transaction import commit
from app.models import Assignment, Committee, Reminder, Snapshot, User
from app.queries.insight.past_shares import past_shares
from app.queries.insight.share_lines import Among, all_share_lines
from app.queries.insight.snapshots import kept_lines, month_end_before
from app.queries.meetings.minutes import charter_on
from app.queries.visibility.tracking import assignment_is_seen
from app.services.insight import snapshots
from tests.client import HouseClient


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def test_a_kept_month_stays_and_leadership_sees_what_was_released(
    app: Flask, session: Session, client: HouseClient
) -> None:
    now = datetime.now(UTC)
    today = now.astimezone(TAIPEI).date()
    committee = session.scalars(select(Committee).where(Committee.is_primary)).one()
    rebuilding_agrees(session, committee, today)
    kept = session.scalar(select(func.count(Snapshot.id)).where(Snapshot.month_end))
    assert kept == 12
    assert snapshots.keep_month_end(session, now=now, today=today) is None
    last = month_end_before(session, committee, today)
    assert last is not None
    assert last.rebuilt
    before = overdue(session, committee, last)
    session.execute(
        update(Assignment)
        .where(Assignment.state == AssignmentState.DISPATCHED, Assignment.due_current.is_not(None))
        .values(due_current=date(2099, 1, 1))
    )
    commit(session)
    after = overdue(session, committee, last)
    assert before == after
    assert before.shares > 0
    session.rollback()
    released(client, roc_year(today), before.items)
    leader = session.scalars(select(User.id).where(User.login == "mayor-office")).one()
    waiting = Reminder.rule == NoticeKind.FIGURES_RELEASED, Reminder.superseded_at.is_(None)
    told = session.scalars(select(Reminder).where(*waiting)).all()
    assert leader in {one.recipient_id for one in told}
    assert "逾期未完成" in told[0].facts["title"]
    assert told[0].facts["reason"] == "十一月份"
    leaders_who_see_how_things_stand_hear_of_a_month_that_ended(session, today, leader)


def leaders_who_see_how_things_stand_hear_of_a_month_that_ended(
    session: Session, today: date, leader: int
) -> None:
    """In its first week, once; what is kept later is no news."""
    first = (today.replace(day=28) + timedelta(days=7)).replace(day=1)
    mails = select(Reminder.recipient_id).where(Reminder.rule == NoticeKind.MONTH_ENDED)
    for day, news in ((first, 1), (first + timedelta(days=40), 1)):
        now = datetime.combine(day, time(0, 30), TAIPEI)
        while snapshots.keep_month_end(session, now=now, today=day, tells=True):
            commit(session)
        assert list(session.scalars(mails)).count(leader) == news


def overdue(session: Session, committee: Committee, kept: Snapshot) -> Count:
    lines = kept_lines(session, Among(committee), assignment_is_seen(CONSOLE), kept)
    return figures_of(Standing(roc_year(kept.as_of), kept.as_of, lines)).count(Mark.OVERDUE)


def rebuilding_agrees(session: Session, committee: Committee, today: date) -> None:
    """Of every share of the city, as it stands today."""
    charter = charter_on(session, committee.id, today)
    year = roc_year(today)
    pasts = past_shares(session, committee, year_span(year, today)[0], today)
    rebuilt = {
        key: stood_on(past, today, charter.most_extensions if charter else None)
        for key, past in pasts.items()
    }
    live = all_share_lines(session, committee, year, today)
    assert len(live) == len(rebuilt) > 100
    for one in live:
        stood = rebuilt[one.id]
        assert (one.id, one.state, one.ended_on, one.due_current, one.overdue, one.asks_ruling) == (
            one.id, stood.state, stood.ended_on, stood.due_current, stood.overdue, stood.asks_ruling
        )  # fmt: skip


def released(client: HouseClient, year: int, overdue_then: int) -> None:
    client.sign_in("mayor-office")
    page = client.get(f"/dashboard/{year}").text
    assert f'data-count="{overdue_then}"><span class="figure-value">{overdue_then}</span>' in page
    assert "定稿（回溯）的資料" in page
    assert "提報首長核閱" in page
    assert client.get(f"/dashboard/{year}/release").status_code == 404
    client.sign_in("eth-head")
    client.budget = 60  # releasing keeps a whole day and writes to leadership
    assert "資料截至" in client.get(f"/dashboard/{year}").text
    form = client.get(f"/dashboard/{year}/release").text
    key = re.search(r'name="once_key" value="([^"]+)"', form)
    assert key is not None
    sent = {"snapshot": "0", "remark": "十一月份", "once_key": key[1]}
    first = client.submit(f"/dashboard/{year}/release", sent)
    assert first.status_code == 303
    assert client.submit(f"/dashboard/{year}/release", sent).location == first.location
    client.sign_in("mayor-office")
    page = client.get(f"/dashboard/{year}").text
    assert "十一月份" in page
    assert "（回溯）" not in page
    number = re.search(r'mark=overdue" data-count="(\d+)"><span class="figure-value">', page)
    assert number is not None
    assert int(number[1]) < overdue_then
    listed = client.get(f"/dashboard/{year}/items?mark=overdue").text
    assert f'data-total="{number[1]}"' in listed
