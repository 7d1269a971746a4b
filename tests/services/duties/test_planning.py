"""A changed definition touches only what has not begun; what is switched off ends with what has begun."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.duties.duty_flow import DutyState
from app.domain.duties.plan_items import PlanFrequency, PlanTerms
from app.domain.errors import NotAllowed, NotNow
from app.domain.people.actor import Actor, Role
from app.models import Duty, DutyOccurrence
from app.services.duties import planning
from tests import people
from tests.people import NOW, TODAY, World

MONTHLY = PlanTerms("採購派案", PlanFrequency.MONTHLY)


@pytest.fixture
def world(app: Flask, session: Session) -> World:
    return people.world(app, session)


@pytest.fixture
def officer(world: World) -> Actor:
    return world.actor(world.person("officer", (Role.OFFICER, world.department), password=""))


def rows(world: World, duty: Duty) -> list[DutyOccurrence]:
    query = (
        select(DutyOccurrence)
        .options(joinedload(DutyOccurrence.duty))
        .where(DutyOccurrence.duty_id == duty.id)
    )
    return list(world.session.scalars(query.order_by(DutyOccurrence.due_on, DutyOccurrence.id)))


def test_only_the_future_follows_a_changed_definition(world: World, officer: Actor) -> None:
    duty = planning.define(world.session, officer, world.department, MONTHLY, now=NOW, today=TODAY)
    november, december, *_ = rows(world, duty)
    assert len(rows(world, duty)) == 14
    later = PlanTerms("採購派案及複查", PlanFrequency.MONTHLY, days_after=5)
    planning.redefine(
        world.session, officer, duty, later, owner_id=None, seen_version=duty.version, now=NOW, today=TODAY
    )
    assert (november.title, november.due_on) == ("採購派案", date(2026, 11, 30))
    assert (december.title, december.due_on) == ("採購派案及複查", date(2027, 1, 5))
    quarterly = PlanTerms("採購派案", PlanFrequency.QUARTERLY)
    planning.redefine(
        world.session, officer, duty, quarterly, owner_id=None, seen_version=duty.version, now=NOW, today=TODAY
    )  # fmt: skip
    assert (november.state, december.state) == (DutyState.OPEN, DutyState.VOID)
    assert len([row for row in rows(world, duty) if row.frequency is PlanFrequency.QUARTERLY]) == 5
    planning.redefine(
        world.session, officer, duty, MONTHLY, owner_id=None, seen_version=duty.version, now=NOW, today=TODAY
    )
    assert (december.state, december.title) == (DutyState.OPEN, "採購派案")
    planning.end(world.session, officer, duty, seen_version=duty.version, now=NOW, today=TODAY)
    assert [row.state for row in (november, december)] == [DutyState.OPEN, DutyState.VOID]


def test_an_occurrence_is_reported_exempted_and_reopened(world: World, officer: Actor) -> None:
    duty = planning.define(world.session, officer, world.department, MONTHLY, now=NOW, today=TODAY)
    row, second, *_ = rows(world, duty)
    with pytest.raises(NotNow, match="duty_report_missing"):
        planning.complete(world.session, officer, row, seen_version=row.version, now=NOW, today=TODAY)
    planning.write(world.session, officer, row, "已派案3件。", "", seen_version=row.version, now=NOW)
    planning.complete(world.session, officer, row, seen_version=row.version, now=NOW, today=TODAY)
    assert (row.state, row.done_on) == (DutyState.DONE, TODAY)
    when: dict[str, Any] = {"now": NOW, "today": TODAY}
    planning.reopen(world.session, officer, row, reason="補正", seen_version=row.version, **when)
    assert (row.state, row.done_on) == (DutyState.OPEN, None)
    planning.exempt(world.session, officer, second, reason="無採購案", seen_version=second.version, **when)
    assert (second.state, second.reason) == (DutyState.EXEMPT, "無採購案")
    contact = world.actor(world.person("contact", (Role.CONTACT, world.other), password=""))
    with pytest.raises(NotAllowed):
        planning.reopen(world.session, contact, second, reason="x", seen_version=second.version, **when)
