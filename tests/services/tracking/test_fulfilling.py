"""年度會議 registered is the report of the item that asks for it: one entry, both done."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import Figures, TallyEntry
from app.domain.errors import Absent, Invalid, NotAllowed
from app.domain.meetings.yearly import ChairRole, HeldMeeting, YearPlan, YearStanding
from app.domain.office_calendar import NO_CALENDAR
from app.domain.people.actor import CONSOLE
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode, Progress
from app.domain.tracking.item import Frequency, Register
from app.models import Agency, DeclarationTally, ReportingRule
from app.queries.duties.roster import Reckoned
from app.queries.meetings.agency_meetings import agencies_by_year
from app.services.duties import rostering, tallying
from app.services.duties.rostering import PeriodEntry
from app.services.meetings import yearly_plans
from app.services.tracking import fulfilling, reporting
from tests.people import TODAY
from tests.services.tracking.conftest import Loop, loop, stage, when

__all__ = ["loop", "stage"]

HELD = HeldMeeting(held_on=date(2026, 11, 18), chair_role=ChairRole.HEAD)


def standing(loop: Loop, agency_id: int) -> YearStanding:
    rows = agencies_by_year(loop.session, CONSOLE, [115], today=TODAY)
    return next(row for row in rows if row.id == agency_id).years[0].standing


def test_one_entry_makes_both_green_and_striking_it_out_takes_both_back(loop: Loop) -> None:
    plan = replace(loop.plan(frequency=Frequency.ONCE), fulfilled_by=Register.YEARLY_MEETING)
    mine, another = loop.dispatched(plan)
    agency, contact = loop.agencies[1], loop.contacts[mine.agency_id]
    loop.session.query(ReportingRule).filter_by(agency_id=agency.id).one().approval = ApprovalMode.PAPER
    assert standing(loop, agency.id) is YearStanding.MISSING
    row, told = fulfilling.register_meeting(loop.session, contact, agency, HELD, **when())
    assert [share.code for share in told.shares] == [mine.code]
    assert standing(loop, agency.id) is YearStanding.HELD
    assert (mine.state, another.state) == (AssignmentState.SUBMITTED, AssignmentState.DISPATCHED)
    report = reporting.live_report(loop.session, mine)
    assert report is not None
    assert (report.progress, report.text) == (
        Progress.DONE,
        "已於115年11月18日召開115年第1次廉政會報，首長親自主持。",
    )
    fulfilling.strike_out(loop.session, contact, row, reason="登錄錯誤", seen_version=row.version, **when())
    assert standing(loop, agency.id) is YearStanding.MISSING
    assert mine.state is AssignmentState.DISPATCHED


def test_what_somebody_has_begun_to_write_is_left_alone(loop: Loop) -> None:
    plan = replace(loop.plan(), fulfilled_by=Register.YEARLY_MEETING)
    mine, _ = loop.dispatched(plan, loop.plan(title="另一事項"))[:2]
    contact = loop.contacts[mine.agency_id]
    reporting.write(loop.session, contact, mine, reporting.Written(None, "待補"), **when())
    _, told = fulfilling.register_meeting(loop.session, contact, loop.agencies[1], HELD, **when())
    assert (told.shares, told.begun) == ((), (mine,))
    assert mine.state is AssignmentState.DISPATCHED


def test_the_agency_plans_its_month_and_only_its_supervisor_exempts_it(loop: Loop) -> None:
    agency = loop.agencies[1]
    contact = loop.contacts[agency.id]
    whole = YearPlan(12, "林專員", "簽奉核可")
    row = yearly_plans.keep(loop.session, contact, agency, 115, whole, seen_version=0, now=when()["now"])
    assert (row.planned_month, row.visitor, row.exempt_basis) == (12, "", "")
    assert standing(loop, agency.id) is YearStanding.PLANNED
    yearly_plans.keep(
        loop.session, loop.officer, agency, 115, whole, seen_version=row.version, now=when()["now"]
    )
    assert (row.visitor, standing(loop, agency.id)) == ("林專員", YearStanding.EXEMPT)
    with pytest.raises(Invalid, match="planned_month_impossible"):
        yearly_plans.keep(
            loop.session, contact, agency, 115, YearPlan(13), seen_version=row.version, now=when()["now"]
        )


def test_figures_report_as_done_only_once_everybody_has_declared(loop: Loop) -> None:
    plan = replace(loop.plan(frequency=Frequency.ONCE), fulfilled_by=Register.DECLARATION_TALLY)
    mine, another = loop.dispatched(plan)
    for share, filed, progress in ((mine, 9, Progress.UNDER_WAY), (another, 10, Progress.DONE)):
        contact, agency = loop.contacts[share.agency_id], loop.session.get_one(Agency, share.agency_id)
        other = TallyEntry(115, DeclarationType.TAKING_OFFICE, TODAY, Figures(3, 3))
        assert tallying.enter_and_report(loop.session, contact, [(agency, other)], **when()) == []
        entry = TallyEntry(115, DeclarationType.PERIODIC, TODAY, Figures(10, filed))
        [told] = tallying.enter_and_report(loop.session, contact, [(agency, entry)], **when())
        assert [one.code for one in told.shares] == [share.code]
        report = reporting.live_report(loop.session, share)
        assert report is not None
        assert report.text == f"截至115年11月20日，115年度定期申報應申報10人，已申報{filed}人。"
        assert report.progress is progress


def test_the_figures_of_a_roster_report_with_one_button(loop: Loop) -> None:
    """名冊: what it counts today is the entry; both are done with it, and it goes on counting."""
    plan = replace(loop.plan(frequency=Frequency.ONCE), fulfilled_by=Register.DECLARATION_TALLY)
    mine, another = loop.dispatched(plan)
    agency, contact = loop.session.get_one(Agency, mine.agency_id), loop.contacts[mine.agency_id]
    reckoned = Reckoned(NO_CALENDAR, TODAY)

    def report() -> fulfilling.Fulfilled:
        return tallying.report_from_roster(loop.session, contact, agency, 115, reckoned, now=when()["now"])

    with pytest.raises(Absent):
        report()
    roster = rostering.begin(loop.session, CONSOLE, agency, date(2026, 1, 1), now=when()["now"])
    entry = PeriodEntry(agency.id, PostKind.OFFICE, "科長", date(2020, 3, 1))
    rostering.add_declarant(loop.session, CONSOLE, roster, "秦○○", "", entry, now=when()["now"])
    loop.session.expire_all()
    with pytest.raises(NotAllowed):
        tallying.report_from_roster(loop.session, loop.officer, agency, 115, reckoned, now=when()["now"])
    assert [one.code for one in report().shares] == [mine.code]
    assert (mine.state, another.state) == (AssignmentState.SUBMITTED, AssignmentState.DISPATCHED)
    told = reporting.live_report(loop.session, mine)
    assert told is not None
    assert told.text == "截至115年11月20日，115年度定期申報應申報1人，已申報0人。"
    kept = loop.session.get_one(DeclarationTally, told.tally_id)
    assert (kept.agency_id, kept.as_of, kept.required) == (agency.id, TODAY, 1)
    assert report().shares == (), "asked for once"
