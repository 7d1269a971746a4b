"""Years of shares for a trial of size: the same for the same arguments, and as the verbs would have left them."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.demo.city.agencies import AGENCIES
from app.demo.city.past_work import PastItem, past_items, past_meetings
from app.demo.load_past_work import load_past_work
from app.domain.people.actor import CONSOLE
from app.domain.tracking.assignment_flow import ENDED, REPORTABLE, AssignmentState
from app.domain.tracking.item import check_roles, owes_reports
from app.domain.tracking.report_flow import ReportState
from app.extensions.database import open_database
from app.extensions.transaction import unit_of_work
from app.models import Assignment, ClosureDecision, Committee, ProgressReport
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking import assignment_list
from app.queries.tracking.assignment_list import Filters
from app.services import audit
from app.services.tracking import extensions, rounds
from tests.conftest import SECRET_KEY
from tests.house_text import faults
from tests.people import NOW, TODAY

NAMES = [row.short for row in AGENCIES]
SHARES, YEARS = 2000, 3
REPORTED_AS = {
    AssignmentState.SUBMITTED: {ReportState.SUBMITTED},
    AssignmentState.RETURNED: {ReportState.RETURNED},
    AssignmentState.UNDER_WAY: {ReportState.RECEIVED},
    AssignmentState.RELEASE_PROPOSED: {ReportState.RECEIVED},
}


def items(count: int) -> list[PastItem]:
    return [
        item
        for place, meeting in enumerate(past_meetings(YEARS, TODAY))
        for item in past_items(meeting, place, count, NAMES, TODAY)
    ]


def test_the_same_arguments_give_the_same_years_and_as_many_shares_as_asked() -> None:
    assert items(200) == items(200)
    assert [len(item.shares) for item in items(1)] == [1] * 12 * YEARS
    assert sum(len(item.shares) for item in items(700)) == 700 * 12 * YEARS


def test_meetings_are_numbered_within_their_year_and_their_letters_went_out() -> None:
    meetings = past_meetings(YEARS, TODAY)
    assert len({(one.held_on.year, one.number) for one in meetings}) == len(meetings) == 12 * YEARS
    assert all(one.held_on.weekday() < 5 and one.letter_on < TODAY for one in meetings)
    assert [one.held_on for one in meetings] == sorted(one.held_on for one in meetings)
    assert past_meetings(1, date(2026, 1, 5))[-1].held_on.year == 2025


def test_every_item_is_shared_out_as_its_mode_demands_and_written_as_in_taiwan() -> None:
    for item in items(700):
        check_roles(item.mode, (share.role for share in item.shares))
        assert len({share.agency for share in item.shares}) == len(item.shares)
        assert (item.ended_after > 0) == all(share.state in ENDED for share in item.shares)
        for share in item.shares:
            assert share.report is None or owes_reports(item.mode, share.role)
            assert share.report is None or share.report.sent_on <= TODAY
        assert not list(faults(item.title + item.text))
        assert not [fault for share in item.shares if share.report for fault in faults(share.report.text)]


def test_what_is_loaded_is_as_the_verbs_would_have_left_it(city_url: str) -> None:
    database = open_database(city_url)
    database.sessions.configure(info={audit.DIGEST_KEY: SECRET_KEY})
    with unit_of_work(database) as session:
        committee = session.scalars(select(Committee).where(Committee.is_primary)).one()
        before = session.scalar(select(func.max(Assignment.id))) or 0
        load_past_work(session, committee, shares=SHARES, years=YEARS, now=NOW, today=TODAY)
    with database.sessions() as session:
        new = list(session.scalars(select(Assignment).where(Assignment.id > before).order_by(Assignment.id)))
        assert len(new) == SHARES
        assert {one.state for one in new} >= {*REPORTABLE, *REPORTED_AS, AssignmentState.RELEASED}
        assert all(
            (one.state is AssignmentState.SUBMITTED) == (one.before_submission is not None) for one in new
        )
        reports = {
            row.assignment_id: row.state
            for row in session.execute(select(ProgressReport.assignment_id, ProgressReport.state))
        }
        for one in new:
            assert one.state not in REPORTED_AS or reports[one.id] in REPORTED_AS[one.state], one.code
        ended = aliased(Assignment)
        decided = select(ended.id).join(ClosureDecision, ClosureDecision.assignment_id == ended.id)
        assert {one.id for one in new if one.state in ENDED} == set(
            session.scalars(decided.where(ended.id > before))
        )
        for one in new[:: SHARES // 200]:
            kept = one.reported_through, one.due_current
            extensions.follow(session, one, now=NOW)
            rounds.follow(session, one)
            assert (one.reported_through, one.due_current) == kept, one.code
            assert one.ended_on is None or one.ended_on > one.dispatched_on + timedelta(days=60)  # type: ignore[operator]
        assert audit.verify(session) is None
        _is_walked_in_the_order_it_is_sorted_in(session)
    database.engine.dispose()


def _is_walked_in_the_order_it_is_sorted_in(session: Session) -> None:
    calendar = calendar_in_force(session)
    for filters in (Filters(), Filters(state="open"), Filters(state="released")):
        query = assignment_list.filtered(session, CONSOLE, filters, calendar, TODAY)
        for sort in (f"{turned}{name}" for name in assignment_list.SORTS for turned in ("", "-")):
            for offset in (0, 75):
                sorted_lines, walked = (
                    assignment_list.page(
                        session, query, sort, calendar, TODAY, offset=offset, size=50, many=many
                    )
                    for many in (False, True)
                )
                assert [one.code for one in walked] == [one.code for one in sorted_lines], (filters, sort)
