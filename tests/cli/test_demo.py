"""demo: a whole city once, never beside records of somebody else."""

from datetime import date
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import CONSOLE, Role
from app.domain.people.agency import AgencyKind
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.flags import Flag
from app.models import (
    Agency,
    AgencyGroup,
    Assignment,
    Base,
    Committee,
    Meeting,
    ProgressReport,
    Proposal,
    Reminder,
    RoleGrant,
    User,
)
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking import assignment_list
from app.queries.tracking.assignment_list import Filters
from tests.people import world

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker

TODAY = "2026-11-21"


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    session.rollback()
    found = {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    session.rollback()
    return found


def test_it_fills_an_empty_database_and_repeating_it_adds_nothing(
    tracker: "Tracker", session: Session
) -> None:
    done = tracker("demo", "--today", TODAY)
    assert (done.exit_code, done.stdout) == (0, "")
    first = counts(session)
    again = tracker("demo", "--today", TODAY)
    assert again.exit_code == 0
    assert "未再新增" in again.stderr
    refused = tracker("demo", "--assignments", 100, "--today", TODAY)
    assert refused.exit_code == 1
    assert "請以新的資料庫執行" in refused.stderr
    assert counts(session) == first
    _is_as_large_and_as_varied_as_promised(session)
    assert session.scalars(select(User.login).where(User.password_hash.is_not(None))).all() == []


def _is_as_large_and_as_varied_as_promised(session: Session) -> None:
    kinds = dict(list(session.execute(select(Agency.kind, func.count()).group_by(Agency.kind))))
    assert kinds[AgencyKind.FIRST_LEVEL] == 30
    assert kinds[AgencyKind.SCHOOL] == 40
    assert sum(kinds.values()) == 88
    assert set(session.scalars(select(Proposal.state).distinct())) == set(ProposalState)
    assert set(session.scalars(select(RoleGrant.role).distinct())) == set(Role)
    assert set(session.scalars(select(Meeting.year))) >= {113, 114, 115}
    assert (
        session.scalar(
            select(func.count())
            .select_from(Meeting)
            .join(Meeting.committee)
            .where(Meeting.state == MeetingState.CLOSED, Committee.is_primary)
        )
        == 6  # two of them are 舊案's
    )
    shares = dict(list(session.execute(select(Assignment.state, func.count()).group_by(Assignment.state))))
    assert shares[AssignmentState.RELEASED] > sum(shares.values()) / 2
    assert shares[AssignmentState.RETURNED] == 1
    assert shares[AssignmentState.RELEASE_PROPOSED] == 4
    day, calendar = date.fromisoformat(TODAY), calendar_in_force(session)
    for flag, bearers in (
        (Flag.OVERDUE, 3),
        (Flag.REPORT_OVERDUE, 3),
        (Flag.EXTENSION_ASKED, 2),
        (Flag.PAUSED, 1),
    ):
        query = assignment_list.filtered(session, CONSOLE, Filters(flag=flag), calendar, day)
        assert assignment_list.count(session, query) == bearers, flag
    told = select(Reminder.id).where(Reminder.thing == "assignments", Reminder.superseded_at.is_(None))
    assert session.scalars(told).all() == []
    by_figures = select(ProgressReport.text).where(ProgressReport.tally_id.is_not(None))
    assert session.scalars(by_figures).all() == [
        "截至115年11月18日，115年度定期申報應申報190人，已申報67人。"
    ]
    assert session.scalars(select(AgencyGroup.name).where(AgencyGroup.name == "一級機關")).all()
    assert session.scalars(select(Proposal.id).where(Proposal.subject.contains("財產申報"))).all()


def test_more_agencies_and_proposals_can_be_asked_for(tracker: "Tracker", session: Session) -> None:
    years = ("--assignments", 1000, "--years", 2)
    done = tracker("demo", "--agencies", 100, "--proposals", 200, *years, "--today", TODAY)
    assert done.exit_code == 0
    assert (session.scalar(select(func.count(Assignment.id))) or 0) >= 1000
    assert (session.scalar(select(func.count(Agency.id))) or 0) >= 100
    assert (session.scalar(select(func.count(Proposal.id))) or 0) >= 200


def test_beside_records_that_are_not_demonstration_it_adds_nothing(
    app: Flask, tracker: "Tracker", session: Session
) -> None:
    world(app, session).person("real", name="真實的人")
    before = counts(session)
    done = tracker("demo", "--today", TODAY)
    assert done.exit_code == 1
    assert "未載入任何示範資料" in done.stderr
    assert counts(session) == before


def test_what_cannot_be_done_is_said_in_a_sentence(tracker: "Tracker", session: Session) -> None:
    for words in (("--agencies", 999_999), ("--agencies", -1), ("--years", 0), ("--today", "昨天")):
        done = tracker("demo", *words)
        assert done.exit_code == 1
        assert "無法載入" in done.stderr
    assert counts(session)["users"] == 0
