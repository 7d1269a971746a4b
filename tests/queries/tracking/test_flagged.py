"""Invariant 3: the list is filtered by the very predicate its badges are drawn from."""

from datetime import timedelta

import pytest

from app.domain.office_calendar import NO_CALENDAR
from app.domain.people.actor import CONSOLE
from app.domain.tracking.decisions import ExtensionReason, NoProgressReason, Progress
from app.domain.tracking.flags import Flag, is_report_overdue, standings
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.item_status import ItemStatus
from app.models import Assignment, Resolution
from app.queries.tracking import assignment_list, item_list
from app.queries.tracking.assignment_list import Filters
from app.queries.tracking.standing import shares_of
from app.services.tracking import extensions, pausing, splitting
from app.services.tracking.reporting import Written
from app.services.tracking.splitting import Letter
from tests.people import NOW, TODAY
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import DUE, Loop, loop, when

__all__ = ["loop", "stage"]
LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO
NOTHING = Written(Progress.NONE, "尚無進度。", none_reason=NoProgressReason.STAFF)


@pytest.fixture
def many(loop: Loop) -> list[Assignment]:
    """Shares of every mode and kind of date, some reported, extended, paused, released."""
    shares = loop.dispatched(
        loop.plan(LEAD, LEAD, LEAD, LEAD, frequency=Frequency.ONCE),
        loop.plan(LEAD, LEAD, LEAD, LEAD, due_kind=DueKind.ONGOING),
        loop.plan(LEAD, CO, mode=ItemMode.SINGLE_LEAD, frequency=Frequency.MONTHLY),
        loop.plan(LEAD, CO, mode=ItemMode.LEAD_AND_CO, due_kind=DueKind.NEXT_MEETING, frequency=Frequency.EVERY_MEETING),
    )  # fmt: skip
    resolution = loop.session.get_one(Resolution, loop.item(shares[0]).resolution_id)
    plans = [
        loop.plan(LEAD, LEAD, frequency=Frequency.ONCE, due_on=TODAY - timedelta(40)),
        loop.plan(LEAD, due_kind=DueKind.ONGOING, frequency=Frequency.MONTHLY),
    ]
    late = loop.shares(splitting.prepare(loop.session, loop.officer, resolution, plans, now=NOW))
    loop.send_out(late, letter=Letter(TODAY - timedelta(140), "示府政預字第1150003000號"))
    wanted = extensions.Wanted(DUE + timedelta(60), ExtensionReason.BUDGET)
    contact = loop.contacts[shares[0].agency_id]
    extensions.ask(loop.session, contact, shares[0], wanted, seen_version=shares[0].version, **when())
    pausing.pause(loop.session, loop.officer, shares[1], waits_for="廠商", reason="", seen_version=shares[1].version, **when())  # fmt: skip
    loop.reported_done(shares[2])
    for _ in range(2):
        loop.receive(loop.report(shares[4], NOTHING))
    loop.receive(loop.report(shares[8]))
    loop.report(shares[10])
    loop.session.flush()
    return [*shares, *late]


def test_invariant_3_list_and_badge_are_one_predicate(loop: Loop, many: list[Assignment]) -> None:
    met: set[Flag] = set()
    for day in (TODAY + timedelta(days) for days in (0, 30, 38, 60, 200)):
        facts = shares_of(loop.session, many, day)
        sent_late = [facts[one.id] for one in many if one.dispatched_on != one.reports_from]
        assert len(sent_late) == 3
        assert not [one for one in sent_late if is_report_overdue(one, TODAY)]
        borne = {one.code: {each.flag for each in standings(facts[one.id], NO_CALENDAR, day)} for one in many}
        for flag in Flag:
            badges = {code for code, flags in borne.items() if flag in flags}
            query = assignment_list.filtered(loop.session, CONSOLE, Filters(flag=flag), NO_CALENDAR, day)
            assert {one.code for one in loop.session.scalars(query)} == badges, (flag, day)
            assert assignment_list.count(loop.session, query) == len(badges)
            met |= {flag} if badges else set()
    assert met == set(Flag), "a flag nobody ever bears proves nothing"


def test_items_are_listed_by_the_status_their_shares_give_them(loop: Loop, many: list[Assignment]) -> None:
    resolution = loop.session.get_one(Resolution, loop.item(many[0]).resolution_id)
    (unsent,) = splitting.prepare(loop.session, loop.officer, resolution, [loop.plan()], now=NOW)
    every = item_list.page(
        loop.session, CONSOLE, item_list.filtered(loop.session, CONSOLE, item_list.Filters(), NO_CALENDAR, TODAY),
        "code", offset=0, size=50,
    )  # fmt: skip
    assert ItemStatus.PREPARED in {line.status for line in every if line.item.id == unsent.id}
    for status in (*item_list.STATUSES, item_list.ENDED_ONES):
        query = item_list.filtered(
            loop.session, CONSOLE, item_list.Filters(status=status), NO_CALENDAR, TODAY
        )
        wanted = {
            line.code
            for line in every
            if line.status == status
            or (status == item_list.ENDED_ONES and line.status not in item_list.STATUSES)
        }
        assert {one.code for one in loop.session.scalars(query).unique()} == wanted


def test_contacts_see_their_own_shares_only_and_count_them(loop: Loop, many: list[Assignment]) -> None:
    contact = loop.contacts[many[0].agency_id]
    query = assignment_list.filtered(loop.session, contact, Filters(), NO_CALENDAR, TODAY)
    own = {one.code for one in many if one.agency_id == many[0].agency_id}
    assert {one.code for one in loop.session.scalars(query)} == own
    assert assignment_list.count(loop.session, query) == len(own) < len(many)
    counted = [
        assignment_list.count(loop.session, query, up_to) for up_to in (0, len(own) - 1, len(own), 1000)
    ]
    assert counted == [1, len(own), len(own), len(own)], "at most one beyond what was asked for"
    offered = assignment_list.choices(loop.session, contact)
    assert len(offered.agencies) == 1
    for sort in (*assignment_list.SORTS, "-due", "-code"):
        lines = assignment_list.page(loop.session, query, sort, NO_CALENDAR, TODAY, offset=0, size=50)
        assert {line.code for line in lines} == own


def test_codes_are_sorted_by_number_not_by_letters(loop: Loop) -> None:
    loop.dispatched(*(loop.plan(LEAD, LEAD, LEAD, LEAD, title=f"第{place}件") for place in range(3)))
    query = assignment_list.filtered(loop.session, CONSOLE, Filters(), NO_CALENDAR, TODAY)
    lines = assignment_list.page(loop.session, query, "code", NO_CALENDAR, TODAY, offset=0, size=50)
    assert [line.assignment.serial for line in lines] == list(range(1, 13))
