"""行事曆 of the demonstration city: what each person sees, lists as long as their numbers say, and the feeds of other programs."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.agenda import ARRANGED_IN
from app.domain.roc_date import roc_digits
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.extensions.transaction import commit
from app.models import (
    Agency,
    Assignment,
    CalendarFeed,
    Meeting,
    Proposal,
    Resolution,
    RoleGrant,
    TrackedItem,
    User,
)
from app.models import AgendaItem as Line
from tests.client import HouseClient
from tests.documents.ics import Component, read

ADDRESS = re.compile(r'value="([^"]*/feed/[^"]+\.ics)"')
FEED = re.compile(r"/feed/[\w-]{40,}\.ics")
PAGE = "/account/calendar"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def officer(client: HouseClient) -> HouseClient:
    client.sign_in("eth-officer1")
    return client


@pytest.fixture
def contact(app: Flask) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.sign_in("civ-contact")
    return client


def month_of(day: date) -> str:
    return f"{day.year - 1911}-{day.month:02}"


def busiest(session: Session) -> date:
    """The day on which most open shares fall due. The reading ends here: SQLite has one writer, and the pages write."""
    query = (
        select(Assignment.due_current)
        .where(Assignment.state.in_(OPEN), Assignment.due_current.is_not(None), Assignment.removed_at.is_(None))
        .group_by(Assignment.due_current)
        .order_by(func.count(Assignment.id).desc())
    )  # fmt: skip
    found = session.scalars(query).first()
    session.rollback()
    assert found is not None
    return found


def subscribe(client: HouseClient) -> str:
    """The address of a new feed, as its page shows it once."""
    assert client.submit(PAGE).location == PAGE
    shown = ADDRESS.search(client.get(PAGE).text)
    assert shown is not None
    assert ADDRESS.search(client.get(PAGE).text) is None
    found = FEED.search(shown[1])
    assert found is not None
    return found[0]


def events(client: HouseClient, address: str) -> dict[str, Component]:
    answer = client.get(address)
    assert answer.status_code == 200
    found = read(answer.data).parts
    return {part.properties["UID"][1]: part for part in found if part.name == "VEVENT"}


def test_each_person_sees_what_is_theirs_and_numbers_are_lists(
    officer: HouseClient, contact: HouseClient, session: Session
) -> None:
    day = busiest(session)
    at = month_of(day)
    shown = officer.get(f"/calendar?at={at}").text
    cell = re.search(rf'<a href="#d{roc_digits(day)}">.*?</td>', shown, re.DOTALL)
    assert cell is not None
    number = re.search(r"列管 (\d+) 件", cell[0])
    assert number is not None
    listed = officer.get(f"/assignments?state=open&from={roc_digits(day)}&due={roc_digits(day)}").text
    assert f"共 {number[1]} 筆" in listed
    own = contact.get(f"/calendar?at={at}").text
    theirs = session.execute(
        select(Assignment.code, Assignment.due_current)
        .join(Assignment.agency)
        .where(Agency.code == "CIV", Assignment.state.in_(OPEN))
    ).all()
    session.rollback()
    of_month = {code for code, due in theirs if due and month_of(due) == at}
    assert of_month
    assert set(re.findall(r'href="/assignments/([\w.-]+)"', own)) == of_month
    narrowed = officer.get(f"/calendar?at={at}&calendar_meetings=1").text
    assert "列管 " not in narrowed
    # The number of a month in the year is the length of the month's list.
    year = officer.get(f"/calendar?view=year&at={at[:3]}").text
    counted = re.findall(r'href="(/calendar\?at=[^"]*calendar_yearly=1)">(\d+)<', year)
    assert counted
    url, entries = counted[0]
    assert officer.get(url.replace("&amp;", "&")).text.count('<th scope="row"') == int(entries)
    for odd in (
        "?at=nothing",
        "?at=200-12",
        "?at=100&view=year",
        "?view=list&at=200-12",
        "?view=odd&at=100-01",
    ):
        assert officer.get(f"/calendar{odd}").status_code == 200


def test_a_feed_is_fetched_by_its_secret_alone_and_stays_the_same_until_something_changes(
    app: Flask, officer: HouseClient, session: Session
) -> None:
    address = subscribe(officer)
    outside = app.test_client()
    assert isinstance(outside, HouseClient)
    first = outside.get(address)
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert outside.get(address).data == first.data
    tag = first.headers["ETag"]
    assert outside.get(address, headers={"If-None-Match": tag}).status_code == 304
    before = events(outside, address)
    assert any(key.startswith("meeting-") for key in before)
    assert any(key.startswith("share-") for key in before)
    names = set(session.scalars(select(User.name)))
    session.rollback()
    assert not [name for name in names if name in first.text]
    # What is moved keeps its identity, and says that it was changed.
    coming = select(Meeting).where(Meeting.state.in_(ARRANGED_IN), Meeting.held_on.is_not(None))
    meeting = session.scalars(coming.order_by(Meeting.id)).first()
    assert meeting is not None
    assert meeting.held_on is not None
    slug = meeting.slug
    uid = next(one for one in before if one.startswith(f"meeting-{meeting.id}@"))
    meeting.held_on = meeting.held_on.replace(day=meeting.held_on.day % 28 + 1)
    commit(session)
    after = events(outside, address)
    assert set(after) == set(before)
    sequence = [int(one[uid].properties["SEQUENCE"][1]) for one in (before, after)]
    assert sequence[1] > sequence[0]
    assert outside.get(address, headers={"If-None-Match": tag}).status_code == 200
    own = officer.get(f"/meetings/{slug}/meeting.ics")
    assert read(own.data).parts[1].properties == after[uid].properties
    # A further address ends the one before, and ending it leaves none.
    second = subscribe(officer)
    assert second != address
    assert outside.get(address).status_code == 404
    assert outside.get(second).status_code == 200
    kept = session.scalars(select(CalendarFeed.token_hash)).all()
    session.rollback()
    assert len(kept) == 2
    assert not set(kept) & {one.split("/")[-1].removesuffix(".ics") for one in (address, second)}
    officer.submit(f"{PAGE}/end")
    assert outside.get(second).status_code == 404
    assert outside.get("/feed/nothing.ics").status_code == 404


def test_mine_are_the_own_agencies_days_and_what_i_am_in_charge_of(
    officer: HouseClient, contact: HouseClient, session: Session
) -> None:
    """The same narrowing on the page, on paper and in the file of the month."""
    day = busiest(session)
    own = session.scalars(
        select(RoleGrant.agency_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(User.login == "eth-officer1")
    )
    due = select(Assignment.code).where(
        Assignment.state.in_(OPEN), Assignment.due_current.between(day.replace(day=1), day),
        Assignment.agency_id.in_(own.all()), Assignment.removed_at.is_(None),
    )  # fmt: skip
    codes = set(session.scalars(due))
    session.rollback()
    at = month_of(day)
    mine = officer.get(f"/calendar?at={at}&mine=1").text
    assert 'href="/calendar?at=' in mine
    assert codes <= set(re.findall(r'href="/assignments/([\w.-]+)"', mine))
    assert "看全部" in mine
    everything, narrowed = (
        events(officer, f"/calendar/{at}.ics"),
        events(officer, f"/calendar/{at}.ics?mine=1"),
    )
    assert set(narrowed) < set(everything)
    assert {one for one in everything if one.startswith("meeting-")} <= set(narrowed)
    # An agency's contact has nothing else than the agency's anyway.
    assert events(contact, f"/calendar/{at}.ics?mine=1") == events(contact, f"/calendar/{at}.ics")
    year = officer.get(f"/calendar?view=year&at={at[:3]}&mine=1").text
    url, entries = re.findall(r'href="(/calendar\?at=[^"]*calendar_tracking=1[^"]*)">(\d+)<', year)[0]
    assert "mine=1" in url
    assert officer.get(url.replace("&amp;", "&")).text.count('<th scope="row"') == int(entries)
    only = events(officer, f"/calendar/{at}.ics?calendar_meetings=1")
    assert all(one.startswith("meeting-") for one in only)


def test_a_month_is_a_file_with_the_feeds_identities_and_a_sheet(
    officer: HouseClient, session: Session
) -> None:
    at = month_of(busiest(session))
    file = officer.get(f"/calendar/{at}.ics")
    assert file.headers["Content-Disposition"] == f'attachment; filename="calendar-{at}.ics"'
    found, fed = events(officer, f"/calendar/{at}.ics"), events(officer, subscribe(officer))
    assert found
    assert {name: part.properties for name, part in found.items()}.items() <= {
        name: part.properties for name, part in fed.items()
    }.items()  # fmt: skip
    names = set(session.scalars(select(User.name)))
    session.rollback()
    assert not [name for name in names if name in file.text]
    assert set(found) <= set(events(officer, f"/calendar/{at[:3]}.ics"))
    # The first share of an item ends: the entry of the others is still the same one, changed.
    day = busiest(session)
    item = session.scalars(
        select(Assignment.item_id)
        .where(Assignment.due_current == day, Assignment.state.in_(OPEN))
        .group_by(Assignment.item_id)
        .order_by(func.count(Assignment.id).desc())
    ).first()
    of_item = select(Assignment).where(Assignment.item_id == item, Assignment.due_current == day)
    first = session.scalars(of_item.where(Assignment.state.in_(OPEN)).order_by(Assignment.id)).first()
    assert first is not None
    first.state, first.ended_on = AssignmentState.RELEASED, day
    commit(session)
    after = events(officer, f"/calendar/{at}.ics")
    assert set(after) == set(found)
    changed = [uid for uid in found if found[uid].properties["SUMMARY"] != after[uid].properties["SUMMARY"]]
    assert [uid.startswith("share-") for uid in changed] == [True]
    sequence = [int(one[changed[0]].properties["SEQUENCE"][1]) for one in (found, after)]
    assert sequence[1] >= sequence[0]
    assert officer.get(f"/calendar/{at}/print").text.count("<td") >= 28
    for odd in ("/calendar/115-13.ics", "/calendar/2026-11/print", "/calendar/115/print", "/calendar/x.ics"):
        assert officer.get(odd).status_code == 404


def test_a_confidential_share_stands_in_the_calendar_of_who_may_read_it_and_in_no_feed(
    officer: HouseClient, contact: HouseClient, session: Session
) -> None:
    share, item, proposal = session.execute(
        select(Assignment, TrackedItem, Proposal)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Line, Line.id == Resolution.item_id)
        .join(Proposal, Proposal.id == Line.proposal_id)
        .where(Assignment.state.in_(OPEN), Assignment.due_current.is_not(None))
        .order_by(Assignment.id)
    ).first()  # type: ignore[misc]
    proposal.confidentiality, proposal.stub_name = Confidentiality.CONFIDENTIAL, "代號"
    item.title = "QXZ密件標題"
    commit(session)
    assert share.due_current is not None
    page, title = f"/calendar?at={month_of(share.due_current)}", item.title
    session.rollback()
    head = officer.application.test_client()
    assert isinstance(head, HouseClient)
    head.sign_in("eth-head")
    assert title in head.get(page).text
    assert title not in contact.get(page).text
    assert title not in head.get(subscribe(head)).text
    at = month_of(share.due_current)
    assert title not in head.get(f"/calendar/{at}.ics").text
